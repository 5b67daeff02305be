/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-ics-notes.h"
#include "reader/cage/eo-ics-split.h"

G_BEGIN_DECLS

/* What an event says, packed behind what is in @to; FALSE: it is left out, for which there is a note.
 * @ordinal: of @part. eo_ics_zone_prepare() was called. */
gboolean eo_ics_event_read (const EoIcsFile *file,
                            const EoIcsPart *part,
                            guint            ordinal,
                            EoIcsNotes      *notes,
                            GString         *to);

G_END_DECLS
