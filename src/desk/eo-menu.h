/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @button a menu whose widgets are made when it is opened for the first time: a button that is told its model
 * makes them at once, and a window starts with several. */
void eo_menu_attach (GtkMenuButton *button,
                     GMenuModel    *model);

G_END_DECLS
