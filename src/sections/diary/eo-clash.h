/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-occurrence.h"

G_BEGIN_DECLS

/* Two things that take the same principal at the same time, travel and buffers counted. */

/* Which of @occurrences (in order of when they begin) clash: (transfer full), from each that does to the first other
 * one it clashes with. Both are those of the array. Times held for the same request do not clash with each other. */
GHashTable *eo_clash_find        (GPtrArray      *occurrences);

/* What stands in the way of @appointment: something firm in its diary, in the next year of a series. Inside a write, so
 * that nothing comes between the question and what follows. */
gboolean    eo_writer_find_clash (EoWriter       *writer,
                                  EoAppointment  *appointment,
                                  EoOccurrence  **clash,       /* (out) (transfer full) (nullable) */
                                  GError        **error);

G_END_DECLS
