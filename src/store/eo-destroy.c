/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-destroy.h"
#include "store/eo-document-private.h"

/* Also what was taken off its letter before, or whose letter was deleted: its bytes are still there. */
#define SQL_DOCUMENTS \
  "SELECT a.id, a.document, a.record, a.name, d.size, d.sha256 FROM letter l" \
  " JOIN attachment a ON a.kind = 'letter' AND a.record = l.id JOIN document d ON d.id = a.document" \
  " WHERE l.file = ?1 ORDER BY a.id"
#define SQL_NOTE \
  "INSERT INTO disposed_document (disposal, file, letter, name, size, sha256, elsewhere)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define SQL_FORGET "DELETE FROM attachment WHERE id = ?1"
#define SQL_STAYS  "SELECT count(*) FROM attachment WHERE document = ?1"
#define SQL_LIST   "SELECT file, letter, name, size, sha256, elsewhere FROM disposed_document WHERE disposal = ?1 ORDER BY id"

typedef struct
{
  gint64       attachment;
  gint64       document;
  EoDestroyed  entry;
} Doomed;

static void
doomed_free (gpointer data)
{
  Doomed *doomed = data;

  g_free (doomed->entry.name);
  g_free (doomed->entry.sha256);
  g_free (doomed);
}

void
eo_destroyed_free (EoDestroyed *destroyed)
{
  g_free (destroyed->name);
  g_free (destroyed->sha256);
  g_free (destroyed);
}

static GPtrArray *
find_documents (EoDatabase  *database,
                gint64       file,
                GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (doomed_free);
  sqlite3_stmt *row = eo_database_prepare (database, SQL_DOCUMENTS, error);
  int code;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, file);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      Doomed *doomed = g_new0 (Doomed, 1);

      doomed->attachment = sqlite3_column_int64 (row, 0);
      doomed->document = sqlite3_column_int64 (row, 1);
      doomed->entry.file = file;
      doomed->entry.letter = sqlite3_column_int64 (row, 2);
      doomed->entry.name = g_strdup (eo_column_text (row, 3));
      doomed->entry.size = sqlite3_column_int64 (row, 4);
      doomed->entry.sha256 = g_strdup (eo_column_text (row, 5));
      g_ptr_array_add (found, doomed);
    }
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    {
      eo_database_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&found);
}

static gboolean
run_with_id (EoDatabase  *database,
             const char  *sql,
             gint64       id,
             GError     **error)
{
  sqlite3_stmt *statement = eo_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return eo_database_run (database, statement, error);
}

static gboolean
note (EoDatabase         *database,
      gint64              disposal,
      const EoDestroyed  *entry,
      GError            **error)
{
  sqlite3_stmt *statement = eo_database_prepare (database, SQL_NOTE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, disposal);
  sqlite3_bind_int64 (statement, 2, entry->file);
  sqlite3_bind_int64 (statement, 3, entry->letter);
  eo_bind_text (statement, 4, entry->name);
  sqlite3_bind_int64 (statement, 5, entry->size);
  eo_bind_text (statement, 6, entry->sha256);
  sqlite3_bind_int (statement, 7, entry->elsewhere);
  return eo_database_run (database, statement, error);
}

static gboolean
destroy (EoWriter  *writer,
         gint64     disposal,
         Doomed    *doomed,
         GError   **error)
{
  EoDatabase *database = writer->database;

  if (!run_with_id (database, SQL_FORGET, doomed->attachment, error))
    return FALSE;
  doomed->entry.elsewhere = eo_writer_get_integer (writer, SQL_STAYS, doomed->document, NULL) > 0;
  if ((!doomed->entry.elsewhere && !eo_document_drop (database, doomed->document, error))
      || !note (database, disposal, &doomed->entry, error)
      || !eo_attachment_journal (writer, "letter", doomed->entry.letter, "destroyed", doomed->entry.name, error))
    return FALSE;
  eo_writer_note (writer, "letter", doomed->entry.letter, TRUE);
  return TRUE;
}

gboolean
eo_writer_destroy_file_documents (EoWriter  *writer,
                                  gint64     disposal,
                                  gint64     file,
                                  GError   **error)
{
  g_autoptr (GPtrArray) documents = NULL;

  g_return_val_if_fail (writer != NULL, FALSE);

  /* Overwritten with zeros, not only let go: for the rest of this connection, which only makes it slower to delete. */
  if (!eo_database_execute (writer->database, "PRAGMA secure_delete = ON", error)
      || (documents = find_documents (writer->database, file, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!destroy (writer, disposal, g_ptr_array_index (documents, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *
eo_store_get_destroyed (EoStore  *self,
                        gint64    disposal,
                        GError  **error)
{
  EoDatabase *database = eo_store_main_reader (self);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_destroyed_free);
  sqlite3_stmt *row = eo_database_prepare (database, SQL_LIST, error);
  int code;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, disposal);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      EoDestroyed *entry = g_new0 (EoDestroyed, 1);

      entry->file = sqlite3_column_int64 (row, 0);
      entry->letter = sqlite3_column_int64 (row, 1);
      entry->name = g_strdup (eo_column_text (row, 2));
      entry->size = sqlite3_column_int64 (row, 3);
      entry->sha256 = g_strdup (eo_column_text (row, 4));
      entry->elsewhere = sqlite3_column_int (row, 5) != 0;
      g_ptr_array_add (list, entry);
    }
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    {
      eo_database_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&list);
}
