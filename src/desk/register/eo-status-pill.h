/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-kind.h"

G_BEGIN_DECLS

/**
 * EoStatusPill:
 *
 * The state of a record as shape, word and tint, so that none of them stands alone.
 */
#define EO_TYPE_STATUS_PILL (eo_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (EoStatusPill, eo_status_pill, EO, STATUS_PILL, GtkWidget)

GtkWidget  *eo_status_pill_new        (void);
void        eo_status_pill_set        (EoStatusPill *self,
                                       EoTone        tone,
                                       const char   *word);
void        eo_status_pill_set_record (EoStatusPill *self,    /* hides itself where the kind has no states */
                                       EoRecord     *record); /* (nullable) */
const char *eo_status_pill_get_word   (EoStatusPill *self);

G_END_DECLS
