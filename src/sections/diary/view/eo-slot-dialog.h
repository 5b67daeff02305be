/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sections/diary/eo-slot.h"

G_BEGIN_DECLS

/**
 * EoSlotDialog:
 *
 * Looks for times when everybody who is wanted is free, and offers the next ten. Signal
 * `chosen (gint64 diary, gint64 starts, gint64 ends, guint travel, const char *place)`: one was chosen; moments in
 * seconds since 1970, minutes of travel each way. It closes by itself.
 */
#define EO_TYPE_SLOT_DIALOG (eo_slot_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoSlotDialog, eo_slot_dialog, EO, SLOT_DIALOG, AdwWindow)

/* @diary: who is ticked at first, or 0 for the first there is; @first: the day it looks from. */
GtkWidget *eo_slot_dialog_new (EoStore       *store,
                               gint64         diary,
                               const EoDate  *first);

G_END_DECLS
