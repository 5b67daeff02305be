/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "base/eo-error.h"
#include "sections/diary/eo-series.h"

#define MOST_COUNT 10000

static struct icaltimetype
to_ical (const EoLocalTime *time)
{
  struct icaltimetype ical = icaltime_null_time ();
  EoDate date = eo_local_time_get_date (time);
  int minute = eo_local_time_get_minute (time);

  eo_date_get_ymd (&date, &ical.year, &ical.month, &ical.day);
  ical.hour = minute / 60;
  ical.minute = minute % 60;

  return ical;
}

static EoLocalTime
from_ical (struct icaltimetype ical)
{
  EoDate date = eo_date_from_ymd (ical.year, ical.month, ical.day);

  return eo_local_time_new (&date, ical.is_date ? 0 : ical.hour * 60 + ical.minute);
}

static gboolean
parse (const char                *rule,
       struct icalrecurrencetype *out)
{
  /* It says in the machine's error number what it could not read. */
  icalerror_clear_errno ();
  *out = icalrecurrencetype_from_string (rule);

  return out->freq != ICAL_NO_RECURRENCE;
}

/* A whole day's UNTIL is that day's last minute. */
static void
widen_until (struct icalrecurrencetype *rule)
{
  if (icaltime_is_null_time (rule->until) || !rule->until.is_date)
    return;
  rule->until.is_date = 0;
  rule->until.hour = 23;
  rule->until.minute = 59;
}

gboolean
eo_series_check (const char  *rule,
                 GError     **error)
{
  struct icalrecurrencetype parsed;
  const char *why = NULL;

  g_return_val_if_fail (rule != NULL, FALSE);

  if (strlen (rule) > 1000 || !parse (rule, &parsed))
    why = _("It says no way to repeat that is known. Choose one from the list");
  else if (parsed.freq < ICAL_DAILY_RECURRENCE)
    why = _("It repeats more often than once a day. A diary holds what repeats by days, weeks, months or years");
  else if (parsed.count > MOST_COUNT || parsed.interval < 1)
    why = _("It repeats too often to be so");
  else if (parsed.rscale != NULL || parsed.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX
           || parsed.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX || parsed.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX)
    why = _("It repeats at several times of the day, or by another calendar: make an appointment for each time");
  else if (!icaltime_is_null_time (parsed.until) && icaltime_is_utc (parsed.until))
    why = _("Write its last day without a zone");
  if (why == NULL)
    return TRUE;

  g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, why);
  return FALSE;
}

static gboolean
is_named (const char        *list,
          const EoLocalTime *time)
{
  return *list != '\0' && strstr (list, time->iso) != NULL;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (a, b);
}

static void
take (const EoSeries    *self,
      const EoLocalTime *time,
      const EoLocalTime *from,
      const EoLocalTime *until,
      GArray            *out)
{
  if (strcmp (time->iso, from->iso) >= 0 && strcmp (time->iso, until->iso) < 0 && !is_named (self->except, time)
      && !is_named (self->moved, time))
    g_array_append_val (out, *time);
}

static void
add_extra (const EoSeries    *self,
           const EoLocalTime *from,
           const EoLocalTime *until,
           GArray            *out)
{
  g_auto (GStrv) words = g_strsplit (self->extra, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      EoLocalTime time = { "" };
      gboolean known = FALSE;

      g_strlcpy (time.iso, words[i], sizeof time.iso);
      for (guint j = 0; j < out->len && !known; j++)
        known = strcmp (g_array_index (out, EoLocalTime, j).iso, time.iso) == 0;
      if (!known && time.iso[0] != '\0')
        take (self, &time, from, until, out);
    }
  g_array_sort (out, compare);
}

GArray *
eo_series_expand (const EoSeries    *self,
                  const EoLocalTime *from,
                  const EoLocalTime *until)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EoLocalTime));
  struct icalrecurrencetype rule;
  struct icaltimetype next;
  icalrecur_iterator *iterator = NULL;

  g_return_val_if_fail (self != NULL && from != NULL && until != NULL, out);

  take (self, &self->starts, from, until, out);
  if (*self->repeats != '\0' && parse (self->repeats, &rule))
    {
      widen_until (&rule);
      iterator = icalrecur_iterator_new (rule, to_ical (&self->starts));
    }
  /* It cannot begin in the middle of what is counted. */
  if (iterator != NULL && rule.count == 0 && strcmp (from->iso, self->starts.iso) > 0)
    icalrecur_iterator_set_start (iterator, to_ical (from));
  while (iterator != NULL && out->len < EO_SERIES_MOST
         && !icaltime_is_null_time (next = icalrecur_iterator_next (iterator)))
    {
      EoLocalTime time = from_ical (next);

      if (time.iso[0] == '\0' || strcmp (time.iso, until->iso) >= 0)
        break;
      if (strcmp (time.iso, self->starts.iso) != 0)
        take (self, &time, from, until, out);
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  if (*self->extra != '\0')
    add_extra (self, from, until, out);

  return out;
}

EoLocalTime
eo_series_get_last (const EoSeries *self)
{
  struct icalrecurrencetype rule = { 0 };
  EoLocalTime end, first = { "0001-01-01T00:00" }, last;
  EoDate date;
  g_autoptr (GArray) all = NULL;

  g_return_val_if_fail (self != NULL, (EoLocalTime) { "" });

  last = self->starts;
  if (*self->repeats != '\0' && parse (self->repeats, &rule))
    {
      if (!icaltime_is_null_time (rule.until))
        {
          widen_until (&rule);
          last = from_ical (rule.until);
        }
      else if (rule.count == 0)
        {
          return (EoLocalTime) { "" };
        }
    }
  /* What is counted, and what comes beside the rule, is looked at. */
  date = eo_date_from_ymd (9999, 12, 31);
  end = eo_local_time_new (&date, 0);
  if (*self->repeats == '\0' || rule.count != 0 || *self->extra != '\0')
    {
      all = eo_series_expand (self, &first, &end);
      if (all->len > 0 && strcmp (g_array_index (all, EoLocalTime, all->len - 1).iso, last.iso) > 0)
        last = g_array_index (all, EoLocalTime, all->len - 1);
    }

  return last;
}

char *
eo_series_cut (const char        *rule,
               const EoLocalTime *before)
{
  struct icalrecurrencetype parsed;
  EoLocalTime last;

  g_return_val_if_fail (rule != NULL && before != NULL, NULL);

  if (!parse (rule, &parsed))
    return g_strdup (rule);
  last = eo_local_time_add_minutes (before, -1);
  parsed.count = 0;
  parsed.until = to_ical (&last);

  return g_strdup (icalrecurrencetype_as_string (&parsed));
}

char *
eo_series_rest (const char        *rule,
                const EoLocalTime *starts,
                const EoLocalTime *from)
{
  struct icalrecurrencetype parsed;
  EoSeries series = { rule, "", "", "", { "" } };
  g_autoptr (GArray) before = NULL;

  g_return_val_if_fail (rule != NULL && starts != NULL && from != NULL, NULL);

  if (*rule == '\0' || !parse (rule, &parsed) || parsed.count == 0)
    return g_strdup (rule);
  series.starts = *starts;
  before = eo_series_expand (&series, starts, from);
  parsed.count = MAX (parsed.count - (int) before->len, 1);

  return g_strdup (icalrecurrencetype_as_string (&parsed));
}

static int
days_between (const EoLocalTime *before,
              const EoLocalTime *after)
{
  EoDate a = eo_local_time_get_date (after);
  EoDate b = eo_local_time_get_date (before);

  return eo_date_diff (&a, &b);
}

/* Tuesday and Thursday become Wednesday and Friday. */
static void
shift_weekdays (struct icalrecurrencetype *rule,
                int                        days)
{
  for (int i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int day = icalrecurrencetype_day_day_of_week (rule->by_day[i]) - 1;

      rule->by_day[i] = ((day + days) % 7 + 7) % 7 + 1;
    }
}

char *
eo_series_shift (const char         *rule,
                 const EoLocalTime  *before,
                 const EoLocalTime  *after,
                 GError            **error)
{
  struct icalrecurrencetype parsed;
  int days;

  g_return_val_if_fail (rule != NULL && before != NULL && after != NULL, NULL);

  days = days_between (before, after);
  if (*rule == '\0' || days == 0 || !parse (rule, &parsed))
    return g_strdup (rule);
  if (!icaltime_is_null_time (parsed.until))
    icaltime_adjust (&parsed.until, days, 0, 0, 0);
  if (parsed.freq == ICAL_WEEKLY_RECURRENCE)
    {
      shift_weekdays (&parsed, days);
    }
  else if (parsed.by_day[0] != ICAL_RECURRENCE_ARRAY_MAX || parsed.by_month_day[0] != ICAL_RECURRENCE_ARRAY_MAX
           || parsed.by_month[0] != ICAL_RECURRENCE_ARRAY_MAX || parsed.by_week_no[0] != ICAL_RECURRENCE_ARRAY_MAX
           || parsed.by_year_day[0] != ICAL_RECURRENCE_ARRAY_MAX)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                           _("It repeats on fixed days, which another day does not fit. Change how it repeats, or move "
                             "this one only."));
      return NULL;
    }

  return g_strdup (icalrecurrencetype_as_string (&parsed));
}
