/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-when.h"

#include <string.h>

gboolean
eo_ics_when_is_valid (struct icaltimetype time)
{
  return time.year >= 1 && time.year <= 9999 && time.month >= 1 && time.month <= 12 &&
         g_date_valid_dmy (time.day, time.month, time.year) &&
         (time.is_date || (time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 && time.second >= 0 &&
                           time.second <= 60));
}

char *
eo_ics_when_format (struct icaltimetype time)
{
  if (time.is_date)
    return g_strdup_printf ("%04d-%02d-%02dT00:00", time.year, time.month, time.day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", time.year, time.month, time.day, time.hour, time.minute);
}

static EoIcsZone *
find_zone (icalproperty        *property,
           struct icaltimetype  time)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *tzid = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  g_autofree char *bare = NULL;

  if (time.is_date)
    return eo_ics_zone_find (NULL, 0);
  if (icaltime_is_utc (time))
    return eo_ics_zone_utc ();
  if (tzid == NULL)
    return eo_ics_zone_find (NULL, 0);
  bare = eo_ics_text (tzid, 255);
  g_strdelimit (bare, "\"", ' ');
  return eo_ics_zone_find (g_strstrip (bare), time.year);
}

static void
tell_zone (EoIcsNotes *notes,
           EoIcsZone  *zone)
{
  g_autofree char *meant = NULL;

  if (zone->is_told)
    return;
  zone->is_told = TRUE;
  if (zone->origin == EO_ICS_ZONE_UNKNOWN)
    eo_ics_note (notes, EO_CALENDAR_ZONE_UNKNOWN, zone->tzid);
  if (zone->origin == EO_ICS_ZONE_WORLD)
    eo_ics_note (notes, EO_CALENDAR_ZONE_WORLD, zone->tzid);
  if (zone->origin == EO_ICS_ZONE_MEANT && *zone->name != '\0')
    {
      meant = g_strdup_printf ("%s\t%s", zone->tzid, zone->name);
      eo_ics_note (notes, EO_CALENDAR_ZONE_MEANT, meant);
    }
}

/* @time in the zone that is kept of it: where only the file knows its zone, that is UTC. */
static struct icaltimetype
settle (EoIcsEvent           *event,
        icalproperty         *property,
        struct icaltimetype   time,
        EoIcsZone           **zone)
{
  if (!eo_ics_when_is_valid (time))
    return icaltime_null_time ();
  *zone = find_zone (property, time);
  tell_zone (event->notes, *zone);
  if ((*zone)->origin == EO_ICS_ZONE_WORLD)
    {
      time = eo_ics_zone_from_unix (eo_ics_zone_utc (), eo_ics_zone_to_unix (*zone, time));
      *zone = eo_ics_zone_utc ();
    }
  time.zone = NULL;
  return time;
}

static struct icaltimetype
get_time (EoIcsEvent    *event,
          icalproperty  *property,
          EoIcsZone    **zone)
{
  icalvalue *value = icalproperty_get_value (property);
  struct icaltimetype time = icaltime_null_time ();

  if (value != NULL && icalvalue_isa (value) == ICAL_PERIOD_VALUE)
    time = icalvalue_get_period (value).start;
  else if (value != NULL && icalproperty_isa (property) == ICAL_RDATE_PROPERTY)
    time = icalproperty_get_rdate (property).time;
  else if (value != NULL && (icalvalue_isa (value) == ICAL_DATE_VALUE || icalvalue_isa (value) == ICAL_DATETIME_VALUE))
    time = icalvalue_get_datetime (value);
  return settle (event, property, time, zone);
}

/* @time of @from as the start's clocks show it, and of the start's kind. */
static struct icaltimetype
as_the_start (const EoIcsEvent    *event,
              struct icaltimetype  time,
              const EoIcsZone     *from)
{
  if (!time.is_date && from != event->zone)
    time = eo_ics_zone_from_unix (event->zone, eo_ics_zone_to_unix (from, time));
  if (time.is_date && !event->start.is_date)
    {
      time.hour = event->start.hour;
      time.minute = event->start.minute;
    }
  time.is_date = event->start.is_date;
  time.zone = NULL;
  return time;
}

/* Days and weeks are the calendar's, hours and minutes pass. */
static struct icaltimetype
add_duration (EoIcsEvent              *event,
              struct icaldurationtype  duration)
{
  struct icaldurationtype days = { .is_neg = duration.is_neg, .days = duration.days, .weeks = duration.weeks };
  struct icaltimetype end = icaltime_add (event->start, days);
  gint64 seconds = duration.hours * G_GINT64_CONSTANT (3600) + duration.minutes * G_GINT64_CONSTANT (60) + duration.seconds;

  if (seconds == 0 || !eo_ics_when_is_valid (end) || end.is_date)
    return end;
  return eo_ics_zone_from_unix (event->zone, eo_ics_zone_to_unix (event->zone, end) + (duration.is_neg ? -seconds : seconds));
}

/* Neither libical nor a diary can count that far. */
static gboolean
is_sensible (struct icaldurationtype duration)
{
  return !icaldurationtype_is_bad_duration (duration) && duration.weeks < 600000 && duration.days < 4000000 &&
         duration.hours < 100000000 && duration.minutes < 100000000u && duration.seconds < 1000000000u;
}

void
eo_ics_when_take_end (EoIcsEvent *event)
{
  struct icaltimetype end = icaltime_null_time ();
  struct icaldurationtype duration;

  event->end_zone = event->zone;
  event->end = event->start;
  if (event->end_property != NULL)
    {
      end = get_time (event, event->end_property, &event->end_zone);
    }
  else if (event->duration != NULL)
    {
      duration = icalproperty_get_duration (event->duration);
      if (is_sensible (duration))
        end = add_duration (event, duration);
    }
  else if (!event->lines.has_end)
    {
      return;
    }
  if (!eo_ics_when_is_valid (end))
    {
      event->end_zone = event->zone;
      eo_ics_note (event->notes, EO_CALENDAR_BAD_END, NULL);
      return;
    }
  if (event->start.is_date)
    {
      end = as_the_start (event, end, event->end_zone);
      event->end_zone = event->zone;
      if (icaltime_compare (end, event->start) > 0)
        icaltime_adjust (&end, -1, 0, 0, 0);
    }
  else if (end.is_date || (event->end_zone != event->zone && event->end_zone == eo_ics_zone_utc ()))
    {
      end.hour = end.is_date ? 0 : end.hour;
      end = as_the_start (event, end, event->end_zone);
      event->end_zone = event->zone;
    }
  if (end.is_date ? icaltime_compare (end, event->start) < 0
                  : eo_ics_zone_to_unix (event->end_zone, end) < eo_ics_zone_to_unix (event->zone, event->start))
    {
      event->end_zone = event->zone;
      eo_ics_note (event->notes, EO_CALENDAR_END_BEFORE, NULL);
      return;
    }
  event->end = end;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In order, each once, without @needless: the start, where it needs no saying. */
static char *
join_times (GPtrArray  *times,
            const char *needless)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (times, compare_times);
  for (guint i = 0; i < times->len; i++)
    {
      if (g_str_equal (times->pdata[i], needless) || (i > 0 && g_str_equal (times->pdata[i], times->pdata[i - 1])))
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, times->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static gboolean
add_time (EoIcsEvent   *event,
          icalproperty *property,
          GPtrArray    *times)
{
  EoIcsZone *zone = NULL;
  struct icaltimetype time;

  if (times->len >= EO_CALENDAR_LIST / 17)
    return FALSE;
  time = get_time (event, property, &zone);
  if (zone == NULL || !eo_ics_when_is_valid (time))
    return FALSE;
  time = as_the_start (event, time, zone);
  if (eo_ics_when_is_valid (time))
    g_ptr_array_add (times, eo_ics_when_format (time));
  return TRUE;
}

char *
eo_ics_when_list (EoIcsEvent *event,
                  GPtrArray  *properties,
                  GArray     *expanded) /* or NULL */
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *start = NULL;
  gboolean all = TRUE;

  if (properties->len == 0 && (expanded == NULL || expanded->len == 0))
    return g_strdup ("");
  start = eo_ics_when_format (event->start);
  for (guint i = 0; i < properties->len; i++)
    all = add_time (event, properties->pdata[i], times) && all;
  for (guint i = 0; expanded != NULL && i < expanded->len; i++)
    g_ptr_array_add (times, eo_ics_when_format (g_array_index (expanded, struct icaltimetype, i)));
  if (!all)
    eo_ics_note (event->notes, EO_CALENDAR_TIMES_LEFT, NULL);
  return join_times (times, properties == event->extras ? start : "");
}

/* An answer or a cancellation is about what the diary has: it can do without a time. */
gboolean
eo_ics_when_take_start (EoIcsEvent       *event,
                        EoCalendarMethod  method)
{
  event->zone = event->end_zone = eo_ics_zone_find (NULL, 0);
  event->start = event->end = icaltime_null_time ();
  if (event->start_property != NULL)
    event->start = get_time (event, event->start_property, &event->zone);
  if (eo_ics_when_is_valid (event->start))
    return TRUE;
  if (event->lines.start != NULL)
    return eo_ics_refuse (event->notes, EO_CALENDAR_BAD_START, event->lines.start);
  return ((method == EO_METHOD_REPLY || method == EO_METHOD_CANCEL) && event->lines.texts[EO_ICS_UID] != NULL) ||
         eo_ics_refuse (event->notes, EO_CALENDAR_NO_START, NULL);
}

gboolean
eo_ics_when_take_occurrence (EoIcsEvent  *event,
                             char       **text,
                             EoIcsZone  **zone)
{
  struct icaltimetype time = icaltime_null_time ();
  icalparameter *range;

  *zone = event->zone;
  *text = NULL;
  if (!event->lines.has_occurrence)
    {
      *text = g_strdup ("");
      return TRUE;
    }
  if (event->occurrence != NULL)
    time = get_time (event, event->occurrence, zone);
  if (!eo_ics_when_is_valid (time))
    return eo_ics_refuse (event->notes, EO_CALENDAR_BAD_OCCURRENCE, NULL);
  range = icalproperty_get_first_parameter (event->occurrence, ICAL_RANGE_PARAMETER);
  if (range != NULL && icalparameter_get_range (range) == ICAL_RANGE_THISANDFUTURE)
    eo_ics_note (event->notes, EO_CALENDAR_FURTHER, NULL);
  *text = eo_ics_when_format (time);
  return TRUE;
}

