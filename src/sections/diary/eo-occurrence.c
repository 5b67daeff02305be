/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-occurrence.h"

#define MINUTE 60

EoOccurrence *
eo_occurrence_ref (EoOccurrence *self)
{
  g_ref_count_inc (&self->refs);

  return self;
}

void
eo_occurrence_unref (EoOccurrence *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_free (self->title);
  g_free (self->place);
  g_free (self->travel_note);
  g_free (self);
}

EoOccurrence *
eo_occurrence_move (const EoOccurrence *self,
                    gint64              diary,
                    gint64              starts,
                    gint64              ends)
{
  EoOccurrence *moved = g_memdup2 (self, sizeof *self);

  g_ref_count_init (&moved->refs);
  moved->title = g_strdup (self->title);
  moved->place = g_strdup (self->place);
  moved->travel_note = g_strdup (self->travel_note);
  moved->diary = diary;
  moved->starts = starts;
  moved->ends = ends;

  return moved;
}

gint64
eo_occurrence_get_from (const EoOccurrence *self)
{
  return self->starts - (gint64) (self->preparation + self->travel_before) * MINUTE;
}

gint64
eo_occurrence_get_until (const EoOccurrence *self)
{
  return self->ends + (gint64) (self->buffer + self->travel_after) * MINUTE;
}

gboolean
eo_occurrence_blocks (const EoOccurrence *self)
{
  return self->shows_as != EO_SHOWS_FREE && self->attendance != EO_ATTENDANCE_NO
         && self->attendance != EO_ATTENDANCE_DELEGATED && self->status != EO_APPOINTMENT_CANCELLED
         && self->status != EO_APPOINTMENT_POSTPONED && self->status != EO_APPOINTMENT_RELEASED;
}

static char *
format_day (const EoLocalTime *time)
{
  EoDate date = eo_local_time_get_date (time);
  EoDate today = eo_date_today ();
  g_autofree char *day = eo_date_format_short (&date, &today);

  return g_strdup_printf ("%s %s", eo_date_short_weekday (eo_date_weekday (&date)), day);
}

char *
eo_occurrence_format_times (const EoOccurrence *self,
                            const char         *zone)
{
  g_autoptr (GTimeZone) found = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  EoLocalTime starts, ends;

  g_return_val_if_fail (self != NULL && zone != NULL, NULL);

  found = eo_zone_lookup (zone);
  if (found == NULL)
    found = g_time_zone_new_utc ();
  starts = eo_local_time_from_unix (self->starts, found);
  ends = eo_local_time_from_unix (MAX (self->ends - (self->all_day ? 1 : 0), self->starts), found);
  first = format_day (&starts);
  last = format_day (&ends);
  if (self->all_day)
    return g_str_equal (first, last) ? g_strdup (first) : g_strdup_printf ("%s – %s", first, last);
  if (g_str_equal (first, last))
    return g_strdup_printf ("%s, %s–%s", first, starts.iso + 11, ends.iso + 11);

  return g_strdup_printf ("%s, %s – %s, %s", first, starts.iso + 11, last, ends.iso + 11);
}
