/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

#define EO_TYPE_PREFERENCES (eo_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EoPreferences, eo_preferences, EO, PREFERENCES, AdwPreferencesWindow)

GtkWindow *eo_preferences_new (GtkWindow *parent,
                               EoStore   *store,
                               GSettings *settings);

G_END_DECLS
