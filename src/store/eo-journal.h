/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: what eo-store-private.h does not already offer of the journal. */

#include "store/eo-store-private.h"

G_BEGIN_DECLS

/* [{"field": …, "before": …, "after": …}, …] in canonical forms; @before NULL: all that is filled, but for
 * 0 and no, and what is reckoned from the rest (EO_HIDDEN and EO_DERIVED). */
char      *eo_changes_to_json (EoRecord    *before,
                               EoRecord    *after);
GPtrArray *eo_journal_read    (EoDatabase  *database,   /* of EoHistoryEntry, newest first */
                               const EoKind *kind,
                               gint64       id,
                               GError     **error);

G_END_DECLS
