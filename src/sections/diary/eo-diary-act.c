/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/eo-diary-act.h"

typedef struct
{
  EoDiaryAct  act;
  char       *step;
  EoUndo     *undo;
  gint64      made;
  char       *clash;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->act.record);
  eo_undo_unref (job->undo);
  g_free (job->clash);
  g_free (job->step);
  g_free (job);
}

static EoLocalTime
local_of (gint64      moment,
          const char *zone_name)
{
  g_autoptr (GTimeZone) zone = eo_zone_lookup (zone_name);

  if (zone == NULL)
    zone = g_time_zone_new_utc ();

  return eo_local_time_from_unix (moment, zone);
}

static void
to_midnight (EoLocalTime *time)
{
  if (time->iso[0] != '\0')
    strcpy (time->iso + 10, "T00:00");
}

void
eo_appointment_set_moments (EoAppointment *self,
                            gint64         starts,
                            gint64         ends)
{
  g_return_if_fail (EO_IS_APPOINTMENT (self));

  self->starts = local_of (starts, self->starts_zone);
  /* The last day of an all-day one is part of it. */
  self->ends = local_of (self->all_day ? MAX (ends - 1, starts) : ends,
                         *self->ends_zone != '\0' ? self->ends_zone : self->starts_zone);
  if (!self->all_day)
    return;
  to_midnight (&self->starts);
  to_midnight (&self->ends);
}

/* The same once more, on its own: neither of a series nor what another calendar knows. */
static EoAppointment *
duplicate (EoRecord *from)
{
  EoAppointment *copy = EO_APPOINTMENT (eo_record_new (&eo_appointment_kind));
  guint n;
  const EoField *const *fields = eo_kind_get_fields (&eo_appointment_kind, &n);

  for (guint i = 0; i < n; i++)
    eo_field_copy (fields[i], EO_RECORD (copy), from);
  copy->series.id = 0;
  eo_str_set (&copy->series.title, "");
  copy->occurrence.iso[0] = '\0';
  eo_str_set (&copy->ical_uid, "");
  copy->sequence = 0;
  copy->hold_number = copy->hold_count = 0;
  if (copy->status != EO_APPOINTMENT_HOLD)
    copy->status = EO_APPOINTMENT_CONFIRMED;

  return copy;
}

static gboolean
note_clash (EoWriter       *writer,
            Job            *job,
            EoAppointment  *appointment,
            GError        **error)
{
  g_autoptr (EoOccurrence) clash = NULL;

  job->made = EO_RECORD (appointment)->id;
  if (!eo_writer_find_clash (writer, appointment, &clash, error))
    return FALSE;
  if (clash != NULL)
    job->clash = g_strdup (clash->is_private ? _("Busy") : clash->title);

  return TRUE;
}

static gboolean
give_to (EoWriter       *writer,
         EoAppointment  *appointment,
         gint64          id,
         GError        **error)
{
  g_autoptr (EoRecord) diary = eo_writer_get (writer, eo_kind_lookup ("diary"), id, error);

  if (diary == NULL)
    return FALSE;
  appointment->diary.id = id;
  eo_str_set (&appointment->diary.title, eo_record_get_title (diary));

  return TRUE;
}

static gboolean
copy (EoWriter       *writer,
      Job            *job,
      EoRecord       *from,
      gint64          attended,
      GError        **error)
{
  g_autoptr (EoAppointment) made = duplicate (from);

  return (job->act.diary == 0 || give_to (writer, made, job->act.diary, error))
         && eo_writer_save (writer, EO_RECORD (made), error)
         && eo_writer_copy_attendees (writer, attended, made, error) && note_clash (writer, job, made, error);
}

static gboolean
change (EoWriter       *writer,
        Job            *job,
        EoRecord       *record,
        GError        **error)
{
  const EoDiaryAct *act = &job->act;
  gboolean of_series = act->original.iso[0] != '\0';
  g_autoptr (EoRecord) edited = of_series ? eo_series_take_out (EO_APPOINTMENT (record), &act->original)
                                          : g_object_ref (record);

  if (act->kind == EO_ACT_COPY)
    return copy (writer, job, edited, record->id, error);
  if ((act->kind == EO_ACT_GIVE || act->kind == EO_ACT_MOVE) && act->diary != 0
      && !give_to (writer, EO_APPOINTMENT (edited), act->diary, error))
    return FALSE;
  if (act->kind == EO_ACT_MOVE)
    eo_appointment_set_moments (EO_APPOINTMENT (edited), act->starts, act->ends);
  if (of_series ? !eo_writer_change_occurrence (writer, EO_APPOINTMENT (edited), act->reach, error)
                : !eo_writer_save (writer, edited, error))
    return FALSE;
  /* With EO_REACH_ALL it is the series that was saved. */
  if (edited->id == 0)
    {
      job->made = record->id;
      return TRUE;
    }

  return note_clash (writer, job, EO_APPOINTMENT (edited), error);
}

static gboolean
run (EoWriter  *writer,
     gpointer   data,
     GError   **error)
{
  Job *job = data;
  const EoDiaryAct *act = &job->act;
  g_autoptr (EoRecord) record = NULL;

  eo_writer_keep_undo (writer, job->undo);
  if (act->kind == EO_ACT_ADD)
    return eo_writer_save (writer, act->record, error) && note_clash (writer, job, EO_APPOINTMENT (act->record), error);
  if (act->kind == EO_ACT_DELETE && act->original.iso[0] != '\0')
    return eo_writer_drop_occurrence (writer, act->appointment, &act->original, act->reach, error);
  if (act->kind == EO_ACT_DELETE)
    return eo_writer_delete (writer, &eo_appointment_kind, act->appointment, error);

  record = eo_writer_get (writer, &eo_appointment_kind, act->appointment, error);
  if (record != NULL && act->kind == EO_ACT_STEP)
    return eo_writer_step (writer, record, job->step, error);

  return record != NULL && change (writer, job, record, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
eo_diary_act_async (EoStore             *store,
                    const EoDiaryAct    *act,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (EO_IS_STORE (store) && act != NULL);

  job = g_new0 (Job, 1);
  job->act = *act;
  job->act.record = act->record != NULL ? eo_record_copy (act->record) : NULL;
  job->step = g_strdup (act->step);
  job->undo = eo_undo_new ();
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, eo_diary_act_async);
  g_task_set_task_data (task, job, job_free);
  /* The task holds the job, and on_written() the task, until the writer is done with both. */
  eo_store_write_async (store, run, job, NULL, NULL, on_written, g_object_ref (task));
}

EoUndo *
eo_diary_act_finish (EoStore       *store,
                     GAsyncResult  *result,
                     gint64        *made,
                     char         **clash,
                     GError       **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  job = g_task_get_task_data (G_TASK (result));
  if (made != NULL)
    *made = job->made;
  if (clash != NULL)
    *clash = g_steal_pointer (&job->clash);

  return eo_undo_ref (job->undo);
}
