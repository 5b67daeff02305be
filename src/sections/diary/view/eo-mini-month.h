/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/**
 * EoMiniMonth:
 *
 * A month with the numbers of its weeks: today, holidays, and the days that a view shows. One stop of the Tab key; arrows
 * move by a day or a week, Page Up and Down by a month.
 *
 * Signal `go-to` (ISO text): a day was chosen.
 */
#define EO_TYPE_MINI_MONTH (eo_mini_month_get_type ())
G_DECLARE_FINAL_TYPE (EoMiniMonth, eo_mini_month, EO, MINI_MONTH, GtkWidget)

GtkWidget *eo_mini_month_new      (void);
void       eo_mini_month_set_data (EoMiniMonth  *self,
                                   EoDiaryData  *data);
/* The days that are shown elsewhere, and which of them is looked at: its month is turned to. */
void       eo_mini_month_set_days (EoMiniMonth  *self,
                                   const EoDate *first,
                                   guint         n_days,
                                   const EoDate *date);

G_END_DECLS
