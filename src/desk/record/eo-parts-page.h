/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoPartsPage:
 *
 * The records that belong to one (EoKind.part): the contributions to a letter. More can be asked for, several at once;
 * each can be changed, and take its steps.
 *
 * Signals: `failed (const char *text)`; `undoable (const char *text, EoUndo *undo)`: done, and how to take it back.
 */
#define EO_TYPE_PARTS_PAGE (eo_parts_page_get_type ())
G_DECLARE_FINAL_TYPE (EoPartsPage, eo_parts_page, EO, PARTS_PAGE, GtkBox)

GtkWidget *eo_parts_page_new  (EoStore      *store,
                               const EoKind *kind);     /* whose parts: it must have some */
guint      eo_parts_page_load (EoPartsPage  *self,      /* returns how many are open */
                               EoRecord     *record);

G_END_DECLS
