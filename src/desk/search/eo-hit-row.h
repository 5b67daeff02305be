/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-search.h"

G_BEGIN_DECLS

/**
 * EoHitRow:
 *
 * One hit of a search: what it is, the words lit in its title and text, its state and reference.
 */
#define EO_TYPE_HIT_ROW (eo_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (EoHitRow, eo_hit_row, EO, HIT_ROW, GtkListBoxRow)

GtkWidget   *eo_hit_row_new       (const EoHit *hit,      /* must live as long as the row */
                                   EoRecord    *record);  /* (nullable): what the hit stands in, for its state */
const EoHit *eo_hit_row_get_hit   (EoHitRow    *self);
const char  *eo_hit_row_get_group (EoHitRow    *self);    /* translated heading */

G_END_DECLS
