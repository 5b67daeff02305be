/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-local-time.h"
#include "sections/diary/view/eo-diary-reading.h"

typedef struct
{
  gint64 *diaries;
  guint   n_diaries;
  EoDate  first;
  EoDate  last;
  gint64  from;
  gint64  until;
} Wanted;

static void
wanted_free (gpointer data)
{
  g_free (((Wanted *) data)->diaries);
  g_free (data);
}

void
eo_diary_reading_free (EoDiaryReading *self)
{
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_free (self);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  Wanted *wanted = data;
  g_autoptr (EoDiaryReading) found = g_new0 (EoDiaryReading, 1);
  GError *error = NULL;

  /* None would be all. */
  found->occurrences = wanted->n_diaries == 0
                         ? g_ptr_array_new ()
                         : eo_occurrences_find (source, wanted->diaries, wanted->n_diaries, wanted->from, wanted->until,
                                                &error);
  if (found->occurrences != NULL)
    found->due = eo_due_days_find (source, &wanted->first, &wanted->last, &error);
  if (found->due != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) eo_diary_reading_free);
  else
    g_task_return_error (task, error);
}

static gint64
begin_of (const EoDate *day,
          GTimeZone    *zone)
{
  EoLocalTime midnight = eo_local_time_new (day, 0);

  return eo_local_time_to_unix (&midnight, zone);
}

void
eo_diary_reading_async (EoStore             *store,
                        const gint64        *diaries,
                        guint                n_diaries,
                        const EoDate        *first,
                        guint                n_days,
                        GTimeZone           *zone,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;
  EoDate end;

  g_return_if_fail (EO_IS_STORE (store) && first != NULL && n_days > 0 && zone != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  end = eo_date_add_days (first, (int) n_days);
  wanted = g_new0 (Wanted, 1);
  wanted->diaries = g_memdup2 (diaries, n_diaries * sizeof *diaries);
  wanted->n_diaries = n_diaries;
  wanted->first = *first;
  wanted->last = eo_date_add_days (first, (int) n_days - 1);
  wanted->from = begin_of (first, zone);
  wanted->until = begin_of (&end, zone);
  g_task_set_source_tag (task, eo_diary_reading_async);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, run);
}

EoDiaryReading *
eo_diary_reading_finish (EoStore       *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
