/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A letter as a scanner gives it: A4 at 200 dpi, laid a little askew, noise all over, grey; without any text in the
 * file. The same letter is the same bytes. */

#define SCAN_WIDTH  1654 /* pixels */
#define SCAN_HEIGHT 2339
#define SCAN_CODE   "execoffice:IN/2026/00042"

extern const char *const scan_english[];   /* paragraphs */
extern const char *const scan_afrikaans[];

/* @paragraphs: NULL for an empty sheet. @noise: 0 to 255, how far a pixel may be off. @code: with a QR code of
 * SCAN_CODE in the corner. */
cairo_surface_t *scan_draw  (const char *const *paragraphs,
                             guint              noise,
                             gboolean           code);
cairo_status_t   scan_append (gpointer           bytes,  /* a GByteArray: a cairo_write_func_t */
                              const guchar      *data,
                              guint              length);
void             scan_add_noise (cairo_surface_t *scan,
                             guint              noise);
GBytes          *scan_png   (cairo_surface_t   *scan);
GBytes          *scan_pdf   (cairo_surface_t  **scans,  /* a page each */
                             guint              n_scans);
/* How many of the words of @paragraphs stand in @text, out of @n_words. */
guint            scan_count (const char *const *paragraphs,
                             const char        *text,
                             guint             *n_words);

G_END_DECLS
