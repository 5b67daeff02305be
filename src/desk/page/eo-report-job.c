/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/page/eo-report-job.h"

struct _EoReportJob
{
  EoStore             *store;
  const EoReportOffer *offer;
  EoQuery             *query;
  EoRecord            *record;
  char                *period;
  char                *path;
  EoReport            *report;
  EoReportWriteFunc    write;    /* instead of an offer */
  gpointer             data;
  GDestroyNotify       destroy;
  gint                 permille; /* atomic */
};

static void
job_clear (gpointer data)
{
  EoReportJob *self = data;

  g_clear_object (&self->report);
  g_clear_object (&self->record);
  g_clear_object (&self->query);
  g_clear_object (&self->store);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->period);
  g_free (self->path);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  EoReportJob *self = user_data;

  g_atomic_int_set (&self->permille, (int) (fraction * 1000));
}

static gboolean
make (EoReportJob   *self,
      GCancellable  *cancellable,
      GError       **error)
{
  EoPaper paper;

  if (self->write != NULL)
    return self->write (self->data, self->path, cancellable, on_progress, self, error);

  paper = eo_paper_a4 (self->offer->landscape);
  self->report = self->record != NULL ? self->offer->make_of (self->store, self->record, error)
                                      : self->offer->make (self->store, self->query, error);
  if (self->report == NULL)
    return FALSE;
  if (self->period != NULL)
    {
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", self->period, eo_report_get_subtitle (self->report));

      eo_report_set_subtitle (self->report, subtitle);
    }
  return self->path == NULL
         || eo_report_write (self->report, &paper, self->path, cancellable, on_progress, self, error);
}

/* Readers lent to this thread meanwhile stop when it is cancelled. */
static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean made;

  g_cancellable_push_current (cancellable);
  made = make (task_data, cancellable, &error);
  g_cancellable_pop_current (cancellable);
  if (made)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

EoReportJob *
eo_report_job_new (EoStore             *store,
                   const EoReportOffer *offer,
                   EoQuery             *query,
                   EoRecord            *record,
                   const char          *period,
                   const char          *path)
{
  EoReportJob *self;

  g_return_val_if_fail (EO_IS_STORE (store) && offer != NULL, NULL);
  g_return_val_if_fail (record != NULL ? offer->make_of != NULL : query != NULL && offer->make != NULL, NULL);

  self = g_atomic_rc_box_new0 (EoReportJob);
  self->store = g_object_ref (store);
  self->offer = offer;
  self->query = query != NULL ? g_object_ref (query) : NULL;
  self->record = record != NULL ? eo_record_copy (record) : NULL;
  self->period = g_strdup (period);
  self->path = g_strdup (path);
  self->permille = -1;
  return self;
}

EoReportJob *
eo_report_job_new_writing (EoReportWriteFunc  write,
                           gpointer           data,
                           GDestroyNotify     destroy,
                           const char        *path)
{
  EoReportJob *self;

  g_return_val_if_fail (write != NULL && path != NULL, NULL);

  self = g_atomic_rc_box_new0 (EoReportJob);
  self->write = write;
  self->data = data;
  self->destroy = destroy;
  self->path = g_strdup (path);
  self->permille = -1;
  return self;
}

EoReportJob *
eo_report_job_ref (EoReportJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
eo_report_job_unref (EoReportJob *self)
{
  g_atomic_rc_box_release_full (self, job_clear);
}

void
eo_report_job_run_async (EoReportJob         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL && self->report == NULL && G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_report_job_run_async);
  /* A file that got its name before anybody cancelled is told of. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, eo_report_job_ref (self), (GDestroyNotify) eo_report_job_unref);
  g_task_run_in_thread (task, run);
}

gboolean
eo_report_job_run_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

double
eo_report_job_get_fraction (EoReportJob *self)
{
  return g_atomic_int_get (&self->permille) / 1000.0;
}

EoReport *
eo_report_job_get_report (EoReportJob *self)
{
  return self->report;
}

const char *
eo_report_job_get_path (EoReportJob *self)
{
  return self->path;
}
