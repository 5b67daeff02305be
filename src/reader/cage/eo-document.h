/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* A document open in the cage: one of the formats below. */
typedef struct _EoDocument EoDocument;

struct _EoDocument
{
  guint    n_pages;
  gboolean is_image;

  /* Points, as shown. FALSE for a page that is broken. */
  gboolean (*get_size)   (EoDocument *self, guint page, EoReaderSize *size);
  /* Draws the page at a point a unit. FALSE: it cannot be drawn. */
  gboolean (*draw)       (EoDocument *self, guint page, cairo_t *cr, double scale);
  /* The same as it goes on paper, letters and lines as such; @scale: for pictures. */
  gboolean (*print)      (EoDocument *self, guint page, cairo_t *cr, double scale);
  /* The following are NULL for pictures. @rects (out, may be NULL): one a character. */
  char *   (*get_text)   (EoDocument *self, guint page, GArray *rects);
  /* How much of the page is covered by images, 0 to 1. */
  double   (*get_cover)  (EoDocument *self, guint page);
  void     (*find)       (EoDocument *self, guint page, const char *text, GArray *matches);
  void     (*get_links)  (EoDocument *self, guint page, GArray *links);
  void     (*get_bounds) (EoDocument *self, guint page, EoReaderRect *bounds);
  /* For those who read several; who reads one leaves it to the end of the process. */
  void     (*close)      (EoDocument *self);
};

/* Each takes @data, which lasts as long as the process, and says what it is in @status. */
EoDocument *eo_document_open      (const guint8   *data,
                                   gsize           size,
                                   const char     *password,
                                   EoReaderStatus *status);
EoDocument *eo_document_open_pdf  (const guint8   *data,
                                   gsize           size,
                                   const char     *password,
                                   EoReaderStatus *status);
EoDocument *eo_document_open_png  (const guint8   *data,
                                   gsize           size,
                                   EoReaderStatus *status);
EoDocument *eo_document_open_jpeg (const guint8   *data,
                                   gsize           size,
                                   EoReaderStatus *status);
EoDocument *eo_document_open_tiff (const guint8   *data,
                                   gsize           size,
                                   EoReaderStatus *status);

G_END_DECLS
