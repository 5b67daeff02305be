/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoPartsGroup:
 *
 * The records that belong to one (EoKind.part): the contributions to a letter. More can be asked for, several at once;
 * each can be changed, and take its steps.
 *
 * Signals: `failed (const char *text)`; `undoable (const char *text, EoUndo *undo)`: done, and how to take it back.
 */
#define EO_TYPE_PARTS_GROUP (eo_parts_group_get_type ())
G_DECLARE_FINAL_TYPE (EoPartsGroup, eo_parts_group, EO, PARTS_GROUP, GtkBox)

GtkWidget *eo_parts_group_new  (EoStore      *store,
                               const EoKind *kind);     /* whose parts: it must have some */
void       eo_parts_group_load (EoPartsGroup  *self,
                               EoRecord     *record);

G_END_DECLS
