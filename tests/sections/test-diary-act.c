/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "diary-fixture.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-diary-act.h"

/* What is done to something that stands in a diary, and taken back. */

typedef struct
{
  EoUndo   *undo;
  gint64    made;
  char     *clash;
  GError   *error;
  gboolean  done;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->undo, eo_undo_unref);
  g_clear_pointer (&outcome->clash, g_free);
  g_clear_error (&outcome->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Outcome *outcome = data;

  outcome->undo = eo_diary_act_finish (EO_STORE (source), result, &outcome->made, &outcome->clash, &outcome->error);
  outcome->done = TRUE;
}

static void
act (Office           *office,
     const EoDiaryAct *what,
     Outcome          *outcome)
{
  outcome_clear (outcome);
  outcome->done = FALSE;
  eo_diary_act_async (office->store, what, on_done, outcome);
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
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
take_back (Office  *office,
           Outcome *outcome)
{
  gboolean done = FALSE;

  g_assert_no_error (outcome->error);
  eo_store_undo_async (office->store, outcome->undo, NULL, on_undone, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static EoDiaryAct
move_to (EoRecord   *record,
         const char *original,
         EoReach     reach,
         const char *starts,
         const char *ends)
{
  EoDiaryAct what = { .kind = EO_ACT_MOVE, .appointment = record->id, .reach = reach };

  what.starts = diary_unix (starts);
  what.ends = diary_unix (ends);
  g_strlcpy (what.original.iso, original, sizeof what.original.iso);
  return what;
}

static void
test_move (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) one = office_add (office, "appointment", "subject", "Forum", "diary", "The MEC", "starts",
                                         "2026-09-22T09:00", "ends", "2026-09-22T10:00", NULL);
  g_autoptr (EoRecord) other = office_add (office, "appointment", "subject", "Premier", "diary", "The MEC", "starts",
                                           "2026-09-22T14:00", "ends", "2026-09-22T15:00", NULL);
  g_autoptr (EoRecord) leave = office_add (office, "appointment", "subject", "Leave", "diary", "The MEC", "starts",
                                           "2026-09-28", "ends", "2026-09-29", "all-day", "true", NULL);
  EoDiaryAct what = move_to (one, "", EO_REACH_THIS, "2026-09-22T14:30", "2026-09-22T15:30");
  g_auto (Outcome) outcome = { 0 };

  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.made, ==, one->id);
  g_assert_cmpstr (outcome.clash, ==, "Premier");
  diary_assert (office, "2026-09-22", "2026-09-23", "2026-09-22T14:00 Premier\n2026-09-22T14:30 Forum");
  take_back (office, &outcome);
  diary_assert (office, "2026-09-22", "2026-09-23", "2026-09-22T09:00 Forum\n2026-09-22T14:00 Premier");

  /* Whole days go by whole days. */
  what = move_to (leave, "", EO_REACH_THIS, "2026-09-30", "2026-10-02");
  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  diary_assert (office, "2026-09-28", "2026-09-30", "");
  diary_assert (office, "2026-10-01", "2026-10-02", "2026-09-30T00:00 Leave");
  diary_assert (office, "2026-10-02", "2026-10-03", "");
}

static void
test_series (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) cabinet = office_add (office, "appointment", "subject", "Cabinet", "diary", "The MEC", "starts",
                                             "2026-09-02T08:00", "ends", "2026-09-02T12:00", "repeats", "FREQ=WEEKLY", NULL);
  static const char all[] = "2026-09-02T08:00 Cabinet\n2026-09-09T08:00 Cabinet\n2026-09-16T08:00 Cabinet";
  EoDiaryAct what = move_to (cabinet, "2026-09-09T08:00", EO_REACH_THIS, "2026-09-09T10:00", "2026-09-09T13:00");
  g_auto (Outcome) outcome = { 0 };

  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  diary_assert (office, "2026-09-01", "2026-09-20",
                "2026-09-02T08:00 Cabinet\n2026-09-09T10:00 Cabinet\n2026-09-16T08:00 Cabinet");
  take_back (office, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", all);

  what = move_to (cabinet, "2026-09-09T08:00", EO_REACH_ONWARDS, "2026-09-09T10:00", "2026-09-09T13:00");
  act (office, &what, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20",
                "2026-09-02T08:00 Cabinet\n2026-09-09T10:00 Cabinet\n2026-09-16T10:00 Cabinet");
  take_back (office, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", all);

  what = move_to (cabinet, "2026-09-09T08:00", EO_REACH_ALL, "2026-09-09T10:00", "2026-09-09T13:00");
  act (office, &what, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20",
                "2026-09-02T10:00 Cabinet\n2026-09-09T10:00 Cabinet\n2026-09-16T10:00 Cabinet");
  take_back (office, &outcome);

  what = (EoDiaryAct) { .kind = EO_ACT_DELETE, .appointment = cabinet->id, .original = { "2026-09-09T08:00" } };
  act (office, &what, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", "2026-09-02T08:00 Cabinet\n2026-09-16T08:00 Cabinet");
  take_back (office, &outcome);
  what.reach = EO_REACH_ONWARDS;
  act (office, &what, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", "2026-09-02T08:00 Cabinet");
  take_back (office, &outcome);
  what.reach = EO_REACH_ALL;
  act (office, &what, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", "");
  take_back (office, &outcome);
  diary_assert (office, "2026-09-01", "2026-09-20", all);
}

static gint64
count_attendees (Office *office,
                 gint64  appointment)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, appointment);

  eo_query_add (query, eo_kind_find_field (&eo_attendee_kind, "appointment"), EO_IS, id);
  return eo_store_count (office->store, query);
}

static void
assert_diary_of (Office *office,
                 gint64  appointment,
                 gint64  diary)
{
  g_autoptr (EoRecord) record = eo_store_get (office->store, &eo_appointment_kind, appointment, NULL);

  g_assert_cmpint (EO_APPOINTMENT (record)->diary.id, ==, diary);
}

static void
test_copies (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) hod = diary_add (office, "The HOD");
  g_autoptr (EoRecord) series = office_add (office, "appointment", "subject", "Forum", "diary", "The MEC", "starts",
                                            "2026-09-22T09:00", "ends", "2026-09-22T10:00", "repeats", "FREQ=DAILY;COUNT=3",
                                            "ical-uid", "theirs@example.org", NULL);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, series->id);
  g_autoptr (EoRecord) guest = office_add (office, "attendee", "name", "Ms Pillay", "appointment", link, NULL);
  EoDiaryAct what = { .kind = EO_ACT_COPY, .appointment = series->id, .original = { "2026-09-23T09:00" }, .diary = hod->id };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (EoRecord) copy = NULL;

  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  copy = eo_store_get (office->store, &eo_appointment_kind, outcome.made, NULL);
  g_assert_cmpint (copy->id, !=, series->id);
  g_assert_cmpint (EO_APPOINTMENT (copy)->diary.id, ==, hod->id);
  g_assert_cmpstr (EO_APPOINTMENT (copy)->starts.iso, ==, "2026-09-23T09:00");
  g_assert_cmpstr (EO_APPOINTMENT (copy)->repeats, ==, "");
  g_assert_cmpint (EO_APPOINTMENT (copy)->series.id, ==, 0);
  g_assert_cmpstr (eo_appointment_get_uid (EO_APPOINTMENT (copy)), !=, "theirs@example.org");
  g_assert_cmpint (count_attendees (office, copy->id), ==, 1);
  take_back (office, &outcome);
  diary_assert (office, "2026-09-23", "2026-09-24", "2026-09-23T09:00 Forum");

  /* To another diary, as a whole. */
  what = (EoDiaryAct) { .kind = EO_ACT_GIVE, .appointment = series->id, .original = { "2026-09-22T09:00" },
                        .reach = EO_REACH_ALL, .diary = hod->id };
  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  assert_diary_of (office, series->id, hod->id);
  take_back (office, &outcome);
  assert_diary_of (office, series->id, diary->id);

  what.diary = 4711;
  act (office, &what, &outcome);
  g_assert_error (outcome.error, EO_ERROR, EO_ERROR_NOT_FOUND);
  g_assert_null (outcome.undo);
}

static void
test_add_and_step (Office        *office,
                   gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) preset = eo_record_new (&eo_appointment_kind);
  EoDiaryAct what = { .kind = EO_ACT_ADD, .record = preset };
  g_auto (Outcome) outcome = { 0 };

  /* Without a title it is refused, and nothing is left. */
  eo_record_set_link (preset, eo_kind_find_field (&eo_appointment_kind, "diary"), diary->id, "The MEC");
  eo_record_set_text (preset, "starts_zone", "Africa/Johannesburg", NULL);
  eo_appointment_set_moments (EO_APPOINTMENT (preset), diary_unix ("2026-09-22T09:00"), diary_unix ("2026-09-22T09:30"));
  g_assert_cmpstr (EO_APPOINTMENT (preset)->ends.iso, ==, "2026-09-22T09:30");
  act (office, &what, &outcome);
  g_assert_error (outcome.error, EO_ERROR, EO_ERROR_INVALID);
  eo_record_set_text (preset, "subject", "Forum", NULL);
  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_null (outcome.clash);
  diary_assert (office, "2026-09-22", "2026-09-23", "2026-09-22T09:00 Forum");

  what = (EoDiaryAct) { .kind = EO_ACT_STEP, .appointment = outcome.made, .step = "briefed" };
  act (office, &what, &outcome);
  g_assert_no_error (outcome.error);
  what.step = "released";
  act (office, &what, &outcome);
  g_assert_error (outcome.error, EO_ERROR, EO_ERROR_STATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/diary/act/move", test_move);
  office_test ("/diary/act/series", test_series);
  office_test ("/diary/act/copies", test_copies);
  office_test ("/diary/act/add-and-step", test_add_and_step);

  return g_test_run ();
}
