/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/register/eo-common-steps.h"
#include "desk/register/eo-id-selection.h"
#include "store/eo-bulk.h"

G_BEGIN_DECLS

/* So many are changed in one transaction at most. */
#define EO_MANY_LIMIT 10000

/**
 * EoManyBar:
 *
 * What can be done with several selected records at once; hidden while none or one is selected. Where there is little
 * room, one button with a menu.
 *
 * It activates `many.act` (s: the name of an EoManyAct), `many.step` (s), `many.delete`, `many.clear` and
 * `many.cancel`, which the page around it has.
 */
#define EO_TYPE_MANY_BAR (eo_many_bar_get_type ())
G_DECLARE_FINAL_TYPE (EoManyBar, eo_many_bar, EO, MANY_BAR, GtkWidget)

void           eo_many_bar_setup       (EoManyBar     *self,     /* once */
                                        EoStore       *store,
                                        const EoKind  *kind,
                                        EoIdSelection *selection);
void           eo_many_bar_set_compact (EoManyBar     *self,
                                        gboolean       compact);
EoCommonSteps *eo_many_bar_get_steps   (EoManyBar     *self);    /* (transfer none), or NULL while they are looked for */
void           eo_many_bar_set_running (EoManyBar     *self,     /* (nullable): shows how far it is */
                                        EoBulk        *bulk);

G_END_DECLS
