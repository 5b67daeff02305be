/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-calendar.h"

#define FIRST_YEAR "1995-01-01" /* the Act; the list has the holidays of earlier laws too */
#define LAST_YEAR  "2050-12-31"

/* What was proclaimed for one day only; all else must follow from the rules. */
static const EoSpecialDay proclaimed[] = {
  { { "2024-05-29" }, "National and Provincial Government Elections", FALSE },
  { { "1999-06-02" }, "National and Provincial Government Elections", FALSE },
  { { "1999-12-31" }, "Y2K Changeover", FALSE },
  { { "2000-01-02" }, "Y2K Changeover", FALSE },
  { { "2000-01-03" }, "Y2K Changeover", FALSE },
  { { "2004-04-14" }, "National and Provincial Government Elections", FALSE },
  { { "2006-03-01" }, "Local Government Elections", FALSE },
  { { "2008-05-02" }, "Public Holiday by Presidential Decree", FALSE },
  { { "2009-04-22" }, "National and Provincial Government Elections", FALSE },
  { { "2011-05-18" }, "Local Government Elections", FALSE },
  { { "2011-12-27" }, "Public Holiday by Presidential Decree", FALSE },
  { { "2014-05-07" }, "National and Provincial Government Elections", FALSE },
  { { "2016-08-03" }, "Local Government Elections", FALSE },
  { { "2016-12-27" }, "Public Holiday by Presidential Decree", FALSE },
  { { "2019-05-08" }, "National and Provincial Government Elections", FALSE },
  { { "2021-11-01" }, "Municipal elections", FALSE },
  { { "2022-12-27" }, "Public Holiday by Presidential Decree", FALSE },
  { { "2023-12-15" }, "Public Holiday by Presidential Decree", FALSE },
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
    const char *as_it_falls;
  } cases[] = {
    { "2026-11-02", 30, "2026-12-02", "2026-12-02" },
    { "2026-11-16", 30, "2026-12-17", "2026-12-16" }, /* ends on Reconciliation Day */
    { "2026-11-08", 14, "2026-11-23", "2026-11-22" }, /* ends on a Sunday */
    { "2026-11-07", 14, "2026-11-21", "2026-11-21" }, /* a Saturday counts */
    { "2022-11-25", 30, "2022-12-28", "2022-12-25" }, /* Sunday, Goodwill, and the proclaimed day */
    { "9999-12-31", 1, "", "" },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate from = date_of (cases[i].from);
      EoDate to = eo_calendar_add_calendar_days (calendar, &from, cases[i].days, EO_PERIOD_MOVES_ON);
      EoDate stays = eo_calendar_add_calendar_days (calendar, &from, cases[i].days, EO_PERIOD_STAYS);

      g_assert_cmpstr (to.iso, ==, cases[i].to);
      g_assert_cmpstr (stays.iso, ==, cases[i].as_it_falls);
    }
}

static void
test_special_days (void)
{
  EoSpecialDay days[] = {
    { { "2026-11-26" }, "Office closed", FALSE },
    { { "2026-11-25" }, "Election", FALSE },
    { { "" }, "Not a day", FALSE },
    { { "2200-01-02" }, "Far away", FALSE },
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

/* A Saturday and a holiday on which the office works: the holiday is one by law all the same. */
static void
test_worked_days (void)
{
  static const EoSpecialDay days[] = {
    { { "2026-11-28" }, "Stocktaking", TRUE },
    { { "2026-12-16" }, "Budget", TRUE },
    { { "2200-01-04" }, "Far away", TRUE },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (days, G_N_ELEMENTS (days));
  EoDate friday = date_of ("2026-11-27"), holiday = date_of ("2026-12-16"), start = date_of ("2026-11-16");
  EoDate far_day = date_of ("2200-01-04"); /* a Saturday */
  EoDate after = eo_calendar_add_working_days (calendar, &friday, 1);
  EoDate period = eo_calendar_add_calendar_days (calendar, &start, 30, EO_PERIOD_MOVES_ON);

  g_assert_cmpstr (after.iso, ==, "2026-11-28");
  g_assert_true (eo_calendar_is_working_day (calendar, &holiday));
  g_assert_true (eo_calendar_is_working_day (calendar, &far_day));
  g_assert_cmpstr (period.iso, ==, "2026-12-17");
}

/* A sitting is known, and changes nothing of whether the day is worked. */
static void
test_sittings (void)
{
  static const EoSpecialDay days[] = {
    { { "2026-11-24" }, "Legislature", FALSE, TRUE },
    { { "2026-11-28" }, "Council", FALSE, TRUE },
    { { "2026-11-24" }, "Bridging day", TRUE, FALSE },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (days, G_N_ELEMENTS (days));
  EoDate tuesday = date_of ("2026-11-24"), saturday = date_of ("2026-11-28"), friday = date_of ("2026-11-27");
  g_autofree char *first = eo_calendar_get_sitting_name (calendar, &tuesday);
  g_autofree char *second = eo_calendar_get_sitting_name (calendar, &saturday);

  g_assert_cmpstr (first, ==, "Legislature");
  g_assert_cmpstr (second, ==, "Council");
  g_assert_null (eo_calendar_get_sitting_name (calendar, &friday));
  g_assert_true (eo_calendar_is_working_day (calendar, &tuesday));
  g_assert_false (eo_calendar_is_working_day (calendar, &saturday));
  g_assert_null (eo_calendar_get_holiday_name (calendar, &saturday));
}

/* The day that the simplest of rules gives: count, one day after another. */
static EoDate
count_on (EoCalendar *calendar,
          EoDate      date,
          int         days)
{
  int step = days < 0 ? -1 : 1;

  while (days != 0 && date.iso[0] != '\0')
    {
      date = eo_date_add_days (&date, step);
      if (eo_calendar_is_working_day (calendar, &date))
        days -= step;
    }

  return date;
}

static int
count_between (EoCalendar *calendar,
               EoDate      date,
               EoDate      to)
{
  int n = 0;

  while (strcmp (date.iso, to.iso) < 0)
    {
      date = eo_date_add_days (&date, 1);
      n += eo_calendar_is_working_day (calendar, &date);
    }

  return n;
}

/* From each day of some years, and around the edges of the years kept ready. */
static void
test_day_by_day (void)
{
  static const struct
  {
    const char *from, *to;
  } spans[] = {
    { "2021-12-01", "2024-02-01" },
    { "1949-12-20", "1950-01-20" },
    { "2150-12-10", "2151-01-20" },
    { "0001-01-01", "0001-01-20" },
    { "9999-12-10", "9999-12-31" },
  };
  static const int spread[] = { -300, -61, -23, -10, -5, -2, -1, 0, 1, 2, 5, 10, 15, 30, 67, 300 };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (proclaimed, G_N_ELEMENTS (proclaimed));

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    for (EoDate from = date_of (spans[i].from); from.iso[0] != '\0' && strcmp (from.iso, spans[i].to) <= 0;
         from = eo_date_add_days (&from, 1))
      for (guint j = 0; j < G_N_ELEMENTS (spread); j++)
        {
          EoDate expected = count_on (calendar, from, spread[j]);
          EoDate day = eo_calendar_add_working_days (calendar, &from, spread[j]);

          if (strcmp (day.iso, expected.iso) != 0)
            g_error ("%s %+d: %s, by counting %s", from.iso, spread[j], day.iso, expected.iso);
          if (spread[j] >= 0 && spread[j] <= 30 && day.iso[0] != '\0')
            {
              g_assert_cmpint (eo_calendar_working_days_between (calendar, &from, &day), ==,
                               count_between (calendar, from, day));
              g_assert_cmpint (eo_calendar_working_days_between (calendar, &day, &from), ==,
                               -count_between (calendar, from, day));
            }
        }
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
  g_test_add_func ("/calendar/sittings", test_sittings);
  g_test_add_func ("/calendar/worked-days", test_worked_days);
  g_test_add_func ("/calendar/day-by-day", test_day_by_day);

  return g_test_run ();
}
