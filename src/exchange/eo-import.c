/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "exchange/eo-csv.h"
#include "exchange/eo-import-private.h"
#include "exchange/eo-mailbox.h"
#include "store/eo-attachment.h"

#define ROWS_A_TRANSACTION 200
#define MAX_CSV_BYTES (256 * 1024 * 1024)

/* An import of rows as it goes on. */
typedef struct
{
  EoStore             *store;
  const EoKind        *kind;
  GArray              *columns;
  const EoImportWatch *watch;
  EoImportCount       *count;
  GHashTable          *seen;    /* uids of this file's new records */
  GPtrArray           *rows;    /* of EoImportRow: the next transaction's */
  GHashTable          *parties; /* of EoImportParty, likewise */
  GPtrArray           *fresh;   /* parties written in the open transaction */
} Import;

gboolean
eo_import_get_type_of (const char    *path,
                       EoImportType  *type,
                       GError       **error)
{
  static const char *const documents[] = {
    "pdf", "png", "jpg", "jpeg", "tif", "tiff", "docx", "odt", "doc", "rtf", "txt", "ppt", "pptx", "odp", NULL,
  };
  static const char *const not_yet[] = { "vcf", "xlsx", "ods", NULL };
  const char *dot = strrchr (path, '.');
  g_autofree char *ending = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  g_autofree char *display = g_filename_display_basename (path);
  g_autofree char *shown = eo_text_one_line (display);

  *type = g_file_test (path, G_FILE_TEST_IS_DIR) ? EO_IMPORT_FOLDER
          : g_str_equal (ending, "csv") ? EO_IMPORT_ROWS
          : g_str_equal (ending, "eml") ? EO_IMPORT_MESSAGE
          : g_str_equal (ending, "ics") || g_str_equal (ending, "ical") ? EO_IMPORT_CALENDAR
          : g_str_equal (ending, "mbox") ? EO_IMPORT_MAILBOX : EO_IMPORT_DOCUMENT;
  if (*type != EO_IMPORT_DOCUMENT || g_strv_contains (documents, ending))
    return TRUE;
  if (g_strv_contains (not_yet, ending))
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s”: .%s files are not taken yet."), shown, ending);
  else if (eo_mailbox_is_mbox (path))
    {
      *type = EO_IMPORT_MAILBOX; /* mail programs give them no ending */
      return TRUE;
    }
  else
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED,
                 _("“%s” is neither a table (.csv) nor a document. To keep it as it is, attach it to a record."), shown);
  return FALSE;
}

static gboolean
write_row (EoWriter     *writer,
           Import       *import,
           EoImportRow  *row,
           GError      **error)
{
  g_autoptr (EoRecord) copy = eo_record_copy (row->record); /* what is rolled back leaves the row as it was */

  for (guint i = 0; i < row->links->len; i++)
    {
      EoImportLink *link = &g_array_index (row->links, EoImportLink, i);
      if (link->party->id == 0)
        {
          g_autoptr (EoRecord) party = eo_record_copy (link->party->record);
          if (!eo_writer_save (writer, party, error))
            return FALSE;
          link->party->id = party->id;
          g_ptr_array_add (import->fresh, link->party);
        }
      eo_record_set_link (copy, link->field, link->party->id, eo_record_get_title (link->party->record));
    }
  /* A step saves what else was changed with it. */
  return row->step != NULL ? eo_writer_step (writer, copy, row->step, error) : eo_writer_save (writer, copy, error);
}

static gboolean
write_rows (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Import *import = data;

  for (guint i = 0; i < import->rows->len; i++)
    if (!write_row (writer, import, g_ptr_array_index (import->rows, i), error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  Import      *import;
  EoImportRow *row;
} Single;

static gboolean
write_single (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Single *single = data;

  return write_row (writer, single->import, single->row, error);
}

static gboolean
run_write (Import       *import,
           EoWriteFunc   func,
           gpointer      data,
           GError      **error)
{
  gboolean ok;

  g_ptr_array_set_size (import->fresh, 0);
  ok = eo_store_write (import->store, func, data, error);
  for (guint i = 0; !ok && i < import->fresh->len; i++)
    ((EoImportParty *) g_ptr_array_index (import->fresh, i))->id = 0;
  return ok;
}

static void
refuse (Import      *import,
        guint64      number,
        const GError *why)
{
  import->count->refused++;
  if (import->watch != NULL && import->watch->refused != NULL)
    import->watch->refused (number, why->message, import->watch->user_data);
}

/* Of the row; anything else is of the office, and ends the import. */
static gboolean
is_of_row (const GError *error)
{
  return error->domain == EO_ERROR
         && (error->code == EO_ERROR_INVALID || error->code == EO_ERROR_CONFLICT || error->code == EO_ERROR_STATE
             || error->code == EO_ERROR_NOT_FOUND);
}

static void
count_saved (Import            *import,
             const EoImportRow *row)
{
  if (row->record->id == 0)
    import->count->added++;
  else
    import->count->changed++;
}

/* One by one, because one of them is refused. */
static gboolean
write_singly (Import  *import,
              GError **error)
{
  for (guint i = 0; i < import->rows->len; i++)
    {
      Single single = { import, g_ptr_array_index (import->rows, i) };
      g_autoptr (GError) problem = NULL;

      if (run_write (import, write_single, &single, &problem))
        count_saved (import, single.row);
      else if (is_of_row (problem))
        refuse (import, single.row->number, problem);
      else
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
flush (Import  *import,
       GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean ok = TRUE;

  if (import->rows->len == 0)
    return TRUE;
  if (run_write (import, write_rows, import, &problem))
    for (guint i = 0; i < import->rows->len; i++)
      count_saved (import, g_ptr_array_index (import->rows, i));
  else if (is_of_row (problem))
    ok = write_singly (import, error);
  else
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      ok = FALSE;
    }
  g_ptr_array_set_size (import->rows, 0);
  g_hash_table_remove_all (import->parties);
  return ok;
}

static gboolean
is_blank (char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    if (cells[i][strspn (cells[i], " \t")] != '\0')
      return FALSE;
  return TRUE;
}

static void
take_row (Import  *import,
          char   **cells,
          guint64  number)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EoImportRow) row = eo_import_row_new (import->store, import->kind, import->columns, cells, number,
                                                   import->parties, &problem);

  if (row != NULL && !row->same && row->record->id == 0
      && !g_hash_table_add (import->seen, g_strdup (row->record->uid)))
    {
      if (row->own)
        row->same = TRUE; /* the same row twice in one file */
      else
        g_set_error (&problem, EO_ERROR, EO_ERROR_INVALID, _("The uid %s stands twice in this file"), row->record->uid);
    }
  if (problem != NULL)
    refuse (import, number, problem);
  else if (row->same)
    import->count->same++;
  else
    g_ptr_array_add (import->rows, g_steal_pointer (&row));
}

static gboolean
take_rows (Import     *import,
           GPtrArray  *rows,
           GError    **error)
{
  for (guint i = 1; i < rows->len; i++)
    {
      if (!is_blank (g_ptr_array_index (rows, i)))
        take_row (import, g_ptr_array_index (rows, i), i + 1);
      if ((import->rows->len == ROWS_A_TRANSACTION || i + 1 == rows->len) && !flush (import, error))
        return FALSE;
      if (import->watch != NULL && import->watch->progress != NULL)
        import->watch->progress ((i + 1.0) / rows->len, import->watch->user_data);
    }
  return TRUE;
}

/* The one kind that has all the columns. */
static const EoKind *
guess_kind (char       **header,
            const char  *shown,
            GError     **error)
{
  const EoKind *guess = NULL;
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) columns = eo_import_columns (kinds[i], header, NULL);
      if (columns != NULL && guess != NULL)
        guess = NULL, i = n;
      else if (columns != NULL)
        guess = kinds[i];
    }
  if (guess == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_USAGE, _("Say of which kind the rows of “%s” are, such as --kind letter."),
                 shown);
  return guess;
}

/* What is not UTF-8 comes from a spreadsheet of Windows. */
static void
make_utf8 (char  **text,
           gsize  *length)
{
  g_autofree char *converted = NULL;
  gsize n;

  if (g_utf8_validate (*text, (gssize) *length, NULL))
    return;
  converted = g_convert (*text, (gssize) *length, "UTF-8", "WINDOWS-1252", NULL, &n, NULL);
  if (converted == NULL || memchr (*text, '\0', *length) != NULL)
    return; /* the parser shows what cannot be read */
  g_free (*text);
  *text = g_steal_pointer (&converted);
  *length = n;
}

static GPtrArray *
read_rows (const char  *path,
           const char  *shown,
           GError     **error)
{
  g_autoptr (EoSource) source = eo_source_new_for_path (path, error);
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  struct stat status;
  gsize length;
  GPtrArray *rows;

  if (source == NULL)
    return NULL;
  if (stat (path, &status) == 0 && status.st_size > MAX_CSV_BYTES)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large: split it into files of 256 MB at most."),
                   shown);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The file “%s” could not be read: %s."), shown, problem->message);
      return NULL;
    }
  make_utf8 (&text, &length);
  rows = eo_csv_parse (text, (gssize) length, &problem);
  if (rows != NULL && rows->len > 0)
    return rows;
  g_clear_pointer (&rows, g_ptr_array_unref);
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, "“%s”: %s", shown,
               problem != NULL ? problem->message : _("There are no rows in it."));
  return NULL;
}

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->columns, g_array_unref);
  g_clear_pointer (&import->seen, g_hash_table_unref);
  g_clear_pointer (&import->rows, g_ptr_array_unref);
  g_clear_pointer (&import->parties, g_hash_table_unref);
  g_clear_pointer (&import->fresh, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

gboolean
eo_import_rows (EoStore              *store,
                const char           *path,
                const EoKind         *kind,
                const EoImportWatch  *watch,
                EoImportCount        *count,
                GError              **error)
{
  g_autofree char *display = g_filename_display_basename (path);
  g_autofree char *shown = eo_text_one_line (display);
  g_autoptr (GPtrArray) rows = read_rows (path, shown, error);
  g_auto (Import) import = { .store = store, .kind = kind, .watch = watch, .count = count };

  g_return_val_if_fail (EO_IS_STORE (store) && count != NULL, FALSE);

  if (rows == NULL)
    return FALSE;
  if (kind == NULL && (import.kind = guess_kind (g_ptr_array_index (rows, 0), shown, error)) == NULL)
    return FALSE;
  import.columns = eo_import_columns (import.kind, g_ptr_array_index (rows, 0), error);
  if (import.columns == NULL)
    {
      g_prefix_error (error, "“%s”: ", shown);
      return FALSE;
    }
  import.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import.rows = g_ptr_array_new_with_free_func (eo_import_row_free);
  import.parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, eo_import_party_free);
  import.fresh = g_ptr_array_new ();
  return take_rows (&import, rows, error);
}
