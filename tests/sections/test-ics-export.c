/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ics-fixture.h"
#include "sections/diary/exchange/eo-ics-export.h"

/* What goes out of one office and comes into an empty one is the same, field by field. */

/* Appointments by their fields: name, text, …; what follows "people" is attendees, each "name|email|role|response|remarks". */
static const char *const appointments[][40] = {
  { "subject", "Plain", "starts", "2026-09-22T09:00", "ends", "2026-09-22T10:30" },
  { "subject", "Commas, semicolons; back\\slashes: “quotes” — and a title that goes on beyond the seventy-fifth byte of its line, é è ü 中文字",
    "starts", "2026-09-22T09:00", "ends", "2026-09-22T09:15", "notes", "Line one\nLine two, with; signs\\\n\nLast line" },
  { "subject", "Whole days", "starts", "2026-12-24", "ends", "2026-12-28", "all_day", "true", "shows_as", "away", "category", "leave" },
  { "subject", "Whole day abroad", "starts", "2026-03-29", "all_day", "true", "starts_zone", "Europe/London" },
  { "subject", "Abroad, over the change to summer", "starts", "2026-03-28T22:00", "starts_zone", "Europe/London", "ends", "2026-03-29T04:00",
    "ends_zone", "Europe/London" },
  { "subject", "Abroad, in the hour that comes twice", "starts", "2026-10-25T01:30", "starts_zone", "Europe/London", "ends", "2026-10-25T03:00",
    "ends_zone", "Europe/London" },
  { "subject", "Flight", "starts", "2026-11-10T19:15", "starts_zone", "Africa/Johannesburg", "ends", "2026-11-11T05:30", "ends_zone",
    "America/New_York", "category", "travel" },
  { "subject", "In world time", "starts", "2026-09-22T07:00", "starts_zone", "UTC", "ends", "2026-09-22T08:00", "ends_zone", "UTC" },
  { "subject", "In a zone of an older name", "starts", "2026-07-01T07:00", "starts_zone", "US/Eastern", "ends", "2026-07-01T08:00", "ends_zone",
    "US/Eastern" },
  { "subject", "With all that it can have", "starts", "2026-09-23T14:00", "ends", "2026-09-23T16:00", "place", "City Hall", "address",
    "260 Langalibalele Street\nPietermaritzburg\n3201", "map", "https://example.org/map?a=1,2;3", "category", "visit", "shows_as", "tentative",
    "attendance", "yes", "preparation", "30", "travel_before", "45", "travel_after", "50", "buffer", "15", "travel_note", "R33; 80 km", "brief",
    "Ask about the bridge.\nBring, please, the plans; all of them.", "pack", "speech" },
  { "subject", "An address alone", "starts", "2026-09-23T14:00", "ends", "2026-09-23T15:00", "address", "1 Long Street" },
  { "subject", "Private", "starts", "2026-09-24T14:00", "ends", "2026-09-24T15:00", "private", "true" },
  { "subject", "Confidential, and not private", "starts", "2026-09-24T14:00", "ends", "2026-09-24T15:00", "classification", "confidential" },
  { "subject", "Secret, and private", "starts", "2026-09-24T14:00", "ends", "2026-09-24T15:00", "classification", "secret", "private", "true" },
  { "subject", "Held for somebody", "starts", "2026-09-25T14:00", "ends", "2026-09-25T15:00", "status", "hold", "hold_number", "2", "hold_count",
    "3", "shows_as", "free" },
  { "subject", "Postponed", "starts", "2026-09-25T14:00", "ends", "2026-09-25T15:00", "status", "postponed" },
  { "subject", "Called off", "starts", "2026-09-25T14:00", "ends", "2026-09-25T15:00", "status", "cancelled", "sequence", "4" },
  { "subject", "Briefed", "starts", "2026-09-25T14:00", "ends", "2026-09-25T15:00", "status", "briefed", "attendance", "no" },
  { "subject", "Every second week", "starts", "2026-09-22T09:00", "ends", "2026-09-22T10:00", "repeats", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "except_on", "2026-10-06T09:00 2026-10-20T09:00", "extra_on", "2026-10-08T09:00" },
  { "subject", "Until a time, abroad", "starts", "2026-09-22T09:00", "starts_zone", "Europe/London", "ends", "2026-09-22T10:00", "ends_zone",
    "Europe/London", "repeats", "FREQ=DAILY;UNTIL=20261102T090000", "except_on", "2026-10-26T09:00" },
  { "subject", "Whole days each year", "starts", "2026-03-21", "all_day", "true", "repeats", "FREQ=YEARLY;UNTIL=20300321", "except_on",
    "2028-03-21T00:00" },
  { "subject", "So many times", "starts", "2026-09-30T16:00", "ends", "2026-09-30T17:00", "repeats", "FREQ=MONTHLY;COUNT=6;BYDAY=-1WE" },
  { "subject", "With what others wrote", "starts", "2026-09-30T16:00", "ends", "2026-09-30T17:00", "other_lines",
    "X-APPLE-THING;X=\"a:b\":A long line of another program, longer than seventy-five bytes, with é in it\nPRIORITY:5\n"
    "BEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM\n" },
  { "subject", "With people", "starts", "2026-09-30T16:00", "ends", "2026-09-30T17:00", "people",
    "Councillor N. Mkhize, Mayor|mayor@example.org|host|yes|Meets us; at the gate", "Ms T. Nkosi|nkosi@example.org|speaks|maybe|",
    "Nobody's address||accompanies|none|", "“Quoted” Name|q@example.org|chair|no|", "May come|m@example.org|optional|none|" },
};

static void
add_people (Office            *office,
            EoRecord          *appointment,
            const char *const *people)
{
  for (guint i = 0; people[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (people[i], "|", 5);
      g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, appointment->id);

      g_object_unref (office_add (office, "attendee", "appointment", link, "name", parts[0], "email", parts[1], "role", parts[2], "response",
                                  parts[3], "remarks", parts[4], NULL));
    }
}

static EoRecord *
add_appointment (Office            *office,
                 const char        *diary,
                 const char *const *said)
{
  EoRecord *record = eo_record_new (&eo_appointment_kind);
  g_autoptr (GError) error = NULL;
  guint i;

  g_assert_true (eo_store_set_field (office->store, record, "diary", diary, &error));
  for (i = 0; said[i] != NULL && !g_str_equal (said[i], "people"); i += 2)
    {
      eo_store_set_field (office->store, record, said[i], said[i + 1], &error);
      g_assert_no_error (error);
    }
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  if (said[i] != NULL)
    add_people (office, record, said + i + 1);
  return record;
}

/* A series with one time moved, one moved and called off, and one whose own record was deleted. */
static void
add_series (Office *office)
{
  g_autoptr (EoRecord) series
    = add_appointment (office, "MEC", (const char *const[]) { "subject", "Cabinet", "starts", "2026-09-23T09:00", "starts_zone", "Africa/Johannesburg",
                                                              "ends", "2026-09-23T13:00", "repeats", "FREQ=WEEKLY;BYDAY=WE", NULL });
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, series->id);
  const char *const moved[][12] = {
    { "subject", "Cabinet, moved", "starts", "2026-10-01T10:00", "ends", "2026-10-01T12:00", "series", link, "occurrence", "2026-09-30T09:00" },
    { "subject", "Cabinet, off", "starts", "2026-10-07T09:00", "status", "cancelled", "series", link, "occurrence", "2026-10-07T09:00" },
    { "subject", "Cabinet, deleted", "starts", "2026-10-14T09:00", "series", link, "occurrence", "2026-10-14T09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    {
      g_autoptr (EoRecord) one = add_appointment (office, "MEC", moved[i]);

      if (i == 2)
        {
          GMainContext *context = g_main_context_default ();

          eo_store_delete_async (office->store, &eo_appointment_kind, one->id, FALSE, NULL, NULL, NULL);
          while (g_main_context_iteration (context, FALSE))
            continue;
          g_usleep (200000);
          while (g_main_context_iteration (context, FALSE))
            continue;
        }
    }
}

static int
compare_subjects (gconstpointer a,
                  gconstpointer b)
{
  return strcmp ((*(EoAppointment *const *) a)->subject, (*(EoAppointment *const *) b)->subject);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(EoAttendee *const *) a)->name, (*(EoAttendee *const *) b)->name);
}

/* What depends on the office, and not on what the calendar says. */
static gboolean
is_compared (const char *field)
{
  static const char *const others[] = { "diary", "series", "request", "leg", "ical_uid", "appointment", "party", NULL };

  return !g_strv_contains (others, field);
}

static void
compare_records (EoRecord *a,
                 EoRecord *b)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (a), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *before = eo_field_to_text (fields[i], a);
      g_autofree char *after = eo_field_to_text (fields[i], b);

      if (is_compared (fields[i]->name) && !g_str_equal (before, after))
        {
          g_test_message ("%s: %s: “%s”, then “%s”", eo_record_get_title (a), fields[i]->name, before, after);
          g_test_fail ();
        }
    }
}

static void
export_to (Office      *office,
           const char  *name,
           const char  *from,
           const char  *until,
           guint        n_expected)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  EoDate first = { "" }, last = { "" };
  guint64 n;

  g_strlcpy (first.iso, from, sizeof first.iso);
  g_strlcpy (last.iso, until, sizeof last.iso);
  eo_ics_export (office->store, 0, &first, &last, path, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_expected);
}

static char *
read_file (Office     *office,
           const char *name)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Lines that any program reads: ended as they should be, of 75 bytes at most, whole characters. */
static void
check_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_null (strchr (lines[i], '\n'));
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
test_round_trip (Office        *office,
                 gconstpointer  data)
{
  Office second = { 0 };
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (EoRecord) other = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL, people = NULL, theirs = NULL;
  g_autofree char *text = NULL;
  g_autofree char *lines = NULL;
  EoIcsCount count;

  for (guint i = 0; i < G_N_ELEMENTS (appointments); i++)
    g_object_unref (add_appointment (office, "MEC", appointments[i]));
  add_series (office);
  export_to (office, "out.ics", "", "", G_N_ELEMENTS (appointments) + 3);
  text = read_file (office, "out.ics");
  check_lines (text);

  office_set_up (&second, NULL);
  other = office_add (&second, "diary", "name", "Another", NULL);
  lines = ics_import (&second, other, text, &count);
  g_assert_cmpstr (lines, ==, "");
  g_assert_cmpuint (count.added, ==, G_N_ELEMENTS (appointments) + 3);
  before = ics_all (office, "appointment");
  after = ics_all (&second, "appointment");
  g_ptr_array_sort (before, compare_subjects);
  g_ptr_array_sort (after, compare_subjects);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      EoAppointment *one = before->pdata[i], *two = after->pdata[i];

      if (g_str_equal (one->subject, "Cabinet")) /* what was deleted is an exception there */
        {
          g_assert_cmpstr (two->except_on, ==, "2026-10-14T09:00");
          g_assert_cmpstr (two->moved_on, ==, "2026-09-30T09:00 2026-10-07T09:00");
          continue;
        }
      g_assert_true ((one->series.id != 0) == (two->series.id != 0));
      compare_records (EO_RECORD (one), EO_RECORD (two));
    }
  people = ics_all (office, "attendee");
  theirs = ics_all (&second, "attendee");
  g_ptr_array_sort (people, compare_names);
  g_ptr_array_sort (theirs, compare_names);
  g_assert_cmpuint (people->len, ==, theirs->len);
  for (guint i = 0; i < people->len; i++)
    compare_records (people->pdata[i], theirs->pdata[i]);

  g_free (ics_import (&second, other, text, &count));
  g_assert_cmpuint (count.added + count.changed, ==, 0);
  g_free (ics_import (office, diary, text, &count)); /* into where it came from */
  g_assert_cmpuint (count.added, ==, 0);
  g_assert_cmpuint (count.changed, <=, 1); /* the deleted one became an exception */
  office_tear_down (&second, NULL);
}

static void
test_range (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  const char *const days[] = { "2026-09-01", "2026-09-20", "2026-10-30" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *starts = g_strconcat (days[i], "T09:00", NULL);

      g_object_unref (add_appointment (office, "MEC", (const char *const[]) { "subject", days[i], "starts", starts, NULL }));
    }
  export_to (office, "all.ics", "", "", 3);
  export_to (office, "some.ics", "2026-09-10", "2026-10-01", 1);
  export_to (office, "late.ics", "2026-09-10", "", 2);
  export_to (office, "none.ics", "2027-01-01", "2027-02-01", 0);
  export_to (office, "none.ics", "2027-01-01", "2027-02-01", 0); /* again, over the old one */
}

/* What a server gets of a private one says that there is something, and when. */
static void
test_busy (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  g_autoptr (EoRecord) one = add_appointment (office, "MEC", (const char *const[]) { "subject", "Doctor", "starts", "2026-09-22T09:00", "place", "Clinic",
                                                                                     "notes", "Results", "private", "true", NULL });
  g_autoptr (GError) error = NULL;
  g_autofree char *busy = eo_ics_export_one (office->store, one->id, EO_ICS_BUSY, &error);
  g_autofree char *plain = eo_ics_export_one (office->store, one->id, EO_ICS_PLAIN, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (busy, "DTSTART;TZID=Africa/Johannesburg:20260922T090000"));
  g_assert_nonnull (strstr (busy, "SUMMARY:Busy"));
  g_assert_null (strstr (busy, "Doctor"));
  g_assert_null (strstr (busy, "Clinic"));
  g_assert_null (strstr (busy, "Results"));
  g_assert_null (strstr (busy, "X-EXECOFFICE"));
  g_assert_nonnull (strstr (plain, "SUMMARY:Doctor"));
  g_assert_null (strstr (plain, "X-EXECOFFICE"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/ics-export/round-trip", test_round_trip);
  office_test ("/ics-export/range", test_range);
  office_test ("/ics-export/busy", test_busy);
  return g_test_run ();
}
