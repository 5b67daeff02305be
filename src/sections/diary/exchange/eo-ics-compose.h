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

/* The definition of a zone, by its name. */
void  eo_ics_compose_zone (GString         *to,
                           const char      *name);

/* A raw line, without its end, folded at 75 bytes. */
void  eo_ics_fold         (GString         *to,
                           const char      *line);

G_END_DECLS
