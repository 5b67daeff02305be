/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-search-row.h"

#define SQL_INSERT      "INSERT INTO search_row (kind, record, document, page, dated, title, who, body, tags) " \
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define SQL_UPDATE      "UPDATE search_row SET dated = ?2, title = ?3, who = ?4, body = ?5, tags = ?6 WHERE id = ?1"
#define SQL_DELETE      "DELETE FROM search_row WHERE id = ?1"
#define SQL_FTS_ADD     "INSERT INTO search_fts (rowid, title, who, body, tags) VALUES (?1, ?2, ?3, ?4, ?5)"
/* The index keeps no text of its own: to forget a row it is told what stood in it. */
#define SQL_FTS_FORGET  "INSERT INTO search_fts (search_fts, rowid, title, who, body, tags) " \
                        "VALUES ('delete', ?1, ?2, ?3, ?4, ?5)"

void
eo_search_row_clear (EoSearchRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    g_clear_pointer (&row->texts[i], g_free);
}

static gboolean
write_fts (EoDatabase         *database,
           const char         *sql,
           const EoSearchRow  *row,
           GError            **error)
{
  sqlite3_stmt *statement = eo_database_prepare_lasting (database, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row->id);
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    eo_bind_lasting_text (statement, i + 2, row->texts[i]);

  return eo_database_run (database, statement, error);
}

gboolean
eo_search_row_insert (EoDatabase   *database,
                      const char   *kind,
                      gint64        record,
                      gint64        document,
                      guint         page,
                      const char   *dated,
                      EoSearchRow  *row,
                      GError      **error)
{
  sqlite3_stmt *insert = eo_database_prepare_lasting (database, SQL_INSERT, error);

  if (insert == NULL)
    return FALSE;

  eo_bind_lasting_text (insert, 1, kind);
  sqlite3_bind_int64 (insert, 2, record);
  sqlite3_bind_int64 (insert, 3, document);
  sqlite3_bind_int (insert, 4, page);
  eo_bind_lasting_text (insert, 5, dated);
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    eo_bind_lasting_text (insert, i + 6, row->texts[i]);
  if (!eo_database_run (database, insert, error))
    return FALSE;
  row->id = sqlite3_last_insert_rowid (database->handle);

  return write_fts (database, SQL_FTS_ADD, row, error);
}

gboolean
eo_search_row_update (EoDatabase         *database,
                      const char         *dated,
                      const EoSearchRow  *old,
                      EoSearchRow        *row,
                      GError            **error)
{
  sqlite3_stmt *update;
  gboolean same = TRUE;

  row->id = old->id;
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    same = same && g_str_equal (old->texts[i], row->texts[i]);

  if (!same && !write_fts (database, SQL_FTS_FORGET, old, error))
    return FALSE;

  if ((update = eo_database_prepare (database, SQL_UPDATE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, row->id);
  eo_bind_text (update, 2, dated);
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    eo_bind_text (update, i + 3, row->texts[i]);
  if (!eo_database_run (database, update, error))
    return FALSE;

  return same || write_fts (database, SQL_FTS_ADD, row, error);
}

gboolean
eo_search_row_delete (EoDatabase         *database,
                      const EoSearchRow  *row,
                      GError            **error)
{
  sqlite3_stmt *statement;

  if (!write_fts (database, SQL_FTS_FORGET, row, error)
      || (statement = eo_database_prepare (database, SQL_DELETE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);

  return eo_database_run (database, statement, error);
}

gboolean
eo_search_row_read (EoDatabase    *database,
                    sqlite3_stmt  *statement,
                    EoSearchRow   *row,
                    GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    {
      row->id = sqlite3_column_int64 (statement, 0);
      for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
        row->texts[i] = g_strdup (eo_column_text (statement, i + 1));
    }
  sqlite3_reset (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE || eo_database_fail (database, error);
}
