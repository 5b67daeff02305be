/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-search-palette*.c. */

#include "desk/eo-chip-row.h"
#include "desk/search/eo-search-palette.h"

G_BEGIN_DECLS

/* The chip that stands for every kind, and the one for documents whatever they hang on. */
#define CHIP_EVERYTHING NULL
#define CHIP_DOCUMENTS  "documents"

struct _EoSearchPalette
{
  AdwBin             parent_instance;

  GtkWidget         *card;
  GtkEntry          *entry;
  GtkLabel          *summary;
  GtkWidget         *clear_button;
  EoChipRow         *chips;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *none_title;
  GtkLabel          *none_text;
  GtkBox            *operators;

  EoStore           *store;
  EoSearchResult    *result;      /* the rows' hits live in it */
  GCancellable      *cancellable; /* of the search under way */
  GHashTable        *group_sizes; /* heading → hits shown under it */
  const char        *chip;        /* a kind's name, or one of the above */
  guint              timeout;
  guint              n_rows;
  gboolean           hide_confidential;
  gboolean           activate_when_done; /* Enter came before the answer did */
};

const char *_eo_search_palette_get_text      (EoSearchPalette *self);
gboolean    _eo_search_palette_has_words     (EoSearchPalette *self);   /* signs alone are nothing to search for */
void        _eo_search_palette_queue         (EoSearchPalette *self,
                                              guint            delay);  /* ms */

/* eo-search-palette-hits.c */
void        _eo_search_palette_clear         (EoSearchPalette *self);
void        _eo_search_palette_select        (EoSearchPalette *self,
                                              GtkListBoxRow   *row);    /* (nullable) */
void        _eo_search_palette_update_header (GtkListBoxRow   *row,
                                              GtkListBoxRow   *before,
                                              gpointer         user_data);
void        _eo_search_palette_show_none     (EoSearchPalette *self,
                                              const char      *title,
                                              const char      *text);
void        _eo_search_palette_show_result   (EoSearchPalette *self);

/* eo-search-palette-chips.c */
void        _eo_search_palette_make_menu     (GtkMenuButton   *button,
                                              gpointer         user_data);
void        _eo_search_palette_choose        (EoSearchPalette *self,
                                              const char      *chip);   /* "letter", "documents"; "" for everything */
void        _eo_search_palette_fill_chips    (EoSearchPalette *self);
void        _eo_search_palette_add_operators (EoSearchPalette *self);

G_END_DECLS
