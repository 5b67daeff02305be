/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-appointment-rules.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-series-edit.h"
#include "sections/diary/eo-series.h"

#define MOVED_FROM "t.series = ?1"

/* What an occurrence takes from its series when it is taken out, and does not give back as a change. */
static const char *const own_fields[] = {
  "starts", "ends", "repeats", "except_on", "extra_on", "moved_on", "series", "occurrence", "starts_at", "ends_at", "blocked_from",
  "blocked_until", "span", "status", "ical_uid", "sequence", NULL,
};

/* A new record that says the same. */
static EoRecord *
copy_fields (EoRecord *from)
{
  const EoKind *kind = eo_record_get_kind (from);
  EoRecord *to = eo_record_new (kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    eo_field_copy (fields[i], to, from);

  return to;
}

EoRecord *
eo_series_take_out (EoAppointment     *series,
                    const EoLocalTime *original)
{
  EoAppointment *one;

  g_return_val_if_fail (EO_IS_APPOINTMENT (series) && original != NULL, NULL);

  one = EO_APPOINTMENT (copy_fields (EO_RECORD (series)));
  one->starts = *original;
  one->ends = eo_local_time_add_minutes (original, eo_local_time_diff (&series->ends, &series->starts));
  one->occurrence = *original;
  one->series.id = EO_RECORD (series)->id;
  eo_str_set (&one->series.title, series->subject);
  eo_str_set (&one->repeats, "");
  eo_str_set (&one->except_on, "");
  eo_str_set (&one->extra_on, "");
  eo_str_set (&one->moved_on, "");

  return EO_RECORD (one);
}

/* Those of @list from @from on, or before it, each @minutes later. */
static char *
part_of (const char        *list,
         const EoLocalTime *from,
         gboolean           onwards,
         gint64             minutes)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && (from == NULL || (strcmp (words[i], from->iso) >= 0) == onwards))
      {
        EoLocalTime time = { "" };

        g_strlcpy (time.iso, words[i], sizeof time.iso);
        time = eo_local_time_add_minutes (&time, minutes);
        g_ptr_array_add (kept, g_strdup (time.iso));
      }
  g_ptr_array_add (kept, NULL);

  return g_strjoinv (" ", (char **) kept->pdata);
}

static void
take_part (char              **list,
           const EoLocalTime  *from,
           gboolean            onwards,
           gint64              minutes)
{
  char *part = part_of (*list, from, onwards, minutes);

  g_free (*list);
  *list = part;
}

/* What was changed by hand in one of them goes to all. */
static void
copy_changes (EoAppointment *series,
              EoAppointment *edited)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (&eo_appointment_kind, &n);

  for (guint i = 0; i < n; i++)
    if (!g_strv_contains (own_fields, fields[i]->name))
      eo_field_copy (fields[i], EO_RECORD (series), EO_RECORD (edited));
}

/* Those that have a record of their own go along. */
static gboolean
move_changed_ones (EoWriter           *writer,
                   gint64              from_series,
                   EoAppointment      *to,
                   const EoLocalTime  *from,
                   gint64              minutes,
                   GError            **error)
{
  g_autoptr (GPtrArray) ones = eo_writer_select (writer, &eo_appointment_kind, MOVED_FROM, from_series, error);

  if (ones == NULL)
    return FALSE;
  for (guint i = 0; i < ones->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (ones, i);

      if (from != NULL && strcmp (one->occurrence.iso, from->iso) < 0)
        continue;
      one->occurrence = eo_local_time_add_minutes (&one->occurrence, minutes);
      one->series.id = EO_RECORD (to)->id;
      if (!eo_writer_save (writer, EO_RECORD (one), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_all (EoWriter       *writer,
            EoAppointment  *series,
            EoAppointment  *edited,
            GError        **error)
{
  gint64 minutes = eo_local_time_diff (&edited->starts, &edited->occurrence);
  gint64 length = eo_local_time_diff (&edited->ends, &edited->starts);
  EoLocalTime starts = eo_local_time_add_minutes (&series->starts, minutes);
  g_autofree char *rule = eo_series_shift (series->repeats, &series->starts, &starts, error);

  if (rule == NULL)
    return FALSE;
  copy_changes (series, edited);
  series->starts = starts;
  series->ends = eo_local_time_add_minutes (&starts, length);
  eo_str_set (&series->repeats, rule);
  take_part (&series->except_on, NULL, TRUE, minutes);
  take_part (&series->extra_on, NULL, TRUE, minutes);
  take_part (&series->moved_on, NULL, TRUE, minutes);

  return eo_writer_save (writer, EO_RECORD (series), error)
         && (minutes == 0 || move_changed_ones (writer, EO_RECORD (series)->id, series, NULL, minutes, error));
}

static gboolean
end_before (EoWriter           *writer,
            EoAppointment      *series,
            const EoLocalTime  *original,
            GError            **error)
{
  g_autofree char *rule = eo_series_cut (series->repeats, original);

  eo_str_set (&series->repeats, rule);
  take_part (&series->except_on, original, FALSE, 0);
  take_part (&series->extra_on, original, FALSE, 0);
  take_part (&series->moved_on, original, FALSE, 0);

  return eo_writer_save (writer, EO_RECORD (series), error);
}

static gboolean
change_onwards (EoWriter       *writer,
                EoAppointment  *series,
                EoAppointment  *edited,
                GError        **error)
{
  EoLocalTime original = edited->occurrence;
  gint64 minutes = eo_local_time_diff (&edited->starts, &original);
  g_autofree char *rest = eo_series_rest (series->repeats, &series->starts, &original);
  g_autofree char *rule = eo_series_shift (rest, &original, &edited->starts, error);

  if (rule == NULL)
    return FALSE;
  eo_str_set (&edited->repeats, rule);
  eo_str_set (&edited->except_on, series->except_on);
  eo_str_set (&edited->extra_on, series->extra_on);
  eo_str_set (&edited->moved_on, series->moved_on);
  take_part (&edited->except_on, &original, TRUE, minutes);
  take_part (&edited->extra_on, &original, TRUE, minutes);
  take_part (&edited->moved_on, &original, TRUE, minutes);
  edited->series.id = 0;
  eo_str_set (&edited->series.title, "");
  edited->occurrence.iso[0] = '\0';
  eo_str_set (&edited->ical_uid, "");

  /* Before those that were changed go along: they have their own already. */
  return end_before (writer, series, &original, error) && eo_writer_save (writer, EO_RECORD (edited), error)
         && eo_writer_copy_attendees (writer, EO_RECORD (series)->id, edited, error)
         && move_changed_ones (writer, EO_RECORD (series)->id, edited, &original, minutes, error);
}

gboolean
eo_writer_copy_attendees (EoWriter       *writer,
                          gint64          from,
                          EoAppointment  *to,
                          GError        **error)
{
  g_autoptr (GPtrArray) those = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (to), FALSE);

  those = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", from, error);
  for (guint i = 0; those != NULL && i < those->len; i++)
    {
      g_autoptr (EoRecord) copy = copy_fields (g_ptr_array_index (those, i));

      EO_ATTENDEE (copy)->appointment.id = EO_RECORD (to)->id;
      if (!eo_writer_save (writer, copy, error))
        return FALSE;
    }
  return those != NULL;
}

gboolean
eo_writer_change_occurrence (EoWriter       *writer,
                             EoAppointment  *edited,
                             EoReach         reach,
                             GError        **error)
{
  g_autoptr (EoRecord) series = NULL;
  gboolean is_new = EO_RECORD (edited)->id == 0;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (edited) && edited->series.id != 0, FALSE);

  series = eo_writer_get (writer, &eo_appointment_kind, edited->series.id, error);
  if (series == NULL || !eo_appointment_check_series (writer, edited, error))
    return FALSE;
  if (reach == EO_REACH_ALL
      || (reach == EO_REACH_ONWARDS && strcmp (edited->occurrence.iso, EO_APPOINTMENT (series)->starts.iso) <= 0))
    return change_all (writer, EO_APPOINTMENT (series), edited, error);
  if (reach == EO_REACH_ONWARDS)
    return change_onwards (writer, EO_APPOINTMENT (series), edited, error);

  return eo_writer_save (writer, EO_RECORD (edited), error)
         && (!is_new || eo_writer_copy_attendees (writer, series->id, edited, error));
}

gboolean
eo_writer_drop_occurrence (EoWriter           *writer,
                           gint64              series,
                           const EoLocalTime  *original,
                           EoReach             reach,
                           GError            **error)
{
  g_autoptr (EoRecord) record = NULL;
  EoAppointment *self;
  g_autofree char *except = NULL;

  g_return_val_if_fail (writer != NULL && original != NULL, FALSE);

  record = eo_writer_get (writer, &eo_appointment_kind, series, error);
  if (record == NULL)
    return FALSE;
  if (record->deleted_at.iso[0] != '\0')
    return TRUE;
  self = EO_APPOINTMENT (record);
  if (reach == EO_REACH_ALL || (reach == EO_REACH_ONWARDS && strcmp (original->iso, self->starts.iso) <= 0))
    return eo_writer_delete (writer, &eo_appointment_kind, series, error);
  if (reach == EO_REACH_ONWARDS)
    return end_before (writer, self, original, error);
  if (strstr (self->except_on, original->iso) != NULL)
    return TRUE;
  except = g_strconcat (self->except_on, *self->except_on != '\0' ? " " : "", original->iso, NULL);
  eo_str_set (&self->except_on, except);

  return eo_writer_save (writer, record, error);
}
