/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/**
 * EoAgenda:
 *
 * What stands in the diaries as a list: by day, or by week with what is to be watched.
 *
 * Signals; occurrences are EoOccurrence and borrowed:
 * - `activate-block` (occurrence): to be opened
 * - `delete-block` (occurrence)
 * - `menu-block` (occurrence, x, y: double, of the agenda)
 * - `shift-block` (occurrence, minutes: gint64): Ctrl and arrows, by 15 minutes or a day
 * - `more`: its end was reached
 */
#define EO_TYPE_AGENDA (eo_agenda_get_type ())
G_DECLARE_FINAL_TYPE (EoAgenda, eo_agenda, EO, AGENDA, GtkWidget)

GtkWidget    *eo_agenda_new          (EoDiaryData *data);
void          eo_agenda_set_by_week  (EoAgenda    *self,
                                      gboolean     by_week);
void          eo_agenda_set_compact  (EoAgenda    *self,
                                      gboolean     compact);
void          eo_agenda_update       (EoAgenda    *self);    /* after the data were loaded */
EoOccurrence *eo_agenda_get_selected (EoAgenda    *self);    /* (transfer none) (nullable) */
gboolean      eo_agenda_select       (EoAgenda    *self,
                                      gint64       appointment,
                                      const char  *original);  /* (nullable) */
void          eo_agenda_scroll_to    (EoAgenda    *self,     /* the first line of this day, or after it */
                                      const EoDate *day);

G_END_DECLS
