/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "registry-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-wish-check.h"
#include "store/eo-undo.h"

/* A request, from what came in to what stands in the diary and the letter that answers. */

#define FIRST "2031-10-07T10:00"
#define SECOND "2031-10-08T14:00"
#define THIRD "2031-10-09"

typedef struct
{
  EoRecord *diary;
  EoRecord *owner;
  EoRecord *host;
  EoRecord *request;
} Case;

static void
case_init (Case       *self,
           Office     *office,
           const char *wanted)
{
  self->diary = office_add (office, "diary", "name", "Hon. N. Dlamini", "travel-minutes", "30", NULL);
  self->owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  self->host = office_add (office, "organisation", "name", "Women in Construction", NULL);
  self->request = office_add (office, "request", "subject", "Keynote: construction summit", "requester",
                              "Women in Construction", "came-by", "phone", "asked", "Keynote, 15 minutes", "place",
                              "Coastlands, Durban", "audience", "about 450", "minutes", "45", "wanted", wanted, NULL);
}

static void
case_clear (Case *self)
{
  g_clear_object (&self->diary);
  g_clear_object (&self->owner);
  g_clear_object (&self->host);
  g_clear_object (&self->request);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static void
take_up (Case   *self,
         Office *office)
{
  do_step (office, self->request, "triage", "owner", "Sipho Mthembu");
}

/* "hold 2031-10-07T10:00 1/2 | …": what stands for the request, in order of its making. */
static char *
describe (Office   *office,
          EoRecord *request)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, request->id);
  GString *text = g_string_new (NULL);

  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "request"), EO_IS, id);
  eo_query_set_sort (query, eo_kind_find_field (&eo_appointment_kind, "starts"), FALSE);
  all = eo_store_select (office->store, query, 0, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? " | " : "",
                              eo_choice_nick (eo_appointment_status_get_type (), one->status), one->starts.iso);
      if (one->hold_number != 0)
        g_string_append_printf (text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, one->hold_number, one->hold_count);
    }
  return g_string_free (text, FALSE);
}

static void
assert_stands (Office     *office,
               EoRecord   *request,
               const char *expected)
{
  g_autofree char *text = describe (office, request);

  g_assert_cmpstr (text, ==, expected);
}

/* The appointment of the request that begins at @starts. */
static EoRecord *
get_appointment (Office     *office,
                 EoRecord   *request,
                 const char *starts)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, request->id);

  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "request"), EO_IS, id);
  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "starts"), EO_IS, starts);
  all = eo_store_select (office->store, query, 0, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  return g_object_ref (g_ptr_array_index (all, 0));
}

/* Sets @field where not NULL, takes @step, and expects a refusal of @code that says @words. */
static void
refuse (Office     *office,
        EoRecord   *record,
        const char *step,
        const char *field,
        const char *value,
        int         code,
        const char *words)
{
  g_autoptr (EoRecord) now = fresh (office, record);
  Change change = { now, step, NULL };
  g_autoptr (GError) error = NULL;

  if (field == NULL || eo_store_set_field (office->store, now, field, value, &error))
    eo_store_write (office->store, write_change, &change, &error);
  g_assert_error (error, EO_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_test_message ("“%s” is not in: %s", words, error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* Times */

static void
test_wishes (void)
{
  static const struct { const char *text, *read; } cases[] = {
    { "", "" },
    { "2031-10-08 2031-10-07T10:00", "2031-10-07T10:00 2031-10-08" },
    { "2031-10-07T10:00 soon 2031-10-07T10:00", "2031-10-07T10:00" },
    { "2031-10-07T00:00 2031-10-07", "2031-10-07 2031-10-07T00:00" },
    { "2031-02-30T10:00", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) wishes = eo_wishes_read (cases[i].text);
      g_autofree char *text = eo_wishes_write (wishes);

      g_assert_cmpstr (text, ==, cases[i].read);
    }
}

static void
test_wish_words (void)
{
  static const struct { const char *word; gint64 minutes; const char *words; } cases[] = {
    { "2031-10-07T10:00", 45, "Tue 7 Oct 2031, 10:00–10:45" },
    { "2031-10-07T10:00", 0, "Tue 7 Oct 2031, 10:00" },
    { "2031-10-08", 45, "Wed 8 Oct 2031" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoWish wish;
      g_autofree char *text = NULL;

      g_assert_true (eo_wish_parse (cases[i].word, &wish));
      text = eo_wish_format (&wish, cases[i].minutes);
      g_assert_cmpstr (text, ==, cases[i].words);
    }
}

/* As they stand in the form, and what is stored of what is typed there; NULL: it cannot be read. */
static void
test_wording (Office        *office,
              gconstpointer  data)
{
  static const struct { const char *typed, *stored, *shown; } cases[] = {
    { "", "", "" },
    { "7 Oct 2031, 10:00", "2031-10-07T10:00", "7 Oct 2031, 10:00" },
    { "8 Oct 2031; 7 October 2031 10:00;", "2031-10-08 2031-10-07T10:00", "8 Oct 2031; 7 Oct 2031, 10:00" },
    { "2031-10-08 2031-10-07T10:00", "2031-10-08 2031-10-07T10:00", "8 Oct 2031; 7 Oct 2031, 10:00" },
    { "2031-10-07 10:00", "2031-10-07T10:00", "7 Oct 2031, 10:00" },
    { "7/10/2031\n8/10/2031", "2031-10-07 2031-10-08", "7 Oct 2031; 8 Oct 2031" },
    { "soon", NULL, NULL },
    { "7 Oct 2031, 10:00; some day", NULL, NULL },
    { "31 Feb 2031", NULL, NULL },
  };
  const EoField *field = eo_kind_find_field (&eo_request_kind, "wanted");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) record = eo_record_new (&eo_request_kind);
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;

      g_test_message ("%s", cases[i].typed);
      if (cases[i].stored == NULL)
        {
          g_assert_false (eo_field_from_text (field, record, cases[i].typed, &error));
          g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
          continue;
        }
      g_assert_true (eo_field_from_text (field, record, cases[i].typed, &error));
      g_assert_cmpstr (EO_REQUEST (record)->wanted, ==, cases[i].stored);
      shown = eo_field_display (field, record);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What a letter names. It came in on 16 September 2031. */
static void
test_find (void)
{
  static const struct { const char *text, *found; gint64 minutes; } cases[] = {
    { "", "" },
    { "We propose either of these times: Tuesday 7 October 2031, 10:00 to 10:45 (opening), or Wednesday 8 October 2031, "
      "14:00 to 14:45. We would be grateful for an answer by 25 September 2031.", "2031-10-07T10:00 2031-10-08T14:00", 45 },
    { "The summit is on 7 and 8 October 2031.", "2031-10-07 2031-10-08" },
    { "at 9h30 on Friday 3 October 2031, in Ndwedwe", "2031-10-03T09:30" },
    { "op Vrydag, 3 Oktober 2031 om 18:00", "2031-10-03T18:00" },
    { "from 10:00 to 11:30 on Tuesday 7 October 2031", "2031-10-07T10:00", 90 },
    { "7 October 2031, 9h00–12h30, and 8 October 2031, 14:00", "2031-10-07T09:00 2031-10-08T14:00", 210 },
    { "op Dinsdag, 7 Oktober 2031 van 18:00 tot 20:15", "2031-10-07T18:00", 135 },
    { "7 October 2031, 2 pm until 4 pm", "2031-10-07T14:00", 120 },
    { "7 October 2031, 22:00 to 02:00", "2031-10-07T22:00", 0 },
    { "on 3 October at 2 pm", "2031-10-03T14:00" },
    { "on 3 October 2031 for 450 guests", "2031-10-03" },
    { "Your letter dated 2 October 2031 refers. We met on 1 March 2031.", "" },
    { "Reply before 30 September 2031.", "" },
    { "7 October 2031 at 10:00, as agreed for 7 October 2031 at 10:00", "2031-10-07T10:00" },
    { "7 October 2031 at 27:80", "2031-10-07" },
    { "ééééééééééééééééééééééééééééééééééééé 7 October 2031", "2031-10-07" },
  };
  EoDate near;

  g_assert_true (eo_date_parse ("2031-09-16", &near, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minutes = -1;
      g_autofree char *found = eo_wishes_find (cases[i].text, &near, NULL, &minutes);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpint (minutes, ==, cases[i].minutes);
    }
}

/* How a time would stand in the diary. */
static void
test_check (Office        *office,
            gconstpointer  data)
{
  static const struct { const char *wish; EoWishFit fit; const char *detail; } cases[] = {
    { "2031-10-07T10:00", EO_WISH_FITS, "Free 08:00 to 12:00 with travel" },
    { "2031-10-07T11:00", EO_WISH_CLASHES, "No time for the way: Standing Committee, 12:00" },
    { "2031-10-07T12:15", EO_WISH_CLASHES, "Standing Committee, 12:00–13:00, Legislature" },
    { "2031-10-07T14:00", EO_WISH_FITS, "Free 13:00 to 17:00 with travel. Comes from Legislature" },
    { "2031-10-07T18:00", EO_WISH_OUTSIDE, "Outside office hours, 08:00 to 17:00" },
    { "2031-10-04T10:00", EO_WISH_OUTSIDE, "A Saturday" },
    { "2031-09-24T10:00", EO_WISH_OUTSIDE, "Heritage Day, a public holiday" },
    { "2031-10-07", EO_WISH_CLASHES, "Standing Committee, 12:00" },
    { "2031-10-08", EO_WISH_FITS, "Nothing else" },
    { "2031-10-09T10:00", EO_WISH_SHARED, "Held for “Other”" },
  };
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) committee = NULL;
  g_autoptr (EoRecord) other = NULL;
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (office->store);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (EoRecord) request = NULL;
  EoInstant from, until;

  case_init (&self, office, FIRST);
  committee = office_add (office, "appointment", "subject", "Standing Committee", "diary", "Hon. N. Dlamini", "place",
                          "Legislature", "starts", "2031-10-07T12:00", "ends", "2031-10-07T13:00", NULL);
  other = office_add (office, "request", "subject", "Other", "wanted", "2031-10-09T10:00", NULL);
  do_step (office, other, "triage", "owner", "Sipho Mthembu");
  do_step (office, other, "hold", NULL, NULL);
  eo_instant_parse ("2031-09-01T00:00:00Z", &from, NULL);
  eo_instant_parse ("2031-11-01T00:00:00Z", &until, NULL);
  occurrences = eo_occurrences_find (office->store, NULL, 0, eo_instant_to_unix (&from), eo_instant_to_unix (&until), NULL);
  request = fresh (office, self.request);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoWish wish;
      g_autoptr (EoWishCheck) check = NULL;

      g_assert_true (eo_wish_parse (cases[i].wish, &wish));
      check = eo_wish_check (&wish, EO_REQUEST (request), EO_DIARY (self.diary), calendar, occurrences);
      g_test_message ("%s: %s", cases[i].wish, check->detail);
      g_assert_cmpint (check->fit, ==, cases[i].fit);
      g_assert_nonnull (strstr (check->detail, cases[i].detail));
    }
}

/* Holds */

static void
test_hold (Office        *office,
           gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) hold = NULL;

  case_init (&self, office, FIRST " " SECOND);
  refuse (office, self.request, "triage", NULL, NULL, EO_ERROR_STATE, "one owner");
  take_up (&self, office);
  assert_field (office, self.request, "diary", "#1 Hon. N. Dlamini");
  do_step (office, self.request, "hold", NULL, NULL);
  assert_stands (office, self.request, "hold " FIRST " 1/2 | hold " SECOND " 2/2");

  hold = get_appointment (office, self.request, FIRST);
  assert_field (office, hold, "ends", "2031-10-07T10:45");
  assert_field (office, hold, "place", "Coastlands, Durban");
  assert_field (office, hold, "travel-before", "30");
  assert_field (office, hold, "starts-zone", "Africa/Johannesburg");
  assert_field (office, hold, "brief", "Keynote, 15 minutes\nAudience: about 450");
  assert_field (office, hold, "category", "event");
}

/* More of them, fewer, by number and by time; each number is right afterwards. */
static void
test_hold_others (Office        *office,
                  gconstpointer  data)
{
  static const struct { const char *chosen, *stands; } cases[] = {
    { FIRST, "hold " FIRST " 1/1" },
    { "1 " SECOND " " THIRD, "hold " FIRST " 1/3 | hold " SECOND " 2/3 | hold " THIRD "T00:00 3/3" },
    { "1 3", "hold " FIRST " 1/2 | released " SECOND " | hold " THIRD "T00:00 2/2" },
    { "2 1", "hold " FIRST " 1/2 | released " SECOND " | hold " THIRD "T00:00 2/2" },
    { "2", "released " FIRST " | released " SECOND " | hold " THIRD "T00:00 1/1" },
  };
  g_auto (Case) self = { NULL };

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      do_step (office, self.request, "hold", "chosen", cases[i].chosen);
      assert_stands (office, self.request, cases[i].stands);
    }
  refuse (office, self.request, "hold", "chosen", "7", EO_ERROR_INVALID, "none of the times");
  refuse (office, self.request, "hold", "chosen", "soon", EO_ERROR_INVALID, "none of the times");
}

/* What is done with a hold in the diary is done with the request. */
static void
test_hold_in_diary (Office        *office,
                    gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) first = NULL;
  g_autoptr (EoRecord) second = NULL;

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  first = get_appointment (office, self.request, FIRST);
  second = get_appointment (office, self.request, SECOND);

  do_step (office, first, NULL, "starts", "2031-10-07T09:30");
  assert_field (office, self.request, "chosen", "2031-10-07T09:30 " SECOND);
  do_step (office, self.request, NULL, "place", "Durban ICC");
  assert_field (office, first, "place", "Durban ICC");
  do_step (office, first, "released", NULL, NULL);
  assert_field (office, self.request, "chosen", SECOND);
  assert_stands (office, self.request, "released 2031-10-07T09:30 | hold " SECOND " 1/1");
  do_step (office, second, "released", NULL, NULL);
  assert_field (office, self.request, "status", "triage");
  assert_field (office, self.request, "chosen", "");
}

static void
test_confirm_in_diary (Office        *office,
                       gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) second = NULL;

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  second = get_appointment (office, self.request, SECOND);
  do_step (office, second, "confirmed", NULL, NULL);
  assert_stands (office, self.request, "released " FIRST " | confirmed " SECOND);
  assert_field (office, self.request, "status", "confirmed");
  assert_field (office, self.request, "chosen", SECOND);
  assert_field (office, second, "attendance", "yes");
}

/* Acceptance */

static gboolean
has_host (Office   *office,
          EoRecord *appointment,
          EoRecord *host)
{
  const EoKind *kind = eo_kind_lookup ("attendee");
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, appointment->id);
  g_autofree char *party = NULL;
  g_autofree char *role = NULL;

  eo_query_add (query, eo_kind_find_field (kind, "appointment"), EO_IS, id);
  all = eo_store_select (office->store, query, 0, NULL);
  if (all->len != 1)
    return FALSE;
  party = eo_field_to_text (eo_kind_find_field (kind, "party"), g_ptr_array_index (all, 0));
  role = eo_field_to_text (eo_kind_find_field (kind, "role"), g_ptr_array_index (all, 0));
  return strstr (party, eo_record_get_title (host)) != NULL && g_str_equal (role, "host");
}

static void
test_confirm (Office        *office,
              gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) confirmed = NULL;
  g_autofree char *named = NULL;

  case_init (&self, office, FIRST " " SECOND " " THIRD);
  take_up (&self, office);
  refuse (office, self.request, "confirmed", NULL, NULL, EO_ERROR_STATE, "2: Wed 8 Oct 2031, 14:00–14:45");
  do_step (office, self.request, "hold", NULL, NULL);
  refuse (office, self.request, "confirmed", NULL, NULL, EO_ERROR_STATE, "3: Thu 9 Oct 2031");
  do_step (office, self.request, "confirmed", "chosen", "2");
  assert_stands (office, self.request, "released " FIRST " | confirmed " SECOND " | released " THIRD "T00:00");
  confirmed = get_appointment (office, self.request, SECOND);
  named = g_strdup_printf ("#%" G_GINT64_FORMAT " Keynote: construction summit", confirmed->id);
  assert_field (office, self.request, "appointment", named);
  assert_field (office, self.request, "chosen", SECOND);
  assert_field (office, confirmed, "attendance", "yes");
  g_assert_true (has_host (office, confirmed, self.host));
}

/* Without a hold before. */
static void
test_confirm_at_once (Office        *office,
                      gconstpointer  data)
{
  g_auto (Case) self = { NULL };

  case_init (&self, office, "");
  take_up (&self, office);
  refuse (office, self.request, "confirmed", NULL, NULL, EO_ERROR_STATE, "names none");
  do_step (office, self.request, "confirmed", "chosen", FIRST);
  assert_stands (office, self.request, "confirmed " FIRST);
}

/* Travel counts; what is firm refuses, whatever was said when the time was held. */
static void
test_clash (Office        *office,
            gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) committee = NULL;
  g_autoptr (EoRecord) confirmed = NULL;

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  committee = office_add (office, "appointment", "subject", "Standing Committee", "diary", "Hon. N. Dlamini", "starts",
                          "2031-10-08T15:00", "ends", "2031-10-08T16:00", NULL);
  refuse (office, self.request, "confirmed", "chosen", "2", EO_ERROR_CONFLICT, "Standing Committee");
  assert_field (office, self.request, "status", "hold");
  assert_field (office, self.request, "chosen", FIRST " " SECOND);
  assert_stands (office, self.request, "hold " FIRST " 1/2 | hold " SECOND " 2/2");
  refuse (office, self.request, "confirm-despite", "chosen", "2", EO_ERROR_STATE, "Reason");

  {
    g_autoptr (EoRecord) now = fresh (office, self.request);

    eo_record_set_text (now, "chosen", "2", NULL);
    eo_record_set_text (now, "reason", "The Premier asked for it", NULL);
    {
      Change change = { now, "confirm-despite", NULL };
      g_autoptr (GError) error = NULL;

      eo_store_write (office->store, write_change, &change, &error);
      g_assert_no_error (error);
    }
  }
  confirmed = get_appointment (office, self.request, SECOND);
  assert_field (office, confirmed, "status", "confirmed");
  assert_field (office, confirmed, "notes", "Confirmed despite a clash: The Premier asked for it");
}

static void
test_move (Office        *office,
           gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) committee = NULL;
  g_autoptr (EoRecord) moved = NULL;

  case_init (&self, office, FIRST);
  take_up (&self, office);
  do_step (office, self.request, "confirmed", NULL, NULL);
  moved = get_appointment (office, self.request, FIRST);
  committee = office_add (office, "appointment", "subject", "Standing Committee", "diary", "Hon. N. Dlamini", "starts",
                          SECOND, NULL);
  refuse (office, self.request, "moved", "chosen", SECOND, EO_ERROR_CONFLICT, "Standing Committee");
  do_step (office, self.request, "moved", "chosen", "2031-10-08T08:30");
  assert_stands (office, self.request, "confirmed 2031-10-08T08:30");
  assert_field (office, moved, "ends", "2031-10-08T09:15");
  assert_field (office, self.request, "status", "confirmed");
  do_step (office, moved, NULL, "starts", "2031-10-08T09:00");
  assert_field (office, self.request, "chosen", "2031-10-08T09:00");
}

/* What is done with the one is done with the other. */
static void
test_together (Office        *office,
               gconstpointer  data)
{
  static const struct { gboolean in_diary; const char *step, *request, *appointment; } cases[] = {
    { FALSE, "briefed", "briefed", "briefed" },     { TRUE, "held", "held", "held" },
    { TRUE, "confirmed", "confirmed", "confirmed" }, { FALSE, "postponed", "postponed", "postponed" },
    { TRUE, "confirmed", "confirmed", "confirmed" }, { TRUE, "cancelled", "cancelled", "cancelled" },
    { TRUE, "confirmed", "confirmed", "confirmed" }, { FALSE, "held", "held", "held" },
    { FALSE, "closed", "closed", "held" },
  };
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) appointment = NULL;

  case_init (&self, office, FIRST);
  take_up (&self, office);
  do_step (office, self.request, "confirmed", NULL, NULL);
  appointment = get_appointment (office, self.request, FIRST);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *field = g_str_equal (cases[i].step, "confirmed") ? "starts" : NULL;

      g_test_message ("%s", cases[i].step);
      do_step (office, cases[i].in_diary ? appointment : self.request, cases[i].step, field, FIRST);
      assert_field (office, self.request, "status", cases[i].request);
      assert_field (office, appointment, "status", cases[i].appointment);
    }
}

static void
test_let_go (Office        *office,
             gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) delegated = NULL;

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  do_step (office, self.request, "declined", "reason", "The Legislature sits");
  assert_stands (office, self.request, "released " FIRST " | released " SECOND);
  assert_field (office, self.request, "chosen", "");

  do_step (office, self.request, "triage", NULL, NULL);
  do_step (office, self.request, "hold", "chosen", THIRD " " FIRST);
  do_step (office, self.request, "decision", "advice", "Go");
  do_step (office, self.request, "triage", NULL, NULL);
  do_step (office, self.request, "hold", "chosen", FIRST);
  do_step (office, self.request, "delegated", "delegate", "Sipho Mthembu");
  assert_stands (office, self.request, "released " FIRST " | confirmed " FIRST " | released " SECOND " | released " THIRD "T00:00");
  delegated = fresh (office, self.request);
  {
    g_autoptr (EoRecord) appointment = eo_store_get (office->store, &eo_appointment_kind,
                                                     EO_REQUEST (delegated)->appointment.id, NULL);

    g_assert_cmpint (EO_APPOINTMENT (appointment)->attendance, ==, EO_ATTENDANCE_DELEGATED);
    g_assert_cmpstr (EO_APPOINTMENT (appointment)->delegate.title, ==, "Sipho Mthembu");
  }
  do_step (office, self.request, "triage", NULL, NULL);
  assert_stands (office, self.request, "released " FIRST " | cancelled " FIRST " | released " SECOND " | released " THIRD "T00:00");
}

/* Several times, and somebody else goes: nothing is kept free for the principal. */
static void
test_delegate_without_time (Office        *office,
                            gconstpointer  data)
{
  g_auto (Case) self = { NULL };

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  do_step (office, self.request, "delegated", "delegate", "Sipho Mthembu");
  assert_stands (office, self.request, "released " FIRST " | released " SECOND);
}

/* Whose diary the standing appointments are in, in order of time. */
static void
assert_diaries (Office     *office,
                EoRecord   *request,
                const char *expected)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, request->id);

  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "request"), EO_IS, id);
  eo_query_set_sort (query, eo_kind_find_field (&eo_appointment_kind, "starts"), FALSE);
  all = eo_store_select (office->store, query, 0, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? " | " : "", one->diary.title, one->starts_zone, one->starts_at.iso);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* The holds go along into another diary, on its clocks; what is confirmed only to where nothing firm stands. */
static void
test_change_diary (Office        *office,
                   gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) hod = NULL;
  g_autoptr (EoRecord) busy = NULL;
  g_autoptr (EoRecord) geneva = NULL;
  g_autoptr (EoRecord) rival = NULL;

  case_init (&self, office, FIRST " " SECOND);
  hod = office_add (office, "diary", "name", "Dr L. Maseko", NULL);
  busy = office_add (office, "diary", "name", "The Speaker", NULL);
  geneva = office_add (office, "diary", "name", "The envoy", "zone", "Europe/Zurich", NULL);
  rival = office_add (office, "appointment", "subject", "Firm there", "diary", "The Speaker", "starts", FIRST, NULL);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  do_step (office, self.request, NULL, "diary", "Dr L. Maseko");
  assert_diaries (office, self.request, "Dr L. Maseko Africa/Johannesburg 2031-10-07T08:00:00Z | "
                                        "Dr L. Maseko Africa/Johannesburg 2031-10-08T12:00:00Z");
  assert_stands (office, self.request, "hold " FIRST " 1/2 | hold " SECOND " 2/2");
  do_step (office, self.request, NULL, "diary", "The envoy");
  assert_diaries (office, self.request, "The envoy Europe/Zurich 2031-10-07T08:00:00Z | The envoy Europe/Zurich 2031-10-08T12:00:00Z");
  do_step (office, self.request, NULL, "diary", "The Speaker"); /* a hold may stand beside what is firm */
  refuse (office, self.request, NULL, "diary", "", EO_ERROR_STATE, "The Speaker");
  refuse (office, self.request, "confirmed", "chosen", FIRST, EO_ERROR_CONFLICT, "Firm there");

  do_step (office, self.request, NULL, "diary", "Dr L. Maseko");
  {
    /* At once: accepted for the Speaker, where it clashes. */
    g_autoptr (EoRecord) now = fresh (office, self.request);

    g_assert_true (eo_store_set_field (office->store, now, "diary", "The Speaker", NULL));
    g_assert_true (eo_record_set_text (now, "chosen", FIRST, NULL));
    {
      Change change = { now, "confirmed", NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (eo_store_write (office->store, write_change, &change, &error));
      g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
    }
  }
  do_step (office, self.request, "confirmed", "chosen", FIRST);
  refuse (office, self.request, NULL, "diary", "The Speaker", EO_ERROR_CONFLICT, "Firm there");
  assert_stands (office, self.request, "confirmed " FIRST " | released " SECOND);
  assert_field (office, self.request, "diary", ({ static char link[64]; g_snprintf (link, sizeof link, "#%d Dr L. Maseko",
                                                                                    (int) hod->id); link; }));
  do_step (office, self.request, NULL, "diary", "The envoy");
  assert_diaries (office, self.request, "The envoy Europe/Zurich 2031-10-07T08:00:00Z | "
                                        "Dr L. Maseko Africa/Johannesburg 2031-10-08T12:00:00Z");
}

/* Undo */

typedef struct
{
  EoRecord   *record;
  const char *step;
  EoUndo     *undo;
} Undoable;

static gboolean
write_undoable (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Undoable *change = data;

  eo_writer_keep_undo (writer, change->undo);
  return eo_writer_step (writer, change->record, change->step, error);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  eo_store_undo_finish (EO_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_undo (Office        *office,
           gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoUndo) undo = eo_undo_new ();
  g_autoptr (EoRecord) now = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  case_init (&self, office, FIRST " " SECOND);
  take_up (&self, office);
  do_step (office, self.request, "hold", NULL, NULL);
  now = fresh (office, self.request);
  eo_record_set_text (now, "chosen", "1", NULL);
  {
    Undoable change = { now, "confirmed", undo };

    eo_store_write (office->store, write_undoable, &change, &error);
    g_assert_no_error (error);
  }
  assert_stands (office, self.request, "confirmed " FIRST " | released " SECOND);
  eo_store_undo_async (office->store, undo, NULL, on_undone, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  assert_stands (office, self.request, "hold " FIRST " 1/2 | hold " SECOND " 2/2");
  assert_field (office, self.request, "status", "hold");
  assert_field (office, self.request, "appointment", "");
}

/* Deleting */

static gboolean
delete_change (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  Change *change = data;

  return eo_writer_delete (writer, eo_record_get_kind (change->record), change->record->id, error);
}

static void
test_deleting (Office        *office,
               gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) hold = NULL;
  static const struct { const char *step; const char *request, *appointment; } cases[] = {
    { "hold", "stands in the diary", "Release it instead" },
    { "confirmed", "stands in the diary", "Cancel or postpone" },
    { "cancelled", NULL, NULL },
  };

  case_init (&self, office, FIRST);
  take_up (&self, office);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoRecord *both[2];

      do_step (office, self.request, cases[i].step, NULL, NULL);
      if (hold == NULL)
        hold = get_appointment (office, self.request, FIRST);
      both[0] = self.request;
      both[1] = hold;
      for (guint j = 0; j < 2; j++)
        {
          Change change = { both[j], NULL, NULL };
          const char *words = j == 0 ? cases[i].request : cases[i].appointment;
          g_autoptr (GError) error = NULL;

          eo_store_write (office->store, delete_change, &change, &error);
          if (words == NULL)
            {
              g_assert_no_error (error);
              continue;
            }
          g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
          g_assert_nonnull (strstr (error->message, words));
        }
    }
}

/* The letter */

static EoRecord *
add_invitation (Office *office)
{
  g_autoptr (EoRecord) sender = office_add (office, "organisation", "name", "Chamber of Business", NULL);

  return office_add (office, "letter", "direction", "incoming", "subject", "Invitation to the business breakfast",
                     "received-on", "2031-09-16", "correspondent", "Chamber of Business", "matter", "invitation", "mode",
                     "email", "signed-by", "Ms L. Pillay, Convener", "sender-due", "2031-09-25", "classification",
                     "confidential", NULL);
}

static void
add_standard (Office     *office,
              const char *purpose,
              const char *body)
{
  g_autoptr (EoRecord) reply = office_add (office, "standard_reply", "title", purpose, "purpose", purpose, "body", body,
                                           "owner", "Sipho Mthembu", NULL);
}

static EoRecord *
add_from_letter (Office   *office,
                 EoRecord *letter)
{
  EoRecord *request = eo_record_new (&eo_request_kind);
  g_autoptr (GError) error = NULL;

  eo_request_kind.follow (request, letter);
  eo_store_save (office->store, request, &error);
  g_assert_no_error (error);
  return request;
}

static void
test_from_letter (Office        *office,
                  gconstpointer  data)
{
  static const struct { const char *field, *value; } cases[] = {
    { "subject", "Invitation to the business breakfast" }, { "contact", "Ms L. Pillay, Convener" },
    { "came-by", "mail" }, { "asked-on", "2031-09-16" }, { "answer-by", "2031-09-25" },
    { "classification", "confidential" },
  };
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoRecord) request = NULL;
  g_autoptr (EoRecord) hold = NULL;

  case_init (&self, office, FIRST);
  letter = add_invitation (office);
  request = add_from_letter (office, letter);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_field (office, request, cases[i].field, cases[i].value);
  do_step (office, request, "triage", "owner", "Sipho Mthembu");
  do_step (office, request, "hold", "chosen", FIRST);
  hold = get_appointment (office, request, FIRST);
  assert_field (office, hold, "classification", "confidential");
}

static EoRecord *
get_answer (Office   *office,
            EoRecord *request)
{
  g_autoptr (EoRecord) now = fresh (office, request);
  EoRecord *answer = eo_store_get (office->store, eo_kind_lookup ("letter"), EO_REQUEST (now)->answer.id, NULL);

  g_assert_nonnull (answer);
  return answer;
}

static void
test_answers (Office        *office,
              gconstpointer  data)
{
  static const struct { const char *step, *field, *value, *body; } cases[] = {
    { "declined", "reason", "no", "Thank you for Invitation to the business breakfast. We cannot come." },
    { "delegated", "delegate", "Sipho Mthembu", "Sipho Mthembu will come to Durban ICC." },
    { "more", "reason", "the programme", "Please send us: the programme" },
    { "confirmed", "chosen", FIRST, "We shall be at Durban ICC on 7 October 2031, 10:00. {parking}" },
  };
  g_auto (Case) self = { NULL };

  case_init (&self, office, FIRST);
  add_standard (office, "decline", "Thank you for {subject}. We cannot come.");
  add_standard (office, "delegate", "{delegate} will come to {place}.");
  add_standard (office, "more", "Please send us: {missing}");
  add_standard (office, "accept", "We shall be at {place} on {when}. {parking}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Organisation %u", i);
      g_autoptr (EoRecord) from = office_add (office, "organisation", "name", name, NULL);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "incoming", "subject",
                                                "Invitation to the business breakfast", "received-on", "2031-09-16",
                                                "correspondent", name, NULL);
      g_autoptr (EoRecord) request = add_from_letter (office, letter);
      g_autoptr (EoRecord) answer = NULL;
      g_autofree char *correspondent = NULL;

      g_test_message ("%s", cases[i].step);
      do_step (office, request, NULL, "place", "Durban ICC");
      do_step (office, request, "triage", "owner", "Sipho Mthembu");
      do_step (office, request, cases[i].step, cases[i].field, cases[i].value);
      answer = get_answer (office, request);
      correspondent = g_strdup_printf ("#%" G_GINT64_FORMAT " %s", from->id, name);
      assert_field (office, answer, "body", cases[i].body);
      assert_field (office, answer, "direction", "outgoing");
      assert_field (office, answer, "correspondent", correspondent);
      assert_field (office, answer, "status", "drafting");
      assert_field (office, letter, "status", "drafting");
    }
}

/* More is asked for, and then it is accepted: one answer as long as it was not sent, nothing typed is lost. */
static void
test_answer_again (Office        *office,
                   gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoRecord) request = NULL;
  g_autoptr (EoRecord) first = NULL;
  g_autoptr (EoRecord) second = NULL;

  case_init (&self, office, FIRST);
  add_standard (office, "more", "Please send us: {missing}");
  add_standard (office, "accept", "We shall come.");
  letter = add_invitation (office);
  request = add_from_letter (office, letter);
  do_step (office, request, "triage", "owner", "Sipho Mthembu");
  do_step (office, request, "more", "reason", "the programme");
  first = get_answer (office, request);
  do_step (office, request, "triage", NULL, NULL);
  do_step (office, request, "confirmed", "chosen", FIRST);
  second = get_answer (office, request);
  g_assert_cmpint (first->id, ==, second->id);
  assert_field (office, second, "body", "We shall come.");
}

static gboolean
write_sent (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  return eo_record_set_text (data, "signed-how", "wet", error) && eo_writer_set_state (writer, data, "dispatched", error);
}

/* What was accepted is postponed, and then cancelled. Where the acceptance went out already, the reply to the invitation
 * stays what it is, and another letter follows. */
static void
test_answer_called_off (Office        *office,
                        gconstpointer  data)
{
  static const struct { gboolean sent; } cases[] = { { FALSE }, { TRUE } };
  g_auto (Case) self = { NULL };

  case_init (&self, office, FIRST);
  add_standard (office, "accept", "We shall come on {when}.");
  add_standard (office, "postpone", "We cannot come on {when}.");
  add_standard (office, "cancel", "We shall not come on {when}.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *subject = g_strdup_printf ("Breakfast %u", i);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "incoming", "subject", subject, "received-on",
                                                "2031-09-16", NULL);
      g_autoptr (EoRecord) request = add_from_letter (office, letter);
      g_autoptr (EoRecord) accepted = NULL;
      g_autoptr (EoRecord) postponed = NULL;
      g_autoptr (EoRecord) cancelled = NULL;
      g_autofree char *incoming = g_strdup_printf ("#%" G_GINT64_FORMAT " %s", letter->id, subject);

      g_test_message ("%s", cases[i].sent ? "sent" : "not sent");
      do_step (office, request, "triage", "owner", "Sipho Mthembu");
      do_step (office, request, "confirmed", "chosen", FIRST);
      accepted = get_answer (office, request);
      if (cases[i].sent)
        g_assert_true (eo_store_write (office->store, write_sent, accepted, NULL));
      do_step (office, request, "postponed", "reason", "The Legislature sits");
      postponed = get_answer (office, request);
      g_assert_cmpint (postponed->id == accepted->id, ==, !cases[i].sent);
      assert_field (office, postponed, "body", "We cannot come on 7 October 2031, 10:00.");
      assert_field (office, postponed, "answers", cases[i].sent ? "" : incoming);
      assert_field (office, postponed, "thread", cases[i].sent ? incoming : "");
      do_step (office, request, "cancelled", NULL, NULL);
      cancelled = get_answer (office, request);
      g_assert_cmpint (cancelled->id, ==, postponed->id);
      assert_field (office, cancelled, "body", "We shall not come on 7 October 2031, 10:00.");
      if (cases[i].sent)
        assert_field (office, accepted, "body", "We shall come on 7 October 2031, 10:00.");
      {
        g_autoptr (EoRecord) now = fresh (office, letter);
        const EoLink *reply = eo_field_get_link (eo_kind_find_field (eo_kind_lookup ("letter"), "replied_with"), now);

        g_assert_cmpint (reply->id, ==, accepted->id);
      }
    }
}

/* By telephone nobody waits for a letter; it is begun when somebody asks for it. */
static void
test_answer_by_hand (Office        *office,
                     gconstpointer  data)
{
  g_auto (Case) self = { NULL };
  g_autoptr (EoRecord) answer = NULL;

  case_init (&self, office, FIRST);
  add_standard (office, "accept", "We shall come to {place}.");
  take_up (&self, office);
  do_step (office, self.request, "confirmed", NULL, NULL);
  assert_field (office, self.request, "answer", "");
  do_step (office, self.request, "answer", NULL, NULL);
  answer = get_answer (office, self.request);
  assert_field (office, answer, "subject", "RE: Keynote: construction summit");
  assert_field (office, answer, "body", "We shall come to Coastlands, Durban.");
}

/* Two at once */

typedef struct
{
  const char *path;
  gint64      request;
  GError     *error;
} Rival;

static int rivals_ready;

static gpointer
confirm_elsewhere (gpointer data)
{
  Rival *rival = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  EoStore *store;
  g_autoptr (EoRecord) record = NULL;
  Change change = { NULL, "confirmed", NULL };

  g_main_context_push_thread_default (context);
  store = eo_store_open (rival->path, EO_STORE_DEFAULT, &rival->error);
  g_assert_no_error (rival->error);
  record = eo_store_get (store, &eo_request_kind, rival->request, &rival->error);
  g_assert_no_error (rival->error);
  change.record = record;
  g_atomic_int_inc (&rivals_ready);
  while (g_atomic_int_get (&rivals_ready) < 2)
    g_thread_yield ();
  eo_store_write (store, write_change, &change, &rival->error);
  eo_store_close (store);
  g_object_unref (store);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_rivals (Office        *office,
             gconstpointer  data)
{
  g_auto (Case) self = { NULL };

  case_init (&self, office, "");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *starts = g_strdup_printf ("2031-11-%02uT10:00", i + 1);
      EoRecord *requests[2];
      Rival rivals[2];
      GThread *threads[2];
      guint won = 0;

      for (guint j = 0; j < 2; j++)
        {
          requests[j] = office_add (office, "request", "subject", j == 0 ? "One" : "Other", "wanted", starts, NULL);
          do_step (office, requests[j], "triage", "owner", "Sipho Mthembu");
          do_step (office, requests[j], "hold", NULL, NULL);
          rivals[j] = (Rival) { office->path, requests[j]->id, NULL };
        }
      g_atomic_int_set (&rivals_ready, 0);
      for (guint j = 0; j < 2; j++)
        threads[j] = g_thread_new ("rival", confirm_elsewhere, &rivals[j]);
      for (guint j = 0; j < 2; j++)
        {
          g_thread_join (threads[j]);
          if (rivals[j].error == NULL)
            won++;
          else
            {
              g_assert_error (rivals[j].error, EO_ERROR, EO_ERROR_CONFLICT);
              g_assert_nonnull (strstr (rivals[j].error->message, j == 0 ? "Other" : "One"));
              assert_field (office, requests[j], "status", "hold");
            }
          g_clear_error (&rivals[j].error);
        }
      g_assert_cmpuint (won, ==, 1);
      g_object_unref (requests[0]);
      g_object_unref (requests[1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request/wishes", test_wishes);
  g_test_add_func ("/request/wish-words", test_wish_words);
  g_test_add_func ("/request/find", test_find);
  office_test ("/request/wording", test_wording);
  office_test ("/request/check", test_check);
  office_test ("/request/hold", test_hold);
  office_test ("/request/hold-others", test_hold_others);
  office_test ("/request/hold-in-diary", test_hold_in_diary);
  office_test ("/request/confirm-in-diary", test_confirm_in_diary);
  office_test ("/request/confirm", test_confirm);
  office_test ("/request/confirm-at-once", test_confirm_at_once);
  office_test ("/request/clash", test_clash);
  office_test ("/request/move", test_move);
  office_test ("/request/together", test_together);
  office_test ("/request/let-go", test_let_go);
  office_test ("/request/delegate-without-time", test_delegate_without_time);
  office_test ("/request/change-diary", test_change_diary);
  office_test ("/request/undo", test_undo);
  office_test ("/request/deleting", test_deleting);
  office_test ("/request/from-letter", test_from_letter);
  office_test ("/request/answers", test_answers);
  office_test ("/request/answer-again", test_answer_again);
  office_test ("/request/answer-called-off", test_answer_called_off);
  office_test ("/request/answer-by-hand", test_answer_by_hand);
  office_test ("/request/rivals", test_rivals);

  return g_test_run ();
}
