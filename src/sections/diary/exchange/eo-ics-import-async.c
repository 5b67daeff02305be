/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "sections/diary/exchange/eo-ics-import-private.h"

/* An import from the window: the file is read in a thread of its own, since the caged program lives no longer than the
 * thread that started it, and what it says is written as everything is, for the main thread to hear of. */

typedef struct
{
  EoIcsImport  import;
  EoIcsWatch   watch;
  EoIcsCount   count;
  GPtrArray   *lines; /* char * */
  int          fd;
  char        *name;
} Job;

typedef struct
{
  EoStore     *store;
  EoWriteFunc  func;
  gpointer     data;
  GMutex       mutex;
  GCond        cond;
  gboolean     is_done;
  gboolean     ok;
  GError      *error;
} Write;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->import.diary);
  g_ptr_array_unref (job->lines);
  if (job->fd >= 0)
    close (job->fd);
  g_free (job->name);
  g_free (job);
}

static void
keep_line (const char *line,
           gboolean    is_refused,
           gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (line));
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Write *write = user_data;

  g_mutex_lock (&write->mutex);
  write->ok = eo_store_write_finish (EO_STORE (source), result, &write->error);
  write->is_done = TRUE;
  g_cond_signal (&write->cond);
  g_mutex_unlock (&write->mutex);
}

static gboolean
begin_write (gpointer user_data)
{
  Write *write = user_data;

  eo_store_write_async (write->store, write->func, write->data, NULL, NULL, on_written, write);
  return G_SOURCE_REMOVE;
}

/* Begun in the main thread, where who shows it is told what changed; waited for in this one. */
static gboolean
write_from_thread (EoStore      *store,
                   EoWriteFunc   func,
                   gpointer      data,
                   GError      **error)
{
  Write write = { .store = store, .func = func, .data = data };

  g_mutex_init (&write.mutex);
  g_cond_init (&write.cond);
  g_idle_add_full (G_PRIORITY_DEFAULT, begin_write, &write, NULL);
  g_mutex_lock (&write.mutex);
  while (!write.is_done)
    g_cond_wait (&write.cond, &write.mutex);
  g_mutex_unlock (&write.mutex);
  g_mutex_clear (&write.mutex);
  g_cond_clear (&write.cond);
  if (write.error != NULL)
    g_propagate_error (error, write.error);
  return write.ok;
}

static gpointer
run (gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (eo_ics_import_run (&job->import, job->fd, job->name, g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

void
eo_ics_import_async (EoStore             *store,
                     int                  fd,
                     const char          *name,
                     gint64               diary,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  EoRecord *record;
  Job *job;

  g_return_if_fail (EO_IS_STORE (store) && fd >= 0 && name != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_ics_import_async);
  g_task_set_check_cancellable (task, FALSE); /* what was written by then was written */
  job = g_new0 (Job, 1);
  job->lines = g_ptr_array_new_with_free_func (g_free);
  job->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  job->name = g_strdup (name);
  g_task_set_task_data (task, job, job_free);
  record = eo_store_get (store, &eo_diary_kind, diary, &error);
  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->watch = (EoIcsWatch) { keep_line, NULL, job->lines };
  job->import = (EoIcsImport) { .store = store, .write = write_from_thread, .keeps_edits = TRUE, .at_a_time = EO_ICS_SOME, .watch = &job->watch,
                                .count = &job->count, .diary = EO_DIARY (record) };
  g_thread_unref (g_thread_new ("calendar-import", run, g_steal_pointer (&task)));
}

gboolean
eo_ics_import_finish (EoStore       *store,
                      GAsyncResult  *result,
                      EoIcsCount    *count,
                      GPtrArray    **lines,
                      GError       **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, store) && count != NULL && lines != NULL, FALSE);

  job = g_task_get_task_data (G_TASK (result));
  *count = job->count;
  *lines = g_ptr_array_ref (job->lines);
  return g_task_propagate_boolean (G_TASK (result), error);
}
