/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "base/eo-calendar.h"

#define FIRST_YEAR "1995-01-01" /* the Act; the list has the holidays of earlier laws too */
#define LAST_YEAR  "2050-12-31"

/* What was proclaimed for one day only; all else must follow from the rules. */
static const EoSpecialDay proclaimed[] = {
  { { "2024-05-29" }, "National and Provincial Government Elections" },
  { { "1999-06-02" }, "National and Provincial Government Elections" },
  { { "1999-12-31" }, "Y2K Changeover" },
  { { "2000-01-02" }, "Y2K Changeover" },
  { { "2000-01-03" }, "Y2K Changeover" },
  { { "2004-04-14" }, "National and Provincial Government Elections" },
  { { "2006-03-01" }, "Local Government Elections" },
  { { "2008-05-02" }, "Public Holiday by Presidential Decree" },
  { { "2009-04-22" }, "National and Provincial Government Elections" },
  { { "2011-05-18" }, "Local Government Elections" },
  { { "2011-12-27" }, "Public Holiday by Presidential Decree" },
  { { "2014-05-07" }, "National and Provincial Government Elections" },
  { { "2016-08-03" }, "Local Government Elections" },
  { { "2016-12-27" }, "Public Holiday by Presidential Decree" },
  { { "2019-05-08" }, "National and Provincial Government Elections" },
  { { "2021-11-01" }, "Municipal elections" },
  { { "2022-12-27" }, "Public Holiday by Presidential Decree" },
  { { "2023-12-15" }, "Public Holiday by Presidential Decree" },
};

static EoDate
date_of (const char *iso)
{
  EoDate date;

  g_assert_true (eo_date_parse (iso, &date, NULL));

  return date;
}

/* The list is flat JSON, one `"2026-01-01": "Name"` a line; NULL where the real input is not at hand. */
static GHashTable *
load_list (void)
{
  g_autoptr (GHashTable) list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *folder = g_getenv ("EXECOFFICE_TEST_DATA");
  g_autofree char *path = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "calendar", "za-public-holidays.json", NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\"", -1);

      if (g_strv_length (parts) == 5)
        g_hash_table_insert (list, g_strdup (parts[1]), g_strdup (parts[3]));
    }

  return g_steal_pointer (&list);
}

/* Names are compared without the case and the apostrophes, which the list writes otherwise, and in any order. */
static gboolean
same_names (const char *ours,
            const char *theirs)
{
  g_autofree char *plain = g_strdup (ours);
  g_auto (GStrv) names = g_strsplit (theirs, "; ", -1);
  char *quote;

  while ((quote = strstr (plain, "’")) != NULL)
    {
      *quote = '\'';
      memmove (quote + 1, quote + 3, strlen (quote + 3) + 1);
    }

  for (guint i = 0; names[i] != NULL; i++)
    if (strstr (plain, names[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
test_independent_list (void)
{
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));
  g_autoptr (GHashTable) list = load_list ();
  EoDate day = date_of (FIRST_YEAR);
  int found = 0;

  if (list == NULL)
    {
      g_test_skip ("the list of public holidays is not at hand (EXECOFFICE_TEST_DATA)");
      return;
    }

  while (strcmp (day.iso, LAST_YEAR) <= 0)
    {
      const char *expected = g_hash_table_lookup (list, day.iso);
      g_autofree char *name = eo_calendar_get_holiday_name (calendar, &day);

      if ((name != NULL) != (expected != NULL))
        g_test_message ("%s: %s, the list has %s", day.iso, name ? name : "-", expected ? expected : "-");
      g_assert_cmpint (name != NULL, ==, expected != NULL);
      g_assert_cmpint (eo_calendar_is_working_day (calendar, &day), ==,
                       expected == NULL && eo_date_weekday (&day) < 6);
      /* "(observed)" for the day after 2 January 2000 is the list's own word for a proclaimed day. */
      if (name != NULL && !g_str_equal (day.iso, "2000-01-03"))
        g_assert_true (same_names (name, expected));

      found += name != NULL;
      day = eo_date_add_days (&day, 1);
    }
  g_assert_cmpint (found, >, 600);
}

static void
test_names (void)
{
  static const struct
  {
    const char *date, *name;
  } cases[] = {
    { "2026-08-09", "National Women’s Day" },
    { "2026-08-10", "National Women’s Day (observed)" },
    { "2008-03-21", "Good Friday, Human Rights Day" },
    { "2022-12-26", "Day of Goodwill" },
    { "2022-12-27", "Public Holiday by Presidential Decree" },
    { "2022-12-28", NULL },
    { "2026-11-22", NULL }, /* a plain Sunday */
    { "1994-06-16", NULL }, /* before the Act */
    { "9999-12-25", "Christmas Day" },
    { "", NULL },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate date = date_of (cases[i].date);
      g_autofree char *name = eo_calendar_get_holiday_name (calendar, &date);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_working_days (void)
{
  static const struct
  {
    const char *from;
    int         days;
    const char *to;
  } cases[] = {
    { "2024-06-14", 10, "2024-07-01" },
    { "2024-12-13", 10, "2025-01-02" },
    { "2025-04-11", 10, "2025-04-30" },
    { "2026-03-27", 10, "2026-04-14" },
    { "2026-08-03", 10, "2026-08-18" },
    { "2020-02-13", 10, "2020-02-27" }, /* questions NW116E, NW211E and NW1453E */
    { "2020-02-21", 10, "2020-03-06" },
    { "2020-06-12", 10, "2020-06-29" },
    { "2026-11-22", 0, "2026-11-22" },
    { "2026-11-20", 1, "2026-11-23" },
    { "2026-11-21", 1, "2026-11-23" },
    { "2026-11-23", -1, "2026-11-20" },
    { "2026-08-18", -10, "2026-08-03" },
    { "2022-12-23", 1, "2022-12-28" },
    { "1949-12-30", 1, "1950-01-02" }, /* over the edge of the years kept ready */
    { "2150-12-31", 1, "2151-01-04" },
    { "9999-12-31", 1, "" },
    { "0001-01-01", -1, "" },
    { "2026-11-22", G_MAXINT, "" },
    { "", 5, "" },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate from = date_of (cases[i].from), to;

      to = eo_calendar_add_working_days (calendar, &from, cases[i].days);
      g_test_message ("%s %+d gave %s", cases[i].from, cases[i].days, to.iso);
      g_assert_cmpstr (to.iso, ==, cases[i].to);
      if (to.iso[0] != '\0' && eo_calendar_is_working_day (calendar, &from))
        {
          g_assert_cmpint (eo_calendar_working_days_between (calendar, &from, &to), ==, cases[i].days);
          g_assert_cmpint (eo_calendar_working_days_between (calendar, &to, &from), ==, -cases[i].days);
        }
    }
}

static void
test_calendar_days (void)
{
  static const struct
  {
    const char *from;
    int         days;
    const char *to;
  } cases[] = {
    { "2026-11-02", 30, "2026-12-02" },
    { "2026-11-16", 30, "2026-12-17" }, /* ends on Reconciliation Day */
    { "2026-11-08", 14, "2026-11-23" }, /* ends on a Sunday */
    { "2026-11-07", 14, "2026-11-21" }, /* a Saturday counts */
    { "2022-11-25", 30, "2022-12-28" }, /* Sunday, Goodwill, and the proclaimed day */
    { "9999-12-31", 1, "" },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate from = date_of (cases[i].from);
      EoDate to = eo_calendar_add_calendar_days (calendar, &from, cases[i].days);

      g_assert_cmpstr (to.iso, ==, cases[i].to);
    }
}

static void
test_special_days (void)
{
  EoSpecialDay days[] = {
    { { "2026-11-26" }, "Office closed" },
    { { "2026-11-25" }, "Election" },
    { { "" }, "Not a day" },
    { { "2200-01-02" }, "Far away" },
  };
  g_autoptr (EoCalendar) plain = eo_calendar_new (NULL, 0);
  g_autoptr (EoCalendar) calendar = eo_calendar_new (days, G_N_ELEMENTS (days));
  EoDate before = date_of ("2026-11-24"), far_day = date_of ("2200-01-02");
  EoDate plain_after = eo_calendar_add_working_days (plain, &before, 1);
  EoDate after = eo_calendar_add_working_days (calendar, &before, 1);

  g_assert_cmpstr (plain_after.iso, ==, "2026-11-25");
  g_assert_cmpstr (after.iso, ==, "2026-11-27");
  g_assert_true (eo_calendar_is_working_day (plain, &far_day));
  g_assert_false (eo_calendar_is_working_day (calendar, &far_day));
}

/* Only with -m perf: a million due dates took 0.1 s of CPU; far more would mean that the table is gone. */
static void
test_million (void)
{
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));
  EoDate start = date_of ("2000-01-01");
  EoDate dates[1000];
  clock_t began;
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    dates[i] = eo_date_add_days (&start, i * 13);

  began = clock ();
  for (guint i = 0; i < 1000000; i++)
    {
      EoDate due = eo_calendar_add_working_days (calendar, &dates[i % G_N_ELEMENTS (dates)], 10 + i % 20);

      sum += due.iso[9];
    }
  g_test_message ("%.2f s of CPU (%u)", (double) (clock () - began) / CLOCKS_PER_SEC, sum);
  g_assert_cmpfloat ((double) (clock () - began) / CLOCKS_PER_SEC, <, 1.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/independent-list", test_independent_list);
  g_test_add_func ("/calendar/names", test_names);
  g_test_add_func ("/calendar/working-days", test_working_days);
  g_test_add_func ("/calendar/calendar-days", test_calendar_days);
  g_test_add_func ("/calendar/special-days", test_special_days);
  if (g_test_perf ())
    g_test_add_func ("/calendar/million", test_million);

  return g_test_run ();
}
