/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-block-words.h"

G_BEGIN_DECLS

/**
 * EoBlock:
 *
 * An appointment in a view of time, or its travel, preparation or buffer, which are hatched. It takes the size it is given, and
 * shows of its text what fits: the title always, then the time and the place. It is meant to be used again for another
 * appointment: nothing is made anew by that.
 */
#define EO_TYPE_BLOCK (eo_block_get_type ())
G_DECLARE_FINAL_TYPE (EoBlock, eo_block, EO, BLOCK, GtkWidget)

/* @appointment: it can have the focus; else it stands for travel and the like. It stays what it is. */
GtkWidget        *eo_block_new            (gboolean            appointment);
gboolean          eo_block_is_appointment (EoBlock            *self);
void              eo_block_show           (EoBlock            *self,
                                           const EoBlockFacts *facts);
void              eo_block_set_past       (EoBlock            *self,
                                           gboolean            past);
/* What it is called while it is on its way elsewhere; NULL for its own name again. */
void              eo_block_set_moving     (EoBlock            *self,
                                           const char         *words);
EoOccurrence     *eo_block_get_occurrence (EoBlock            *self);
const EoDayPart  *eo_block_get_part       (EoBlock            *self);
gboolean          eo_block_is_bar         (EoBlock            *self);
/* Whether whoever looks may touch it. */
gboolean          eo_block_is_hidden      (EoBlock            *self);
const char       *eo_block_get_name       (EoBlock            *self);
const char       *eo_block_get_tip        (EoBlock            *self);
/* Of one line of its text, px. */
int               eo_block_get_line       (EoBlock            *self);

G_END_DECLS
