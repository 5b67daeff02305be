/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoSyncStatus:
 *
 * A quiet line for each diary that goes with a server: when they were together last. Pressed, it activates `diary.sync-with`
 * with the diary's id. There is nothing of it where no diary goes with one.
 */
#define EO_TYPE_SYNC_STATUS (eo_sync_status_get_type ())
G_DECLARE_FINAL_TYPE (EoSyncStatus, eo_sync_status, EO, SYNC_STATUS, GtkBox)

GtkWidget *eo_sync_status_new  (EoStore      *store);
/* Reads it anew. It does so now and then by itself. */
void       eo_sync_status_look (EoSyncStatus *self);

G_END_DECLS
