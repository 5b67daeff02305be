/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-agenda-item.h"

G_BEGIN_DECLS

/* A line of the agenda, as it is drawn; made once and bound to one item after the other. */
#define EO_TYPE_AGENDA_ROW (eo_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (EoAgendaRow, eo_agenda_row, EO, AGENDA_ROW, GtkBox)

GtkWidget    *eo_agenda_row_new      (void);
void          eo_agenda_row_show     (EoAgendaRow  *self,
                                      EoDiaryData  *data,
                                      EoAgendaItem *item,
                                      gboolean      by_week,
                                      gboolean      compact);
EoAgendaItem *eo_agenda_row_get_item (EoAgendaRow  *self);    /* (nullable) */
void          eo_agenda_row_clear    (EoAgendaRow  *self);

G_END_DECLS
