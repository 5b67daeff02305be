/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EO_RESOURCES "/org/example/ExecOffice"

/**
 * eo_desk_init:
 *
 * Makes the icons of the house known to @display. To be called once, after GTK is initialised; an application
 * loads its style sheets by itself.
 */
void eo_desk_init       (GdkDisplay *display);
void eo_desk_load_style (GdkDisplay *display,
                         gboolean    dark);  /* for programs without an AdwApplication: tests */

G_END_DECLS
