/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text from the left on as many lines as it needs; a word that is too long is broken. @style: a CSS class, or NULL. */
GtkWidget *eo_wrapped_label_new (const char *text,
                                 const char *style);

G_END_DECLS
