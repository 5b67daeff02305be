/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What GTK 4.8 does not offer on its list widgets. Cells are found by the data of this name, which factories
 * set on the child of each list item. */
#define EO_LIST_ITEM_KEY "eo-list-item"

GtkWidget   *eo_list_get_base    (GtkWidget *view);      /* the GtkListView itself, or the one inside a GtkColumnView */
void         eo_list_scroll_to   (GtkWidget *view,
                                  guint      position);
gboolean     eo_list_focus       (GtkWidget *view,       /* FALSE where the row is not there (yet) */
                                  guint      position);
GtkListItem *eo_list_pick        (GtkWidget *view,
                                  double     x,
                                  double     y);         /* NULL beside the rows */
GtkListItem *eo_list_get_top     (GtkWidget *view);      /* first row that is wholly visible, or NULL */
void         eo_list_name_row    (GtkWidget  *cell,      /* of the row: what a screen reader says of all of it */
                                  const char *name);

G_END_DECLS
