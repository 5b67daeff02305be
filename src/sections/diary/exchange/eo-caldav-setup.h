/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-account.h"
#include "sections/diary/exchange/eo-caldav-server.h"

G_BEGIN_DECLS

/* From what a person knows of a server to one calendar on it. */

/* The calendars that @given leads to: (transfer full) of EoCaldavCalendar; none: the user has a place for them, but none yet.
 * Waits; errors as eo_caldav_discover(). */
GPtrArray       *eo_caldav_find_calendars (const EoCaldavAccount  *given,
                                           GCancellable           *cancellable,
                                           GError                **error);

/* The same user with the address of one of them: the only one, or the one called @name (or whose address ends so); with
 * @make one of that name is made first. Waits. NOT_FOUND; INVALID where it is not clear which, naming them. */
EoCaldavAccount *eo_caldav_find_account   (const EoCaldavAccount  *given,
                                           const char             *name,   /* (nullable) */
                                           gboolean                make,
                                           GCancellable           *cancellable,
                                           GError                **error);

/* @diary goes with no server any more: the keyring forgets where it was. What stands on both sides stays there, and what they
 * had told each other is kept, in case it goes with the same calendar again. Waits; errors as eo_caldav_account_clear(). */
gboolean         eo_caldav_leave          (EoStore                *store,
                                           EoDiary                *diary,
                                           GCancellable           *cancellable,
                                           GError                **error);

G_END_DECLS
