/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* Picking text on a page. A position lies between two characters: 0 … n_chars.
 * Rectangles and points are in points of the page before rotation. */

typedef enum
{
  EO_PAGE_CHAR,
  EO_PAGE_WORD,
  EO_PAGE_LINE,
} EoPageUnit;

guint     eo_page_words_at     (const EoPageText *text,  /* the position nearest to a point */
                                double            x,
                                double            y);
gboolean  eo_page_words_over   (const EoPageText *text,  /* whether there is a character under the point */
                                double            x,
                                double            y);
void      eo_page_words_around (const EoPageText *text,  /* the word or line about a point */
                                double            x,
                                double            y,
                                EoPageUnit        unit,
                                guint            *start, /* (out) */
                                guint            *end);  /* (out) */
guint     eo_page_words_step   (const EoPageText *text,  /* the position one unit on (1) or back (-1) */
                                guint             position,
                                EoPageUnit        unit,
                                int               direction);
GArray   *eo_page_words_rects  (const EoPageText *text,  /* of EoPageRect, about one a line */
                                guint             start,
                                guint             end);
char     *eo_page_words_slice  (const EoPageText *text,
                                guint             start,
                                guint             end);
char     *eo_page_words_flow   (const char       *text); /* on one line; words broken at a line's end joined */

G_END_DECLS
