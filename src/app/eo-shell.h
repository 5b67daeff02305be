/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EO_SHELL_SIDEBAR_WIDTH 216 /* px, at the usual size of text */

/**
 * EoShell:
 *
 * The sidebar and what is beside it. It alone decides, by its width, whether the sidebar shows:
 * beside the content where there is room, over it where the window is narrow and somebody asks for it.
 */
#define EO_TYPE_SHELL (eo_shell_get_type ())
G_DECLARE_FINAL_TYPE (EoShell, eo_shell, EO, SHELL, GtkWidget)

gboolean eo_shell_get_sidebar_visible (EoShell  *self);
void     eo_shell_set_crowded         (EoShell  *self,    /* a document stands open: it needs the width */
                                       gboolean  crowded);
void     eo_shell_toggle_sidebar      (EoShell  *self);
void     eo_shell_drop_peek           (EoShell  *self);   /* puts a sidebar that lies over the content away */

G_END_DECLS
