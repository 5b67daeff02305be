/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-ics-notes.h"
#include "reader/cage/eo-ics-zone.h"

G_BEGIN_DECLS

/* A recurrence as a diary takes it, or none. */

/* @rule: as libical read it; @start: local, in @zone. Gives the rule's canonical text in @repeats, with its last day
 * in local time; or, of one by hours or less that ends soon, "" and the occurrences after the first in @times.
 * Runs its first occurrences: what hangs there hangs here. FALSE: it is refused, with a note. */
gboolean eo_ics_rule_take (struct icalrecurrencetype *rule,
                           struct icaltimetype        start,
                           const EoIcsZone           *zone,
                           char                     **repeats,
                           GArray                    *times,    /* struct icaltimetype */
                           EoIcsNotes                *notes);

G_END_DECLS
