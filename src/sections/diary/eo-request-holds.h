/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-wish.h"

G_BEGIN_DECLS

/* Times held for a request: appointments on hold that bear its id, one for each time that the request has chosen. All
 * within a write; each returns FALSE with the store's error. */

/* Makes the holds those that @self has chosen: new ones are made, others released, all numbered in order of time. */
gboolean        eo_request_settle_holds (EoWriter      *writer,
                                         EoRequest     *self,
                                         GError       **error);
/* The hold at @wish, made where there is none yet: (transfer full). */
EoAppointment  *eo_request_take_hold    (EoWriter      *writer,
                                         EoRequest     *self,
                                         const EoWish  *wish,
                                         GError       **error);
/* The wish that an appointment stands for. */
EoWish          eo_appointment_get_wish (EoAppointment *appointment);
/* Its time is another one, as long as before. */
void            eo_appointment_set_wish (EoAppointment *appointment,
                                         const EoWish  *wish);

G_END_DECLS
