/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "paper/eo-history-words.h"

G_BEGIN_DECLS

/**
 * EoHistoryPage:
 *
 * What happened to a record, in words, newest first.
 */
#define EO_TYPE_HISTORY_PAGE (eo_history_page_get_type ())
G_DECLARE_FINAL_TYPE (EoHistoryPage, eo_history_page, EO, HISTORY_PAGE, GtkWidget)

GtkWidget *eo_history_page_new      (void);
guint      eo_history_page_load     (EoHistoryPage        *self,    /* how many entries */
                                     EoStore              *store,
                                     const EoKind         *kind,
                                     gint64                id);     /* 0 empties it */

G_END_DECLS
