/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* What the application and execoffice-ocr say to each other, in the requests and replies of
 * eo-reader-protocol.h. Its document is a picture: EoOcrPicture, then height × stride bytes of grey, 255 white.
 * No file format comes near it. */

#define EO_OCR_LANGUAGES "eng+afr"

#define EO_OCR_MAX_WORDS 20000
#define EO_OCR_MAX_CODES 64
#define EO_OCR_MAX_WORD  200  /* bytes */
#define EO_OCR_MAX_CODE  4096 /* bytes: more than the largest QR code has */

typedef enum
{
  /* text: languages, those that are not installed are left out; UNSUPPORTED where none is.
   * payload: EoOcrFound, that many EoOcrWord and EoOcrCode, then the text of each in turn. */
  EO_OCR_RECOGNISE = 1,
  EO_OCR_CODES,         /* the same without the words, in a tenth of the time */
} EoOcrOp;

typedef struct
{
  guint32 width;      /* pixels, 1 to EO_READER_MAX_SIDE */
  guint32 height;
  guint32 stride;     /* bytes */
  guint32 resolution; /* pixels an inch, or 0: to be guessed */
} EoOcrPicture;

typedef struct
{
  guint32 n_words;
  guint32 n_codes;
} EoOcrFound;

typedef enum
{
  EO_OCR_WITHIN,       /* another word follows on the line */
  EO_OCR_ENDS_LINE,
  EO_OCR_ENDS_PARAGRAPH,
  EO_OCR_N_ENDS
} EoOcrEnd;

typedef struct
{
  guint32 x, y, width, height; /* pixels, within the picture */
  guint32 bytes;               /* of its text */
  guint16 confidence;          /* 0 to 100 */
  guint16 end;                 /* EoOcrEnd */
} EoOcrWord;

typedef struct
{
  guint32 bytes; /* of its text */
} EoOcrCode;

G_END_DECLS
