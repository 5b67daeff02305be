/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/**
 * EoMonthView:
 *
 * The weeks of a month. One stop of the Tab key: arrows move from day to day, Space shows all that stands on one, Enter
 * opens it.
 *
 * Signals; occurrences are EoOccurrence and borrowed:
 * - `activate-block` (occurrence), `menu-block` (occurrence, x, y: double, of the view)
 * - `open-day` (ISO text); `select-day` (ISO text): the focus went there, which may be another month
 */
#define EO_TYPE_MONTH_VIEW (eo_month_view_get_type ())
G_DECLARE_FINAL_TYPE (EoMonthView, eo_month_view, EO, MONTH_VIEW, GtkWidget)

GtkWidget *eo_month_view_new    (EoDiaryData  *data);
/* What the data have loaded; @date is the day that is looked at. */
void       eo_month_view_update (EoMonthView  *self,
                                 const EoDate *date);

G_END_DECLS
