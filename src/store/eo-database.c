/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <malloc.h>
#include <string.h>

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "store/eo-database.h"

/* SQLite's words for what went wrong, as a clerk can use them. */
static const struct
{
  int         code; /* primary or extended result code */
  EoError     error;
  const char *message;
} messages[] = {
  { SQLITE_FULL, EO_ERROR_FULL, N_("The disk that holds “%s” is full. Nothing was saved: make room, then try again.") },
  { SQLITE_READONLY, EO_ERROR_READ_ONLY, N_("“%s” cannot be written: the file or its folder is read-only.") },
  { SQLITE_CORRUPT, EO_ERROR_DAMAGED, N_("The office file “%s” is damaged. Restore the last backup.") },
  { SQLITE_NOTADB, EO_ERROR_NOT_OFFICE, N_("“%s” is not an office file.") },
  { SQLITE_IOERR, EO_ERROR_IO, N_("Reading or writing “%s” failed. Check the disk, then try again.") },
  { SQLITE_CANTOPEN, EO_ERROR_IO, N_("“%s” cannot be opened.") },
  { SQLITE_PERM, EO_ERROR_READ_ONLY, N_("“%s” may not be written by this account.") },
  { SQLITE_BUSY, EO_ERROR_IO, N_("“%s” is in use by another program. Try again in a moment.") },
};

/* "UNIQUE constraint failed: file.number" */
static void
fail_constraint (EoDatabase  *self,
                 GError     **error)
{
  const char *message = sqlite3_errmsg (self->handle);
  const char *column = strrchr (message, '.');

  if (sqlite3_extended_errcode (self->handle) != SQLITE_CONSTRAINT_UNIQUE || column == NULL)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                         _("This does not agree with the rest of the office. Nothing was saved."));
  else if (g_str_equal (column + 1, "uid"))
    g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, _("It is in the office already, though perhaps deleted."));
  else
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("Another has this %s already."), column + 1);
  g_debug ("%s: %s", self->path, message);
}

gboolean
eo_database_fail (EoDatabase  *self,
                  GError     **error)
{
  int code = sqlite3_errcode (self->handle);
  g_autofree char *name = g_path_get_basename (self->path);

  /* Of the index beside the log, and of a quota, SQLite only says that writing failed. */
  if ((code & 0xff) == SQLITE_IOERR
      && (sqlite3_system_errno (self->handle) == ENOSPC || sqlite3_system_errno (self->handle) == EDQUOT))
    code = SQLITE_FULL;
  if (code == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    {
      fail_constraint (self, error);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if ((code & 0xff) == messages[i].code)
      {
        g_autofree char *format = g_strdup (_(messages[i].message));
        g_autoptr (GString) text = g_string_new (format);
        g_string_replace (text, "%s", name, 1);
        g_set_error_literal (error, EO_ERROR, messages[i].error, text->str);
        g_debug ("%s: %s", self->path, sqlite3_errmsg (self->handle));
        return FALSE;
      }
  g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("The office file “%s” could not do this: %s"), name,
               sqlite3_errmsg (self->handle));
  return FALSE;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
configure (EoDatabase      *self,
           EoDatabaseMode   mode,
           GError         **error)
{
  static const char common[] = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;";

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Checkpoints happen under the lock between processes, never on closing. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_timeout (self->handle, 10000);
  if (!eo_database_execute (self, common, error) || !eo_rank_register (self, error)
      || !eo_database_add_collation (self, error))
    return FALSE;
  if (mode == EO_DATABASE_WRITER)
    /* What is deleted is overwritten, as Debian's SQLite does anyhow: destroying a file must leave no copy in the room that
     * is free in the database. */
    return eo_database_execute (self, "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA secure_delete = ON; "
                                      "PRAGMA journal_size_limit = " G_STRINGIFY (EO_LOG_LIMIT), error);
  return eo_database_execute (self, "PRAGMA query_only = ON; PRAGMA cache_size = -4096;", error);
}

char *
eo_database_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *real = realpath (absolute, NULL);
  char *copy = g_strdup (real != NULL ? real : absolute);

  free (real);
  return copy;
}

static char *
make_uri (const char     *path,
          EoDatabaseMode  mode)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strconcat ("file:", escaped, mode == EO_DATABASE_IMMUTABLE ? "?immutable=1" : "", NULL);
}

EoDatabase *
eo_database_open (const char      *path,
                  EoDatabaseMode   mode,
                  GError         **error)
{
  g_autoptr (EoDatabase) self = g_new0 (EoDatabase, 1);
  g_autofree char *uri = make_uri (path, mode);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;

  /* A reader of a WAL database still writes its index (-shm), where it may. */
  flags |= mode == EO_DATABASE_IMMUTABLE ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->lasting = g_hash_table_new (NULL, NULL);
  if (sqlite3_open_v2 (uri, &self->handle, flags, NULL) != SQLITE_OK)
    {
      eo_database_fail (self, error);
      return NULL;
    }
  if (!configure (self, mode, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
eo_database_close (EoDatabase *self)
{
  g_hash_table_unref (self->lasting);
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3_stmt *
eo_database_prepare (EoDatabase  *self,
                     const char  *sql,
                     GError     **error)
{
  sqlite3_stmt *statement;

  if (self == NULL) /* what was still under way when the office was closed */
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_IO, _("The office is closed."));
      return NULL;
    }
  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      eo_database_fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

sqlite3_stmt *
eo_database_prepare_lasting (EoDatabase  *self,
                             const char  *sql,
                             GError     **error)
{
  sqlite3_stmt *statement = self != NULL ? g_hash_table_lookup (self->lasting, sql) : NULL;

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      return statement;
    }
  statement = eo_database_prepare (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->lasting, (gpointer) sql, statement);
  return statement;
}

gboolean
eo_database_execute (EoDatabase  *self,
                     const char  *sql,
                     GError     **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    return eo_database_fail (self, error);
  return TRUE;
}

gboolean
eo_database_run (EoDatabase    *self,
                 sqlite3_stmt  *statement,
                 GError       **error)
{
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (code != SQLITE_DONE)
    {
      eo_database_fail (self, error);
      sqlite3_reset (statement);
      return FALSE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

gint64
eo_database_get_integer (EoDatabase *self,
                         const char *sql,
                         gint64      fallback)
{
  sqlite3_stmt *statement = eo_database_prepare (self, sql, NULL);
  gint64 value = fallback;

  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  if (statement != NULL)
    sqlite3_reset (statement);
  return value;
}

static int
on_progress (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

void
eo_database_shrink (EoDatabase *self)
{
  sqlite3_db_release_memory (self->handle);
  malloc_trim (0); /* or glibc keeps them for this thread */
}

void
eo_database_set_cancellable (EoDatabase   *self,
                             GCancellable *cancellable)
{
  sqlite3_progress_handler (self->handle, cancellable != NULL ? 2000 : 0, cancellable != NULL ? on_progress : NULL,
                            cancellable);
}

void
eo_bind_text (sqlite3_stmt *statement,
              int           column,
              const char   *text)
{
  sqlite3_bind_text (statement, column, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

void
eo_bind_lasting_text (sqlite3_stmt *statement,
                      int           column,
                      const char   *text)
{
  sqlite3_bind_text (statement, column, text != NULL ? text : "", -1, SQLITE_STATIC);
}

gboolean
eo_bind_named_text (sqlite3_stmt *statement,
                    const char   *name,
                    const char   *text)
{
  int column = sqlite3_bind_parameter_index (statement, name);

  if (column > 0)
    eo_bind_text (statement, column, text);
  return column > 0;
}

gboolean
eo_bind_named_integer (sqlite3_stmt *statement,
                       const char   *name,
                       gint64        value)
{
  int column = sqlite3_bind_parameter_index (statement, name);

  if (column > 0)
    sqlite3_bind_int64 (statement, column, value);
  return column > 0;
}

const char *
eo_column_text (sqlite3_stmt *statement,
                int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}
