/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-block.h"
#include "sections/diary/view/eo-grid-model.h"

G_BEGIN_DECLS

/**
 * EoDayColumn:
 *
 * A day of 24 hours with its appointments, in one column or in one beside the other for each diary that is shown. Its
 * blocks are used again for the next day that it shows.
 */
#define EO_TYPE_DAY_COLUMN (eo_day_column_get_type ())
G_DECLARE_FINAL_TYPE (EoDayColumn, eo_day_column, EO, DAY_COLUMN, GtkWidget)

GtkWidget *eo_day_column_new         (void);
/* @index: which of the days of @model. @n_bars: appointments above the day, which it counts as its own. */
void       eo_day_column_show        (EoDayColumn       *self,
                                      const EoGridModel *model,
                                      guint              index,
                                      guint              n_bars);
/* Minutes of its day that are over; less than none and more than all of them are fine. */
void       eo_day_column_set_now     (EoDayColumn       *self,
                                      gint64             minute);
/* Px a minute. */
void       eo_day_column_set_scale   (EoDayColumn       *self,
                                      double             scale);
/* Its appointments as one reads them: by time, then from the left. They belong to it. */
GPtrArray *eo_day_column_get_blocks  (EoDayColumn       *self);
/* Which diary's part of it is at @x px: 0 for all where they are not side by side. */
guint      eo_day_column_get_section (EoDayColumn       *self,
                                      double             x);
/* Where that part is, px. */
void       eo_day_column_get_area    (EoDayColumn       *self,
                                      guint              section,
                                      int               *x,
                                      int               *width);

G_END_DECLS
