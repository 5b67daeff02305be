/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "store/eo-document-private.h"
#include "store/eo-search-row.h"

#define SQL_OF_DOCUMENT "SELECT " EO_SEARCH_ROW_COLUMNS " FROM search_row WHERE document = ?1 AND document <> 0"
#define SQL_OF_PAGE     "SELECT " EO_SEARCH_ROW_COLUMNS " FROM search_row WHERE document = ?1 AND page = ?2 AND document <> 0"
#define SQL_READ        "UPDATE document SET text_state = ?2, text_why = ?3 WHERE id = ?1"
#define SQL_HOLDERS     "SELECT kind, record FROM attachment WHERE document = ?1 AND removed_at = ''"

gboolean
eo_search_remove_document (EoDatabase  *database,
                           gint64       document,
                           GError     **error)
{
  g_return_val_if_fail (database != NULL, FALSE);

  for (;;)
    {
      sqlite3_stmt *next = eo_database_prepare (database, SQL_OF_DOCUMENT, error);
      g_auto (EoSearchRow) old = { 0 };

      if (next == NULL)
        return FALSE;
      sqlite3_bind_int64 (next, 1, document);
      if (!eo_search_row_read (database, next, &old, error))
        return FALSE;
      if (old.id == 0)
        return TRUE;
      if (!eo_search_row_delete (database, &old, error))
        return FALSE;
    }
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0xad || c == 0x2010 || c == 0x2011;
}

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t\r");
}

/* "munici-\npality" is one word: where a line ends in a hyphen between letters and the next begins small. */
static char *
join_broken_words (const char *text)
{
  GString *joined = g_string_sized_new (strlen (text));
  gboolean after_letter = FALSE;

  for (const char *at = text; *at != '\0';)
    {
      const char *next = g_utf8_next_char (at);
      gunichar c = g_utf8_get_char (at);

      if (after_letter && is_hyphen (c) && *skip_blanks (next) == '\n')
        {
          const char *line = skip_blanks (skip_blanks (next) + 1);

          if (g_unichar_islower (g_utf8_get_char (line)))
            {
              at = line;
              continue;
            }
        }
      after_letter = g_unichar_isalpha (c);
      g_string_append_len (joined, at, next - at);
      at = next;
    }

  return g_string_free (joined, FALSE);
}

static gboolean
insert_page (EoDatabase  *database,
             gint64       document,
             guint        page,
             const char  *text,
             GError     **error)
{
  g_autofree char *valid = eo_text_make_valid (text != NULL ? text : "", -1);
  g_auto (EoSearchRow) row = { 0, { g_strdup (""), g_strdup (""), NULL, g_strdup (EO_TAG_PAGE) } };

  if (*g_strchug (valid) == '\0')
    return TRUE;
  row.texts[2] = join_broken_words (valid);
  return eo_search_row_insert (database, "", 0, document, page + 1, "", &row, error);
}

static gboolean
insert_pages (EoDatabase  *database,
              gint64       document,
              GPtrArray   *pages,
              GError     **error)
{
  for (guint i = 0; i < pages->len; i++)
    if (!insert_page (database, document, i, g_ptr_array_index (pages, i), error))
      return FALSE;

  return TRUE;
}

gboolean
eo_search_set_page (EoDatabase  *database,
                    gint64       document,
                    guint        page,
                    const char  *text,
                    GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_OF_PAGE, error);
  g_auto (EoSearchRow) old = { 0 };

  if (find == NULL)
    return FALSE;
  sqlite3_bind_int64 (find, 1, document);
  sqlite3_bind_int64 (find, 2, page + 1);
  return eo_search_row_read (database, find, &old, error)
         && (old.id == 0 || eo_search_row_delete (database, &old, error))
         && insert_page (database, document, page, text, error);
}

static gboolean
set_text_state (EoDatabase  *database,
                gint64       document,
                const char  *state,
                const char  *why,
                GError     **error)
{
  sqlite3_stmt *update = eo_database_prepare (database, SQL_READ, error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int64 (update, 1, document);
  eo_bind_text (update, 2, state);
  eo_bind_text (update, 3, why);

  return eo_database_run (database, update, error);
}

gboolean
eo_writer_note_document (EoWriter  *writer,
                         gint64     document,
                         GError   **error)
{
  sqlite3_stmt *rows = eo_database_prepare (writer->database, SQL_HOLDERS, error);

  if (rows == NULL)
    return FALSE;

  sqlite3_bind_int64 (rows, 1, document);
  while (sqlite3_step (rows) == SQLITE_ROW)
    eo_writer_note (writer, g_intern_string (eo_column_text (rows, 0)), sqlite3_column_int64 (rows, 1), TRUE);
  sqlite3_reset (rows);

  return TRUE;
}

/**
 * eo_writer_set_document_text:
 * @writer: the open transaction
 * @document: id of the content
 * @pages: (nullable) (element-type utf8): the text of each page; %NULL when it has none to read
 * @why: (nullable): why it could not be read
 * @error: return location
 *
 * Puts a document's text into the index, in place of what was there, and takes the document off the queue.
 * A document that is gone meanwhile, with a discarded draft, is no error.
 */
gboolean
eo_writer_set_document_text (EoWriter    *writer,
                             gint64       document,
                             GPtrArray   *pages,
                             const char  *why,
                             GError     **error)
{
  const char *state = why != NULL ? "failed" : pages != NULL ? "read" : "none";

  g_return_val_if_fail (writer != NULL, FALSE);

  if (!set_text_state (writer->database, document, state, why, error))
    return FALSE;
  if (sqlite3_changes (writer->database->handle) == 0)
    return TRUE;

  return eo_search_remove_document (writer->database, document, error)
         && (pages == NULL || insert_pages (writer->database, document, pages, error))
         && eo_writer_note_document (writer, document, error);
}
