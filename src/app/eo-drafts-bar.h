/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-draft.h"

G_BEGIN_DECLS

/**
 * EoDraftsBar:
 *
 * What was being typed and never saved, offered to be taken up again: after a crash, or when a form was left
 * before it was complete. Hidden while there is none.
 *
 * Signal: `draft-chosen (EoDraft *draft)`, the draft as long as the handler runs.
 */
#define EO_TYPE_DRAFTS_BAR (eo_drafts_bar_get_type ())
G_DECLARE_FINAL_TYPE (EoDraftsBar, eo_drafts_bar, EO, DRAFTS_BAR, AdwBin)

void  eo_drafts_bar_set_store    (EoDraftsBar *self,
                                  EoStore     *store);
void  eo_drafts_bar_refresh      (EoDraftsBar *self);
guint eo_drafts_bar_get_n_drafts (EoDraftsBar *self);

G_END_DECLS
