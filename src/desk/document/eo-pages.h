/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "desk/document/eo-scan-text.h"

G_BEGIN_DECLS

/* The pages of an open document, as far as they were looked at: pictures, text and
 * links, asked of the reader when a page comes into view and forgotten again when
 * memory is wanted. Signals: "page-changed" (guint page); "failed" (GError) when the
 * reader died. */

#define EO_PAGES_MAX_PIXELS  4096                     /* a side; the reader gives no more */
#define EO_PAGES_MAX_MEMORY  ((gsize) 64 << 20)       /* of pictures that are out of view */

#define EO_TYPE_PAGES (eo_pages_get_type ())
G_DECLARE_FINAL_TYPE (EoPages, eo_pages, EO, PAGES, GObject)

EoPages          *eo_pages_new          (EoReader *reader,
                                         EoScanText *scans);  /* (nullable): text of the pages that are pictures */
EoReader         *eo_pages_get_reader   (EoPages  *self);
EoScanText       *eo_pages_get_scans    (EoPages  *self);     /* (nullable) */
/* A scan may have been read meanwhile. */
void              eo_pages_refresh_text (EoPages  *self);
guint             eo_pages_get_n        (EoPages  *self);
void              eo_pages_get_size     (EoPages  *self,
                                         guint     page,
                                         double   *width,     /* points, before rotation */
                                         double   *height);

/* The page is in view (or about to be): have it drawn. The old picture stays until the
 * new one is there. Text and links follow the first picture. */
void              eo_pages_enter        (EoPages  *self,
                                         guint     page,
                                         double    scale,     /* pixels a point */
                                         int       rotation);
void              eo_pages_leave        (EoPages  *self,
                                         guint     page);
void              eo_pages_ask_bounds   (EoPages  *self,
                                         guint     page);

GdkTexture       *eo_pages_get_picture  (EoPages  *self,      /* (nullable) (transfer none) */
                                         guint     page,
                                         int       rotation);
const EoPageText *eo_pages_get_text     (EoPages  *self,      /* (nullable): not read yet */
                                         guint     page);
GPtrArray        *eo_pages_get_links    (EoPages  *self,      /* (nullable) (transfer none): of EoPageLink */
                                         guint     page);
gboolean          eo_pages_get_bounds   (EoPages  *self,
                                         guint     page,
                                         EoPageRect *bounds);
const char       *eo_pages_get_problem  (EoPages  *self,      /* (nullable): why the page is not drawn */
                                         guint     page);
gsize             eo_pages_get_memory   (EoPages  *self);     /* bytes of pictures held */

GdkTexture       *eo_pixels_to_texture  (const EoPixels *pixels);

G_END_DECLS
