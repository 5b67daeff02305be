/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/page/eo-intake.h"
#include "store/eo-draft.h"

typedef struct
{
  EoRecord  *record;
  GPtrArray *sources;  /* of EoSource */
  GString   *refused;
  gint64     draft;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_object_unref (intake->record);
  g_ptr_array_unref (intake->sources);
  g_string_free (intake->refused, TRUE);
  g_free (intake);
}

static void
look_at (Intake *intake,
         GFile  *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  EoSource *source = path != NULL ? eo_source_new_for_path (path, &error) : NULL;

  if (source != NULL)
    g_ptr_array_add (intake->sources, source);
  else
    g_string_append_printf (intake->refused, "%s%s", intake->refused->len > 0 ? "\n" : "",
                            error != NULL ? error->message
                                          : _("Only files on this computer can be taken. Copy it here first."));
}

/* On the writer thread. */
static gboolean
attach_all (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Intake *intake = data;

  for (guint i = 0; i < intake->sources->len; i++)
    if (!eo_writer_draft_attach (writer, &intake->draft, intake->record, intake->sources->pdata[i], error))
      return FALSE;

  return TRUE;
}

static void
on_attached (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Intake *intake = g_task_get_task_data (task);
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_int (task, intake->draft);
  else
    g_task_return_error (task, error);
}

void
eo_intake_async (EoStore             *store,
                 const EoKind        *kind,
                 GFile              **files,
                 guint                n_files,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Intake *intake;

  g_return_if_fail (EO_IS_STORE (store));
  g_return_if_fail (kind != NULL);

  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, eo_intake_async);

  intake = g_new0 (Intake, 1);
  intake->record = eo_record_new (kind);
  intake->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);
  intake->refused = g_string_new (NULL);
  g_task_set_task_data (task, intake, intake_free);
  for (guint i = 0; i < n_files; i++)
    look_at (intake, files[i]);

  if (intake->sources->len == 0)
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_INVALID, "%s", intake->refused->str);
  else
    eo_store_write_async (store, attach_all, intake, NULL, NULL, on_attached, g_steal_pointer (&task));
}

gint64
eo_intake_finish (GAsyncResult  *result,
                  char         **refused,
                  GError       **error)
{
  Intake *intake;
  gint64 draft;

  g_return_val_if_fail (G_IS_TASK (result), 0);

  intake = g_task_get_task_data (G_TASK (result));
  *refused = intake->refused->len > 0 ? g_strdup (intake->refused->str) : NULL;

  draft = g_task_propagate_int (G_TASK (result), error); /* once: MAX() would ask twice */
  return MAX (draft, 0);
}
