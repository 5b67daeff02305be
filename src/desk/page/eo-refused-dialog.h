/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-bulk.h"

G_BEGIN_DECLS

/**
 * EoRefusedDialog:
 *
 * Which of many records refused what was asked of all of them, and why. Nothing was done; the others can be done without
 * them.
 *
 * Signals: `go-on`: do the others.
 */
#define EO_TYPE_REFUSED_DIALOG (eo_refused_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoRefusedDialog, eo_refused_dialog, EO, REFUSED_DIALOG, AdwWindow)

GtkWidget *eo_refused_dialog_new (GtkWidget  *parent,  /* any widget of the window it stands before */
                                  const char *title,   /* "Send to Quality Check" */
                                  EoBulk     *bulk);

G_END_DECLS
