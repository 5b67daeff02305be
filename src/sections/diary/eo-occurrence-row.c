/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sections/diary/eo-occurrence-row.h"
#include "sections/diary/eo-series.h"

#define MINUTE   60
#define DAY      86400
#define EARLIEST G_GINT64_CONSTANT (-62135510400) /* the years 1 to 9999 */
#define LATEST   G_GINT64_CONSTANT (253402214400)

EoZones *
eo_zones_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
}

GTimeZone *
eo_zones_get (EoZones    *zones,
              const char *name)
{
  GTimeZone *zone = g_hash_table_lookup (zones, name);

  if (zone != NULL)
    return zone;
  zone = eo_zone_lookup (name);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  g_hash_table_insert (zones, g_strdup (name), zone);

  return zone;
}

static int
read_choice (EoRow *row,
             int    column,
             GType  choice)
{
  int value = 0;

  eo_choice_parse (choice, eo_row_get_text (row, column), &value);

  return value;
}

static gint64
read_instant (EoRow *row,
              int    column)
{
  EoInstant instant;

  g_strlcpy (instant.iso, eo_row_get_text (row, column), sizeof instant.iso);

  return eo_instant_to_unix (&instant);
}

static EoLocalTime
read_time (EoRow *row,
           int    column)
{
  EoLocalTime time;

  g_strlcpy (time.iso, eo_row_get_text (row, column), sizeof time.iso);

  return time;
}

EoOccurrence *
eo_occurrence_new_from_row (EoRow *row)
{
  EoOccurrence *self = g_new0 (EoOccurrence, 1);

  g_ref_count_init (&self->refs);
  self->appointment = eo_row_get_integer (row, EO_ROW_ID);
  self->version = eo_row_get_integer (row, EO_ROW_VERSION);
  self->diary = eo_row_get_integer (row, EO_ROW_DIARY);
  self->request = eo_row_get_integer (row, EO_ROW_REQUEST);
  self->title = g_strdup (eo_row_get_text (row, EO_ROW_SUBJECT));
  self->place = g_strdup (eo_row_get_text (row, EO_ROW_PLACE));
  self->travel_note = g_strdup (eo_row_get_text (row, EO_ROW_TRAVEL_NOTE));
  g_strlcpy (self->original, eo_row_get_text (row, EO_ROW_OCCURRENCE), sizeof self->original);
  self->preparation = eo_row_get_integer (row, EO_ROW_PREPARATION);
  self->travel_before = eo_row_get_integer (row, EO_ROW_TRAVEL_BEFORE);
  self->travel_after = eo_row_get_integer (row, EO_ROW_TRAVEL_AFTER);
  self->buffer = eo_row_get_integer (row, EO_ROW_BUFFER);
  self->hold_number = eo_row_get_integer (row, EO_ROW_HOLD_NUMBER);
  self->hold_count = eo_row_get_integer (row, EO_ROW_HOLD_COUNT);
  self->status = read_choice (row, EO_ROW_STATUS, eo_appointment_status_get_type ());
  self->shows_as = read_choice (row, EO_ROW_SHOWS_AS, eo_shows_as_get_type ());
  self->category = read_choice (row, EO_ROW_CATEGORY, eo_appointment_category_get_type ());
  self->attendance = read_choice (row, EO_ROW_ATTENDANCE, eo_attendance_get_type ());
  self->classification = read_choice (row, EO_ROW_CLASSIFICATION, eo_classification_get_type ());
  self->all_day = eo_row_get_integer (row, EO_ROW_ALL_DAY) != 0;
  self->starts = read_instant (row, EO_ROW_STARTS_AT);
  self->ends = MAX (read_instant (row, EO_ROW_ENDS_AT), self->starts);
  self->is_private = eo_row_get_integer (row, EO_ROW_PRIVATE) != 0;

  return self;
}

EoOccurrence *
eo_occurrence_new_at (const EoOccurrence     *pattern,
                      const EoOccurrenceTime *time)
{
  EoOccurrence *self = g_memdup2 (pattern, sizeof *pattern);

  g_ref_count_init (&self->refs);
  self->title = g_strdup (pattern->title);
  self->place = g_strdup (pattern->place);
  self->travel_note = g_strdup (pattern->travel_note);
  memcpy (self->original, time->original, sizeof self->original);
  self->starts = time->starts;
  self->ends = time->ends;

  return self;
}

/* An hour's meeting is an hour's meeting on the clocks, on the day they change, too; what ends in another zone lasts
 * as long as it lasts. */
static gint64
end_of (const EoLocalTime *starts,
        gint64             begin,
        gint64             minutes,
        GTimeZone         *zone,
        gboolean           same_zone)
{
  EoLocalTime ends;

  if (!same_zone)
    return begin + minutes * MINUTE;
  ends = eo_local_time_add_minutes (starts, minutes);

  return ends.iso[0] != '\0' ? MAX (eo_local_time_to_unix (&ends, zone), begin) : begin;
}

GArray *
eo_occurrence_times_of_row (EoRow              *row,
                            const EoOccurrence *pattern,
                            gint64              from,
                            gint64              until,
                            EoZones            *zones)
{
  EoSeries series = { eo_row_get_text (row, EO_ROW_REPEATS), eo_row_get_text (row, EO_ROW_EXCEPT_ON),
                      eo_row_get_text (row, EO_ROW_EXTRA_ON), eo_row_get_text (row, EO_ROW_MOVED_ON),
                      read_time (row, EO_ROW_STARTS) };
  EoLocalTime ends = read_time (row, EO_ROW_ENDS);
  gboolean same_zone = g_str_equal (eo_row_get_text (row, EO_ROW_STARTS_ZONE), eo_row_get_text (row, EO_ROW_ENDS_ZONE));
  GTimeZone *zone = eo_zones_get (zones, eo_row_get_text (row, EO_ROW_STARTS_ZONE));
  gint64 lead = (gint64) pattern->preparation + pattern->travel_before;
  gint64 tail = (gint64) pattern->buffer + pattern->travel_after;
  gint64 minutes = same_zone ? eo_local_time_diff (&ends, &series.starts) + (pattern->all_day ? 1440 : 0)
                             : (pattern->ends - pattern->starts) / MINUTE;
  /* A day to spare on both sides, for clocks that change in between. */
  EoLocalTime first = eo_local_time_from_unix (MAX (from - (minutes + tail) * MINUTE - DAY, EARLIEST), zone);
  EoLocalTime last = eo_local_time_from_unix (MIN (until + lead * MINUTE + DAY, LATEST), zone);
  g_autoptr (GArray) starts = eo_series_expand (&series, &first, &last);
  GArray *times = g_array_sized_new (FALSE, FALSE, sizeof (EoOccurrenceTime), starts->len);

  for (guint i = 0; i < starts->len; i++)
    {
      const EoLocalTime *start = &g_array_index (starts, EoLocalTime, i);
      EoOccurrenceTime time;

      memcpy (time.original, start->iso, sizeof time.original);
      time.starts = eo_local_time_to_unix (start, zone);
      time.ends = end_of (start, time.starts, minutes, zone, same_zone);
      g_array_append_val (times, time);
    }

  return times;
}
