/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoFileTree:
 *
 * The file plan as a tree: main series, sub-series, files. A level is read when it is opened, the number of letters on a
 * file when its row is shown. Right opens a series, Left closes it or goes to the one it stands in.
 *
 * Property: `compact` (gboolean): beside a record, number and title only. Signal: `open (gint64 id)`.
 */
#define EO_TYPE_FILE_TREE (eo_file_tree_get_type ())
G_DECLARE_FINAL_TYPE (EoFileTree, eo_file_tree, EO, FILE_TREE, GtkWidget)

GtkWidget *eo_file_tree_new (EoStore *store);

G_END_DECLS
