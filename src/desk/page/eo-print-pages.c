/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/page/eo-print-pages.h"

typedef struct
{
  GtkWidget      *widget;
  EoPrintDraw     draw;
  gpointer        user_data;
  GDestroyNotify  destroy;
  EoPrintDone     done;
  GError         *error;
} Job;

static void
job_free (gpointer  data,
          GClosure *closure)
{
  Job *job = data;

  if (job->destroy != NULL)
    job->destroy (job->user_data);
  g_object_unref (job->widget);
  g_clear_error (&job->error);
  g_free (job);
}

static void
on_draw (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Job               *job)
{
  if (job->error == NULL
      && !job->draw (gtk_print_context_get_cairo_context (context), (guint) page, job->user_data, &job->error))
    gtk_print_operation_cancel (operation);
}

static void
on_done (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         Job                     *job)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && job->error == NULL)
    gtk_print_operation_get_error (operation, &job->error);
  if (job->done != NULL)
    job->done (job->widget, job->error);
}

void
eo_print_pages (GtkWidget      *widget,
                const char     *job_name,
                guint           n_pages,
                EoPrintDraw     draw,
                gpointer        user_data,
                GDestroyNotify  destroy,
                EoPrintDone     done)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkRoot *root;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (widget) && draw != NULL);

  job = g_new0 (Job, 1);
  job->widget = g_object_ref (widget);
  job->draw = draw;
  job->user_data = user_data;
  job->destroy = destroy;
  job->done = done;
  operation = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (operation, job_name);
  gtk_print_operation_set_n_pages (operation, (int) n_pages);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), job, job_free, 0);
  root = gtk_widget_get_root (widget);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}
