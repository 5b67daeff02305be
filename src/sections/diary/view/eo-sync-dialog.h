/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sections/diary/eo-diary.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoSyncDialog:
 *
 * A diary and its calendar on a server: where that is, how the last synchronisation went, what waits for a decision.
 */
#define EO_TYPE_SYNC_DIALOG (eo_sync_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoSyncDialog, eo_sync_dialog, EO, SYNC_DIALOG, AdwWindow)

GtkWidget *eo_sync_dialog_new (EoStore *store,
                               EoDiary *diary); /* copied */

G_END_DECLS
