/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-document-private.h"
#include "store/eo-search-private.h"

#define SQL_INSERT   "INSERT INTO document (sha256, size, media_type) VALUES ('', ?1, '')"
#define SQL_CHUNK    "INSERT INTO document_chunk (document, n, bytes) VALUES (?1, ?2, ?3)"
#define SQL_COMPLETE "UPDATE document SET sha256 = ?2, media_type = ?3 WHERE id = ?1"
#define SQL_BY_HASH  "SELECT id FROM document WHERE sha256 = ?1"
#define SQL_HASH     "SELECT sha256, size FROM document WHERE id = ?1"
#define SQL_CHUNKS   "SELECT bytes FROM document_chunk WHERE document = ?1 ORDER BY n"
#define SQL_NAME     "SELECT name FROM attachment WHERE document = ?1 ORDER BY id DESC LIMIT 1"
#define SQL_HANGS    "SELECT 1 FROM attachment WHERE document = ?1 LIMIT 1"
#define SQL_DROP_CHUNKS "DELETE FROM document_chunk WHERE document = ?1"
#define SQL_DROP     "DELETE FROM document WHERE id = ?1"

static gboolean
insert_chunk (EoDatabase    *database,
              gint64         document,
              int            n,
              const guint8  *bytes,
              gsize          n_bytes,
              GError       **error)
{
  sqlite3_stmt *insert = eo_database_prepare (database, SQL_CHUNK, error);
  gboolean done;

  if (insert == NULL)
    return FALSE;

  sqlite3_bind_int64 (insert, 1, document);
  sqlite3_bind_int (insert, 2, n);
  sqlite3_bind_blob (insert, 3, bytes, n_bytes, SQLITE_STATIC);
  done = eo_database_run (database, insert, error);
  sqlite3_clear_bindings (insert);

  return done;
}

/* Reads the source once, into chunks, its hash and its media type; FALSE leaves what was written to the savepoint. */
static gboolean
store_chunks (EoDatabase   *database,
              EoSource     *source,
              gint64        document,
              GChecksum    *hash,
              const char  **media_type,
              GError      **error)
{
  g_autofree guint8 *buffer = g_malloc (EO_CHUNK_BYTES);
  gint64 total = 0;
  gsize n_read;

  for (int n = 0; total < eo_source_get_size (source); n++)
    {
      if (!eo_source_read (source, buffer, EO_CHUNK_BYTES, &n_read, error))
        return FALSE;
      if (n_read == 0)
        break;
      if (n == 0)
        *media_type = eo_media_type_guess (buffer, n_read, eo_source_get_name (source));
      g_checksum_update (hash, buffer, n_read);
      if (!insert_chunk (database, document, n, buffer, n_read, error))
        return FALSE;
      total += n_read;
    }

  return eo_source_verify (source, error);
}

static gboolean
find_by_hash (EoDatabase  *database,
              const char  *sha256,
              gint64      *document,
              GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_BY_HASH, error);

  *document = 0;
  if (find == NULL)
    return FALSE;

  eo_bind_text (find, 1, sha256);
  if (sqlite3_step (find) == SQLITE_ROW)
    *document = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);

  return TRUE;
}

static gboolean
complete (EoDatabase  *database,
          gint64       document,
          const char  *sha256,
          const char  *media_type,
          GError     **error)
{
  sqlite3_stmt *update = eo_database_prepare (database, SQL_COMPLETE, error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int64 (update, 1, document);
  eo_bind_text (update, 2, sha256);
  eo_bind_text (update, 3, media_type);

  return eo_database_run (database, update, error);
}

static gboolean
store_new (EoDatabase  *database,
           EoSource    *source,
           gint64      *document,
           gboolean    *known,
           GError     **error)
{
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *insert = eo_database_prepare (database, SQL_INSERT, error);
  const char *media_type = "application/octet-stream";
  gint64 fresh, same;

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, eo_source_get_size (source));
  if (!eo_database_run (database, insert, error))
    return FALSE;

  fresh = sqlite3_last_insert_rowid (database->handle);
  if (!store_chunks (database, source, fresh, hash, &media_type, error)
      || !find_by_hash (database, g_checksum_get_string (hash), &same, error))
    return FALSE;

  *known = same != 0;
  *document = *known ? same : fresh;

  return *known || complete (database, fresh, g_checksum_get_string (hash), media_type, error);
}

gboolean
eo_document_store (EoDatabase  *database,
                   EoSource    *source,
                   gint64      *document,
                   GError     **error)
{
  gboolean known = FALSE;

  g_return_val_if_fail (database != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (document != NULL, FALSE);

  /* The hash is known only after the last byte, and a source is read but once: what turns out to be
   * here already is rolled back to the savepoint. */
  if (!eo_database_execute (database, "SAVEPOINT document", error))
    return FALSE;

  if (!store_new (database, source, document, &known, error))
    {
      /* After an error such as a full disk SQLite may have rolled back everything, savepoint and all. */
      eo_database_execute (database, "ROLLBACK TO document; RELEASE document", NULL);
      return FALSE;
    }

  return eo_database_execute (database, known ? "ROLLBACK TO document; RELEASE document" : "RELEASE document",
                              error);
}

static gboolean
fail_damaged (EoDatabase  *database,
              gint64       document,
              GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_NAME, NULL);
  g_autofree char *name = NULL;

  if (find != NULL)
    {
      sqlite3_bind_int64 (find, 1, document);
      if (sqlite3_step (find) == SQLITE_ROW)
        name = g_strdup (eo_column_text (find, 0));
      sqlite3_reset (find);
    }

  g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED,
               _("The document “%s” is damaged: its bytes are not those that were registered. "
                 "Take it from the last backup."),
               name != NULL ? name : _("(no name)"));

  return FALSE;
}

static gboolean
expected_hash (EoDatabase  *database,
               gint64       document,
               char       **sha256,
               GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_HASH, error);
  int code;

  if (find == NULL)
    return FALSE;

  sqlite3_bind_int64 (find, 1, document);
  code = sqlite3_step (find);
  if (code == SQLITE_ROW)
    *sha256 = g_strdup (eo_column_text (find, 0));
  else if (code == SQLITE_DONE)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("The document is not in the office any more."));
  else
    eo_database_fail (database, error);
  sqlite3_reset (find);

  return code == SQLITE_ROW;
}

static int
stream_chunks (sqlite3_stmt  *chunks,
               GChecksum     *hash,
               EoChunkFunc    func,
               gpointer       user_data,
               GCancellable  *cancellable,
               GError       **error)
{
  int code;

  while ((code = sqlite3_step (chunks)) == SQLITE_ROW)
    {
      const void *bytes = sqlite3_column_blob (chunks, 0);
      gsize n_bytes = sqlite3_column_bytes (chunks, 0);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      if (n_bytes == 0)
        continue;
      g_checksum_update (hash, bytes, n_bytes);
      if (func != NULL && !func (bytes, n_bytes, user_data, error))
        break;
    }

  return code;
}

gboolean
eo_document_stream (EoDatabase    *database,
                    gint64         document,
                    EoChunkFunc    func,
                    gpointer       user_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *sha256 = NULL;
  sqlite3_stmt *chunks;
  int code;

  g_return_val_if_fail (database != NULL, FALSE);

  if (!expected_hash (database, document, &sha256, error))
    return FALSE;
  if ((chunks = eo_database_prepare (database, SQL_CHUNKS, error)) == NULL)
    return FALSE;

  sqlite3_bind_int64 (chunks, 1, document);
  code = stream_chunks (chunks, hash, func, user_data, cancellable, error);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    eo_database_fail (database, error);
  sqlite3_reset (chunks);
  if (code != SQLITE_DONE)
    return FALSE;

  if (g_strcmp0 (g_checksum_get_string (hash), sha256) != 0)
    return fail_damaged (database, document, error);

  return TRUE;
}

static gboolean
run_for (EoDatabase  *database,
         const char  *sql,
         gint64       document,
         GError     **error)
{
  sqlite3_stmt *statement = eo_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, document);

  return eo_database_run (database, statement, error);
}

gboolean
eo_document_drop (EoDatabase  *database,
                  gint64       document,
                  GError     **error)
{
  sqlite3_stmt *hangs;
  gboolean still;

  g_return_val_if_fail (database != NULL, FALSE);

  if ((hangs = eo_database_prepare (database, SQL_HANGS, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (hangs, 1, document);
  still = sqlite3_step (hangs) == SQLITE_ROW;
  sqlite3_reset (hangs);

  return still
         || (eo_search_remove_document (database, document, error)
             && eo_page_scan_drop (database, document, error)
             && run_for (database, SQL_DROP_CHUNKS, document, error)
             && run_for (database, SQL_DROP, document, error));
}
