/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* What was read off a page that is a picture: words and where they stand, and what its codes say. */

typedef enum
{
  EO_SCAN_WITHIN, /* another word follows on the line */
  EO_SCAN_ENDS_LINE,
  EO_SCAN_ENDS_PARAGRAPH,
} EoScanEnd;

typedef struct
{
  char      *text;
  double     x, y, width, height; /* of the page's width and height: 0 to 1 */
  guint      confidence;          /* 0 to 100 */
  EoScanEnd  end;
} EoScanWord;

typedef struct
{
  GArray    *words; /* of EoScanWord, in reading order */
  GPtrArray *codes; /* of char *: QR codes and Code 128 */
  double     cpu;   /* seconds of it that the recognition took */
} EoScanPage;

EoScanPage *eo_scan_page_new    (void);
void        eo_scan_page_free   (EoScanPage       *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoScanPage, eo_scan_page_free)

/* The words as the office keeps them: a line each, x y width height (ten-thousandths of the page), confidence, end,
 * text. (transfer full) */
char       *eo_scan_page_format (const EoScanPage *page);

/* Those words again, as a page of @width × @height points with text of its own has them: each letter its even share
 * of the word. What cannot be understood is left out. (transfer full) */
EoPageText *eo_scan_place_words (const char       *words,
                                 double            width,
                                 double            height);

G_END_DECLS
