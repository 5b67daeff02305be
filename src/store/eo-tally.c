/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-sql.h"
#include "store/eo-tally.h"

/* A row is the statement that stands on it. */
gint64
eo_row_get_integer (EoRow *row,
                    int    column)
{
  return sqlite3_column_int64 ((sqlite3_stmt *) row, column);
}

const char *
eo_row_get_text (EoRow *row,
                 int    column)
{
  return eo_column_text ((sqlite3_stmt *) row, column);
}

gboolean
eo_rows_walk (EoDatabase    *reader,
              sqlite3_stmt  *rows,
              EoRowFunc      func,
              gpointer       user_data,
              GError       **error)
{
  int code;

  do
    code = sqlite3_step (rows);
  while (code == SQLITE_ROW && func ((EoRow *) rows, user_data));
  if (code == SQLITE_ROW)
    code = SQLITE_DONE;
  if (code != SQLITE_DONE)
    eo_database_fail (reader, error);
  sqlite3_reset (rows);

  return code == SQLITE_DONE;
}

gboolean
eo_store_tally (EoStore     *self,
                EoQuery     *query,
                const char  *columns,
                const char  *tail,
                EoRowFunc    func,
                gpointer     user_data,
                GError     **error)
{
  g_autofree char *start = NULL;
  g_autofree char *sql = NULL;
  EoDatabase *reader;
  sqlite3_stmt *rows;
  gboolean done = FALSE;

  g_return_val_if_fail (EO_IS_STORE (self) && EO_IS_QUERY (query), FALSE);

  reader = eo_store_lend_reader (self, error);
  if (reader == NULL)
    return FALSE;
  start = eo_query_to_sql (query, columns, FALSE, FALSE);
  sql = g_strconcat (start, " ", tail, NULL);
  rows = eo_database_prepare (reader, sql, error);
  if (rows != NULL)
    {
      eo_query_bind (query, rows, eo_store_get_me (self));
      done = eo_rows_walk (reader, rows, func, user_data, error);
    }
  eo_store_return_reader (self, reader);

  return done;
}

static sqlite3_stmt *
prepare_with (EoDatabase  *database,
              const char  *sql,
              GVariant    *values,
              GError     **error)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (values);
  sqlite3_stmt *statement = eo_database_prepare (database, sql, error);

  for (gsize i = 0; statement != NULL && i < g_variant_n_children (taken); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (taken, i);

      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        sqlite3_bind_int64 (statement, i + 1, g_variant_get_int64 (value));
      else
        eo_bind_text (statement, i + 1, g_variant_get_string (value, NULL));
    }
  return statement;
}

gboolean
eo_writer_run (EoWriter    *writer,
               const char  *sql,
               GVariant    *values,
               GError     **error)
{
  sqlite3_stmt *statement = prepare_with (writer->database, sql, values, error);

  return statement != NULL && eo_database_run (writer->database, statement, error);
}

gboolean
eo_store_rows (EoStore     *self,
               const char  *sql,
               GVariant    *values,
               EoRowFunc    func,
               gpointer     user_data,
               GError     **error)
{
  EoDatabase *reader;
  sqlite3_stmt *rows;
  gboolean done;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);

  reader = eo_store_lend_reader (self, error);
  if (reader == NULL)
    {
      g_variant_unref (g_variant_ref_sink (values));
      return FALSE;
    }
  rows = prepare_with (reader, sql, values, error);
  done = rows != NULL && eo_rows_walk (reader, rows, func, user_data, error);
  eo_store_return_reader (self, reader);

  return done;
}
