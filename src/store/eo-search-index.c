/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "store/eo-attachment.h"
#include "store/eo-search-private.h"
#include "store/eo-sql.h"

#define COLUMNS "id, title, who, body, tags"

#define SQL_OF_RECORD   "SELECT " COLUMNS " FROM search_row WHERE kind = ?1 AND record = ?2 AND document = 0"
#define SQL_OF_DOCUMENT "SELECT " COLUMNS " FROM search_row WHERE document = ?1 AND document <> 0"
#define SQL_INSERT      "INSERT INTO search_row (kind, record, document, page, dated, title, who, body, tags) " \
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define SQL_UPDATE      "UPDATE search_row SET dated = ?2, title = ?3, who = ?4, body = ?5, tags = ?6 WHERE id = ?1"
#define SQL_DELETE      "DELETE FROM search_row WHERE id = ?1"
#define SQL_FTS_ADD     "INSERT INTO search_fts (rowid, title, who, body, tags) VALUES (?1, ?2, ?3, ?4, ?5)"
/* The index keeps no text of its own: to forget a row it is told what stood in it. */
#define SQL_FTS_FORGET  "INSERT INTO search_fts (search_fts, rowid, title, who, body, tags) " \
                        "VALUES ('delete', ?1, ?2, ?3, ?4, ?5)"
#define SQL_READ        "UPDATE document SET text_state = ?2, text_why = ?3 WHERE id = ?1"
#define SQL_HOLDERS     "SELECT kind, record FROM attachment WHERE document = ?1 AND removed_at = ''"

/* What the index holds of one row, in its columns' order. */
typedef struct
{
  gint64 id;
  char  *texts[4]; /* title, who, body, tags */
} Row;

static void
row_clear (Row *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    g_clear_pointer (&row->texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
write_fts (EoDatabase  *database,
           const char  *sql,
           const Row   *row,
           GError     **error)
{
  sqlite3_stmt *statement = eo_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row->id);
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    eo_bind_text (statement, i + 2, row->texts[i]);

  return eo_database_run (database, statement, error);
}

static gboolean
insert_row (EoDatabase  *database,
            const char  *kind,
            gint64       record,
            gint64       document,
            guint        page,
            const char  *dated,
            Row         *row,
            GError     **error)
{
  sqlite3_stmt *insert = eo_database_prepare (database, SQL_INSERT, error);

  if (insert == NULL)
    return FALSE;

  eo_bind_text (insert, 1, kind);
  sqlite3_bind_int64 (insert, 2, record);
  sqlite3_bind_int64 (insert, 3, document);
  sqlite3_bind_int (insert, 4, page);
  eo_bind_text (insert, 5, dated);
  for (guint i = 0; i < G_N_ELEMENTS (row->texts); i++)
    eo_bind_text (insert, i + 6, row->texts[i]);
  if (!eo_database_run (database, insert, error))
    return FALSE;
  row->id = sqlite3_last_insert_rowid (database->handle);

  return write_fts (database, SQL_FTS_ADD, row, error);
}

static gboolean
update_row (EoDatabase  *database,
            const char  *dated,
            const Row   *old,
            Row         *row,
            GError     **error)
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

static gboolean
delete_row (EoDatabase  *database,
            const Row   *row,
            GError     **error)
{
  sqlite3_stmt *statement;

  if (!write_fts (database, SQL_FTS_FORGET, row, error)
      || (statement = eo_database_prepare (database, SQL_DELETE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);

  return eo_database_run (database, statement, error);
}

/* The first row of a bound statement with COLUMNS; @row keeps id 0 where there is none. */
static gboolean
read_row (EoDatabase    *database,
          sqlite3_stmt  *statement,
          Row           *row,
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

static gboolean
find_row (EoDatabase  *database,
          const char  *kind,
          gint64       record,
          Row         *row,
          GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_OF_RECORD, error);

  if (find == NULL)
    return FALSE;

  eo_bind_text (find, 1, kind);
  sqlite3_bind_int64 (find, 2, record);

  return read_row (database, find, row, error);
}

static void
add_text (GString    *to,
          const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  if (to->len > 0)
    g_string_append_c (to, '\n');
  g_string_append (to, text);
}

static void
add_field (GString       *to,
           const EoField *field,
           EoRecord      *record)
{
  g_autofree char *display = NULL;

  if (field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT)
    {
      add_text (to, eo_field_get_string (field, record));
      return;
    }
  if (field->type == EO_FIELD_LINK)
    {
      add_text (to, eo_field_get_link (field, record)->title);
      return;
    }

  display = eo_field_display (field, record);
  add_text (to, display);
}

/* The date a record is searched by: the one its register is ordered by, or when it was made. */
static EoDate
get_dated (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *sort = kind->sort != NULL ? eo_kind_find_field (kind, kind->sort) : NULL;

  if (sort != NULL && sort->type == EO_FIELD_DATE && *eo_field_get_date (sort, record)->iso != '\0')
    return *eo_field_get_date (sort, record);

  return eo_instant_to_date (&record->created_at);
}

static void
collect_texts (EoRecord     *record,
               const EoDate *dated,
               Row          *row)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *title = eo_kind_get_title_field (kind);
  g_autofree char *tag = eo_search_tag_for_kind (kind);
  GString *who = g_string_new (NULL);
  GString *body = g_string_new (record->reference);
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i]->flags & EO_HIDDEN)
        continue;
      if (fields[i]->flags & EO_WHO)
        add_field (who, fields[i], record);
      else if (fields[i] != title && (fields[i]->flags & EO_SEARCH))
        add_field (body, fields[i], record);
    }

  row->texts[0] = g_strdup (title != NULL ? eo_field_get_string (title, record) : "");
  row->texts[1] = g_string_free (who, FALSE);
  row->texts[2] = g_string_free (body, FALSE);
  row->texts[3] = g_strdup_printf ("%s " EO_TAG_YEAR "%.4s", tag, dated->iso);
}

static gboolean
index_row (EoWriter  *writer,
           EoRecord  *record,
           gboolean   was,
           gboolean  *renamed,
           GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  EoDate dated = get_dated (record);
  g_auto (Row) old = { 0 };
  g_auto (Row) row = { 0 };

  collect_texts (record, &dated, &row);
  if (was && !find_row (writer->database, kind->name, record->id, &old, error))
    return FALSE;
  *renamed = old.id != 0 && !g_str_equal (old.texts[0], row.texts[0]);

  return old.id != 0 ? update_row (writer->database, dated.iso, &old, &row, error)
                     : insert_row (writer->database, kind->name, record->id, 0, 0, dated.iso, &row, error);
}

/* Records of @kind whose @field names @target, with the new name. */
static gboolean
index_naming (EoWriter       *writer,
              const EoKind   *kind,
              const EoField  *field,
              gint64          target,
              GError        **error)
{
  g_autofree char *columns = eo_sql_columns (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" AS t WHERE t.\"%s\" = ?1 AND t.deleted_at = ''",
                                          columns, kind->name, field->name);
  sqlite3_stmt *rows = eo_database_prepare (writer->database, sql, error);
  gboolean done = TRUE;
  gboolean renamed;
  int code = SQLITE_DONE;

  if (rows == NULL)
    return FALSE;

  sqlite3_bind_int64 (rows, 1, target);
  while (done && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      g_autoptr (EoRecord) record = eo_sql_read_row (kind, rows);

      done = index_row (writer, record, TRUE, &renamed, error);
    }
  if (done && code != SQLITE_DONE)
    done = eo_database_fail (writer->database, error);
  sqlite3_reset (rows);

  return done;
}

/* Whoever names a renamed record is found by its new name. */
static gboolean
index_all_naming (EoWriter  *writer,
                  EoRecord  *renamed,
                  GError   **error)
{
  guint n_kinds, n_fields;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      const EoField *const *fields = eo_kind_get_fields (kinds[i], &n_fields);

      for (guint j = 0; j < n_fields; j++)
        if (fields[j]->type == EO_FIELD_LINK && (fields[j]->flags & (EO_WHO | EO_SEARCH))
            && eo_kind_links_to (fields[j], eo_record_get_kind (renamed))
            && !index_naming (writer, kinds[i], fields[j], renamed->id, error))
          return FALSE;
    }

  return TRUE;
}

gboolean
eo_search_index_record (EoWriter  *writer,
                        EoRecord  *record,
                        gboolean   was,
                        GError   **error)
{
  gboolean renamed = FALSE;

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (EO_IS_RECORD (record), FALSE);

  return index_row (writer, record, was, &renamed, error)
         && (!renamed || index_all_naming (writer, record, error));
}

gboolean
eo_search_remove_record (EoWriter      *writer,
                         const EoKind  *kind,
                         gint64         id,
                         GError       **error)
{
  g_auto (Row) old = { 0 };

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  if (!find_row (writer->database, kind->name, id, &old, error))
    return FALSE;

  return old.id == 0 || delete_row (writer->database, &old, error);
}

gboolean
eo_search_remove_document (EoDatabase  *database,
                           gint64       document,
                           GError     **error)
{
  g_return_val_if_fail (database != NULL, FALSE);

  for (;;)
    {
      sqlite3_stmt *next = eo_database_prepare (database, SQL_OF_DOCUMENT, error);
      g_auto (Row) old = { 0 };

      if (next == NULL)
        return FALSE;
      sqlite3_bind_int64 (next, 1, document);
      if (!read_row (database, next, &old, error))
        return FALSE;
      if (old.id == 0)
        return TRUE;
      if (!delete_row (database, &old, error))
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
insert_pages (EoDatabase  *database,
              gint64       document,
              GPtrArray   *pages,
              GError     **error)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const char *text = g_ptr_array_index (pages, i);
      g_autofree char *valid = eo_text_make_valid (text != NULL ? text : "", -1);
      g_auto (Row) row = { 0, { g_strdup (""), g_strdup (""), NULL, g_strdup (EO_TAG_PAGE) } };

      if (*g_strchug (valid) == '\0')
        continue;
      row.texts[2] = join_broken_words (valid);
      if (!insert_row (database, "", 0, document, i + 1, "", &row, error))
        return FALSE;
    }

  return TRUE;
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

static gboolean
note_holders (EoWriter  *writer,
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

  return eo_search_remove_document (writer->database, document, error)
         && (pages == NULL || insert_pages (writer->database, document, pages, error))
         && set_text_state (writer->database, document, state, why, error)
         && note_holders (writer, document, error);
}
