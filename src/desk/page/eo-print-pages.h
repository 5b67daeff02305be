/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-print.h"

G_BEGIN_DECLS

/* Draws one page, counted from 0, on the whole sheet. FALSE with @error set stops the printing. */
typedef gboolean (*EoPrintDraw) (cairo_t   *cr,
                                 guint      page,
                                 gpointer   user_data,
                                 GError   **error);

/* Asks for a printer and prints what is drawn for an upright A4 sheet. */
void eo_print_pages (GtkWidget      *widget,
                     const char     *job_name,
                     guint           n_pages,
                     EoPrintDraw     draw,
                     gpointer        user_data,
                     GDestroyNotify  destroy,
                     EoPrintDone     done);   /* (nullable) */

G_END_DECLS
