/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoLinksPage:
 *
 * What a record is tied to: to open, to add, to take away.
 *
 * Signals:
 * - `open-record (const char *kind, gint64 id)`
 * - `failed (const char *message)`: a write was refused
 */
#define EO_TYPE_LINKS_PAGE (eo_links_page_get_type ())
G_DECLARE_FINAL_TYPE (EoLinksPage, eo_links_page, EO, LINKS_PAGE, GtkBox)

GtkWidget *eo_links_page_new  (EoStore      *store);
guint      eo_links_page_load (EoLinksPage  *self,   /* how many there are */
                               const EoKind *kind,
                               gint64        id);    /* 0 empties it */

G_END_DECLS
