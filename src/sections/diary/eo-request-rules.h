/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request.h"

G_BEGIN_DECLS

/* For the tables of the kinds. A request and what stands in the diary for it are one thing in two places: what was chosen
 * is written in the request, and its holds and its appointment follow (eo-request-settle.c); what is done with them in the
 * diary is done with the request. */

/* Steps (eo-request-rules.c): each before the request is saved */
gboolean eo_request_take_up         (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_ask_more        (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_hold            (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
/* CONFLICT where something firm stands in the way; asked in this transaction. */
gboolean eo_request_confirm         (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_confirm_despite (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_move            (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_delegate        (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_decline         (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_call_off        (EoWriter       *writer,   /* cancelled, postponed: with a letter */
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_let_go          (EoWriter       *writer,   /* the times are given up */
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_answer          (EoWriter       *writer,   /* the letter is begun, whatever it came by */
                                     EoRecord       *record,
                                     GError        **error);
gboolean eo_request_saving          (EoWriter       *writer,
                                     EoRecord       *record,
                                     EoRecord       *before,
                                     GError        **error);
void     eo_request_begin_from      (EoRecord       *record,
                                     EoRecord       *letter);

/* What follows (eo-request-settle.c) */
gboolean eo_request_saved           (EoWriter       *writer,
                                     EoRecord       *record,
                                     EoRecord       *before,
                                     GError        **error);
gboolean eo_request_deleting        (EoWriter       *writer,
                                     EoRecord       *record,
                                     GError        **error);
void     eo_request_leave_hold      (EoAppointment  *appointment,  /* before it is saved */
                                     EoAppointment  *before);
gboolean eo_request_follow_appointment (EoWriter    *writer,       /* after it was */
                                     EoAppointment  *appointment,
                                     EoAppointment  *before,
                                     GError        **error);
gboolean eo_request_release_appointment (EoWriter   *writer,       /* EoKind.deleting of appointments */
                                     EoRecord       *record,
                                     GError        **error);

G_END_DECLS
