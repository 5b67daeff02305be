/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "desk/page/eo-print.h"

typedef struct
{
  GtkWidget   *widget;
  EoReport    *report;
  EoPrintDone  done;
  GError      *error;
} Job;

static void
job_free (gpointer  data,
          GClosure *closure)
{
  Job *job = data;

  g_object_unref (job->widget);
  g_object_unref (job->report);
  g_clear_error (&job->error);
  g_free (job);
}

static void
fail (Job               *job,
      GtkPrintOperation *operation,
      GError            *error)
{
  if (job->error == NULL)
    job->error = error;
  else
    g_error_free (error);
  gtk_print_operation_cancel (operation);
}

static void
on_begin (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Job               *job)
{
  EoPaper paper = eo_print_get_paper (gtk_print_context_get_page_setup (context));
  GError *error = NULL;
  guint pages = eo_report_paginate (job->report, &paper, NULL, &error);

  if (pages == 0)
    fail (job, operation, error);
  else
    gtk_print_operation_set_n_pages (operation, pages);
}

static void
on_draw (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Job               *job)
{
  GError *error = NULL;

  if (!eo_report_draw_page (job->report, gtk_print_context_get_cairo_context (context), page, &error))
    fail (job, operation, error);
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
eo_print_report (GtkWidget   *widget,
                 EoReport    *report,
                 const char  *job_name,
                 gboolean     landscape,
                 EoPrintDone  done)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  GtkRoot *root;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (EO_IS_REPORT (report));

  job = g_new0 (Job, 1);
  job->widget = g_object_ref (widget);
  job->report = g_object_ref (report);
  job->done = done;

  setup = gtk_page_setup_new ();
  gtk_page_setup_set_orientation (setup, landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                   : GTK_PAGE_ORIENTATION_PORTRAIT);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (operation, job_name);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* The report knows the margins: it prints the classification inside them. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), job, job_free, 0);

  root = gtk_widget_get_root (widget);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

EoPaper
eo_print_get_paper (GtkPageSetup *setup)
{
  EoPaper paper;

  paper.width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS);
  paper.height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS);
  paper.top = gtk_page_setup_get_top_margin (setup, GTK_UNIT_POINTS);
  paper.right = gtk_page_setup_get_right_margin (setup, GTK_UNIT_POINTS);
  paper.bottom = gtk_page_setup_get_bottom_margin (setup, GTK_UNIT_POINTS);
  paper.left = gtk_page_setup_get_left_margin (setup, GTK_UNIT_POINTS);

  return paper;
}
