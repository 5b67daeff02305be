/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-undo.h"

G_BEGIN_DECLS

/**
 * EoPartsDialog:
 *
 * Asks several for the same: what is asked once, then of whom and by when, a line each. The day is proposed.
 *
 * Signals: `added (const char *text, EoUndo *undo)`: they are asked for, and how to take it back.
 */
#define EO_TYPE_PARTS_DIALOG (eo_parts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoPartsDialog, eo_parts_dialog, EO, PARTS_DIALOG, AdwWindow)

GtkWidget *eo_parts_dialog_new (GtkWidget     *parent,  /* any widget of the window it stands before */
                                EoStore       *store,
                                EoRecord      *owner,   /* whom they will belong to … */
                                const EoKind  *part,
                                const EoField *link);   /* … by this field of theirs */

G_END_DECLS
