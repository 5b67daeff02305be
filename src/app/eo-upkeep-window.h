/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-backup.h"

G_BEGIN_DECLS

/**
 * EoUpkeepWindow:
 *
 * Long work on the whole office: how far it is, a way to stop it, and what came of it.
 */
#define EO_TYPE_UPKEEP_WINDOW (eo_upkeep_window_get_type ())
G_DECLARE_FINAL_TYPE (EoUpkeepWindow, eo_upkeep_window, EO, UPKEEP_WINDOW, AdwWindow)

GtkWindow *eo_upkeep_window_back_up (GtkWindow  *parent,
                                     EoStore    *store,
                                     const char *path);   /* where the copy goes */
GtkWindow *eo_upkeep_window_check   (GtkWindow  *parent,
                                     EoStore    *store);

G_END_DECLS
