/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "exchange/eo-export.h"
#include "exchange/eo-record-text.h"
#include "store/eo-file-private.h"

typedef struct
{
  FILE           *file;
  EoExportFormat  format;
  GString        *row;
  guint64         n;
  int             code;  /* errno of the first write that failed */
} Export;

gboolean
eo_export_format (const char      *path,
                  EoExportFormat  *format,
                  GError         **error)
{
  static const struct { const char *ending; EoExportFormat format; } endings[] = {
    { ".csv", EO_EXPORT_CSV }, { ".json", EO_EXPORT_JSON },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *shown = g_filename_display_name (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }
  g_set_error (error, EO_ERROR, EO_ERROR_USAGE, _("“%s” cannot be made: the name must end in .csv or .json."), shown);
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
  if (fputs (export->row->str, export->file) < 0)
    export->code = errno;
  return export->code == 0;
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
      fputs (export->row->str, export->file);
    }
  else
    fputs ("[", export->file);
  for (guint i = 0; i < n_queries; i++)
    if (!eo_store_foreach (store, queries[i], put_record, export, error))
      return FALSE;
  if (export->format == EO_EXPORT_JSON)
    fputs ("\n]\n", export->file);
  return TRUE;
}

/* On the disk, and only then under its name. */
static gboolean
finish (Export      *export,
        const char  *temporary,
        const char  *path,
        GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (export->code == 0 && (fflush (export->file) != 0 || fsync (fileno (export->file)) != 0
                            || g_rename (temporary, path) != 0))
    export->code = errno;
  if (export->code != 0)
    return eo_file_fail (path, export->code, error);
  eo_file_sync_folder (folder);
  return TRUE;
}

/**
 * eo_export:
 * @queries: what goes out, one query a kind; for CSV exactly one
 * @path: an existing file is replaced, once the new one is whole
 *
 * Errors: EO_ERROR_FULL, _READ_ONLY, _NOT_REGULAR (a folder has the name) or _IO, naming @path.
 */
gboolean
eo_export (EoStore         *store,
           EoQuery        **queries,
           guint            n_queries,
           const char      *path,
           EoExportFormat   format,
           guint64         *n_records,
           GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".execoffice-XXXXXX", NULL);
  g_autoptr (GString) row = g_string_new (NULL);
  Export export = { .format = format, .row = row };
  gboolean ok;
  int fd;

  g_return_val_if_fail (EO_IS_STORE (store) && path != NULL, FALSE);
  g_return_val_if_fail (n_queries > 0 && (format == EO_EXPORT_JSON || n_queries == 1), FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR, _("“%s” is no file: choose another name."), shown);
      return FALSE;
    }
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  export.file = fd >= 0 ? fdopen (fd, "w") : NULL;
  if (export.file == NULL)
    {
      int code = errno;
      if (fd >= 0)
        close (fd);
      return eo_file_fail (path, code, error);
    }
  ok = put_all (&export, store, queries, n_queries, error) && finish (&export, temporary, path, error);
  fclose (export.file);
  if (!ok)
    g_unlink (temporary);
  *n_records = export.n;
  return ok;
}
