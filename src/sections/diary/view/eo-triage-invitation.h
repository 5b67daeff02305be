/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-request.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoTriageInvitation:
 *
 * What the calendar that came with a request says of it: offered one by one, nobody's word before it is used; and where it
 * changes or calls off what came by an earlier request, that.
 *
 * Signals: `use (EoRecord *edited)`: the request with what was offered; `open-record (kind, id)`: the earlier request;
 * `take`: the diary is to be changed as the calendar says.
 */
#define EO_TYPE_TRIAGE_INVITATION (eo_triage_invitation_get_type ())
G_DECLARE_FINAL_TYPE (EoTriageInvitation, eo_triage_invitation, EO, TRIAGE_INVITATION, GtkBox)

GtkWidget *eo_triage_invitation_new  (void);
/* @event: NULL for none; @minutes: how long its letter says it is, 0 for nothing said */
void       eo_triage_invitation_show (EoTriageInvitation     *self,
                                      EoStore                *store,
                                      EoRequest              *request,
                                      const EoCalendarEvent  *event,
                                      gint64                  minutes);
/* What is said of an earlier request: it wants more room than the offers, and has its place above all. (transfer none) */
GtkWidget *eo_triage_invitation_get_notice (EoTriageInvitation *self);
/* Of the diary that the earlier one stands in; 0 where there is none. */
gint64     eo_triage_invitation_get_diary (EoTriageInvitation *self);

G_END_DECLS
