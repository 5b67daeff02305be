/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "registry-fixture.h"
#include "ics-fixture.h"
#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-request-offer.h"

/* The invitation of a calendar and the request that came with it. */

#define EVENT(lines) "BEGIN:VCALENDAR" NL "VERSION:2.0" NL "METHOD:REQUEST" NL "BEGIN:VEVENT" NL "UID:summit@chamber" NL lines \
                     "END:VEVENT" NL "END:VCALENDAR" NL
#define AT "DTSTART;TZID=Africa/Johannesburg:20311007T100000" NL "DTEND;TZID=Africa/Johannesburg:20311007T104500" NL

static EoCalendarBatch *
read_calendar (const char *text)
{
  g_autoptr (GError) error = NULL;
  int fd = eo_sealed_new (text, strlen (text), &error);
  g_autoptr (EoCalendarFile) file = eo_calendar_file_open (fd, "invite.ics", "Africa/Johannesburg", &error);
  EoCalendarBatch *batch;

  g_assert_no_error (error);
  close (fd);
  batch = eo_calendar_file_next (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->events->len, ==, 1);
  return batch;
}

/* "place=Durban ICC | minutes=45" */
static void
test_offers (void)
{
#define ALL AT "SUMMARY:Construction summit: keynote" NL "LOCATION:Durban ICC" NL "ORGANIZER;CN=Ms L. Pillay:mailto:l.pillay@x.example" NL
  static const struct { const char *text, *subject, *place, *contact, *minutes, *offered; } cases[] = {
    { EVENT (ALL), "Invitation", "", "", "60",
      "subject=Construction summit: keynote | place=Durban ICC | contact=Ms L. Pillay, l.pillay@x.example | minutes=45" },
    { EVENT (ALL), "Updated invitation: Construction summit: keynote @ Tue 7 Oct 2031 10am", "", "Ms L. Pillay", "60",
      "subject=Construction summit: keynote | place=Durban ICC | contact=Ms L. Pillay, l.pillay@x.example | minutes=45" },
    { EVENT (ALL), "construction SUMMIT", "", "", "45",
      "subject=Construction summit: keynote | place=Durban ICC | contact=Ms L. Pillay, l.pillay@x.example" },
    { EVENT (ALL), "Keynote for Women in Construction", "Coastlands", "Mr Khoza, 031 260 1111", "45", "" },
    { EVENT (ALL), "Construction summit: keynote", "Durban ICC", "Ms L. Pillay, l.pillay@x.example", "45", "" },
    { EVENT (AT "ORGANIZER:mailto:l.pillay@x.example" NL), "Keynote for women", "", "", "45", "contact=l.pillay@x.example" },
    { EVENT ("DTSTART;VALUE=DATE:20311007" NL "LOCATION:Durban" NL), "Keynote for women", "", "", "60", "place=Durban" },
    { EVENT ("DTSTART:20311007T080000Z" NL "DTEND:20311107T080000Z" NL), "Keynote for women", "", "", "60", "" },
    { EVENT ("DTSTART;TZID=Africa/Johannesburg:20311007T100000" NL "DTEND;TZID=Europe/London:20311007T100000" NL),
      "Keynote for women", "", "", "45", "minutes=60" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoCalendarBatch) batch = read_calendar (cases[i].text);
      g_autoptr (EoRecord) request = eo_record_new (&eo_request_kind);
      g_autoptr (GPtrArray) offers = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      eo_record_set_text (request, "subject", cases[i].subject, NULL);
      eo_record_set_text (request, "place", cases[i].place, NULL);
      eo_record_set_text (request, "contact", cases[i].contact, NULL);
      eo_record_set_text (request, "minutes", cases[i].minutes, NULL);
      offers = eo_request_find_offers (EO_REQUEST (request), batch->events->pdata[0], 0);
      for (guint j = 0; j < offers->len; j++)
        {
          EoRequestOffer *offer = offers->pdata[j];

          g_string_append_printf (text, "%s%s=%s", j > 0 ? " | " : "", offer->field->name, offer->value);
        }
      g_test_message ("case %u", i);
      g_assert_cmpstr (text->str, ==, cases[i].offered);
    }
}

typedef struct
{
  gint64      request;
  const char *uid;
} Note;

static gboolean
write_note (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Note *note = data;

  return eo_writer_note_invitation (writer, note->request, note->uid, 1, error);
}

/* A request whose time is held or confirmed, and known by the invitation it came with. */
static EoRecord *
add_invited (Office     *office,
             const char *step)
{
  EoRecord *request = office_add (office, "request", "subject", "Keynote, as the MEC calls it", "place", "Durban ICC", "minutes",
                                  "45", "wanted", "2031-10-07T10:00", NULL);
  Note note = { request->id, "summit@chamber" };

  do_step (office, request, "triage", "owner", "Sipho Mthembu");
  do_step (office, request, step, NULL, NULL);
  g_assert_true (eo_store_write (office->store, write_note, &note, NULL));
  return request;
}

static EoRecord *
get_standing (Office   *office,
              EoRecord *request)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, request->id);
  g_autoptr (GPtrArray) all = NULL;

  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "request"), EO_IS, link);
  all = eo_store_select (office->store, query, 0, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  return g_object_ref (all->pdata[0]);
}

#define CALL(method, sequence, start, end) \
  "BEGIN:VCALENDAR" NL "VERSION:2.0" NL "METHOD:" method NL "BEGIN:VEVENT" NL "UID:summit@chamber" NL "SEQUENCE:" sequence NL \
  "DTSTART;TZID=Africa/Johannesburg:" start NL "DTEND;TZID=Africa/Johannesburg:" end NL "SUMMARY:Their name for it" NL \
  "DESCRIPTION:Their words" NL "LOCATION:Town hall" NL "END:VEVENT" NL "END:VCALENDAR" NL

/* A change and a cancellation by who invited: the diary and the request follow, are marked, and it is told. */
static void
test_later (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) firm = office_add (office, "appointment", "subject", "Cabinet", "diary", "The MEC", "starts",
                                          "2031-10-08T09:00", "ends", "2031-10-08T12:00", NULL);
  g_autoptr (EoRecord) request = add_invited (office, "confirmed");
  g_autoptr (EoRecord) stands = get_standing (office, request);
  g_autofree char *moved = NULL, *same = NULL, *older = NULL, *cancelled = NULL, *again = NULL;
  g_autofree char *expected = NULL;
  EoIcsCount count;

  assert_field (office, stands, "ical_uid", "summit@chamber");
  moved = ics_import (office, diary, CALL ("REQUEST", "2", "20311008T110000", "20311008T114500"), &count);
  g_assert_cmpuint (count.changed, ==, 1);
  g_assert_cmpuint (count.added, ==, 0);
  expected = g_strdup_printf ("“Keynote, as the MEC calls it” was moved to 8 Oct 2031, 11:00 by who invited. Look at %s again: is the "
                              "principal still to come? It clashes with “Cabinet”.", request->reference);
  g_assert_cmpstr (moved, ==, expected);
  assert_field (office, stands, "subject", "Keynote, as the MEC calls it");
  assert_field (office, stands, "place", "Town hall");
  assert_field (office, stands, "starts", "2031-10-08T11:00");
  assert_field (office, stands, "attendance", "to_confirm");
  assert_field (office, request, "chosen", "2031-10-08T11:00");
  assert_field (office, request, "status", "confirmed");
  {
    g_autoptr (EoRecord) now = fresh (office, stands);

    g_assert_nonnull (strstr (EO_APPOINTMENT (now)->notes, "moved from 7 Oct 2031, 10:00 to 8 Oct 2031, 11:00 by who invited"));
    g_assert_null (strstr (EO_APPOINTMENT (now)->notes, "Their words"));
  }
  same = ics_import (office, diary, CALL ("REQUEST", "2", "20311008T110000", "20311008T114500"), &count);
  g_assert_cmpuint (count.same, ==, 1);
  g_assert_cmpstr (same, ==, "");
  older = ics_import (office, diary, CALL ("REQUEST", "1", "20311007T100000", "20311007T104500"), &count);
  g_assert_cmpuint (count.same, ==, 1);
  assert_field (office, stands, "starts", "2031-10-08T11:00");

  cancelled = ics_import (office, diary, CALL ("CANCEL", "3", "20311008T110000", "20311008T114500"), &count);
  g_assert_cmpuint (count.changed, ==, 1);
  g_free (expected);
  expected = g_strdup_printf ("“Keynote, as the MEC calls it” was called off by who invited: %s is cancelled.", request->reference);
  g_assert_cmpstr (cancelled, ==, expected);
  assert_field (office, request, "status", "cancelled");
  assert_field (office, request, "reason", "Called off by who invited");
  assert_field (office, stands, "status", "cancelled");
  again = ics_import (office, diary, CALL ("CANCEL", "3", "20311008T110000", "20311008T114500"), &count);
  g_assert_cmpuint (count.same, ==, 1);
  g_assert_cmpstr (again, ==, "");
}

/* Of a time that is only held: it is given up, and the request is to be decided again. */
static void
test_later_held (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) request = add_invited (office, "hold");
  g_autoptr (EoRecord) stands = get_standing (office, request);
  g_autofree char *moved = NULL, *cancelled = NULL;
  EoIcsCount count;

  moved = ics_import (office, diary, CALL ("REQUEST", "2", "20311008T110000", "20311008T114500"), &count);
  assert_field (office, stands, "status", "hold");
  assert_field (office, request, "chosen", "2031-10-08T11:00");
  cancelled = ics_import (office, diary, CALL ("CANCEL", "3", "20311008T110000", "20311008T114500"), &count);
  g_assert_nonnull (strstr (cancelled, "the time held for DR/"));
  assert_field (office, stands, "status", "released");
  assert_field (office, request, "status", "triage");
  assert_field (office, request, "chosen", "");
}

/* The second mail of the same invitation is a request of its own at first, and finds what the first came to. */
static void
test_find_invited (Office        *office,
                   gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) request = add_invited (office, "confirmed");
  g_autoptr (EoRecord) second = office_add (office, "request", "subject", "Cancelled: Keynote", NULL);
  g_autoptr (EoRecord) found = eo_request_find_invited (office->store, EO_REQUEST (second), "summit@chamber");
  g_autoptr (EoRecord) stands = get_standing (office, request);
  Note note = { second->id, "summit@chamber" };

  g_assert_nonnull (found);
  g_assert_cmpint (found->id, ==, stands->id);
  g_assert_null (eo_request_find_invited (office->store, EO_REQUEST (request), "summit@chamber"));
  g_assert_null (eo_request_find_invited (office->store, EO_REQUEST (second), "other@chamber"));
  g_assert_null (eo_request_find_invited (office->store, EO_REQUEST (second), ""));

  /* One UID is of one appointment. */
  do_step (office, second, "triage", "owner", "Sipho Mthembu");
  do_step (office, second, "hold", "chosen", "2031-10-20T10:00");
  g_assert_true (eo_store_write (office->store, write_note, &note, NULL));
  g_clear_object (&stands);
  stands = get_standing (office, second);
  assert_field (office, stands, "ical_uid", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  g_test_add_func ("/request-ics/offers", test_offers);
  office_test ("/request-ics/later", test_later);
  office_test ("/request-ics/later-held", test_later_held);
  office_test ("/request-ics/find-invited", test_find_invited);
  return g_test_run ();
}
