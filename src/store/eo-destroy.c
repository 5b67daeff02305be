/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-destroy.h"
#include "store/eo-document-private.h"

/* What hangs on the files of a run, their volumes and letters, what was contributed to a letter, and what is being typed.
 * Also what was taken off its record before, or whose record was deleted: its bytes are still there. */
#define SQL_DOCUMENTS \
  "WITH doomed (kind, record, file, letter) AS (" \
  " SELECT 'letter', l.id, l.file, l.id FROM letter l JOIN file f ON f.id = l.file WHERE f.run = ?1" \
  " UNION ALL SELECT 'contribution', c.id, l.file, l.id FROM contribution c JOIN letter l ON l.id = c.letter" \
  " JOIN file f ON f.id = l.file WHERE f.run = ?1" \
  " UNION ALL SELECT 'draft', d.id, l.file, l.id FROM draft d JOIN letter l ON d.kind = 'letter' AND d.record = l.id" \
  " JOIN file f ON f.id = l.file WHERE f.run = ?1" \
  " UNION ALL SELECT 'file', id, id, 0 FROM file WHERE run = ?1" \
  " UNION ALL SELECT 'volume', v.id, v.file, 0 FROM volume v JOIN file f ON f.id = v.file WHERE f.run = ?1)" \
  " SELECT a.id, a.document, x.file, x.letter, a.name, d.size, d.sha256 FROM doomed x" \
  " JOIN attachment a ON a.kind = x.kind AND a.record = x.record JOIN document d ON d.id = a.document ORDER BY a.id"
#define SQL_NOTE \
  "INSERT INTO disposed_document (disposal, file, letter, name, size, sha256, elsewhere)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define SQL_FORGET "DELETE FROM attachment WHERE id = ?1"
#define SQL_STAYS  "SELECT count(*) FROM attachment WHERE document = ?1"
#define SQL_LIST   "SELECT file, letter, name, size, sha256, elsewhere FROM disposed_document WHERE disposal = ?1 ORDER BY id"

/* Texts that were written in the program itself, and what the journal has of them. */
#define OF_RUN "(SELECT l.id FROM letter l JOIN file f ON f.id = l.file WHERE f.run = ?1)"
#define CONTRIBUTIONS "(SELECT id FROM contribution WHERE letter IN " OF_RUN ")"
#define SQL_DRAFTS "DELETE FROM draft WHERE kind = 'letter' AND record IN " OF_RUN
#define PURGE(kind, field, records) \
  "DELETE FROM journal_payload WHERE seq IN (SELECT seq FROM journal WHERE kind = '" kind "' AND record IN " records ")" \
  " AND instr (payload, '\"field\":\"" field "\"') > 0"
/* Words of deleted rows stand in the index until it is put together anew. At a million letters that takes a minute, so it
 * is done in many transactions, and what is left to do is kept. A negative rank begins. */
#define FORGETTING "search-forget" /* setting: "begin", "go", or "" where nothing is left */
#define SQL_MERGE  "INSERT INTO search_fts (search_fts, rank) VALUES ('merge', %d)"
#define STEP_PAGES 256

static const struct
{
  const char *kind;
  const char *field;
  const char *which;
  const char *clear; /* past the journal, which would keep it for ever */
  const char *purge;
} texts[] = {
  { "letter", "body", "t.body <> '' AND t.id IN " OF_RUN,
    "UPDATE letter SET body = '', version = version + 1 WHERE body <> '' AND id IN " OF_RUN, PURGE ("letter", "body", OF_RUN) },
  { "contribution", "answer", "t.answer <> '' AND t.letter IN " OF_RUN,
    "UPDATE contribution SET answer = '', version = version + 1 WHERE answer <> '' AND letter IN " OF_RUN,
    PURGE ("contribution", "answer", CONTRIBUTIONS) },
};

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
                gint64       disposal,
                GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (doomed_free);
  sqlite3_stmt *row = eo_database_prepare (database, SQL_DOCUMENTS, error);
  int code;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, disposal);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      Doomed *doomed = g_new0 (Doomed, 1);

      doomed->attachment = sqlite3_column_int64 (row, 0);
      doomed->document = sqlite3_column_int64 (row, 1);
      doomed->entry.file = sqlite3_column_int64 (row, 2);
      doomed->entry.letter = sqlite3_column_int64 (row, 3);
      doomed->entry.name = g_strdup (eo_column_text (row, 4));
      doomed->entry.size = sqlite3_column_int64 (row, 5);
      doomed->entry.sha256 = g_strdup (eo_column_text (row, 6));
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
journal (EoWriter           *writer,
         const EoDestroyed  *entry,
         const char         *what,
         GError            **error)
{
  const char *kind = entry->letter != 0 ? "letter" : "file";
  gint64 id = entry->letter != 0 ? entry->letter : entry->file;

  eo_writer_note (writer, kind, id, TRUE);
  return eo_attachment_journal (writer, kind, id, "destroyed", what, error);
}

/* Once nothing of the run holds on to it: the bytes go, unless they hang on something else, too. */
static gboolean
destroy (EoWriter  *writer,
         gint64     disposal,
         Doomed    *doomed,
         GError   **error)
{
  EoDatabase *database = writer->database;

  doomed->entry.elsewhere = eo_writer_get_integer (writer, SQL_STAYS, doomed->document, NULL) > 0;
  return (doomed->entry.elsewhere || eo_document_drop (database, doomed->document, error))
         && note (database, disposal, &doomed->entry, error)
         && journal (writer, &doomed->entry, doomed->entry.name, error);
}

static gboolean
destroy_documents (EoWriter  *writer,
                   gint64     disposal,
                   GError   **error)
{
  g_autoptr (GPtrArray) documents = find_documents (writer->database, disposal, error);

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (!run_with_id (writer->database, SQL_FORGET, ((Doomed *) g_ptr_array_index (documents, i))->attachment, error))
      return FALSE;
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (!destroy (writer, disposal, g_ptr_array_index (documents, i), error))
      return FALSE;
  return documents != NULL;
}

/* What search has of a text that is gone, and a line in the journal that it was. */
static gboolean
forget_text (EoWriter    *writer,
             EoRecord    *record,
             const char  *field,
             GError     **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  const char *label = eo_kind_field_label (record, eo_kind_find_field (kind, field));

  eo_writer_note (writer, kind->name, record->id, FALSE);
  return eo_record_set_text (record, field, "", error) && eo_search_index_record (writer, record, TRUE, error)
         && eo_attachment_journal (writer, kind->name, record->id, "destroyed", label, error);
}

static gboolean
destroy_texts (EoWriter  *writer,
               gint64     disposal,
               GError   **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) records
        = eo_writer_select (writer, eo_kind_lookup (texts[i].kind), texts[i].which, disposal, error);

      if (records == NULL || !run_with_id (writer->database, texts[i].clear, disposal, error)
          || !run_with_id (writer->database, texts[i].purge, disposal, error))
        return FALSE;
      for (guint j = 0; j < records->len; j++)
        if (!forget_text (writer, g_ptr_array_index (records, j), texts[i].field, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
eo_writer_destroy_documents (EoWriter  *writer,
                             gint64     disposal,
                             GError   **error)
{
  g_return_val_if_fail (writer != NULL, FALSE);

  eo_writer_note (writer, "disposal", disposal, TRUE);
  return destroy_documents (writer, disposal, error) && destroy_texts (writer, disposal, error)
         && run_with_id (writer->database, SQL_DRAFTS, disposal, error)
         && eo_writer_set_setting (writer, FORGETTING, "begin", error);
}

gboolean
eo_store_is_forgetting (EoStore *self)
{
  g_autofree char *left = NULL;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);

  left = eo_store_get_setting (self, FORGETTING);
  return *left != '\0';
}

gboolean
eo_writer_forget_words (EoWriter  *writer,
                        gpointer   data,
                        GError   **error)
{
  sqlite3 *handle;
  g_autofree char *sql = NULL;
  gboolean begins;
  int before;

  g_return_val_if_fail (writer != NULL, FALSE);

  handle = writer->database->handle;
  begins = eo_writer_get_integer (writer, "SELECT value = 'begin' FROM setting WHERE name = ?2", 0, FORGETTING) != 0;
  sql = g_strdup_printf (SQL_MERGE, begins ? -STEP_PAGES : STEP_PAGES);
  before = sqlite3_total_changes (handle);
  if (!eo_database_execute (writer->database, sql, error))
    return FALSE;
  /* As FTS5 tells that nothing was left to merge: the command itself counts as one change. */
  return eo_writer_set_setting (writer, FORGETTING, sqlite3_total_changes (handle) - before < 2 ? "" : "go", error);
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
