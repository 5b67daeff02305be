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
