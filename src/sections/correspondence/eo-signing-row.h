/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/correspondence/eo-signing-box.h"

G_BEGIN_DECLS

/**
 * EoSigningRow:
 *
 * A letter of the signing box, and what was decided about it. Signal: `decided`.
 */
#define EO_TYPE_SIGNING_ROW (eo_signing_row_get_type ())
G_DECLARE_FINAL_TYPE (EoSigningRow, eo_signing_row, EO, SIGNING_ROW, GtkListBoxRow)

GtkWidget           *eo_signing_row_new          (const EoSigningItem *item);   /* lives as long as the row */
const EoSigningItem *eo_signing_row_get_item     (EoSigningRow        *self);
EoSigningChoice      eo_signing_row_get_choice   (EoSigningRow        *self);
void                 eo_signing_row_set_choice   (EoSigningRow        *self,
                                                  EoSigningChoice      choice);
EoSigningDecision   *eo_signing_row_get_decision (EoSigningRow        *self);   /* (transfer full) */
void                 eo_signing_row_set_refused  (EoSigningRow        *self,
                                                  const char          *why);    /* (nullable) */

G_END_DECLS
