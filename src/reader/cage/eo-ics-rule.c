/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-rule.h"

#define TRIED 12 /* occurrences that are run to see that they come */

/* A day that no year has: libical looks for it until its time is up. */
static gboolean
can_be (const struct icalrecurrencetype *rule)
{
  static const guint8 days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (rule->by_month[0] == ICAL_RECURRENCE_ARRAY_MAX || rule->by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX)
    return TRUE;
  for (guint i = 0; i < ICAL_BY_MONTH_SIZE && rule->by_month[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    for (guint j = 0; j < ICAL_BY_MONTHDAY_SIZE && rule->by_month_day[j] != ICAL_RECURRENCE_ARRAY_MAX; j++)
      {
        int month = rule->by_month[i];

        if (month >= 1 && month <= 12 && ABS (rule->by_month_day[j]) <= days[month - 1])
          return TRUE;
      }
  return FALSE;
}

/* The last moment in the local time of the start, of whose kind it is to be. */
static void
make_until_local (struct icalrecurrencetype *rule,
                  struct icaltimetype        start,
                  const EoIcsZone           *zone)
{
  struct icaltimetype *until = &rule->until;

  if (icaltime_is_null_time (*until))
    return;
  if (icaltime_is_utc (*until) && !until->is_date)
    *until = eo_ics_zone_from_unix (zone, eo_ics_zone_to_unix (eo_ics_zone_utc (), *until));
  if (until->is_date && !start.is_date)
    {
      until->hour = 23;
      until->minute = 59;
      until->second = 59;
    }
  until->is_date = start.is_date;
  until->zone = NULL;
}

/* The time of the start goes without saying; several a day are more than a diary holds. */
static gboolean
drop_times_of_day (struct icalrecurrencetype *rule,
                   struct icaltimetype        start)
{
  rule->by_second[0] = ICAL_RECURRENCE_ARRAY_MAX; /* a diary counts minutes */
  if (rule->by_hour[0] == start.hour && rule->by_hour[1] == ICAL_RECURRENCE_ARRAY_MAX)
    rule->by_hour[0] = ICAL_RECURRENCE_ARRAY_MAX;
  if (rule->by_minute[0] == start.minute && rule->by_minute[1] == ICAL_RECURRENCE_ARRAY_MAX)
    rule->by_minute[0] = ICAL_RECURRENCE_ARRAY_MAX;
  return rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
expand (struct icalrecurrencetype *rule,
        struct icaltimetype        start,
        GArray                    *times,
        EoIcsNotes                *notes)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (*rule, start);
  guint n = 0;

  for (; iterator != NULL && n <= EO_CALENDAR_EXPANDED; n++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);

      if (icaltime_is_null_time (next))
        break;
      if (icaltime_compare (next, start) != 0)
        g_array_append_val (times, next);
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  if (n == 0)
    return eo_ics_refuse (notes, EO_CALENDAR_NEVER, NULL);
  return n <= EO_CALENDAR_EXPANDED || eo_ics_refuse (notes, EO_CALENDAR_SUB_DAILY, icalrecur_freq_to_string (rule->freq));
}

static gboolean
try (struct icalrecurrencetype *rule,
     struct icaltimetype        start)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (*rule, start);
  guint n = 0;

  if (iterator == NULL)
    return FALSE;
  while (n < TRIED && !icaltime_is_null_time (icalrecur_iterator_next (iterator)))
    n++;
  icalrecur_iterator_free (iterator);
  return n > 0;
}

gboolean
eo_ics_rule_take (struct icalrecurrencetype *rule,
                  struct icaltimetype        start,
                  const EoIcsZone           *zone,
                  char                     **repeats,
                  GArray                    *times,
                  EoIcsNotes                *notes)
{
  const gboolean is_sub_daily = rule->freq < ICAL_DAILY_RECURRENCE;
  char *text;

  *repeats = NULL;
  if (rule->freq == ICAL_NO_RECURRENCE)
    return eo_ics_refuse (notes, EO_CALENDAR_BAD_RULE, NULL);
  if (rule->rscale != NULL) /* a diary reckons by our own calendar */
    return eo_ics_refuse (notes, EO_CALENDAR_BAD_RULE, rule->rscale);
  make_until_local (rule, start, zone);
  if (is_sub_daily && icaltime_is_null_time (rule->until) && (rule->count <= 0 || rule->count > EO_CALENDAR_EXPANDED))
    return eo_ics_refuse (notes, EO_CALENDAR_SUB_DAILY, icalrecur_freq_to_string (rule->freq));
  if (!can_be (rule))
    return eo_ics_refuse (notes, EO_CALENDAR_NEVER, NULL);
  if (is_sub_daily)
    {
      *repeats = g_strdup ("");
      return expand (rule, start, times, notes);
    }
  if (!drop_times_of_day (rule, start))
    return eo_ics_refuse (notes, EO_CALENDAR_TIMES_OF_DAY, NULL);
  if (!try (rule, start))
    return eo_ics_refuse (notes, EO_CALENDAR_NEVER, NULL);
  text = icalrecurrencetype_as_string_r (rule);
  if (text == NULL)
    return eo_ics_refuse (notes, EO_CALENDAR_BAD_RULE, NULL);
  *repeats = eo_ics_text (text, EO_CALENDAR_LINE);
  icalmemory_free_buffer (text);
  return TRUE;
}
