/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-error.h"
#include "sections/diary/eo-series.h"

static EoLocalTime
at (const char *text)
{
  EoLocalTime time;

  g_assert_true (eo_local_time_parse (text, &time, NULL));

  return time;
}

static char *
expanded (const EoSeries *series,
          const char     *from,
          const char     *until)
{
  EoLocalTime first = at (from), last = at (until);
  g_autoptr (GArray) all = eo_series_expand (series, &first, &last);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (all, EoLocalTime, i).iso);

  return g_string_free (text, FALSE);
}

static void
test_expand (void)
{
  static const struct
  {
    const char *repeats, *except, *extra, *moved, *starts, *from, *until, *wanted;
  } cases[] = {
    { "FREQ=WEEKLY", "", "", "", "2026-09-22T09:00", "2026-10-01", "2026-10-15", "2026-10-06T09:00 2026-10-13T09:00" },
    { "FREQ=WEEKLY;BYDAY=TU,TH", "", "", "", "2026-09-22T09:00", "2026-09-21", "2026-09-28",
      "2026-09-22T09:00 2026-09-24T09:00" },
    { "FREQ=WEEKLY;INTERVAL=2", "", "", "", "2026-09-22T09:00", "2026-09-28", "2026-10-30",
      "2026-10-06T09:00 2026-10-20T09:00" },
    { "FREQ=DAILY;COUNT=3", "", "", "", "2026-09-22T09:00", "2026-09-23", "2027-09-28", "2026-09-23T09:00 2026-09-24T09:00" },
    { "FREQ=DAILY;UNTIL=20260924", "", "", "", "2026-09-22T09:00", "2026-09-21", "2027-01-01",
      "2026-09-22T09:00 2026-09-23T09:00 2026-09-24T09:00" },
    { "FREQ=MONTHLY;BYDAY=1WE", "", "", "", "2026-09-02T10:00", "2026-10-01", "2026-12-01",
      "2026-10-07T10:00 2026-11-04T10:00" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", "", "", "", "2026-01-31T10:00", "2026-02-01", "2026-05-01",
      "2026-02-28T10:00 2026-03-31T10:00 2026-04-30T10:00" },
    { "FREQ=MONTHLY", "", "", "", "2026-01-31T10:00", "2026-02-01", "2026-06-01", "2026-03-31T10:00 2026-05-31T10:00" },
    { "FREQ=YEARLY", "", "", "", "2024-02-29T10:00", "2025-01-01", "2029-01-01", "2028-02-29T10:00" },
    { "FREQ=WEEKLY", "2026-10-06T09:00", "", "", "2026-09-22T09:00", "2026-10-01", "2026-10-15", "2026-10-13T09:00" },
    { "FREQ=WEEKLY", "", "", "2026-10-13T09:00", "2026-09-22T09:00", "2026-10-01", "2026-10-15", "2026-10-06T09:00" },
    { "FREQ=WEEKLY", "", "2026-10-02T11:00 2026-10-06T09:00", "", "2026-09-22T09:00", "2026-10-01", "2026-10-08",
      "2026-10-02T11:00 2026-10-06T09:00" },
    { "", "", "2026-10-02T11:00", "", "2026-09-22T09:00", "2026-09-01", "2026-11-01", "2026-09-22T09:00 2026-10-02T11:00" },
    { "FREQ=WEEKLY", "2026-09-22T09:00", "", "", "2026-09-22T09:00", "2026-09-21", "2026-09-28", "" },
    /* Begins on a day that is not the rule's: that day counts, too. */
    { "FREQ=WEEKLY;BYDAY=TH", "", "", "", "2026-09-22T09:00", "2026-09-21", "2026-09-30", "2026-09-22T09:00 2026-09-24T09:00" },
    { "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "", "", "", "2026-09-22T09:00", "2027-01-01", "2029-01-01", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoSeries series = { cases[i].repeats, cases[i].except, cases[i].extra, cases[i].moved, at (cases[i].starts) };
      g_autofree char *text = expanded (&series, cases[i].from, cases[i].until);

      g_test_message ("case %u: %s", i, cases[i].repeats);
      g_assert_cmpstr (text, ==, cases[i].wanted);
    }
}

/* A window looked at by itself shows what the same days of the whole show. */
static void
test_windows (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=5",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=3,11;BYDAY=2TU", "FREQ=YEARLY;INTERVAL=4", "FREQ=YEARLY;BYYEARDAY=100",
    "FREQ=DAILY;COUNT=500", "FREQ=WEEKLY;UNTIL=20270630",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      EoSeries series = { rules[i], "", "", "", at ("2024-01-17T08:30") };
      g_autofree char *whole = expanded (&series, "2024-01-01", "2029-01-01");
      GString *pieces = g_string_new (NULL);

      for (EoDate day = eo_date_from_ymd (2024, 1, 1); strcmp (day.iso, "2029-01-01") < 0;)
        {
          EoDate next = eo_date_add_days (&day, 7);
          g_autofree char *week = NULL;

          if (strcmp (next.iso, "2029-01-01") > 0)
            next = eo_date_from_ymd (2029, 1, 1);
          week = expanded (&series, day.iso, next.iso);
          if (*week != '\0')
            g_string_append_printf (pieces, "%s%s", pieces->len > 0 ? " " : "", week);
          day = next;
        }
      g_test_message ("%s", rules[i]);
      g_assert_cmpstr (pieces->str, ==, whole);
      g_string_free (pieces, TRUE);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *rule;
    gboolean    sound;
  } cases[] = {
    { "FREQ=WEEKLY;BYDAY=TU", TRUE },
    { "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=24", TRUE },
    { "FREQ=DAILY;UNTIL=20271231T090000", TRUE },
    { "FREQ=DAILY;UNTIL=20271231T090000Z", FALSE },
    { "FREQ=HOURLY", FALSE },
    { "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", FALSE },
    { "FREQ=DAILY;BYHOUR=9,15", FALSE },
    { "FREQ=DAILY;COUNT=99999999", FALSE },
    { "every tuesday", FALSE },
    { "", FALSE },
    { "FREQ=", FALSE },
    { "BYDAY=TU", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpint (eo_series_check (cases[i].rule, &error), ==, cases[i].sound);
      if (!cases[i].sound)
        g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
    }
}

static void
test_last (void)
{
  static const struct
  {
    const char *repeats, *extra, *wanted;
  } cases[] = {
    { "FREQ=WEEKLY", "", "" },
    { "FREQ=WEEKLY;COUNT=3", "", "2026-10-06T09:00" },
    { "FREQ=WEEKLY;UNTIL=20261006", "", "2026-10-06T23:59" },
    { "", "2026-12-01T08:00", "2026-12-01T08:00" },
    { "FREQ=WEEKLY;COUNT=2", "2026-12-01T08:00", "2026-12-01T08:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoSeries series = { cases[i].repeats, "", cases[i].extra, "", at ("2026-09-22T09:00") };
      EoLocalTime last = eo_series_get_last (&series);

      g_assert_cmpstr (last.iso, ==, cases[i].wanted);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *rule, *wanted;
  } cases[] = {
    { "FREQ=DAILY", "Every day" },
    { "FREQ=DAILY;INTERVAL=2", "Every 2 days" },
    { "FREQ=WEEKLY", "Every week on Tuesday" },
    { "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261130", "Every week on Tuesday, Thursday, until 30 Nov 2026" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every 2 weeks on Monday" },
    { "FREQ=MONTHLY", "Every month on day 22" },
    { "FREQ=MONTHLY;BYDAY=1WE", "Every month on first Wednesday" },
    { "FREQ=MONTHLY;BYDAY=-1FR", "Every month on last Friday" },
    { "FREQ=YEARLY;COUNT=5", "Every year, 5 times" },
    { "", "" },
  };
  EoLocalTime starts = at ("2026-09-22T09:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = eo_series_describe (cases[i].rule, &starts);

      g_assert_cmpstr (words, ==, cases[i].wanted);
    }
}

static void
test_shift (void)
{
  static const struct
  {
    const char *rule, *before, *after, *wanted; /* NULL: refused */
  } cases[] = {
    { "FREQ=WEEKLY;BYDAY=TU,TH", "2026-09-22T09:00", "2026-09-23T10:00", "FREQ=WEEKLY;BYDAY=WE,FR" },
    { "FREQ=WEEKLY;BYDAY=SA", "2026-09-26T09:00", "2026-09-28T09:00", "FREQ=WEEKLY;BYDAY=MO" },
    { "FREQ=WEEKLY;BYDAY=TU", "2026-09-22T09:00", "2026-09-22T10:00", "FREQ=WEEKLY;BYDAY=TU" },
    { "FREQ=DAILY", "2026-09-22T09:00", "2026-09-20T09:00", "FREQ=DAILY" },
    { "FREQ=MONTHLY;BYDAY=1WE", "2026-09-02T09:00", "2026-09-03T09:00", NULL },
    { "FREQ=MONTHLY", "2026-09-02T09:00", "2026-09-03T09:00", "FREQ=MONTHLY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoLocalTime before = at (cases[i].before), after = at (cases[i].after);
      g_autoptr (GError) error = NULL;
      g_autofree char *rule = eo_series_shift (cases[i].rule, &before, &after, &error);

      g_assert_cmpstr (rule, ==, cases[i].wanted);
      if (cases[i].wanted == NULL)
        g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/expand", test_expand);
  g_test_add_func ("/series/windows", test_windows);
  g_test_add_func ("/series/check", test_check);
  g_test_add_func ("/series/last", test_last);
  g_test_add_func ("/series/words", test_words);
  g_test_add_func ("/series/shift", test_shift);

  return g_test_run ();
}
