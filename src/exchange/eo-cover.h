/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* What the QR code of a cover sheet says: "EO1:", the office's own id, the kind and the reference (the uid of a record
 * without one), so that a scan finds its record, and finds none in another office. */

#define EO_COVER_MARK "EO1"

char     *eo_cover_payload (EoStore    *store,
                            EoRecord   *record,
                            GError    **error);   /* INVALID for one that is not saved yet */
/* The record that a code read off a scan belongs to. (transfer full)
 * Errors: UNSUPPORTED: the code is no cover sheet's, and means nothing here; INVALID: of another office; NOT_FOUND: of a
 * record that is not here, or deleted. The messages say what to do with the file. */
EoRecord *eo_cover_match   (EoStore    *store,
                            const char *payload,
                            GError    **error);

G_END_DECLS
