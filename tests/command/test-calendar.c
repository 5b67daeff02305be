/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

/* Calendars from the command line: into a diary, into the special days, and out again. */

#define NL "\r\n"

static const char calendar[] = "BEGIN:VCALENDAR" NL "BEGIN:VEVENT" NL "UID:1@example.org" NL "DTSTART:20260922T070000Z" NL
  "DTEND:20260922T080000Z" NL "SUMMARY:Site visit" NL "END:VEVENT" NL "BEGIN:VEVENT" NL "SUMMARY:No time" NL "END:VEVENT" NL
  "BEGIN:VTODO" NL "END:VTODO" NL "END:VCALENDAR" NL;

static const char holidays[] = "BEGIN:VCALENDAR" NL "BEGIN:VEVENT" NL "DTSTART;VALUE=DATE:20261104" NL "SUMMARY:Election day" NL
  "END:VEVENT" NL "END:VCALENDAR" NL;

static void
test_there_and_back (Desk          *desk,
                     gconstpointer  data)
{
  g_autofree char *path = desk_file (desk, "visit.ics", calendar, -1);
  g_autofree char *out = g_build_filename (desk->folder, "out.ics", NULL);
  g_autofree char *text = NULL;
  g_auto (Outcome) nowhere = desk_run (desk, "import", "visit.ics", NULL);
  g_auto (Outcome) diary = desk_run (desk, "add", "diary", "name=Office of the MEC", NULL);
  g_auto (Outcome) first = desk_run (desk, "import", "visit.ics", NULL);
  g_auto (Outcome) second = desk_run (desk, "import", "visit.ics", "--diary", "Office of the MEC", NULL);
  g_auto (Outcome) exported = desk_run (desk, "export", "diary", "--diary", "Office of the MEC", "--from", "2026-09-01", "--to", "2026-09-30",
                                        "-o", "out.ics", NULL);

  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_nonnull (strstr (nowhere.err, "There is no diary yet"));
  g_assert_cmpint (diary.status, ==, 0);
  g_assert_cmpint (first.status, ==, 1); /* some of it was refused */
  g_assert_nonnull (strstr (first.out, "1 added, 0 changed, 0 unchanged, 2 refused"));
  g_assert_nonnull (strstr (first.err, "“No time” was left out: no time to start is said."));
  g_assert_nonnull (strstr (first.err, "1 task: a diary takes none."));
  g_assert_nonnull (strstr (second.out, "0 added, 0 changed, 1 unchanged, 2 refused"));
  g_assert_cmpint (exported.status, ==, 0);
  g_assert_cmpstr (exported.out, ==, "1 appointment\n");
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:Site visit"));
  g_assert_nonnull (strstr (text, "UID:1@example.org"));
}

static void
test_days (Desk          *desk,
           gconstpointer  data)
{
  g_autofree char *path = desk_file (desk, "days.ics", holidays, -1);
  g_auto (Outcome) imported = desk_run (desk, "import", "days.ics", "--kind", "special_day", NULL);
  g_auto (Outcome) listed = desk_run (desk, "list", "special_day", NULL);
  g_auto (Outcome) wrong = desk_run (desk, "import", "days.ics", "--kind", "letter", NULL);

  g_assert_cmpint (imported.status, ==, 0);
  g_assert_nonnull (strstr (imported.out, "1 added"));
  g_assert_nonnull (strstr (listed.out, "Election day"));
  g_assert_cmpint (wrong.status, ==, 2);
}

static void
test_use (Desk          *desk,
          gconstpointer  data)
{
  g_auto (Outcome) diary = desk_run (desk, "add", "diary", "name=One", NULL);
  g_auto (Outcome) second = desk_run (desk, "add", "diary", "name=Two", NULL);
  g_autofree char *path = desk_file (desk, "visit.ics", calendar, -1);
  g_autofree char *none = desk_file (desk, "none.ics", "not a calendar\n", -1);
  g_auto (Outcome) which = desk_run (desk, "import", "visit.ics", NULL);
  g_auto (Outcome) unknown = desk_run (desk, "import", "visit.ics", "--diary", "Three", NULL);
  g_auto (Outcome) no_calendar = desk_run (desk, "import", "none.ics", "--diary", "One", NULL);
  g_auto (Outcome) letters = desk_run (desk, "export", "letter", "-o", "x.ics", NULL);
  g_auto (Outcome) day = desk_run (desk, "export", "diary", "--from", "someday", "-o", "x.ics", NULL);

  g_assert_cmpint (diary.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  g_assert_cmpint (which.status, ==, 2);
  g_assert_nonnull (strstr (which.err, "--diary"));
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_cmpint (no_calendar.status, ==, 1);
  g_assert_nonnull (strstr (no_calendar.err, "is no calendar"));
  g_assert_cmpint (letters.status, ==, 2);
  g_assert_cmpint (day.status, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/calendar/there-and-back", test_there_and_back);
  desk_test ("/calendar/days", test_days);
  desk_test ("/calendar/use", test_use);
  return g_test_run ();
}
