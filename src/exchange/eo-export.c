/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-new-file.h"
#include "exchange/eo-export.h"
#include "exchange/eo-record-sheet.h"
#include "exchange/eo-record-text.h"

typedef struct
{
  EoNewFile        *file;     /* or … */
  EoWorkbook       *book;
  EoExportFormat    format;
  GString          *row;
  EoClassification  highest;
  guint64           n;
} Export;

gboolean
eo_export_format (const char      *path,
                  EoExportFormat  *format,
                  GError         **error)
{
  static const struct { const char *ending; EoExportFormat format; } endings[] = {
    { ".csv", EO_EXPORT_CSV }, { ".json", EO_EXPORT_JSON }, { ".xlsx", EO_EXPORT_XLSX },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *shown = g_filename_display_name (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }
  g_set_error (error, EO_ERROR, EO_ERROR_USAGE, _("“%s” cannot be made: the name must end in .csv, .xlsx or .json."), shown);
  return FALSE;
}

static gboolean
put_record (EoRecord *record,
            gpointer  user_data)
{
  Export *export = user_data;

  g_string_truncate (export->row, 0);
  if (export->format == EO_EXPORT_CSV)
    eo_record_csv_row (export->row, record);
  else
    {
      g_autoptr (JsonNode) node = eo_record_to_json (record);
      g_autofree char *text = json_to_string (node, TRUE);
      g_string_append_printf (export->row, "%s%s", export->n > 0 ? ",\n" : "\n", text);
    }
  export->n++;
  /* A failure is told when the file is to get its name. */
  return eo_new_file_write (export->file, export->row->str, export->row->len, NULL);
}

static gboolean
put_all (Export      *export,
         EoStore     *store,
         EoQuery    **queries,
         guint        n_queries,
         GError     **error)
{
  if (export->format == EO_EXPORT_CSV)
    {
      eo_record_csv_header (export->row, eo_query_get_kind (queries[0]));
      eo_new_file_write (export->file, export->row->str, export->row->len, NULL);
    }
  else
    eo_new_file_write (export->file, "[", 1, NULL);
  for (guint i = 0; i < n_queries; i++)
    if (!eo_store_foreach (store, queries[i], put_record, export, error))
      return FALSE;
  if (export->format == EO_EXPORT_JSON)
    eo_new_file_write (export->file, "\n]\n", 3, NULL);
  return TRUE;
}

static gboolean
write_text (Export      *export,
            EoStore     *store,
            EoQuery    **queries,
            guint        n_queries,
            const char  *path,
            GError     **error)
{
  g_autoptr (EoNewFile) file = NULL;

  if (!eo_file_check_name (path, error) || (file = eo_new_file_open (path, 0600, error)) == NULL)
    return FALSE;
  export->file = file;
  return put_all (export, store, queries, n_queries, error) && eo_new_file_replace (file, error);
}

static gboolean
put_sheet_row (EoRecord *record,
               gpointer  user_data)
{
  Export *export = user_data;

  eo_record_sheet_add (export->book, record);
  export->highest = MAX (export->highest, record->classification);
  export->n++;
  return TRUE;
}

static gboolean
put_sheet (Export      *export,
           EoStore     *store,
           EoQuery     *query,
           const char  *title,
           GError     **error)
{
  const EoKind *kind = eo_query_get_kind (query);
  g_autoptr (GPtrArray) first = title != NULL ? eo_store_select (store, query, 1, error) : NULL;

  if (title != NULL && first == NULL)
    return FALSE;
  eo_record_sheet_begin (export->book, title != NULL ? title : _(kind->plural), kind,
                         first != NULL && first->len > 0 ? first->pdata[0] : NULL);
  return eo_store_foreach (store, query, put_sheet_row, export, error);
}

/* A sheet a kind. */
static gboolean
write_workbook (Export              *export,
                EoStore             *store,
                EoQuery            **queries,
                guint                n_queries,
                const EoExportHead  *head,
                const char          *path,
                GError             **error)
{
  const char *title = head != NULL ? head->title : NULL;
  g_autoptr (EoWorkbook) book = eo_workbook_new (path, title != NULL ? title : _(eo_query_get_kind (queries[0])->plural),
                                                 head != NULL ? head->office : "", error);

  if (book == NULL)
    return FALSE;
  export->book = book;
  for (guint i = 0; i < n_queries; i++)
    if (!put_sheet (export, store, queries[i], title, error))
      return FALSE;
  if (export->highest > EO_OPEN)
    eo_workbook_set_marking (book, eo_choice_label (eo_classification_get_type (), export->highest));
  return eo_workbook_save (book, error);
}

/**
 * eo_export:
 * @queries: what goes out, one query a kind; for CSV exactly one
 * @path: an existing file is replaced, once the new one is whole
 *
 * Any thread; blocks.
 *
 * Errors: EO_ERROR_FULL, _READ_ONLY, _NOT_REGULAR (a folder has the name) or _IO, naming @path.
 */
gboolean
eo_export (EoStore             *store,
           EoQuery            **queries,
           guint                n_queries,
           const EoExportHead  *head,
           const char          *path,
           EoExportFormat       format,
           guint64             *n_records,
           GError             **error)
{
  g_autoptr (GString) row = g_string_new (NULL);
  Export export = { .format = format, .row = row };
  gboolean ok;

  g_return_val_if_fail (EO_IS_STORE (store) && path != NULL, FALSE);
  g_return_val_if_fail (n_queries > 0 && (format != EO_EXPORT_CSV || n_queries == 1), FALSE);

  if (format == EO_EXPORT_XLSX)
    ok = write_workbook (&export, store, queries, n_queries, head, path, error);
  else
    ok = write_text (&export, store, queries, n_queries, path, error);
  *n_records = export.n;
  return ok;
}
