/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "sections/diary/eo-series.h"

/* A rule in words. */

static const char *const days[] = {
  NULL, N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
};

static char *
every (const struct icalrecurrencetype *rule)
{
  int n = rule->interval;

  if (rule->freq == ICAL_DAILY_RECURRENCE)
    return n == 1 ? g_strdup (_("Every day")) : g_strdup_printf (_("Every %d days"), n);
  if (rule->freq == ICAL_WEEKLY_RECURRENCE)
    return n == 1 ? g_strdup (_("Every week")) : g_strdup_printf (_("Every %d weeks"), n);
  if (rule->freq == ICAL_MONTHLY_RECURRENCE)
    return n == 1 ? g_strdup (_("Every month")) : g_strdup_printf (_("Every %d months"), n);

  return n == 1 ? g_strdup (_("Every year")) : g_strdup_printf (_("Every %d years"), n);
}

static char *
nth (int position)
{
  static const char *const words[] = { N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth") };

  if (position == -1)
    return g_strdup (_("last"));
  if (position >= 1 && position <= 5)
    return g_strdup (_(words[position - 1]));
  return g_strdup_printf (position > 0 ? _("%dth") : _("%dth last"), ABS (position));
}

/* "Tuesday", "first Monday" */
static void
add_days (GString                         *text,
          const struct icalrecurrencetype *rule)
{
  for (int i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int day = icalrecurrencetype_day_day_of_week (rule->by_day[i]);
      int position = icalrecurrencetype_day_position (rule->by_day[i]);

      if (day < 1 || day > 7)
        continue;
      g_string_append (text, i == 0 ? " " : ", ");
      if (i == 0)
        g_string_append_printf (text, "%s ", C_("repeats", "on"));
      if (position == 0 && rule->by_set_pos[0] != ICAL_RECURRENCE_ARRAY_MAX)
        position = rule->by_set_pos[0];
      if (position != 0)
        {
          g_autofree char *which = nth (position);

          g_string_append_printf (text, "%s ", which);
        }
      g_string_append (text, _(days[day]));
    }
}

static void
add_month_days (GString                         *text,
                const struct icalrecurrencetype *rule)
{
  for (int i = 0; i < ICAL_BY_MONTHDAY_SIZE && rule->by_month_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      g_string_append (text, i == 0 ? " " : ", ");
      if (i == 0)
        g_string_append_printf (text, "%s ", C_("repeats", "on day"));
      if (rule->by_month_day[i] == -1)
        g_string_append (text, _("last"));
      else
        g_string_append_printf (text, "%d", rule->by_month_day[i]);
    }
}

/* A plain month or year repeats on the day it began with. */
static void
add_own_day (GString                         *text,
             const struct icalrecurrencetype *rule,
             const EoLocalTime               *starts)
{
  EoDate date = eo_local_time_get_date (starts);
  int weekday = eo_date_weekday (&date);
  int year, month, day;

  if (rule->by_day[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_month_day[0] != ICAL_RECURRENCE_ARRAY_MAX
      || !eo_date_get_ymd (&date, &year, &month, &day))
    return;
  if (rule->freq == ICAL_WEEKLY_RECURRENCE)
    g_string_append_printf (text, " %s %s", C_("repeats", "on"), _(days[weekday % 7 + 1]));
  else if (rule->freq == ICAL_MONTHLY_RECURRENCE)
    g_string_append_printf (text, " %s %d", C_("repeats", "on day"), day);
}

char *
eo_series_describe (const char        *rule,
                    const EoLocalTime *starts)
{
  struct icalrecurrencetype parsed;
  g_autofree char *first = NULL;
  GString *text;

  g_return_val_if_fail (rule != NULL && starts != NULL, NULL);

  parsed = icalrecurrencetype_from_string (rule);
  if (*rule == '\0' || parsed.freq == ICAL_NO_RECURRENCE)
    return g_strdup ("");
  first = every (&parsed);
  text = g_string_new (first);
  add_days (text, &parsed);
  add_month_days (text, &parsed);
  add_own_day (text, &parsed, starts);
  if (!icaltime_is_null_time (parsed.until))
    {
      EoDate until = eo_date_from_ymd (parsed.until.year, parsed.until.month, parsed.until.day);
      g_autofree char *day = eo_date_format (&until);

      g_string_append (text, ", ");
      g_string_append_printf (text, _("until %s"), day);
    }
  else if (parsed.count > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%d time", "%d times", parsed.count), parsed.count);
    }

  return g_string_free (text, FALSE);
}
