/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-search.h"

G_BEGIN_DECLS

/**
 * EoSearchPalette:
 *
 * Search over everything, laid over the window: type, choose with the arrows, Enter opens.
 *
 * Signals: `hit-activated (EoHit *hit, const char *text)`, the hit as long as the handler runs;
 * `closed` when it wants to go away.
 */
#define EO_TYPE_SEARCH_PALETTE (eo_search_palette_get_type ())
G_DECLARE_FINAL_TYPE (EoSearchPalette, eo_search_palette, EO, SEARCH_PALETTE, AdwBin)

void     eo_search_palette_set_store             (EoSearchPalette *self,
                                                  EoStore         *store);
void     eo_search_palette_set_hide_confidential (EoSearchPalette *self,
                                                  gboolean         hide);
void     eo_search_palette_open                  (EoSearchPalette *self,
                                                  const char      *text);  /* NULL: what was searched last */
void     eo_search_palette_close                 (EoSearchPalette *self);
guint    eo_search_palette_get_n_rows            (EoSearchPalette *self);  /* hits shown now */
gboolean eo_search_palette_is_searching          (EoSearchPalette *self);

G_END_DECLS
