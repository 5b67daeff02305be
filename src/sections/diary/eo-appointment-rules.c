/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-appointment-rules.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/eo-request-rules.h"
#include "sections/diary/eo-series.h"

#define USUAL_LENGTH 60 /* minutes, where no end is said */
#define MINUTE       60
#define DAY          86400
#define FOR_EVER     "9999-12-31T00:00:00Z"

#define ZONE_OF_DIARY "SELECT zone FROM diary WHERE id = ?1"
#define TAKEN_ALREADY \
  "SELECT id FROM appointment WHERE series = ?1 AND occurrence = ?2 AND deleted_at = ''"
#define SERIES_DELETED_BY "SELECT modified_by FROM appointment WHERE id = ?1 AND deleted_at <> ''"

/* Where nothing is said: the diary's zone, an hour, a whole day. */
static void
fill_gaps (EoWriter      *writer,
           EoAppointment *self)
{
  if (*self->starts_zone == '\0')
    {
      g_autofree char *home = eo_writer_get_text (writer, ZONE_OF_DIARY, self->diary.id, NULL);

      eo_str_set (&self->starts_zone, home);
    }
  if (self->all_day || *self->ends_zone == '\0')
    eo_str_set (&self->ends_zone, self->starts_zone);
  if (self->ends.iso[0] == '\0')
    self->ends = self->all_day ? self->starts : eo_local_time_add_minutes (&self->starts, USUAL_LENGTH);
  if (self->all_day)
    {
      strcpy (self->starts.iso + 10, "T00:00");
      strcpy (self->ends.iso + 10, "T00:00");
    }
  if (self->attendance != EO_ATTENDANCE_DELEGATED)
    {
      self->delegate.id = 0;
      eo_str_set (&self->delegate.title, "");
    }
}

static EoSeries
series_of (EoAppointment *self)
{
  return (EoSeries) { self->repeats, self->except_on, self->extra_on, self->moved_on, self->starts };
}

static void
derive_moments (EoAppointment *self)
{
  EoLocalTime last_end = self->all_day ? eo_local_time_add_minutes (&self->ends, 1440) : self->ends;
  gint64 starts = eo_instant_from_local (&self->starts, self->starts_zone, &self->starts_at);
  gint64 ends = eo_instant_from_local (&last_end, self->ends_zone, &self->ends_at);
  gint64 from = starts - (self->preparation + self->travel_before) * MINUTE;
  gint64 until = ends + (self->buffer + self->travel_after) * MINUTE;

  self->blocked_from = eo_instant_from_unix (from);
  self->blocked_until = eo_instant_from_unix (until);
  self->span = until - from > EO_SHORT_DAYS * DAY ? EO_SPAN_LONG : EO_SPAN_SHORT;
  if (*self->repeats != '\0' || *self->extra_on != '\0')
    {
      EoSeries series = series_of (self);
      EoLocalTime last = eo_series_get_last (&series);

      self->span = EO_SPAN_SERIES;
      g_strlcpy (self->blocked_until.iso, FOR_EVER, sizeof self->blocked_until.iso);
      /* A day to spare: clocks may change in between. */
      if (last.iso[0] != '\0')
        self->blocked_until = eo_instant_from_unix (eo_instant_from_local (&last, self->starts_zone, NULL)
                                                    + (until - starts) + DAY);
    }
}

/* One of a series that is gone would be found nowhere. */
gboolean
eo_appointment_check_series (EoWriter       *writer,
                             EoAppointment  *self,
                             GError        **error)
{
  g_autofree char *by = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (self), FALSE);

  by = self->series.id != 0 ? eo_writer_get_text (writer, SERIES_DELETED_BY, self->series.id, NULL) : g_strdup ("");
  if (*by == '\0')
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
               _("All of “%s” was deleted meanwhile, by %s. Nothing was saved: make it an appointment of its own."), self->subject,
               by);
  return FALSE;
}

gboolean
eo_appointment_saving (EoWriter  *writer,
                       EoRecord  *record,
                       EoRecord  *before,
                       GError   **error)
{
  EoAppointment *self = EO_APPOINTMENT (record);
  gint64 other;

  if (before != NULL)
    eo_request_leave_hold (self, EO_APPOINTMENT (before));
  fill_gaps (writer, self);
  derive_moments (self);
  if (self->series.id == 0)
    return TRUE;
  if (!eo_appointment_check_series (writer, self, error))
    return FALSE;

  other = eo_writer_get_integer (writer, TAKEN_ALREADY, self->series.id, self->occurrence.iso);
  if (other == 0 || other == record->id)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
               _("This time of “%s” was changed by somebody else meanwhile. Open it again to see how."), self->subject);
  return FALSE;
}

/* The series knows which of its times stand elsewhere. */
static gboolean
tell_series (EoWriter       *writer,
             EoAppointment  *self,
             GError        **error)
{
  g_autoptr (EoRecord) series = NULL;
  g_autofree char *moved = NULL;

  if (self->series.id == 0)
    return TRUE;
  series = eo_writer_get (writer, &eo_appointment_kind, self->series.id, error);
  if (series == NULL)
    return FALSE;
  if (series->deleted_at.iso[0] != '\0' || strstr (EO_APPOINTMENT (series)->moved_on, self->occurrence.iso) != NULL)
    return TRUE;
  moved = g_strconcat (EO_APPOINTMENT (series)->moved_on, *EO_APPOINTMENT (series)->moved_on != '\0' ? " " : "",
                       self->occurrence.iso, NULL);
  eo_str_set (&EO_APPOINTMENT (series)->moved_on, moved);

  return eo_writer_save (writer, series, error);
}

gboolean
eo_appointment_saved (EoWriter  *writer,
                      EoRecord  *record,
                      EoRecord  *before,
                      GError   **error)
{
  EoAppointment *old = before != NULL ? EO_APPOINTMENT (before) : NULL;

  return tell_series (writer, EO_APPOINTMENT (record), error)
         && eo_request_follow_appointment (writer, EO_APPOINTMENT (record), old, error);
}

gboolean
eo_appointment_confirm (EoWriter  *writer,
                        EoRecord  *record,
                        GError   **error)
{
  g_autoptr (EoOccurrence) clash = NULL;
  g_autofree char *when = NULL;

  fill_gaps (writer, EO_APPOINTMENT (record));
  derive_moments (EO_APPOINTMENT (record));
  if (!eo_writer_find_clash (writer, EO_APPOINTMENT (record), &clash, error))
    return FALSE;
  if (clash == NULL)
    return TRUE;
  when = eo_occurrence_format_times (clash, EO_APPOINTMENT (record)->starts_zone);
  g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
               /* Translators: the first is what is to be confirmed, then what stands in its way and when */
               _("“%s” clashes with “%s”, %s, which is firm. Choose another time, or confirm it despite the clash."),
               EO_APPOINTMENT (record)->subject, clash->is_private ? _("Busy") : clash->title, when);
  return FALSE;
}
