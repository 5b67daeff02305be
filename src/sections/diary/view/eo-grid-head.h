/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-grid-model.h"

G_BEGIN_DECLS

/**
 * EoGridHead:
 *
 * The names of the days, each a button, and of the diaries below them where these are side by side.
 *
 * Signal `open` (guint index): a day was pressed.
 */
#define EO_TYPE_GRID_HEAD (eo_grid_head_get_type ())
G_DECLARE_FINAL_TYPE (EoGridHead, eo_grid_head, EO, GRID_HEAD, GtkWidget)

GtkWidget *eo_grid_head_new     (void);
void       eo_grid_head_show    (EoGridHead        *self,
                                 const EoGridModel *model);
/* Which of the days is today. */
void       eo_grid_head_set_now (EoGridHead        *self,
                                 const EoGridModel *model);
GtkWidget *eo_grid_head_get_day (EoGridHead        *self,
                                 guint              index);

G_END_DECLS
