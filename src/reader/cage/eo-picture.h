/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-document.h"

G_BEGIN_DECLS

/* What PNG, JPEG and TIFF have in common: pages that are one picture each. */
typedef struct
{
  guint  width;       /* pixels, as stored */
  guint  height;
  double x_dpi;       /* 0: not told */
  double y_dpi;
  int    orientation; /* as in EXIF: 1 (upright) to 8 */
  goffset offset;     /* for the format's own use */
} EoPicturePage;

typedef struct _EoPicture EoPicture;

struct _EoPicture
{
  EoDocument       parent;
  const guint8    *data;
  gsize            size;
  GArray          *pages; /* of EoPicturePage */

  /* A page, decoded at 1/@shrink (1, 2, 4 or 8) or larger; NULL: broken or too large. */
  cairo_surface_t *(*decode) (EoPicture *self, guint page, guint shrink);
  gpointer         decoder; /* for the format's own use */
  GDestroyNotify   close_decoder;

  cairo_surface_t *surface; /* the page decoded last */
  guint            surface_page;
  guint            surface_shrink;
};

EoPicture       *eo_picture_new         (const guint8 *data,
                                         gsize         size);
/* FALSE where a picture of that size cannot be held in memory. */
gboolean         eo_picture_add_page    (EoPicture           *self,
                                         const EoPicturePage *page);
/* A surface to decode into; NULL: too large. */
cairo_surface_t *eo_picture_new_surface (guint         width,
                                         guint         height);

G_END_DECLS
