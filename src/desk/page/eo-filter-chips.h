/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoFilterChips:
 *
 * The saved filters of a kind with how many records each holds: a row of chips with the rest in
 * a menu, or one button with a menu of all where it is narrow. The counts follow the store, at most once a second.
 *
 * After those of the kind stand those that who works here has saved.
 *
 * Signals: `changed`: another filter was chosen; `counted`: the counts are new.
 */
#define EO_TYPE_FILTER_CHIPS (eo_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (EoFilterChips, eo_filter_chips, EO, FILTER_CHIPS, GtkWidget)

void                 eo_filter_chips_setup       (EoFilterChips *self,   /* once */
                                                  EoStore       *store,
                                                  const EoKind  *kind);
const EoSavedFilter *eo_filter_chips_get_filter  (EoFilterChips *self);
void                 eo_filter_chips_set_filter  (EoFilterChips *self,   /* by name; an unknown one is ignored */
                                                  const char    *name);
const char          *eo_filter_chips_get_label   (EoFilterChips *self);
const char          *eo_filter_chips_get_text    (EoFilterChips *self);  /* what the chosen one looks for; "" for none */
gint64               eo_filter_chips_get_own     (EoFilterChips *self);  /* id of the chosen one, if it is one's own; or 0 */
void                 eo_filter_chips_set_compact (EoFilterChips *self,
                                                  gboolean       compact);
gint64               eo_filter_chips_get_count   (EoFilterChips *self,   /* -1: not known, or no such filter */
                                                  const char    *name);
void                 eo_filter_chips_set_before  (EoFilterChips *self,   /* a chip that leads elsewhere, before the filters */
                                                  const char    *label,
                                                  const char    *tooltip,
                                                  const char    *action);
void                 eo_filter_chips_set_before_count (EoFilterChips *self,
                                                       guint          count); /* 0: none is shown */
void                 eo_filter_chips_count       (EoFilterChips *self);  /* the rows stand now: counting must not delay them */

G_END_DECLS
