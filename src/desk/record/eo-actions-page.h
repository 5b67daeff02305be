/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoActionsPage:
 *
 * Who must do what by when about a record: to tick off, to add.
 *
 * Signals:
 * - `open-record (const char *kind, gint64 id)`
 * - `failed (const char *message)`: a write was refused
 */
#define EO_TYPE_ACTIONS_PAGE (eo_actions_page_get_type ())
G_DECLARE_FINAL_TYPE (EoActionsPage, eo_actions_page, EO, ACTIONS_PAGE, GtkBox)

GtkWidget *eo_actions_page_new  (EoStore       *store);
guint      eo_actions_page_load (EoActionsPage *self,   /* how many are open */
                                 const EoKind  *kind,
                                 gint64         id);    /* 0 empties it */

G_END_DECLS
