/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/eo-document-private.h"
#include "store/eo-link.h"
#include "store/eo-split.h"

#define SQL_NAMES "SELECT name FROM attachment WHERE kind = ?1 AND record = ?2 AND removed_at = '' ORDER BY id"
#define SQL_HANG \
  "INSERT INTO attachment (kind, record, document, name, added_at, added_by)" \
  " SELECT kind, ?3, document, name, ?4, ?5 FROM attachment WHERE kind = ?1 AND record = ?2 AND removed_at = '' ORDER BY id"

/* The bytes are kept once however often they hang. */
static gboolean
hang_documents (EoWriter    *writer,
                const char  *kind,
                gint64       first,
                gint64       second,
                GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = eo_database_prepare (writer->database, SQL_NAMES, error);

  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, kind);
  sqlite3_bind_int64 (statement, 2, first);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup (eo_column_text (statement, 0)));
  sqlite3_reset (statement);

  statement = eo_database_prepare (writer->database, SQL_HANG, error);
  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, kind);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, second);
  eo_bind_text (statement, 4, writer->now.iso);
  eo_bind_text (statement, 5, writer->by);
  if (!eo_database_run (writer->database, statement, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!eo_attachment_journal (writer, kind, second, "attached", g_ptr_array_index (names, i), error))
      return FALSE;
  if (names->len > 0)
    eo_writer_note (writer, kind, second, TRUE);
  return TRUE;
}

typedef struct
{
  const EoKind *kind;
  gint64        id;
  gint64        second;
  EoUndo       *undo;
} Split;

static void
split_free (gpointer data)
{
  Split *split = data;

  eo_undo_unref (split->undo);
  g_free (split);
}

static gboolean
run (EoWriter  *writer,
     gpointer   data,
     GError   **error)
{
  Split *split = data;
  g_autoptr (EoRecord) second = NULL;

  eo_writer_keep_undo (writer, split->undo);
  second = eo_writer_split (writer, split->kind, split->id, error);
  if (second == NULL)
    return FALSE;
  split->second = second->id;
  return TRUE;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Public functions */

EoRecord *
eo_writer_split (EoWriter      *writer,
                 const EoKind  *kind,
                 gint64         id,
                 GError       **error)
{
  g_autoptr (EoRecord) first = NULL;
  g_autoptr (EoRecord) second = NULL;

  g_return_val_if_fail (writer != NULL && kind != NULL && kind->split != NULL, NULL);

  first = eo_writer_get (writer, kind, id, error);
  if (first == NULL)
    return NULL;
  if (first->deleted_at.iso[0] != '\0')
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s is deleted: it cannot be split."), eo_record_get_name (first));
      return NULL;
    }
  second = eo_record_new (kind);
  second->classification = first->classification;
  kind->split (first, second);
  /* Translators: the name of a link between two records */
  if (!eo_writer_save (writer, second, error) || !hang_documents (writer, kind->name, id, second->id, error)
      || !eo_writer_tie (writer, kind, second->id, kind, id, _("split from"), error))
    return NULL;
  return g_steal_pointer (&second);
}

void
eo_store_split_async (EoStore             *self,
                      const EoKind        *kind,
                      gint64               id,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  Split *split = g_new0 (Split, 1);

  g_return_if_fail (EO_IS_STORE (self) && kind != NULL && kind->split != NULL);

  split->kind = kind;
  split->id = id;
  split->undo = eo_undo_new ();
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_store_split_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, split, split_free);
  eo_store_write_async (self, run, split, NULL, cancellable, on_written, task);
}

gint64
eo_store_split_finish (EoStore       *self,
                       GAsyncResult  *result,
                       EoUndo       **undo,
                       GError       **error)
{
  Split *split;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  split = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  if (undo != NULL)
    *undo = eo_undo_ref (split->undo);
  return split->second;
}
