/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* The files of a disposal run: an EoRelatedPage with a button that lists all that are due, a row that lists one, and below
 * it which were left out and why. */
GtkWidget *eo_disposal_list_new (EoStore *store);

G_END_DECLS
