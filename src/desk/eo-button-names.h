/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * eo_button_names_mend:
 * @root: a widget that is built
 *
 * GTK 4.8 says a button with a mnemonic twice to a screen reader, "_Lend Lend": by its label and by the label within.
 * The buttons under @root are said once from now on, also with another label.
 */
void eo_button_names_mend (GtkWidget *root);

G_END_DECLS
