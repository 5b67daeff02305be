/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-fixture.h"
#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-state.h"

/* Servers that have faults, lie, or mean harm: a small one of our own, that does what the case says. The diary is as it was, and
 * the answer says what is wrong. */

#define ICS(uid, lines) \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" uid "\r\n" lines "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define AT9 "DTSTART:20261125T070000Z\r\nDTEND:20261125T080000Z\r\n"

/* Each answers the first question. */
static void
say_500 (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  reply (message, 500, "Traceback (most recent call last):");
}

static void
say_nothing (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  soup_server_message_set_status (message, 207, NULL);
}

static void
say_garbage (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  reply (message, 207, "\x01\x02<<<<");
}

static void
say_page (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  reply (message, 200, "<html><body>Welcome to the hotel. Log in.</body></html>");
}

static void
say_laughs (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  reply (message, 207, "<!DOCTYPE m [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><multistatus xmlns=\"DAV:\">&b;</multistatus>");
}

static void
say_round (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  soup_server_message_set_redirect (message, 302, "/cal/");
}

static void
say_away (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  soup_server_message_set_redirect (message, 301, "https://evil.example.org/cal/");
}

static void
say_other_port (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  soup_server_message_set_redirect (message, 307, "http://127.0.0.1:1/cal/");
}

static void
say_401 (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "WWW-Authenticate", "Basic realm=\"x\"");
  reply (message, 401, "");
}

static void
say_no_calendar (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  reply (message, 207, HEAD "<response><href>/cal/</href><propstat><prop><resourcetype><collection/></resourcetype>" FOUND FOOT);
}

static void
say_much (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  g_autofree char *text = g_strnfill (1 << 20, ' ');

  soup_server_message_set_status (message, 207, NULL);
  for (guint i = 0; i < 66; i++)
    soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, text, 1 << 20);
}

typedef struct
{
  const char *name;
  FakeAnswer  answer;
  int         code;
  const char *words;
} Refusal;

static const Refusal refusals[] = {
  { "500", say_500, EO_ERROR_IO, "fault of its own" },
  { "nothing", say_nothing, EO_ERROR_UNSUPPORTED, "not as a calendar server" },
  { "garbage", say_garbage, EO_ERROR_DAMAGED, "damaged" },
  { "page", say_page, EO_ERROR_UNSUPPORTED, "not as a calendar server" },
  { "laughs", say_laughs, EO_ERROR_DAMAGED, "damaged" },
  { "redirect-round", say_round, EO_ERROR_UNSUPPORTED, "without an end" },
  { "redirect-away", say_away, EO_ERROR_UNSUPPORTED, "evil.example.org" },
  { "redirect-port", say_other_port, EO_ERROR_UNSUPPORTED, "sends us on" },
  { "password", say_401, EO_ERROR_PASSWORD, "user and password" },
  { "no-calendar", say_no_calendar, EO_ERROR_UNSUPPORTED, "no calendar of events" },
  { "too-much", say_much, EO_ERROR_TOO_LARGE, "more than can be read" },
};

static void
test_refusal (Fake          *fake,
              gconstpointer  data)
{
  const Refusal *one = data;
  g_autoptr (EoRecord) record = office_add (&fake->office, "appointment", "subject", "Meeting", "diary", "The MEC", "starts",
                                            "2026-11-25T09:00", NULL);
  g_autoptr (EoCaldavCollection) state = NULL;
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;

  fake->answer = one->answer;
  g_assert_false (fake_sync (fake, &count, &error));
  g_assert_error (error, EO_ERROR, one->code);
  if (strstr (error->message, one->words) == NULL)
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, one->words));
  g_assert_null (strstr (error->message, "secret"));
  g_assert_cmpint (count_appointments (fake), ==, 1);
  state = eo_caldav_collection_load (fake->office.store, fake->diary->id, NULL);
  g_assert_cmpstr (state->trouble, ==, error->message);
}

/* A calendar by an old server: ctag and etags alone, an ETag that it does not give on writing, and odd addresses. */
static void
be_old (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *depth = soup_message_headers_get_one (headers, "Depth");
  const int n = g_atomic_int_get (&fake->n_puts);
  g_autofree char *text = NULL;

  if (g_str_equal (method, "PUT"))
    {
      g_assert_cmpstr (soup_message_headers_get_one (headers, "If-None-Match"), ==, "*");
      g_atomic_int_inc (&fake->n_puts);
      soup_server_message_set_status (message, 201, NULL);
      return;
    }
  if (g_str_equal (method, "PROPFIND") && g_strcmp0 (depth, "0") == 0)
    text = g_strdup_printf (HEAD LOOKS "<S:getctag>c%d</S:getctag>" FOUND FOOT, n);
  else if (g_str_equal (method, "PROPFIND"))
    {
      g_atomic_int_inc (&fake->n_listed);
      text = g_strdup_printf (HEAD "<response><href>/cal/</href></response>"
                              "<response><href>/cal/a.ics</href><propstat><prop><getetag>1</getetag>" FOUND
                              "<response><href>https://evil.example.org/cal/b.ics</href><propstat><prop><getetag>1</getetag>" FOUND
                              "<response><href>/cal/../etc/c.ics</href><propstat><prop><getetag>1</getetag>" FOUND
                              "<response><href>/cal/x%%2F..%%2Fd.ics</href><propstat><prop><getetag>1</getetag>" FOUND
                              "<response><href>/other/e.ics</href><propstat><prop><getetag>1</getetag>" FOUND
                              "%s" FOOT, n > 0 ? "<response><href>/cal/UID.ics</href><propstat><prop><getetag>9</getetag>" FOUND : "");
    }
  else
    text = g_strdup (HEAD "<response><href>/cal/a.ics</href><propstat><prop><getetag>1</getetag><C:calendar-data>"
                     ICS ("a@old", "SUMMARY:From the old one\r\n" AT9) "</C:calendar-data>" FOUND
                     "<response><href>/cal/never-asked.ics</href><propstat><prop><getetag>1</getetag><C:calendar-data>"
                     ICS ("evil@old", "SUMMARY:Unasked\r\n" AT9) "</C:calendar-data>" FOUND FOOT);
  reply (message, 207, text);
}

static void
test_old (Fake          *fake,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;

  fake->answer = be_old;
  g_assert_true (fake_sync (fake, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.taken_added, ==, 1);
  g_assert_cmpint (count_appointments (fake), ==, 1);
  g_assert_cmpint (fake->n_listed, ==, 1);
  g_assert_true (fake_sync (fake, &count, &error)); /* the ctag is the same: it is not asked for more */
  g_assert_cmpint (fake->n_listed, ==, 1);
}

/* An entry of each kind of harm, beside a good one. */
static const char *const harm[] = {
  ICS ("1@x", "SUMMARY:Never\r\n" AT9 "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"),
  ICS ("2@x", "SUMMARY:No start\r\n"),
  "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:3@x\r\nSUMMARY:Task\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
  "nothing of a calendar",
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:5@x\r\nSUMMARY:Cut off\r\n" AT9,
  ICS ("6@x", "SUMMARY:One\r\n" AT9) ICS ("7@x", "SUMMARY:Two\r\n" AT9),
  ICS ("", "SUMMARY:No UID\r\n" AT9),
  ICS ("good@x", "SUMMARY:Again the same UID\r\n" AT9),
};

static void
mean_harm (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  const char *depth = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Depth");
  g_autoptr (GString) text = g_string_new (HEAD);

  if (g_str_equal (method, "PROPFIND") && g_strcmp0 (depth, "0") == 0)
    g_string_append (text, LOOKS FOUND);
  else
    {
      g_string_append (text, "<response><href>/cal/a-good.ics</href><propstat><prop><getetag>1</getetag><C:calendar-data>"
                       ICS ("good@x", "SUMMARY:Good\r\n" AT9) "</C:calendar-data>" FOUND);
      for (guint i = 0; i < G_N_ELEMENTS (harm); i++)
        g_string_append_printf (text, "<response><href>/cal/harm%u.ics</href><propstat><prop><getetag>1</getetag><C:calendar-data>%s"
                                "</C:calendar-data>" FOUND, i, harm[i]);
    }
  g_string_append (text, FOOT);
  reply (message, 207, text->str);
}

static void
test_harm (Fake          *fake,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;

  fake->answer = mean_harm;
  g_assert_true (fake_sync (fake, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.taken_added, ==, 1);
  g_assert_cmpuint (count.refused, ==, G_N_ELEMENTS (harm));
  diary_assert (&fake->office, "2026-11-25", "2026-11-26", "2026-11-25T09:00 Good");
  g_assert_true (fake_sync (fake, &count, &error));
  g_assert_cmpuint (count.refused, ==, 0); /* told once */
  g_assert_cmpint (count_appointments (fake), ==, 1);
}

/* It takes nothing from us: told once, not tried for ever. */
static void
take_nothing (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  const char *depth = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Depth");

  if (g_str_equal (method, "PUT"))
    {
      g_atomic_int_inc (&fake->n_puts);
      reply (message, 403, "");
    }
  else
    reply (message, 207, g_strcmp0 (depth, "0") == 0 ? HEAD LOOKS FOUND FOOT : HEAD FOOT);
}

static void
test_takes_nothing (Fake          *fake,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) record = office_add (&fake->office, "appointment", "subject", "Meeting", "diary", "The MEC", "starts",
                                            "2026-11-25T09:00", NULL);
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;

  fake->answer = take_nothing;
  g_assert_true (fake_sync (fake, &count, &error));
  g_assert_cmpuint (count.refused, ==, 1);
  g_assert_true (fake_sync (fake, &count, &error));
  g_assert_cmpuint (count.refused, ==, 0);
  g_assert_cmpint (fake->n_puts, ==, 1);
  EO_APPOINTMENT (record)->all_day = TRUE;
  g_assert_true (eo_store_save (fake->office.store, record, NULL));
  g_assert_true (fake_sync (fake, &count, &error)); /* changed: offered again */
  g_assert_cmpuint (count.refused, ==, 1);
  g_assert_cmpint (fake->n_puts, ==, 2);
}

static void
test_addresses (void)
{
  static const struct { const char *text; gboolean plain; const char *is; } cases[] = {
    { "calendars.example.org/pa", FALSE, "https://calendars.example.org/pa" }, { "https://example.org", FALSE, "https://example.org/" },
    { "http://example.org/", FALSE, NULL },       { "http://example.org/", TRUE, "http://example.org/" },
    { "http://127.0.0.1:5232/", FALSE, "http://127.0.0.1:5232/" },
    { "http://localhost.example.org/", FALSE, NULL }, { "http://127.0.0.1.example.org/", FALSE, NULL },
    { "https://pa:secret@example.org/", FALSE, NULL }, { "ftp://example.org/", FALSE, NULL }, { "", FALSE, NULL },
    { "https://", FALSE, NULL }, { "file:///etc/passwd", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = eo_caldav_address_parse (cases[i].text, cases[i].plain, &error);
      g_autofree char *is = uri != NULL ? g_uri_to_string (uri) : NULL;

      g_assert_cmpstr (is, ==, cases[i].is);
      if (uri == NULL)
        g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/caldav-faults/addresses", test_addresses);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/caldav-faults/refusal/%s", refusals[i].name);

      g_test_add (path, Fake, &refusals[i], fake_set_up, test_refusal, fake_tear_down);
    }
  g_test_add ("/caldav-faults/old", Fake, NULL, fake_set_up, test_old, fake_tear_down);
  g_test_add ("/caldav-faults/harm", Fake, NULL, fake_set_up, test_harm, fake_tear_down);
  g_test_add ("/caldav-faults/takes-nothing", Fake, NULL, fake_set_up, test_takes_nothing, fake_tear_down);
  return g_test_run ();
}
