/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <cairo.h>

G_BEGIN_DECLS

/**
 * EoPaper:
 * @width: of the sheet as it is read, in points (1/72 inch)
 * @height: likewise
 * @top: margin, in points; the classification is printed inside the margins
 * @right: likewise
 * @bottom: likewise
 * @left: likewise
 *
 * A sheet of paper. A print dialog's page setup, asked for points, fills it as
 * well as eo_paper_a4().
 */
typedef struct
{
  double width;
  double height;
  double top;
  double right;
  double bottom;
  double left;
} EoPaper;

/**
 * EoPaperDrawFunc:
 * @surface: a PDF surface of the paper's size
 * @cr: a context on it
 *
 * Draws every page, each ended by cairo_show_page(). Should stop with an error
 * when @cr gets a bad status: the disk may be full.
 */
typedef gboolean (*EoPaperDrawFunc) (cairo_surface_t  *surface,
                                     cairo_t          *cr,
                                     gpointer          user_data,
                                     GError          **error);

EoPaper   eo_paper_a4         (gboolean          landscape);
EoPaper   eo_paper_letter     (void);                      /* A4 with the wider margins of a letter */
gboolean  eo_paper_write_pdf  (const char       *path,
                               const EoPaper    *paper,
                               EoPaperDrawFunc   draw,
                               gpointer          user_data,
                               GError          **error);
GBytes   *eo_paper_make_pdf   (const EoPaper    *paper,     /* (transfer full): the same in memory; any thread */
                               EoPaperDrawFunc   draw,
                               gpointer          user_data,
                               GError          **error);
char     *eo_paper_clean_text (const char       *text,
                               gsize             max_chars,
                               gboolean          keep_lines);

G_END_DECLS
