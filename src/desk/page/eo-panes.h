/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EO_PANES_LIST_WIDTH 276  /* px: the list beside an open record */
/* From here the list stands beside the record, in px: a window of 1440 less its frame and the sidebar. */
#define EO_PANES_WIDE       1200
#define EO_PANES_NARROW     940  /* px: below it there is one column */

/**
 * EoPanes:
 *
 * The register, and the record that is open. libadwaita 1.2 has no breakpoints: this widget sees its width
 * when it is allocated and tells by properties, from an idle, what fits. Nothing is shown or hidden within an
 * allocation.
 *
 * Properties: `list`, `record` (the children), `open` (a record is open), `list-hidden` (the user put the list
 * away), `list-width` (px), and to read: `narrow`, `show-list`.
 */
#define EO_TYPE_PANES (eo_panes_get_type ())
G_DECLARE_FINAL_TYPE (EoPanes, eo_panes, EO, PANES, GtkWidget)

gboolean eo_panes_get_open        (EoPanes  *self);
void     eo_panes_set_open        (EoPanes  *self,
                                   gboolean  open);
gboolean eo_panes_get_narrow      (EoPanes  *self);
gboolean eo_panes_get_show_list   (EoPanes  *self);
gboolean eo_panes_get_list_hidden (EoPanes  *self);
void     eo_panes_set_list_hidden (EoPanes  *self,
                                   gboolean  hidden);

G_END_DECLS
