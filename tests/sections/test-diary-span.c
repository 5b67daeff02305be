/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "sections/diary/view/eo-diary-span.h"

/* Which days a view shows, what it is called, and what people type to go to a day. */

static EoDate
date (const char *iso)
{
  EoDate found;
  g_autoptr (GError) error = NULL;

  eo_date_parse (iso, &found, &error);
  g_assert_no_error (error);
  return found;
}

static void
test_views (void)
{
  static const struct
  {
    EoDiaryView  view;
    const char  *day;
    const char  *first;
    guint        days;
    const char  *before;
    const char  *after;
    const char  *title;
    const char  *subtitle;
  } cases[] = {
    { EO_DIARY_DAY, "2026-09-22", "2026-09-22", 1, "2026-09-21", "2026-09-23", "Tuesday, 22 September 2026", "Week 39" },
    { EO_DIARY_WORK_WEEK, "2026-09-22", "2026-09-21", 5, "2026-09-15", "2026-09-29", "21 – 25 September 2026", "Week 39" },
    { EO_DIARY_WORK_WEEK, "2026-09-27", "2026-09-21", 5, "2026-09-20", "2026-10-04", "21 – 25 September 2026", "Week 39" },
    { EO_DIARY_WEEK, "2026-10-01", "2026-09-28", 7, "2026-09-24", "2026-10-08", "28 September – 4 October 2026", "Week 40" },
    { EO_DIARY_WEEK, "2027-01-01", "2026-12-28", 7, "2026-12-25", "2027-01-08", "28 Dec 2026 – 3 Jan 2027", "Week 53" },
    { EO_DIARY_MONTH, "2026-09-22", "2026-08-31", 35, "2026-08-22", "2026-10-22", "September 2026", "Weeks 36 – 40" },
    { EO_DIARY_MONTH, "2026-03-31", "2026-02-23", 42, "2026-02-28", "2026-04-30", "March 2026", "Weeks 9 – 14" },
    { EO_DIARY_MONTH, "2027-02-01", "2027-02-01", 28, "2027-01-01", "2027-03-01", "February 2027", "Weeks 5 – 8" },
    { EO_DIARY_AGENDA, "2026-09-22", "2026-09-22", 14, "2026-09-08", "2026-10-06", "22 September – 5 October 2026",
      "Weeks 39 – 41" },
    { EO_DIARY_AHEAD, "2026-09-22", "2026-09-22", 60, "2026-07-24", "2026-11-21", "22 September – 20 November 2026",
      "The next 60 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate day = date (cases[i].day);
      EoDate first = eo_diary_view_get_first (cases[i].view, &day);
      EoDate before = eo_diary_view_step (cases[i].view, &day, -1, 60);
      EoDate after = eo_diary_view_step (cases[i].view, &day, 1, 60);
      g_autofree char *title = eo_diary_view_title (cases[i].view, &day, 60);
      g_autofree char *subtitle = eo_diary_view_subtitle (cases[i].view, &day, 60);

      g_assert_cmpstr (first.iso, ==, cases[i].first);
      g_assert_cmpuint (eo_diary_view_get_days (cases[i].view, &day, 60), ==, cases[i].days);
      g_assert_cmpstr (before.iso, ==, cases[i].before);
      g_assert_cmpstr (after.iso, ==, cases[i].after);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (subtitle, ==, cases[i].subtitle);
    }
}

/* The calendar ends somewhere: one stays where one is. */
static void
test_edges (void)
{
  EoDate last = date ("9999-12-31");
  EoDate first = date ("0001-01-01");
  EoDate stayed;

  for (int view = 0; view < EO_DIARY_N_VIEWS; view++)
    {
      stayed = eo_diary_view_step (view, &last, 1, 30);
      g_assert_cmpstr (stayed.iso, ==, last.iso);
      stayed = eo_diary_view_step (view, &first, -1, 30);
      g_assert_cmpstr (stayed.iso, ==, first.iso);
    }
}

static void
test_weeks (void)
{
  static const struct { const char *day; int week; } cases[] = {
    { "2026-01-01", 1 }, { "2025-12-29", 1 }, { "2027-01-03", 53 }, { "2027-01-04", 1 }, { "2024-12-30", 1 },
    { "2021-01-01", 53 }, { "2026-09-22", 39 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate day = date (cases[i].day);

      g_assert_cmpint (eo_diary_week_number (&day), ==, cases[i].week);
    }
}

static void
test_typed (void)
{
  static const struct { const char *text; const char *day; } cases[] = {
    { "12 Oct", "2026-10-12" },     { "12 oct 2027", "2027-10-12" }, { "12/10", "2026-10-12" },
    { "12/10/2026", "2026-10-12" }, { "2026-10-12", "2026-10-12" },  { "3 January", "2027-01-03" },
    { "30 June", "2026-06-30" },    { "Friday", "2026-09-25" },      { "tue", "2026-09-22" },
    { "+14", "2026-10-06" },        { "-1", "2026-09-21" },          { "w42", "2026-10-12" },
    { " 1 Oct ", "2026-10-01" },    { "", NULL },                    { "soon", NULL },
    { "32 Oct", NULL },             { "+99999", NULL },              { "w54", NULL },
    { "w", NULL },                  { "+", NULL },                   { "\xff", NULL },
  };
  EoDate near = date ("2026-09-22");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate day = { "" };
      gboolean found = eo_diary_parse_day (cases[i].text, &near, &day);

      if (found != (cases[i].day != NULL) || (found && !g_str_equal (day.iso, cases[i].day)))
        g_error ("“%s” is %s", cases[i].text, found ? day.iso : "nothing");
    }
}

static void
test_names (void)
{
  for (int view = 0; view < EO_DIARY_N_VIEWS; view++)
    {
      EoDiaryView found;

      g_assert_true (eo_diary_view_find (eo_diary_view_get_name (view), &found));
      g_assert_cmpint (found, ==, view);
      g_assert_cmpstr (eo_diary_view_get_label (view), !=, "");
    }
  g_assert_false (eo_diary_view_find ("year", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diary/span/views", test_views);
  g_test_add_func ("/diary/span/edges", test_edges);
  g_test_add_func ("/diary/span/weeks", test_weeks);
  g_test_add_func ("/diary/span/typed", test_typed);
  g_test_add_func ("/diary/span/names", test_names);

  return g_test_run ();
}
