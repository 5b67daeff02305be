/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "calendar-fixture.h"
#include "hostile-table.h"

/* Calendars made or found to break programs, each with the outcome that is right for it: how many events were taken
 * and how many things left out, "2+1", or "none", which is no calendar. Whatever it is, this process lives on. */

static char *
read_calendar (int         fd,
               const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = calendar_read (fd, name, &error);

  if (error == NULL)
    return g_strdup_printf ("%u+%u", batch->events->len, calendar_count_refused (batch));
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (error->domain == EO_ERROR);
  return g_strdup (error->code == EO_ERROR_UNSUPPORTED ? "none" : error->message);
}

static void
test_file (gconstpointer data)
{
  const HostileCase *one = data;
  g_autofree char *path = fixture_data (one->path);
  g_autofree char *name = g_path_get_basename (one->path);
  g_autofree char *outcome = NULL;

  if (path == NULL)
    {
      g_test_skip ("the test data is not there");
      return;
    }
  outcome = read_calendar (eo_sealed_new_from_file (path, G_MAXSSIZE, NULL), name);
  hostile_assert (one, outcome);
}

static void
test_complete (gconstpointer data)
{
  hostile_assert_complete (data, "hostile/ics", "");
}

#define NL    "\r\n"
#define EVENT "BEGIN:VEVENT" NL "UID:1" NL "DTSTART:20260922T090000Z" NL
#define END   "END:VEVENT" NL
#define AFTER EVENT END CALENDAR_FOOT

static const struct
{
  const char *name;
  const char *before, *piece;
  guint       n;
  const char *after;
  const char *outcome;
} made[] = {
  { "line-of-50-mb", CALENDAR_HEAD EVENT "DESCRIPTION:", "0123456789012345678901234567890123456789", 1250000, NL END AFTER, "1+1" },
  { "line-of-50-mb-folded", CALENDAR_HEAD EVENT "DESCRIPTION:", "x" NL " ", 12500000, NL END AFTER, "1+1" },
  { "line-of-50-mb-outside", CALENDAR_HEAD "X-WR-CALDESC:", "0123456789012345678901234567890123456789", 1250000, NL AFTER, "1+0" },
  { "blank-lines", CALENDAR_HEAD, NL, 10000000, AFTER, "1+0" },
  { "nested-100000", CALENDAR_HEAD, "BEGIN:VEVENT" NL, 100000, CALENDAR_FOOT CALENDAR_HEAD AFTER, "1+1" },
  { "nested-alarms", CALENDAR_HEAD EVENT, "BEGIN:VALARM" NL, 100000, "", "0+1" },
  { "nested-calendars", "", "BEGIN:VCALENDAR" NL, 100000, "", "0+1" },
  { "nested-nameless", CALENDAR_HEAD, "BEGIN:" NL, 100000, "", "0+1" },
  { "ends-only", "", "END:VEVENT" NL, 1000000, CALENDAR_HEAD AFTER, "1+0" },
  { "component-of-11-mb", CALENDAR_HEAD EVENT, "X-NOTE:0123456789012345678901234567890123456789" NL, 250000, END AFTER, "1+1" },
  { "properties", CALENDAR_HEAD EVENT, "X-NOTE:x" NL, 900000, END AFTER, "2+0" },
  { "attendees", CALENDAR_HEAD EVENT, "ATTENDEE:mailto:a@example.org" NL, 300000, END AFTER, "2+0" },
  { "parameters", CALENDAR_HEAD EVENT "ATTENDEE", ";X=1", 200000, ":mailto:a@example.org" NL END AFTER, "2+0" },
  { "exceptions", CALENDAR_HEAD EVENT "EXDATE:20260923T090000Z", ",20260924T090000Z", 50000, NL END AFTER, "2+0" },
  { "commas", CALENDAR_HEAD EVENT "EXDATE:", ",", 1000000, NL END AFTER, "2+0" },
  { "categories", CALENDAR_HEAD EVENT "CATEGORIES:", "a,", 500000, NL END AFTER, "2+0" },
  { "rule-long", CALENDAR_HEAD EVENT "RRULE:FREQ=DAILY;BYHOUR=", "1,", 400000, "1" NL END AFTER, "1+1,2+0" },
  { "rules", CALENDAR_HEAD EVENT, "RRULE:FREQ=DAILY" NL, 100000, END AFTER, "2+0" },
  { "zones", CALENDAR_HEAD, "BEGIN:VTIMEZONE" NL "TZID:x" NL "END:VTIMEZONE" NL, 200000, AFTER, "1+0" },
  { "cut-off", CALENDAR_HEAD EVENT END EVENT, "X:1" NL, 1, "", "1+1" },
  { "returns-only", "BEGIN:VCALENDAR\rBEGIN:VEVENT\rDTSTART:20260922T090000Z\rSUMMARY:", "x", 3, "\rEND:VEVENT\rEND:VCALENDAR\r", "1+0" },
  /* libical looks for ever for the next of these: the program dies over it, and the rest is read all the same. */
  { "hangs", CALENDAR_HEAD EVENT END EVENT "RRULE:FREQ=SECONDLY;COUNT=5;BYYEARDAY=366;BYMONTH=1" NL, END, 1, AFTER, "2+1" },
};

static void
test_made (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) text = g_string_new (made[i].before);
  g_autofree char *outcome = NULL;
  g_auto (GStrv) right = g_strsplit (made[i].outcome, ",", -1);

  for (guint j = 0; j < made[i].n; j++)
    g_string_append (text, made[i].piece);
  g_string_append (text, made[i].after);
  outcome = read_calendar (eo_sealed_new (text->str, text->len, NULL), "made.ics");
  if (!g_strv_contains ((const char *const *) right, outcome))
    g_assert_cmpstr (outcome, ==, made[i].outcome);
}

static void
test_nul (void)
{
  static const char text[] = CALENDAR_HEAD EVENT "SUMMARY:a\0b\xff\xfe" NL "X-\0: \x01" NL "END:VEVENT" NL CALENDAR_FOOT;
  g_autofree char *outcome = read_calendar (eo_sealed_new (text, sizeof text - 1, NULL), "nul.ics");

  g_assert_cmpstr (outcome, ==, "1+0");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = hostile_read_table ("hostile-ics.txt");
  g_test_add_data_func ("/calendar-hostile/complete", cases, test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_strconcat ("/calendar-hostile/", made[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_made);
    }
  g_test_add_func ("/calendar-hostile/nul", test_nul);
  for (guint i = 0; i < cases->len; i++)
    {
      const HostileCase *one = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/%s", one->path);

      g_test_add_data_func (path, one, test_file);
    }
  return g_test_run ();
}
