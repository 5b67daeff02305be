/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoCaldavKeeper:
 *
 * While a program is open, synchronises by itself the diaries that a person has brought together with a server: every so many
 * minutes, and when the network comes back. It asks nobody anything: a locked keyring, a conflict, a server that lost what it
 * had wait for a person. Who fails is tried again later and later.
 *
 * Signal `changed (gint64 diary)`: how it stands with this one was noted (eo-caldav-state.h).
 */
#define EO_TYPE_CALDAV_KEEPER (eo_caldav_keeper_get_type ())
G_DECLARE_FINAL_TYPE (EoCaldavKeeper, eo_caldav_keeper, EO, CALDAV_KEEPER, GObject)

/* Property `minutes`: between two times; 0, as it begins: never. @monitor: NULL for that of the system. */
EoCaldavKeeper *eo_caldav_keeper_new      (EoStore         *store,
                                           GNetworkMonitor *monitor);
/* Does what is due. Called now and then by itself. */
void            eo_caldav_keeper_look     (EoCaldavKeeper  *self);
/* Seconds until the next time: 0 for one that is due, or not known. */
guint           eo_caldav_keeper_get_wait (EoCaldavKeeper  *self,
                                           gint64           diary);
/* Before the store is closed: ends what is under way, and waits for that. */
void            eo_caldav_keeper_stop     (EoCaldavKeeper  *self);

G_END_DECLS
