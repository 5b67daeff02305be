/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For widgets that decide by their own width what fits into it (libadwaita 1.2 has no breakpoints). */

/* For the class: no size of such a widget follows from another. */
GtkSizeRequestMode eo_fit_get_request_mode (GtkWidget *widget);
/* Gives @child (nullable) its place, at @x from the left, or as much as it cannot do without: that is cut off. */
void               eo_fit_allocate         (GtkWidget *child,
                                            int        x,
                                            int        width,
                                            int        height);
/* Gives @child just this place, or as much as it cannot do without; no size: it is not shown. */
void               eo_fit_place            (GtkWidget *child,
                                            int        x,
                                            int        y,
                                            int        width,
                                            int        height);
/* How much larger than usual text is written: 1 at 96 dpi, at most 2. Widths in px grow with it. */
double             eo_fit_get_text_scale   (GtkWidget *widget);
/* Makes what is clamped below @widget as much wider. Once, when it is made. */
void               eo_fit_scale_clamps     (GtkWidget *widget);

G_END_DECLS
