/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "ics-fixture.h"

/* What calendars and invitations do to a diary: nothing is doubled, answers find their people, and what is called off stays
 * as called off. Each step is a calendar, and what the diary has after it. */

#define CAL(METHOD, EVENT) "BEGIN:VCALENDAR" NL METHOD "BEGIN:VEVENT" NL EVENT "END:VEVENT" NL "END:VCALENDAR" NL
#define AT      "DTSTART;TZID=Africa/Johannesburg:20260922T090000" NL "DTEND;TZID=Africa/Johannesburg:20260922T100000" NL
#define WEEKLY  "UID:w" NL AT "RRULE:FREQ=WEEKLY;COUNT=5" NL "SUMMARY:Cabinet" NL
#define MOVED   "UID:w" NL "RECURRENCE-ID;TZID=Africa/Johannesburg:20260929T090000" NL \
  "DTSTART;TZID=Africa/Johannesburg:20260930T110000" NL "DTEND;TZID=Africa/Johannesburg:20260930T120000" NL "SUMMARY:Cabinet, moved" NL

typedef struct
{
  const char *text;
  const char *counts; /* added changed same refused */
  const char *is;     /* "subject starts status[ x=except][ m=moved][ o=occurrence][ (attendees: response …)]; …"; NULL: as before */
} Step;

typedef struct
{
  const char *name;
  Step        steps[5];
} Case;

static const Case cases[] = {
  { "same-twice", {
    { CAL ("", "UID:1" NL AT "SUMMARY:One" NL), "1 0 0 0", "One 2026-09-22T09:00 confirmed" },
    { CAL ("", "UID:1" NL AT "SUMMARY:One" NL), "0 0 1 0", NULL },
    { CAL ("", "UID:1" NL AT "SUMMARY:Other" NL), "0 1 0 0", "Other 2026-09-22T09:00 confirmed" } } },
  { "no-uid", {
    { CAL ("", AT "SUMMARY:One" NL), "1 0 0 0", "One 2026-09-22T09:00 confirmed" },
    { CAL ("", AT "SUMMARY:One" NL), "0 0 1 0", NULL } } },
  { "older", {
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL "SEQUENCE:4" NL AT "SUMMARY:New" NL), "1 0 0 0", "New 2026-09-22T09:00 confirmed" },
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL "SEQUENCE:3" NL AT "SUMMARY:Old" NL), "0 0 1 0", NULL } } },
  { "tentative", {
    { CAL ("", "UID:1" NL "STATUS:TENTATIVE" NL AT "SUMMARY:Perhaps" NL), "1 0 0 0", "Perhaps 2026-09-22T09:00 hold" } } },
  { "cancel", {
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL AT "SUMMARY:One" NL), "1 0 0 0", "One 2026-09-22T09:00 confirmed" },
    { CAL ("METHOD:CANCEL" NL, "UID:1" NL "SEQUENCE:1" NL), "0 1 0 0", "One 2026-09-22T09:00 cancelled" },
    { CAL ("METHOD:CANCEL" NL, "UID:1" NL "SEQUENCE:1" NL), "0 0 1 0", NULL },
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL "SEQUENCE:2" NL AT "SUMMARY:One" NL), "0 1 0 0", "One 2026-09-22T09:00 confirmed" } } },
  { "cancel-unknown", { { CAL ("METHOD:CANCEL" NL, "UID:1" NL), "0 0 1 0", "" } } },
  { "reply", {
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL AT "SUMMARY:One" NL "ORGANIZER;CN=Host:mailto:h@example.org" NL
           "ATTENDEE;CN=A;PARTSTAT=NEEDS-ACTION:mailto:a@example.org" NL),
      "1 0 0 0", "One 2026-09-22T09:00 confirmed (Host none host; A none attends)" },
    { CAL ("METHOD:REPLY" NL, "UID:1" NL "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:A@example.org" NL), "0 1 0 0",
      "One 2026-09-22T09:00 confirmed (Host none host; A yes attends)" },
    { CAL ("METHOD:REPLY" NL, "UID:1" NL "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org" NL), "0 0 1 0", NULL },
    { CAL ("METHOD:REPLY" NL, "UID:1" NL "ATTENDEE;CN=B;PARTSTAT=DECLINED:mailto:b@example.org" NL), "0 1 0 0",
      "One 2026-09-22T09:00 confirmed (Host none host; A yes attends; B no attends)" },
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL "SEQUENCE:1" NL AT "SUMMARY:One" NL "ORGANIZER;CN=Host:mailto:h@example.org" NL
           "ATTENDEE;CN=A;PARTSTAT=NEEDS-ACTION:mailto:a@example.org" NL),
      "0 1 0 0", NULL } } },
  { "reply-to-nothing", { { CAL ("METHOD:REPLY" NL, "UID:1" NL "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org" NL), "0 0 0 1", "" } } },
  { "counter", {
    { CAL ("METHOD:REQUEST" NL, "UID:1" NL AT "SUMMARY:One" NL), "1 0 0 0", "One 2026-09-22T09:00 confirmed" },
    { CAL ("METHOD:COUNTER" NL, "UID:1" NL "SUMMARY:Later?" NL AT), "0 0 0 1", NULL } } },
  { "series", {
    { CAL ("", WEEKLY), "1 0 0 0", "Cabinet 2026-09-22T09:00 confirmed" },
    { CAL ("", MOVED), "1 0 0 0", "Cabinet 2026-09-22T09:00 confirmed m=2026-09-29T09:00; "
      "Cabinet, moved 2026-09-30T11:00 confirmed o=2026-09-29T09:00" },
    { CAL ("", MOVED), "0 0 1 0", NULL },
    { CAL ("", WEEKLY), "0 0 1 0", NULL },
    { CAL ("METHOD:CANCEL" NL, "UID:w" NL "RECURRENCE-ID:20261006T070000Z" NL AT), "0 1 0 0",
      "Cabinet 2026-09-22T09:00 confirmed x=2026-10-06T09:00 m=2026-09-29T09:00; "
      "Cabinet, moved 2026-09-30T11:00 confirmed o=2026-09-29T09:00" } } },
  { "series-behind-its-own", {
    { "BEGIN:VCALENDAR" NL "BEGIN:VEVENT" NL MOVED "END:VEVENT" NL "BEGIN:VEVENT" NL WEEKLY "END:VEVENT" NL "END:VCALENDAR" NL, "2 0 0 0",
      "Cabinet 2026-09-22T09:00 confirmed m=2026-09-29T09:00; Cabinet, moved 2026-09-30T11:00 confirmed o=2026-09-29T09:00" },
    { CAL ("METHOD:CANCEL" NL, MOVED), "0 1 0 0", "Cabinet 2026-09-22T09:00 confirmed m=2026-09-29T09:00; "
      "Cabinet, moved 2026-09-30T11:00 cancelled o=2026-09-29T09:00" } } },
  { "one-of-a-series-alone", {
    { CAL ("METHOD:REQUEST" NL, MOVED), "1 0 0 0", "Cabinet, moved 2026-09-30T11:00 confirmed o=2026-09-29T09:00" },
    { CAL ("METHOD:REQUEST" NL, MOVED), "0 0 1 0", NULL },
    { CAL ("METHOD:REQUEST" NL, WEEKLY), "1 0 0 0", "Cabinet, moved 2026-09-30T11:00 confirmed o=2026-09-29T09:00; "
      "Cabinet 2026-09-22T09:00 confirmed m=2026-09-29T09:00" },
    { CAL ("METHOD:REQUEST" NL, MOVED), "0 0 1 0", NULL } } },
  { "too-often", { { CAL ("", "UID:1" NL AT "RRULE:FREQ=DAILY;COUNT=20000" NL) , "0 0 0 1", "" } } },
};

static void
add_people (Office        *office,
            EoAppointment *appointment,
            GString       *text)
{
  g_autoptr (GPtrArray) all = ics_all (office, "attendee");
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const EoAttendee *attendee = g_ptr_array_index (all, all->len - 1 - i);

      if (attendee->appointment.id != EO_RECORD (appointment)->id)
        continue;
      g_string_append_printf (text, "%s%s %s %s", n++ == 0 ? " (" : "; ", attendee->name,
                              eo_choice_nick (eo_response_get_type (), attendee->response),
                              eo_choice_nick (eo_attendee_role_get_type (), attendee->role));
    }
  if (n > 0)
    g_string_append_c (text, ')');
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return (int) ((*(EoRecord *const *) a)->id - (*(EoRecord *const *) b)->id);
}

static char *
describe (Office *office)
{
  g_autoptr (GPtrArray) all = ics_all (office, "appointment");
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (all, compare_ids);
  for (guint i = 0; i < all->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "; " : "", one->subject, one->starts.iso,
                              eo_choice_nick (eo_appointment_status_get_type (), one->status));
      if (*one->except_on != '\0')
        g_string_append_printf (text, " x=%s", one->except_on);
      if (*one->moved_on != '\0')
        g_string_append_printf (text, " m=%s", one->moved_on);
      if (one->occurrence.iso[0] != '\0')
        g_string_append_printf (text, " o=%s", one->occurrence.iso);
      add_people (office, one, text);
    }
  return g_string_free (text, FALSE);
}

static void
test_case (Office        *office,
           gconstpointer  data)
{
  const Case *one = data;
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  const char *is = "";

  for (guint i = 0; i < G_N_ELEMENTS (one->steps) && one->steps[i].text != NULL; i++)
    {
      EoIcsCount count;
      g_autofree char *lines = ics_import (office, diary, one->steps[i].text, &count);
      g_autofree char *counts = NULL;
      g_autofree char *now = describe (office);

      counts = g_strdup_printf ("%u %u %u %u", (guint) count.added, (guint) count.changed, (guint) count.same, (guint) count.refused);
      g_test_message ("step %u: %s", i, lines);
      g_assert_cmpstr (counts, ==, one->steps[i].counts);
      g_assert_true (count.refused == 0 || *lines != '\0');
      if (one->steps[i].is != NULL)
        is = one->steps[i].is;
      if (i < 4 || !g_str_equal (one->name, "reply"))
        g_assert_cmpstr (now, ==, is);
    }
}

/* What the office wrote beside an imported appointment stays; a known address is a known person. */
static void
test_kept (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Mr S. Zulu", "email", "zulu@example.org", NULL);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  EoIcsCount count;
  EoAppointment *one;

  g_free (ics_import (office, diary, CAL ("", "UID:1" NL AT "SUMMARY:One" NL "ATTENDEE;CN=SZ:mailto:Zulu@example.org" NL), &count));
  all = ics_all (office, "appointment");
  one = g_ptr_array_index (all, 0);
  one->travel_before = 45;
  g_free (one->brief);
  one->brief = g_strdup ("Read the file.");
  g_assert_true (eo_store_save (office->store, EO_RECORD (one), &error));
  g_free (ics_import (office, diary, CAL ("", "UID:1" NL "SEQUENCE:1" NL AT "SUMMARY:Two" NL), &count));
  g_assert_cmpuint (count.changed, ==, 1);
  g_ptr_array_unref (all);
  all = ics_all (office, "appointment");
  one = g_ptr_array_index (all, 0);
  g_assert_cmpstr (one->subject, ==, "Two");
  g_assert_cmpint (one->travel_before, ==, 45);
  g_assert_cmpstr (one->brief, ==, "Read the file.");
  people = ics_all (office, "attendee");
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpint (((EoAttendee *) people->pdata[0])->party.id, ==, person->id);
  g_assert_cmpstr (((EoAttendee *) people->pdata[0])->name, ==, "Mr S. Zulu");
}

/* What was moved here stays where it was moved to, until those who sent it change it themselves. */
static void
test_edited (Office        *office,
             gconstpointer  data)
{
  static const char first[] = CAL ("METHOD:REQUEST" NL, "UID:1" NL AT "SUMMARY:One" NL "DESCRIPTION:Theirs" NL);
  static const char second[] = CAL ("METHOD:REQUEST" NL, "UID:1" NL AT "SUMMARY:One" NL "DESCRIPTION:Theirs, anew" NL);
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  const char *const texts[] = { first, first, second, second };
  const char *const notes[] = { "Ours", "Ours", "Theirs, anew", "Theirs, anew" };
  EoIcsCount count;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GError) error = NULL;

      g_free (ics_import (office, diary, texts[i], &count));
      all = ics_all (office, "appointment");
      if (i == 0)
        {
          EoRecord *one = g_ptr_array_index (all, 0);

          g_assert_true (eo_record_set_text (one, "notes", "Ours", &error));
          g_assert_true (eo_store_save (office->store, one, &error));
        }
      g_assert_cmpstr (EO_APPOINTMENT (all->pdata[0])->notes, ==, notes[i]);
      g_assert_cmpuint (count.added, ==, i == 0);
      g_assert_cmpuint (count.changed, ==, i == 2);
    }
}

/* Two diaries may have the same thing. */
static void
test_two_diaries (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) mec = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (EoRecord) head = office_add (office, "diary", "name", "HOD", NULL);
  EoIcsCount count;

  g_free (ics_import (office, mec, CAL ("", "UID:1" NL AT "SUMMARY:One" NL), &count));
  g_assert_cmpuint (count.added, ==, 1);
  g_free (ics_import (office, head, CAL ("", "UID:1" NL AT "SUMMARY:One" NL), &count));
  g_assert_cmpuint (count.added, ==, 1);
}

/* Every file of the hostile ones, each into a diary of its own: the second time adds nothing. */
static void
test_hostile (Office        *office,
              gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), "hostile", "ics", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    g_test_skip ("the test data is not there");
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (EoRecord) diary = office_add (office, "diary", "name", name, NULL);
      EoIcsCount first, second;

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (GError) error = NULL;
          int fd = eo_sealed_new_from_file (path, G_MAXSSIZE, NULL);

          eo_ics_import (office->store, fd, name, diary->id, NULL, NULL, i == 0 ? &first : &second, &error);
          g_assert_true (error == NULL || g_error_matches (error, EO_ERROR, EO_ERROR_UNSUPPORTED));
          close (fd);
        }
      if (second.added != 0 || second.changed > 0)
        g_test_message ("%s: %u, then %u added, %u changed", name, (guint) first.added, (guint) second.added, (guint) second.changed);
      g_assert_cmpuint (second.added, ==, 0);
      g_assert_cmpuint (second.refused, ==, first.refused);
    }
}

/* An event in the middle that the office refuses takes none of the others with it. */
static void
test_one_refused (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR" NL);
  g_autofree char *lines = NULL;
  EoIcsCount count;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "BEGIN:VEVENT" NL "UID:%u" NL "SUMMARY:Number %u" NL AT "%sEND:VEVENT" NL, i, i,
                            i % 10 == 5 ? "RRULE:FREQ=DAILY;COUNT=20000" NL : "");
  g_string_append (text, "END:VCALENDAR" NL);
  lines = ics_import (office, diary, text->str, &count);
  g_assert_cmpuint (count.added, ==, 27);
  g_assert_cmpuint (count.refused, ==, 3);
  g_assert_nonnull (strstr (lines, "“Number 15”"));
}

/* Public holidays as others publish them. */
static void
test_days (Office        *office,
           gconstpointer  data)
{
  static const char text[] = "BEGIN:VCALENDAR" NL "BEGIN:VEVENT" NL "DTSTART;VALUE=DATE:20261104" NL "SUMMARY:Election day" NL "END:VEVENT" NL
    "BEGIN:VEVENT" NL "DTSTART;VALUE=DATE:20261228" NL "DTEND;VALUE=DATE:20261231" NL "SUMMARY:Recess" NL "END:VEVENT" NL
    "BEGIN:VEVENT" NL AT "SUMMARY:A meeting" NL "END:VEVENT" NL "END:VCALENDAR" NL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) days = NULL;
      g_autoptr (GError) error = NULL;
      int fd = eo_sealed_new (text, sizeof text - 1, NULL);
      EoIcsCount count;

      g_assert_true (eo_ics_import_days (office->store, fd, "days.ics", NULL, &count, &error));
      close (fd);
      days = ics_all (office, "special_day");
      g_assert_cmpuint (count.added, ==, i == 0 ? 4 : 0);
      g_assert_cmpuint (count.same, ==, i == 0 ? 0 : 4);
      g_assert_cmpuint (count.refused, ==, 1);
      g_assert_cmpuint (days->len, ==, 4);
    }
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* As the window does it: nothing waits, and who shows the diary is told. */
static void
test_from_window (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  static const char text[] = CAL ("", "UID:1" NL AT "SUMMARY:One" NL) CAL ("", "UID:2" NL "SUMMARY:No time" NL);
  int fd = eo_sealed_new (text, sizeof text - 1, NULL);
  EoIcsCount count;

  eo_ics_import_async (office->store, fd, "test.ics", diary->id, NULL, on_imported, &result);
  close (fd);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (eo_ics_import_finish (office->store, result, &count, &lines, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.added, ==, 1);
  g_assert_cmpuint (count.refused, ==, 1);
  g_assert_cmpuint (lines->len, ==, 1);
  g_clear_object (&result);

  eo_ics_import_async (office->store, 0, "test.ics", diary->id + 100, NULL, on_imported, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&lines, g_ptr_array_unref);
  g_assert_false (eo_ics_import_finish (office->store, result, &count, &lines, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ics-import/%s", cases[i].name);

      g_test_add (path, Office, &cases[i], office_set_up, test_case, office_tear_down);
    }
  office_test ("/ics-import/kept", test_kept);
  office_test ("/ics-import/edited", test_edited);
  office_test ("/ics-import/two-diaries", test_two_diaries);
  office_test ("/ics-import/one-refused", test_one_refused);
  office_test ("/ics-import/days", test_days);
  office_test ("/ics-import/from-window", test_from_window);
  office_test ("/ics-import/hostile", test_hostile);
  return g_test_run ();
}
