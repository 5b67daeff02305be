/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-store-core.h"

/* The commonest writes: a copy goes to the writer, and what it became comes back to the live record. */
typedef struct
{
  EoRecord     *live;  /* touched on the main thread only */
  EoRecord     *copy;
  char         *step;  /* state to step to, or NULL */
  const EoKind *kind;  /* of a deletion */
  gint64        id;
  gboolean      undelete;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->live);
  g_clear_object (&save->copy);
  g_free (save->step);
  g_free (save);
}

static Save *
save_new (EoRecord   *record,
          const char *step)
{
  Save *save = g_new0 (Save, 1);

  save->live = g_object_ref (record);
  save->copy = eo_record_copy (record);
  save->step = g_strdup (step);
  return save;
}

static gboolean
write_save (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Save *save = data;

  return save->step != NULL ? eo_writer_step (writer, save->copy, save->step, error)
                            : eo_writer_save (writer, save->copy, error);
}

static gboolean
write_delete (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Save *save = data;

  return save->undelete ? eo_writer_undelete (writer, save->kind, save->id, error)
                        : eo_writer_delete (writer, save->kind, save->id, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (save->live != NULL)
    eo_record_assign (save->live, save->copy);
  g_task_return_boolean (task, TRUE);
}

static void
write_async (EoStore             *self,
             Save                *save,
             EoWriteFunc          func,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, save, save_free);
  eo_store_write_async (self, func, save, NULL, cancellable, on_written, task);
}

void
eo_store_save_async (EoStore             *self,
                     EoRecord            *record,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  write_async (self, save_new (record, NULL), write_save, cancellable, callback, user_data);
}

gboolean
eo_store_save_finish (EoStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
eo_store_save (EoStore   *self,
               EoRecord  *record,
               GError   **error)
{
  Save *save = save_new (record, NULL);
  gboolean ok = eo_store_write (self, write_save, save, error);

  if (ok)
    eo_record_assign (record, save->copy);
  save_free (save);
  return ok;
}

void
eo_store_step_async (EoStore             *self,
                     EoRecord            *record,
                     const char          *to_state,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  write_async (self, save_new (record, to_state), write_save, cancellable, callback, user_data);
}

void
eo_store_delete_async (EoStore             *self,
                       const EoKind        *kind,
                       gint64               id,
                       gboolean             undelete,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Save *save = g_new0 (Save, 1);

  save->kind = kind;
  save->id = id;
  save->undelete = undelete;
  write_async (self, save, write_delete, cancellable, callback, user_data);
}

gboolean
eo_store_delete_finish (EoStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
