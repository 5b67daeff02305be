/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-block.h"
#include "sections/diary/view/eo-grid-model.h"

G_BEGIN_DECLS

/**
 * EoAllDayStrip:
 *
 * What takes whole days, as bars above the hours: holidays and other notes first, then appointments. Of more rows than
 * it has, a day says "+2 more" and shows them in a popover.
 *
 * Signal `activate` (EoOccurrence): one of those was pressed.
 */
#define EO_TYPE_ALL_DAY_STRIP (eo_all_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (EoAllDayStrip, eo_all_day_strip, EO, ALL_DAY_STRIP, GtkWidget)

GtkWidget *eo_all_day_strip_new         (void);
/* @n_bars (out): by day, how many appointments. */
void       eo_all_day_strip_show        (EoAllDayStrip     *self,
                                         const EoGridModel *model,
                                         guint             *n_bars);
void       eo_all_day_strip_set_now     (EoAllDayStrip     *self,
                                         const EoGridModel *model);
/* Its appointments, those that are seen: by day, then from the top. They belong to it. */
GPtrArray *eo_all_day_strip_get_blocks  (EoAllDayStrip     *self);
/* The index of the first day of one of them, as shown; and of the last (out, nullable). */
guint      eo_all_day_strip_get_day     (EoAllDayStrip     *self,
                                         EoBlock           *block,
                                         guint             *last);
/* What of a day can be pressed and is no appointment: (transfer container) of GtkWidget. */
GPtrArray *eo_all_day_strip_get_chips   (EoAllDayStrip     *self,
                                         guint              day);
/* What tells of a day's further ones; NULL where all are seen. */
GtkWidget *eo_all_day_strip_get_more    (EoAllDayStrip     *self,
                                         guint              day);

G_END_DECLS
