/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/page/eo-register-report.h"
#include "desk/page/eo-register-save.h"
#include "exchange/eo-export.h"

typedef struct
{
  EoStore *store;
  EoQuery *query;
  char    *title;
  char    *subtitle;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->query);
  g_object_unref (save->store);
  g_free (save->title);
  g_free (save->subtitle);
  g_free (save);
}

static gboolean
is_exported (const char     *path,
             EoExportFormat *format)
{
  return eo_export_format (path, format, NULL) && *format != EO_EXPORT_JSON;
}

static gboolean
write_file (gpointer              data,
            const char           *path,
            GCancellable         *cancellable,
            EoReportProgressFunc  progress,
            gpointer              progress_data,
            GError              **error)
{
  Save *save = data;
  EoPaper paper = eo_paper_a4 (TRUE);
  g_autoptr (EoReport) report = NULL;
  EoExportFormat format;
  guint64 n;

  if (is_exported (path, &format))
    {
      g_autofree char *office = eo_store_get_setting (save->store, "office-name");
      const EoExportHead head = { save->title, office };

      return eo_export (save->store, &save->query, 1, &head, path, format, &n, error);
    }
  report = eo_register_report_make (save->store, save->query, save->title, save->subtitle, error);
  return report != NULL && eo_report_write (report, &paper, path, cancellable, progress, progress_data, error);
}

EoReportJob *
eo_register_save_new (EoStore     *store,
                      EoRegister  *view,
                      const char  *title,
                      const char  *filter,
                      const char  *path,
                      GError     **error)
{
  EoExportFormat format;
  Save *save;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_REGISTER (view), NULL);

  if (!is_exported (path, &format) && !eo_report_check_ending (path, error))
    return NULL;
  save = g_new0 (Save, 1);
  save->store = g_object_ref (store);
  save->query = eo_register_report_query (view);
  save->title = g_strdup (title);
  save->subtitle = eo_register_report_describe (view, filter);
  return eo_report_job_new_writing (write_file, save, save_free, path);
}
