/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"
#include "sections/diary/exchange/eo-ics-export.h"

G_BEGIN_DECLS

/* An appointment as lines of iCalendar, folded and ended. @series: that it is one of, or NULL; @people: of EoAttendee, or
 * NULL; @gone: of a series: local starts whose own record is gone, apart by spaces. */
void  eo_ics_compose      (GString         *to,
                           EoAppointment   *appointment,
                           EoAppointment   *series,
                           GPtrArray       *people,
                           const char      *gone,
                           EoIcsDetail      detail);

/* What iCalendar has no word for; what is not said is as it usually is. */
void  eo_ics_compose_own  (GString         *to,
                           EoAppointment   *appointment,
                           GPtrArray       *people);

/* What came with it from elsewhere, if it is whole: lines, and components that are closed again. */
void  eo_ics_compose_others (GString       *to,
                           EoAppointment   *appointment);

/* The definition of a zone, by its name. */
void  eo_ics_compose_zone (GString         *to,
                           const char      *name);

/* A raw line, without its end, folded at 75 bytes. */
void  eo_ics_fold         (GString         *to,
                           const char      *line);

G_END_DECLS
