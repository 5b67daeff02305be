/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-text.h"
#include "store/eo-search-row.h"
#include "store/eo-sql.h"

#define SQL_OF_RECORD "SELECT " EO_SEARCH_ROW_COLUMNS " FROM search_row WHERE kind = ?1 AND record = ?2 AND document = 0"

static gboolean
find_row (EoDatabase   *database,
          const char   *kind,
          gint64        record,
          EoSearchRow  *row,
          GError      **error)
{
  sqlite3_stmt *find = eo_database_prepare (database, SQL_OF_RECORD, error);

  if (find == NULL)
    return FALSE;

  eo_bind_text (find, 1, kind);
  sqlite3_bind_int64 (find, 2, record);

  return eo_search_row_read (database, find, row, error);
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
  if (sort != NULL && sort->type == EO_FIELD_TIME && *eo_field_get_time (sort, record)->iso != '\0')
    return eo_local_time_get_date (eo_field_get_time (sort, record));

  return eo_instant_to_date (&record->created_at);
}

static void
collect_texts (EoRecord     *record,
               const EoDate *dated,
               EoSearchRow  *row)
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
  g_auto (EoSearchRow) old = { 0 };
  g_auto (EoSearchRow) row = { 0 };

  collect_texts (record, &dated, &row);
  if (was && !find_row (writer->database, kind->name, record->id, &old, error))
    return FALSE;
  *renamed = old.id != 0 && !g_str_equal (old.texts[0], row.texts[0]);

  return old.id != 0 ? eo_search_row_update (writer->database, dated.iso, &old, &row, error)
                     : eo_search_row_insert (writer->database, kind->name, record->id, 0, 0, dated.iso, &row, error);
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
  g_auto (EoSearchRow) old = { 0 };

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  if (!find_row (writer->database, kind->name, id, &old, error))
    return FALSE;

  return old.id == 0 || eo_search_row_delete (writer->database, &old, error);
}
