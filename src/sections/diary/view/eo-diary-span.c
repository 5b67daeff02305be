/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-diary-span.h"

#define MOST_AHEAD 3660 /* days that "+3" may say */

static const struct
{
  const char *name;
  const char *label; /* N_() */
} views[EO_DIARY_N_VIEWS] = {
  [EO_DIARY_DAY] = { "day", NC_("view of the diary", "Day") },
  [EO_DIARY_WORK_WEEK] = { "work-week", NC_("view of the diary", "Work Week") },
  [EO_DIARY_WEEK] = { "week", NC_("view of the diary", "Week") },
  [EO_DIARY_MONTH] = { "month", NC_("view of the diary", "Month") },
  [EO_DIARY_AGENDA] = { "agenda", NC_("view of the diary", "Agenda") },
  [EO_DIARY_AHEAD] = { "ahead", NC_("view of the diary", "Look-ahead") },
};

static EoDate
monday_of (const EoDate *date)
{
  return eo_date_add_days (date, 1 - eo_date_weekday (date));
}

static EoDate
first_of_month (const EoDate *date)
{
  int year = 1, month = 1, day = 1;

  eo_date_get_ymd (date, &year, &month, &day);
  return eo_date_from_ymd (year, month, 1);
}

static EoDate
add_months (const EoDate *date,
            int           by)
{
  int year = 1, month = 1, day = 1, all;
  EoDate found;

  eo_date_get_ymd (date, &year, &month, &day);
  all = year * 12 + month - 1 + by;
  do
    found = eo_date_from_ymd (all / 12, all % 12 + 1, day--);
  while (found.iso[0] == '\0' && day > 27);

  return found;
}

const char *
eo_diary_view_get_name (EoDiaryView view)
{
  g_return_val_if_fail (view < EO_DIARY_N_VIEWS, NULL);

  return views[view].name;
}

const char *
eo_diary_view_get_label (EoDiaryView view)
{
  g_return_val_if_fail (view < EO_DIARY_N_VIEWS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "view of the diary", views[view].label);
}

gboolean
eo_diary_view_find (const char  *name,
                    EoDiaryView *view)
{
  for (guint i = 0; i < EO_DIARY_N_VIEWS; i++)
    if (g_strcmp0 (views[i].name, name) == 0)
      {
        *view = i;
        return TRUE;
      }

  return FALSE;
}

EoDate
eo_diary_view_get_first (EoDiaryView   view,
                         const EoDate *date)
{
  EoDate first;

  g_return_val_if_fail (date != NULL && date->iso[0] != '\0', (EoDate) { "" });

  switch (view)
    {
    case EO_DIARY_WORK_WEEK:
    case EO_DIARY_WEEK:
      return monday_of (date);
    case EO_DIARY_MONTH:
      first = first_of_month (date);
      return monday_of (&first);
    case EO_DIARY_DAY:
    case EO_DIARY_AGENDA:
    case EO_DIARY_AHEAD:
    case EO_DIARY_N_VIEWS:
    default:
      return *date;
    }
}

guint
eo_diary_view_get_days (EoDiaryView   view,
                        const EoDate *date,
                        guint         ahead)
{
  EoDate first, next;

  switch (view)
    {
    case EO_DIARY_DAY:
      return 1;
    case EO_DIARY_WORK_WEEK:
      return 5;
    case EO_DIARY_WEEK:
      return 7;
    case EO_DIARY_MONTH:
      /* Whole weeks. */
      first = eo_diary_view_get_first (view, date);
      next = first_of_month (date);
      next = add_months (&next, 1);
      return (guint) ((eo_date_diff (&next, &first) + 6) / 7 * 7);
    case EO_DIARY_AGENDA:
      return EO_DIARY_AGENDA_DAYS;
    case EO_DIARY_AHEAD:
    case EO_DIARY_N_VIEWS:
    default:
      return ahead;
    }
}

EoDate
eo_diary_view_step (EoDiaryView   view,
                    const EoDate *date,
                    int           by,
                    guint         ahead)
{
  EoDate found;

  g_return_val_if_fail (date != NULL && date->iso[0] != '\0', (EoDate) { "" });

  if (view == EO_DIARY_MONTH)
    found = add_months (date, by);
  else if (view == EO_DIARY_WORK_WEEK)
    found = eo_date_add_days (date, by * 7);
  else
    found = eo_date_add_days (date, by * (int) eo_diary_view_get_days (view, date, ahead));

  return found.iso[0] != '\0' ? found : *date;
}

static char *
range_title (const EoDate *first,
             const EoDate *last)
{
  int year, month, day, last_year, last_month, last_day;

  eo_date_get_ymd (first, &year, &month, &day);
  eo_date_get_ymd (last, &last_year, &last_month, &last_day);
  if (year != last_year)
    {
      g_autofree char *from = eo_date_format (first);
      g_autofree char *until = eo_date_format (last);

      return g_strdup_printf ("%s – %s", from, until);
    }
  if (month != last_month)
    /* Translators: days of two months: 28 September – 2 October 2026 */
    return g_strdup_printf (_("%d %s – %d %s %d"), day, eo_date_month_name (month), last_day,
                            eo_date_month_name (last_month), year);

  /* Translators: days of one month: 21 – 25 September 2026 */
  return g_strdup_printf (_("%d – %d %s %d"), day, last_day, eo_date_month_name (month), year);
}

char *
eo_diary_view_title (EoDiaryView   view,
                     const EoDate *date,
                     guint         ahead)
{
  EoDate first, last;
  int year, month, day;

  g_return_val_if_fail (date != NULL && date->iso[0] != '\0', NULL);

  if (view == EO_DIARY_DAY)
    return eo_date_format_long (date);
  if (view == EO_DIARY_MONTH)
    {
      eo_date_get_ymd (date, &year, &month, &day);
      return g_strdup_printf ("%s %d", eo_date_month_name (month), year);
    }
  first = eo_diary_view_get_first (view, date);
  last = eo_date_add_days (&first, (int) eo_diary_view_get_days (view, date, ahead) - 1);

  return range_title (&first, &last);
}

char *
eo_diary_view_subtitle (EoDiaryView   view,
                        const EoDate *date,
                        guint         ahead)
{
  EoDate first, last;
  int from, until;

  g_return_val_if_fail (date != NULL && date->iso[0] != '\0', NULL);

  if (view == EO_DIARY_AHEAD)
    return g_strdup_printf (ngettext ("The next day", "The next %u days", ahead), ahead);
  first = eo_diary_view_get_first (view, date);
  last = eo_date_add_days (&first, (int) eo_diary_view_get_days (view, date, ahead) - 1);
  from = eo_diary_week_number (&first);
  until = eo_diary_week_number (&last);
  if (from == until)
    return g_strdup_printf (_("Week %d"), from);

  return g_strdup_printf (_("Weeks %d – %d"), from, until);
}

int
eo_diary_week_number (const EoDate *date)
{
  EoDate thursday, january;
  int year = 1, month, day;

  g_return_val_if_fail (date != NULL && date->iso[0] != '\0', 0);

  /* Its Thursday says to which year a week belongs. */
  thursday = eo_date_add_days (date, 4 - eo_date_weekday (date));
  if (!eo_date_get_ymd (&thursday, &year, &month, &day))
    return 1;
  january = eo_date_from_ymd (year, 1, 1);

  return eo_date_diff (&thursday, &january) / 7 + 1;
}

/* Typing */

static gboolean
parse_weekday (const char   *text,
               const EoDate *near,
               EoDate       *day)
{
  g_autofree char *typed = g_utf8_casefold (text, -1);

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      g_autofree char *full = g_utf8_casefold (eo_date_weekday_name (weekday), -1);
      g_autofree char *abbreviated = g_utf8_casefold (eo_date_short_weekday (weekday), -1);

      if (!g_str_equal (typed, full) && !g_str_equal (typed, abbreviated))
        continue;
      /* The next one, and today's where it is today. */
      *day = eo_date_add_days (near, (weekday - eo_date_weekday (near) + 7) % 7);
      return TRUE;
    }

  return FALSE;
}

static gboolean
parse_number (const char   *text,
              const EoDate *near,
              EoDate       *day)
{
  guint64 number;
  int year, month, of_month;
  EoDate january;

  if ((*text == '+' || *text == '-') && g_ascii_string_to_unsigned (text + 1, 10, 0, MOST_AHEAD, &number, NULL))
    *day = eo_date_add_days (near, *text == '+' ? (int) number : -(int) number);
  else if (g_ascii_tolower (*text) == 'w' && g_ascii_string_to_unsigned (text + 1, 10, 1, 53, &number, NULL)
           && eo_date_get_ymd (near, &year, &month, &of_month))
    {
      january = eo_date_from_ymd (year, 1, 4); /* is in week 1 */
      january = monday_of (&january);
      *day = eo_date_add_days (&january, ((int) number - 1) * 7);
    }
  else
    return FALSE;

  return day->iso[0] != '\0';
}

/* A day without its year: the one that is nearest. */
static gboolean
parse_without_year (const char   *text,
                    const EoDate *near,
                    EoDate       *day)
{
  int year, month, of_month;
  gboolean found = FALSE;

  eo_date_get_ymd (near, &year, &month, &of_month);
  for (int y = year - 1; y <= year + 1; y++)
    for (guint i = 0; i < 2; i++)
      {
        g_autofree char *full = g_strdup_printf (i == 0 ? "%s %d" : "%s/%d", text, y);
        EoDate one;

        if (!eo_date_parse (full, &one, NULL) || one.iso[0] == '\0')
          continue;
        if (!found || ABS (eo_date_diff (&one, near)) < ABS (eo_date_diff (day, near)))
          *day = one;
        found = TRUE;
      }

  return found;
}

gboolean
eo_diary_parse_day (const char   *text,
                    const EoDate *near,
                    EoDate       *day)
{
  g_autofree char *typed = NULL;
  EoDate found;

  g_return_val_if_fail (text != NULL && near != NULL && near->iso[0] != '\0' && day != NULL, FALSE);

  typed = g_strstrip (g_strdup (text));
  if (*typed == '\0')
    return FALSE;
  if (eo_date_parse (typed, &found, NULL) && found.iso[0] != '\0')
    {
      *day = found;
      return TRUE;
    }
  if (g_ascii_strcasecmp (typed, "today") == 0 || g_ascii_strcasecmp (typed, _("today")) == 0)
    {
      *day = eo_date_today ();
      return TRUE;
    }
  if (!parse_weekday (typed, near, &found) && !parse_number (typed, near, &found)
      && !parse_without_year (typed, near, &found))
    return FALSE;
  *day = found;

  return TRUE;
}
