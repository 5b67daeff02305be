/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "paper/eo-report-private.h"

/* A report as pages: where each begins, and all of them as a PDF. */

/* Finding the pages costs about a third of the whole. */
#define MEASURE_SHARE 0.3

/* Points left between the margins, below which a sheet holds no more than furniture. */
#define LEAST_SIDE 140.0

typedef struct
{
  EoReport            *report;
  const EoReportWatch *watch;
} WriteJob;

static gboolean
find_pages (EoReport *self, const EoPaper *paper, const EoReportWatch *watch, GError **error)
{
  g_autoptr (EoReportPen) pen = NULL;
  EoReportPlace place = { 0, 0, 0 };
  guint64 total = MAX (_eo_report_count_rows (self, self->sections->len), 1);

  if (paper->width - paper->left - paper->right < LEAST_SIDE
      || paper->height - paper->top - paper->bottom < LEAST_SIDE)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                           _("The paper is too small to print on. Choose a larger one or smaller margins."));
      return FALSE;
    }
  self->paper = *paper;
  g_array_set_size (self->pages, 0);
  pen = eo_report_pen_new (self, NULL);
  for (guint i = 0; i < self->sections->len; i++)
    if (!eo_report_pen_columns (pen, g_ptr_array_index (self->sections, i), error))
      return FALSE;

  g_array_append_val (self->pages, place);
  do
    {
      if (g_cancellable_set_error_if_cancelled (watch->cancellable, error)
          || !eo_report_pen_measure (pen, self->pages->len - 1, &place, error))
        {
          g_array_set_size (self->pages, 0);
          return FALSE;
        }
      g_array_append_val (self->pages, place);
      if (watch->progress != NULL)
        watch->progress (MEASURE_SHARE * (_eo_report_count_rows (self, place.section) + place.row) / total,
                         watch->user_data);
    }
  while (place.section < self->sections->len);
  return TRUE;
}

/* The page, from 1, on which a section begins: the last that begins before it or with it. */
static guint
page_of_section (EoReport *self, guint section)
{
  guint page = 1;

  while (page + 1 < self->pages->len)
    {
      const EoReportPlace *start = &g_array_index (self->pages, EoReportPlace, page);

      if (start->section > section || (start->section == section && (start->row > 0 || start->skip > 0)))
        break;
      page++;
    }
  return page;
}

/* The names of the parts, for a reader's side pane. */
static void
add_outline (EoReport *self, cairo_surface_t *surface)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EoReportSection *section = g_ptr_array_index (self->sections, i);
      g_autofree char *target = NULL;

      if (section->heading[0] == '\0')
        continue;
      target = g_strdup_printf ("page=%u", page_of_section (self, i));
      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, section->heading, target, 0);
    }
}

static gboolean
draw_all (cairo_surface_t *surface, cairo_t *cr, gpointer user_data, GError **error)
{
  WriteJob *job = user_data;
  EoReport *self = job->report;
  const EoReportWatch *watch = job->watch;
  g_autoptr (EoReportPen) pen = eo_report_pen_new (self, cr);
  guint n_pages = self->pages->len - 1;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->office);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->subtitle);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "ExecOffice " EO_VERSION);

  for (guint page = 0; page < n_pages; page++)
    {
      if (g_cancellable_set_error_if_cancelled (watch->cancellable, error)
          || !eo_report_pen_draw (pen, page, error))
        return FALSE;
      cairo_show_page (cr);
      if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
        return FALSE;
      if (watch->progress != NULL)
        watch->progress (MEASURE_SHARE + (1 - MEASURE_SHARE) * (page + 1) / n_pages, watch->user_data);
    }
  add_outline (self, surface);
  return TRUE;
}

/* Public functions */

/**
 * eo_report_paginate:
 * @paper: copied
 *
 * Reads every row once and finds where each page begins. Must be called, in the
 * same thread, before pages are drawn, and again after the report was changed.
 *
 * Returns: the number of pages, at least 1; 0 with @error set if a row could not be read or @cancellable
 * was cancelled
 */
guint
eo_report_paginate (EoReport *self, const EoPaper *paper, GCancellable *cancellable, GError **error)
{
  const EoReportWatch watch = { cancellable, NULL, NULL };

  g_return_val_if_fail (EO_IS_REPORT (self) && paper != NULL, 0);
  g_return_val_if_fail (error == NULL || *error == NULL, 0);

  return find_pages (self, paper, &watch, error) ? self->pages->len - 1 : 0;
}

/**
 * eo_report_draw_page:
 * @cr: where to; a unit is a point and the origin the corner of the sheet
 * @page: counted from 0
 *
 * Draws a page found by eo_report_paginate(); in any order, as a preview asks.
 */
gboolean
eo_report_draw_page (EoReport *self, cairo_t *cr, guint page, GError **error)
{
  g_autoptr (EoReportPen) pen = NULL;

  g_return_val_if_fail (EO_IS_REPORT (self) && cr != NULL, FALSE);
  g_return_val_if_fail (page + 1 < self->pages->len, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  pen = eo_report_pen_new (self, cr);
  return eo_report_pen_draw (pen, page, error);
}

/**
 * eo_report_write_pdf:
 * @path: see eo_paper_write_pdf(): whole or not at all
 * @progress: (nullable): told after each page
 *
 * Paginates for @paper and writes the report as a PDF. Blocks; rows are asked for in the calling thread.
 */
gboolean
eo_report_write_pdf (EoReport *self, const EoPaper *paper, const char *path, GCancellable *cancellable,
                     EoReportProgressFunc progress, gpointer user_data, GError **error)
{
  const EoReportWatch watch = { cancellable, progress, user_data };
  WriteJob job = { self, &watch };

  g_return_val_if_fail (EO_IS_REPORT (self) && paper != NULL && path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return find_pages (self, paper, &watch, error) && eo_paper_write_pdf (path, paper, draw_all, &job, error);
}

/**
 * eo_report_make_pdf:
 * @n_pages: (out) (optional): how many it has
 *
 * As eo_report_write_pdf(), in memory.
 *
 * Returns: (transfer full): the PDF, or %NULL
 */
GBytes *
eo_report_make_pdf (EoReport *self, const EoPaper *paper, guint *n_pages, GCancellable *cancellable, GError **error)
{
  const EoReportWatch watch = { cancellable, NULL, NULL };
  WriteJob job = { self, &watch };

  g_return_val_if_fail (EO_IS_REPORT (self) && paper != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!find_pages (self, paper, &watch, error))
    return NULL;
  if (n_pages != NULL)
    *n_pages = self->pages->len - 1;
  return eo_paper_make_pdf (paper, draw_all, &job, error);
}
