/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"

G_BEGIN_DECLS

/* For the table of the kind: what follows from other records, and from its own fields. */
gboolean eo_appointment_saving  (EoWriter  *writer,
                                 EoRecord  *record,
                                 EoRecord  *before,
                                 GError   **error);
gboolean eo_appointment_saved   (EoWriter  *writer,
                                 EoRecord  *record,
                                 EoRecord  *before,
                                 GError   **error);
/* Refuses, with EO_ERROR_CONFLICT, one of a series that somebody deleted. */
gboolean eo_appointment_check_series (EoWriter       *writer,
                                      EoAppointment  *self,
                                      GError        **error);
/* A step: refuses, with EO_ERROR_CONFLICT, what clashes with something that is firm in the same diary. */
gboolean eo_appointment_confirm (EoWriter  *writer,
                                 EoRecord  *record,
                                 GError   **error);

G_END_DECLS
