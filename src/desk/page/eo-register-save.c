/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "desk/page/eo-register-report.h"
#include "desk/page/eo-register-save.h"
#include "exchange/eo-export.h"

typedef struct
{
  EoStore        *store;
  EoQuery        *query;
  EoReport       *report;  /* of a PDF; or NULL */
  EoExportFormat  format;
  char           *title;
  char           *office;
  char           *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->report);
  g_object_unref (job->query);
  g_object_unref (job->store);
  g_free (job->title);
  g_free (job->office);
  g_free (job->path);
  g_free (job);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  const EoExportHead head = { job->title, job->office };
  EoPaper paper = eo_paper_a4 (TRUE);
  GError *error = NULL;
  guint64 n = 0;
  gboolean saved;

  if (job->report != NULL)
    saved = eo_report_write (job->report, &paper, job->path, NULL, NULL, NULL, &error);
  else
    saved = eo_export (job->store, &job->query, 1, &head, job->path, job->format, &n, &error);
  if (saved)
    g_task_return_int (task, (gssize) n);
  else
    g_task_return_error (task, error);
}

void
eo_register_save_async (EoStore             *store,
                        EoRegister          *view,
                        const char          *title,
                        const char          *filter,
                        const char          *path,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  Job *job;

  g_return_if_fail (EO_IS_STORE (store) && EO_IS_REGISTER (view));

  job = g_new0 (Job, 1);
  g_task_set_task_data (task, job, job_free);
  g_task_set_source_tag (task, eo_register_save_async);
  job->store = g_object_ref (store);
  job->query = eo_register_report_query (view);
  job->title = g_strdup (title);
  job->office = eo_store_get_setting (store, "office-name");
  job->path = g_strdup (path);

  if (!eo_export_format (path, &job->format, NULL) || job->format == EO_EXPORT_JSON)
    {
      /* The ending is checked before the rows are read. */
      if (eo_report_check_ending (path, &error))
        job->report = eo_register_report_new (store, view, title, filter, &error);
      if (job->report == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
    }
  g_task_run_in_thread (task, save_thread);
}

gint64
eo_register_save_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
