/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-sync.h"

/* From the window. */
typedef struct
{
  gint64           diary;
  EoCaldavAccount *account; /* or NULL */
  EoCaldavFlags    flags;
  EoCaldavCount    count;
  GPtrArray       *lines;

  GTask           *task;          /* not owned: it owns this */
  EoCaldavProgress progress;      /* or NULL; NULL after the end */
  gpointer         progress_data;
  GMutex           mutex;         /* over what follows */
  gboolean         is_due;        /* it is going to be told … */
  EoCaldavStage    stage;         /* … this, or what it is by then */
  guint64          done;
  guint64          of;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  eo_caldav_account_free (work->account);
  g_clear_pointer (&work->lines, g_ptr_array_unref);
  g_mutex_clear (&work->mutex);
  g_free (work);
}

/* Where the window is. */
static gboolean
tell_progress (gpointer user_data)
{
  Work *work = g_task_get_task_data (user_data);
  EoCaldavStage stage;
  guint64 done, of;

  g_mutex_lock (&work->mutex);
  work->is_due = FALSE;
  stage = work->stage;
  done = work->done;
  of = work->of;
  g_mutex_unlock (&work->mutex);
  if (work->progress != NULL)
    work->progress (stage, done, of, work->progress_data);
  return G_SOURCE_REMOVE;
}

/* In the worker. Of what comes while the window has not heard of the last, only the newest is told. */
static void
on_progress (EoCaldavStage stage,
             guint64       done,
             guint64       of,
             gpointer      user_data)
{
  Work *work = user_data;
  g_autoptr (GSource) source = NULL;
  gboolean was_due;

  g_mutex_lock (&work->mutex);
  was_due = work->is_due;
  work->is_due = TRUE;
  work->stage = stage;
  work->done = done;
  work->of = of;
  g_mutex_unlock (&work->mutex);
  if (was_due)
    return;
  source = g_idle_source_new (); /* not g_main_context_invoke(), which may call it in this thread */
  g_source_set_callback (source, tell_progress, g_object_ref (work->task), g_object_unref);
  g_source_attach (source, g_task_get_context (work->task));
}

static void
on_told (const char *line,
         gboolean    is_refused,
         gpointer    user_data)
{
  g_ptr_array_add (((Work *) user_data)->lines, g_strdup (line));
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  Work *self = data;
  const EoCaldavWatch watch = { on_told, on_progress, self };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) diary = NULL;

  if (self->account == NULL)
    {
      diary = eo_store_get (source, &eo_diary_kind, self->diary, &error);
      self->account = diary != NULL ? eo_caldav_account_load (source, EO_DIARY (diary), self->flags & EO_CALDAV_UNATTENDED ?
                                                              EO_CALDAV_ASK_NOBODY : EO_CALDAV_ASK_PERSON, cancellable, &error) : NULL;
    }
  if (self->account == NULL ||
      !eo_caldav_sync (source, self->diary, self->account, self->flags, &watch, cancellable, &self->count, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
eo_caldav_sync_async (EoStore                *store,
                      gint64                  diary,
                      const EoCaldavAccount  *account,
                      EoCaldavFlags           flags,
                      EoCaldavProgress        progress,
                      gpointer                progress_data,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *self;

  g_return_if_fail (EO_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  self = g_new0 (Work, 1);
  g_task_set_source_tag (task, eo_caldav_sync_async);
  self->diary = diary;
  self->flags = flags;
  self->task = task;
  self->progress = progress;
  self->progress_data = progress_data;
  g_mutex_init (&self->mutex);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  if (account != NULL)
    self->account = eo_caldav_account_new (account->address, account->user, account->password, account->is_plain);
  g_task_set_task_data (task, self, work_free);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told */
  g_task_run_in_thread (task, work);
}

gboolean
eo_caldav_sync_finish (EoStore        *store,
                       GAsyncResult   *result,
                       EoCaldavCount  *count,
                       GPtrArray     **lines,
                       GError        **error)
{
  Work *self;

  g_return_val_if_fail (g_task_is_valid (result, store) && count != NULL && lines != NULL, FALSE);

  self = g_task_get_task_data (G_TASK (result));
  self->progress = NULL;
  *count = self->count;
  *lines = g_steal_pointer (&self->lines);
  return g_task_propagate_boolean (G_TASK (result), error);
}
