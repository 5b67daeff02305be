/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-sql.h"
#include "store/eo-tally.h"
#include "store/eo-undo-private.h"

/* What rules ask of the office while they write. */

static sqlite3_stmt *
prepare (EoWriter   *writer,
         const char *sql,
         gint64      id,
         const char *text)
{
  sqlite3_stmt *row = eo_database_prepare (writer->database, sql, NULL);

  if (row != NULL && id != 0)
    sqlite3_bind_int64 (row, 1, id);
  if (row != NULL && text != NULL)
    eo_bind_text (row, 2, text);
  return row;
}

gint64
eo_writer_get_integer (EoWriter   *writer,
                       const char *sql,
                       gint64      id,
                       const char *text)
{
  sqlite3_stmt *row = prepare (writer, sql, id, text);
  gint64 value = 0;

  if (row == NULL)
    return 0;
  if (sqlite3_step (row) == SQLITE_ROW)
    value = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return value;
}

char *
eo_writer_get_text (EoWriter   *writer,
                    const char *sql,
                    gint64      id,
                    const char *text)
{
  sqlite3_stmt *row = prepare (writer, sql, id, text);
  char *value;

  if (row == NULL)
    return g_strdup ("");
  value = g_strdup (sqlite3_step (row) == SQLITE_ROW ? eo_column_text (row, 0) : "");
  sqlite3_reset (row);
  return value;
}

gboolean
eo_writer_tally (EoWriter    *writer,
                 const char  *sql,
                 gint64       id,
                 const char  *text,
                 const char  *second,
                 EoRowFunc    func,
                 gpointer     user_data,
                 GError     **error)
{
  sqlite3_stmt *rows = eo_database_prepare (writer->database, sql, error);

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, id);
  if (text != NULL)
    eo_bind_text (rows, 2, text);
  if (second != NULL)
    eo_bind_text (rows, 3, second);
  return eo_rows_walk (writer->database, rows, func, user_data, error);
}

GPtrArray *
eo_writer_select (EoWriter      *writer,
                  const EoKind  *kind,
                  const char    *where,
                  gint64         id,
                  GError       **error)
{
  g_autofree char *columns = eo_sql_columns (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" AS t WHERE t.deleted_at = '' AND (%s) ORDER BY t.id",
                                          columns, kind->name, where);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *row = eo_database_prepare (writer->database, sql, error);
  int code;

  if (row == NULL)
    return NULL;
  if (id != 0)
    sqlite3_bind_int64 (row, 1, id);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    g_ptr_array_add (records, eo_sql_read_row (kind, row));
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    {
      eo_database_fail (writer->database, error);
      return NULL;
    }
  return g_steal_pointer (&records);
}

void
eo_writer_keep_undo (EoWriter *writer,
                     EoUndo   *undo)
{
  g_return_if_fail (writer != NULL);

  writer->undo = undo;
}

const char *
eo_writer_get_by (EoWriter *writer)
{
  return writer->by;
}

EoInstant
eo_writer_get_now (EoWriter *writer)
{
  return writer->now;
}

char *
eo_writer_get_setting (EoWriter   *writer,
                       const char *name)
{
  sqlite3_stmt *row = eo_database_prepare (writer->database, "SELECT value FROM setting WHERE name = ?1", NULL);
  char *value = NULL;

  if (row == NULL)
    return g_strdup ("");
  eo_bind_text (row, 1, name);
  if (sqlite3_step (row) == SQLITE_ROW)
    value = g_strdup (eo_column_text (row, 0));
  sqlite3_reset (row);
  return value != NULL ? value : g_strdup ("");
}

gboolean
eo_writer_set_setting (EoWriter    *writer,
                       const char  *name,
                       const char  *value,
                       GError     **error)
{
  sqlite3_stmt *statement = eo_database_prepare (
    writer->database, "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    error);

  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, name);
  eo_bind_text (statement, 2, value);
  return eo_database_run (writer->database, statement, error);
}

/* The larger part of such a write is index pages changed again and again: kept in memory, each is written once. For the same
 * reason the parts of the search index are joined by eights, not by fours. */
gboolean
eo_writer_set_bulk (EoWriter  *writer,
                    gboolean   bulk,
                    GError   **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO search_fts (search_fts, rank) VALUES ('hashsize', %d), ('automerge', %d);"
                                          " PRAGMA cache_size = %d;", bulk ? 64 << 20 : 1 << 20, bulk ? 8 : 4,
                                          bulk ? -2000000 : -65536);

  return eo_database_execute (writer->database, sql, error);
}
