/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <iconv.h>

#include "reader/cage/eo-recognise.h"
#include "reader/cage/eo-serve.h"

/* execoffice-ocr: reads the words and the codes off one picture, shut in as eo-cage.h says. A program of its own, as
 * Tesseract and ZBar bring a hundred libraries along that the reader of documents is better off without. */

#define MEMORY      ((gsize) 1536 * 1024 * 1024)
#define CPU_SECONDS 30

/* ZBar asks for these whatever a code says. Modules of iconv cannot be loaded in the cage, so they are by then. */
static void
load_encodings (void)
{
  static const char *const encodings[] = { "ISO8859-1", "SJIS", "BIG5" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    iconv_open ("UTF-8", encodings[i]);
}

int
main (void)
{
  load_encodings ();
  eo_serve (eo_recognise_folders, MEMORY, CPU_SECONDS, EO_READER_MAX_PAYLOAD, eo_recognise);
}
