/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-sync.h"

G_BEGIN_DECLS

/* What people are told of a synchronisation. All are (transfer full). */

/* "Taking 100 of 10000…" */
char *eo_caldav_say_progress (EoCaldavStage           stage,
                              guint64                 done,
                              guint64                 of);

/* "From the server: 3 new, 1 changed. To the server: 2 new. 1 waits for a decision." */
char *eo_caldav_say_count    (const EoCaldavCount    *count);

/* How it stands: "Synchronised 10:32"; NULL for what goes with no server. @n_open: what waits for a decision. */
char *eo_caldav_say_state    (const EoCaldavCollection *state,  /* (nullable) */
                              guint                     n_open);

/* What each side says, as far as they differ, a line for each difference. @zone: IANA, the diary's. Waits; errors as
 * eo_caldav_parse(). */
char *eo_caldav_say_conflict (const EoCaldavConflict *conflict,
                              const char             *zone,
                              GError                **error);

G_END_DECLS
