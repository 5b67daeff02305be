/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

#define EO_MONTH_LINE 19 /* px: of an appointment, text of the usual size */
#define EO_MONTH_HEAD 28 /* px: number and name of a day */

/**
 * EoMonthCell:
 *
 * A day of the month: its number, what it is called, and as many of its appointments as there is room for. Its lines are
 * used again for the next day it shows.
 *
 * Signals: `activate-block` (EoOccurrence); `menu-block` (EoOccurrence, x, y: double, of the cell); `more`: there are
 * others than those shown, and they are wanted.
 */
#define EO_TYPE_MONTH_CELL (eo_month_cell_get_type ())
G_DECLARE_FINAL_TYPE (EoMonthCell, eo_month_cell, EO, MONTH_CELL, GtkWidget)

GtkWidget *eo_month_cell_new     (void);
void       eo_month_cell_show    (EoMonthCell  *self,
                                  EoDiaryData  *data,
                                  const EoDate *day,
                                  const EoDate *month,     /* any day of the one that is looked at */
                                  GPtrArray    *found,     /* of EoOccurrence: what stands on the day */
                                  guint         n_lines);
EoDate     eo_month_cell_get_day (EoMonthCell  *self);

/* A line for an appointment: a button. */
GtkWidget *eo_month_line_new     (void);
void       eo_month_line_show    (GtkWidget    *line,
                                  EoDiaryData  *data,
                                  EoOccurrence *occurrence,
                                  const EoDate *day);
EoOccurrence *eo_month_line_get  (GtkWidget    *line);     /* (transfer none) (nullable) */

G_END_DECLS
