/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* What happened to a record, in words: for its page of history and for paper. */
char      *eo_history_who           (EoStore              *store,
                                     const char           *by);     /* an entry's: "Thandi Mkhize", or the account */
char      *eo_history_value         (const EoKind         *kind,
                                     const EoField        *field,
                                     const char           *canonical,
                                     glong                 max);
GPtrArray *eo_history_describe      (EoStore              *store,   /* of char *: one a change, or one for the whole */
                                     const EoKind         *kind,
                                     const EoHistoryEntry *entry);

G_END_DECLS
