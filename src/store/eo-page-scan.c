/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-page-scan.h"

#include "store/eo-document-private.h"
#include "store/eo-search-private.h"

#define SQL_TEXT     "SELECT text_state, text_why FROM document WHERE id = ?1"
#define SQL_PAGES    "SELECT state, count(*), max (why) FROM page_scan WHERE document = ?1 GROUP BY state"
#define SQL_BEFORE   "SELECT count(DISTINCT document) FROM page_scan WHERE state = 'queued' AND document > ?1"
#define SQL_N_QUEUED "SELECT count(*) FROM page_scan WHERE state = 'queued'"
/* CROSS JOIN: in the order written, the queue first. */
#define SQL_NEXT     "SELECT " EO_ATTACHMENT_COLUMNS ", s.page FROM page_scan s " \
                     "CROSS JOIN document d ON d.id = s.document " \
                     "CROSS JOIN attachment a ON a.document = s.document AND a.removed_at = '' " \
                     "WHERE s.state = 'queued' "
#define SQL_NEXT_ANY SQL_NEXT "ORDER BY s.document DESC, s.page LIMIT 1"
#define SQL_NEXT_OF  SQL_NEXT "AND s.document = ?1 ORDER BY s.page LIMIT 1"
#define SQL_FOUND    "SELECT words, codes FROM page_scan WHERE document = ?1 AND page = ?2 AND state = 'read'"
#define SQL_FORGET   "DELETE FROM page_scan WHERE document = ?1"
#define SQL_QUEUE    "INSERT INTO page_scan (document, page, why) SELECT id, ?2, ?3 FROM document WHERE id = ?1"
#define SQL_SET      "UPDATE page_scan SET state = ?3, why = ?4, words = ?5, codes = ?6 WHERE document = ?1 AND page = ?2"
#define SQL_TROUBLE  "UPDATE page_scan SET why = ?1 WHERE state = 'queued' AND why <> ?1"
#define SQL_STOP     "UPDATE page_scan SET state = 'stopped', why = '' WHERE document = ?1 AND state = 'queued'"
#define SQL_GO_ON    "UPDATE page_scan SET state = 'queued', why = '' WHERE document = ?1 AND state IN ('stopped', 'failed')"

void
eo_reading_state_clear (EoReadingState *state)
{
  g_clear_pointer (&state->why, g_free);
}

static void
add_pages (EoReadingState *state,
           const char     *which,
           guint           n,
           const char     *why)
{
  static const struct { const char *name; gsize offset; } counts[] = {
    { "read", G_STRUCT_OFFSET (EoReadingState, n_read) },
    { "queued", G_STRUCT_OFFSET (EoReadingState, n_queued) },
    { "stopped", G_STRUCT_OFFSET (EoReadingState, n_stopped) },
    { "failed", G_STRUCT_OFFSET (EoReadingState, n_failed) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (g_str_equal (counts[i].name, which))
      G_STRUCT_MEMBER (guint, state, counts[i].offset) = n;
  state->n_scans += n;
  if (why[0] != '\0')
    {
      g_free (state->why);
      state->why = g_strdup (why);
    }
}

/**
 * eo_store_get_reading:
 * @document: the content
 * @state: (out): how far its reading is; all zero for one that is not there
 */
void
eo_store_get_reading (EoStore        *self,
                      gint64          document,
                      EoReadingState *state)
{
  EoDatabase *database;
  sqlite3_stmt *rows;

  g_return_if_fail (EO_IS_STORE (self) && state != NULL);

  *state = (EoReadingState) { .text = "none", .why = g_strdup ("") };
  database = eo_store_main_reader (self);
  if ((rows = eo_database_prepare (database, SQL_TEXT, NULL)) == NULL)
    return;
  sqlite3_bind_int64 (rows, 1, document);
  if (sqlite3_step (rows) == SQLITE_ROW)
    {
      state->text = g_intern_string (eo_column_text (rows, 0));
      add_pages (state, "", 0, eo_column_text (rows, 1));
    }
  sqlite3_reset (rows);

  if ((rows = eo_database_prepare (database, SQL_PAGES, NULL)) == NULL)
    return;
  sqlite3_bind_int64 (rows, 1, document);
  while (sqlite3_step (rows) == SQLITE_ROW)
    add_pages (state, eo_column_text (rows, 0), (guint) sqlite3_column_int (rows, 1), eo_column_text (rows, 2));
  sqlite3_reset (rows);

  if (state->n_queued == 0 || (rows = eo_database_prepare (database, SQL_BEFORE, NULL)) == NULL)
    return;
  sqlite3_bind_int64 (rows, 1, document);
  if (sqlite3_step (rows) == SQLITE_ROW)
    state->n_before = (guint) sqlite3_column_int (rows, 0);
  sqlite3_reset (rows);
}

guint
eo_store_count_unscanned (EoStore *self)
{
  g_return_val_if_fail (EO_IS_STORE (self), 0);

  return eo_database_get_integer (eo_store_main_reader (self), SQL_N_QUEUED, 0);
}

/**
 * eo_store_next_scan:
 * @document: a document, or 0 for any
 * @attachment: (out) (transfer full): the document of the next page to be read
 * @page: (out): the page, from 0
 *
 * Returns: whether there is one
 */
gboolean
eo_store_next_scan (EoStore       *self,
                    gint64         document,
                    EoAttachment **attachment,
                    guint         *page)
{
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachment != NULL && page != NULL, FALSE);

  *attachment = NULL;
  row = eo_database_prepare (eo_store_main_reader (self), document != 0 ? SQL_NEXT_OF : SQL_NEXT_ANY, NULL);
  if (row == NULL)
    return FALSE;
  if (document != 0)
    sqlite3_bind_int64 (row, 1, document);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      *attachment = eo_attachment_read_row (row);
      *page = (guint) sqlite3_column_int (row, EO_ATTACHMENT_N_COLUMNS);
    }
  sqlite3_reset (row);

  return *attachment != NULL;
}

static char *
get_found (EoStore *self,
           gint64   document,
           guint    page,
           int      column)
{
  EoDatabase *database = eo_store_lend_reader (self, NULL);
  sqlite3_stmt *row = database != NULL ? eo_database_prepare (database, SQL_FOUND, NULL) : NULL;
  char *found = NULL;

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, document);
      sqlite3_bind_int64 (row, 2, page);
      if (sqlite3_step (row) == SQLITE_ROW)
        found = g_strdup (eo_column_text (row, column));
      sqlite3_reset (row);
    }
  if (database != NULL)
    eo_store_return_reader (self, database);

  return found;
}

/**
 * eo_store_get_page_words:
 *
 * Returns: (transfer full) (nullable): the words read off a page; %NULL for a page that is no scan, or not read
 */
char *
eo_store_get_page_words (EoStore *self,
                         gint64   document,
                         guint    page)
{
  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  return get_found (self, document, page, 0);
}

/**
 * eo_store_get_page_codes:
 *
 * Returns: (transfer full) (nullable): what the codes on a page say; %NULL for a page that is no scan, or not read
 */
char **
eo_store_get_page_codes (EoStore *self,
                         gint64   document,
                         guint    page)
{
  g_autofree char *codes = NULL;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  codes = get_found (self, document, page, 1);

  return codes != NULL ? g_strsplit (codes, "\n", -1) : NULL;
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
eo_page_scan_drop (EoDatabase  *database,
                   gint64       document,
                   GError     **error)
{
  g_return_val_if_fail (database != NULL, FALSE);

  return run_for (database, SQL_FORGET, document, error);
}

/**
 * eo_writer_queue_scans:
 * @writer: the open transaction
 * @document: the content
 * @pages: (array length=n_pages): those that are pictures, from 0
 * @why: why none can be read for now, or ""
 *
 * Puts pages on the queue of scans, in place of what was known of the document's pages.
 */
gboolean
eo_writer_queue_scans (EoWriter     *writer,
                       gint64        document,
                       const guint  *pages,
                       guint         n_pages,
                       const char   *why,
                       GError      **error)
{
  g_return_val_if_fail (writer != NULL, FALSE);

  if (!eo_page_scan_drop (writer->database, document, error))
    return FALSE;
  for (guint i = 0; i < n_pages; i++)
    {
      sqlite3_stmt *insert = eo_database_prepare (writer->database, SQL_QUEUE, error);

      if (insert == NULL)
        return FALSE;
      sqlite3_bind_int64 (insert, 1, document);
      sqlite3_bind_int64 (insert, 2, pages[i]);
      eo_bind_text (insert, 3, why);
      if (!eo_database_run (writer->database, insert, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * eo_writer_set_scan:
 * @writer: the open transaction
 * @document: the content
 * @page: from 0
 * @words: what was read, and where it stands
 * @codes: what the codes say, a line each
 * @text: what was read, for the search index
 * @why: (nullable): why it could not be read; then the others are ""
 *
 * Keeps what was read off a page, and takes the page off the queue.
 */
gboolean
eo_writer_set_scan (EoWriter    *writer,
                    gint64       document,
                    guint        page,
                    const char  *words,
                    const char  *codes,
                    const char  *text,
                    const char  *why,
                    GError     **error)
{
  sqlite3_stmt *update;

  g_return_val_if_fail (writer != NULL, FALSE);

  if ((update = eo_database_prepare (writer->database, SQL_SET, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, document);
  sqlite3_bind_int64 (update, 2, page);
  eo_bind_text (update, 3, why != NULL ? "failed" : "read");
  eo_bind_text (update, 4, why);
  eo_bind_text (update, 5, words);
  eo_bind_text (update, 6, codes);
  if (!eo_database_run (writer->database, update, error))
    return FALSE;
  if (sqlite3_changes (writer->database->handle) == 0)
    return TRUE;

  /* The few letters that the file had itself stay, where nothing else was read. */
  return (text[0] == '\0' || eo_search_set_page (writer->database, document, page, text, error))
         && eo_writer_note_document (writer, document, error);
}

/**
 * eo_writer_set_scan_trouble:
 * @writer: the open transaction
 * @document: the one whose records are told
 * @why: why no scan can be read for now, or "" when they can again
 */
gboolean
eo_writer_set_scan_trouble (EoWriter    *writer,
                            gint64       document,
                            const char  *why,
                            GError     **error)
{
  sqlite3_stmt *update;

  g_return_val_if_fail (writer != NULL, FALSE);

  if ((update = eo_database_prepare (writer->database, SQL_TROUBLE, error)) == NULL)
    return FALSE;
  eo_bind_text (update, 1, why);

  return eo_database_run (writer->database, update, error) && eo_writer_note_document (writer, document, error);
}

/**
 * eo_writer_stop_scans:
 * @writer: the open transaction
 * @document: the content
 * @stop: whether to take its pages off the queue; else those that were not read are put on it again
 */
gboolean
eo_writer_stop_scans (EoWriter    *writer,
                      gint64       document,
                      gboolean     stop,
                      GError     **error)
{
  g_return_val_if_fail (writer != NULL, FALSE);

  return run_for (writer->database, stop ? SQL_STOP : SQL_GO_ON, document, error)
         && eo_writer_note_document (writer, document, error);
}
