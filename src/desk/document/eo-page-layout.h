/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* Where the pages of a document lie under one another, and how points of a page
 * become pixels of its widget. Plain numbers: no widget is asked. */

#define EO_ZOOM_NORMAL (96.0 / 72.0) /* pixels a point at 100 % */
#define EO_ZOOM_MIN    0.1           /* as factors: 1.0 is 100 % */
#define EO_ZOOM_MAX    8.0

typedef enum
{
  EO_ZOOM_FIXED, /* a percentage */
  EO_ZOOM_WIDTH, /* the page as wide as the view */
  EO_ZOOM_PAGE,  /* the whole page */
  EO_ZOOM_TEXT,  /* what is printed on, as wide as the view: the margins are trimmed */
} EoZoomMode;

#define EO_TYPE_ZOOM_MODE (eo_zoom_mode_get_type ())
GType eo_zoom_mode_get_type (void);

/* A page's place. */
typedef struct
{
  double     width;      /* points, before rotation */
  double     height;
  EoPageRect bounds;     /* printed on; empty while unknown */
  EoPageRect crop;       /* the part that is shown, in points before rotation */
  double     scale;      /* pixels a point */
  int        rotation;   /* clockwise: 0, 90, 180, 270 */
  int        x, y, w, h; /* pixels, in the whole document */
} EoPageSpot;

typedef struct
{
  EoZoomMode mode;
  double     zoom;     /* for FIXED: 1.0 is 100 % */
  int        rotation;
  int        width;    /* of the view, pixels */
  int        height;
} EoPageLayout;

void   eo_page_layout_run     (const EoPageLayout *layout,
                               EoPageSpot         *spots,
                               guint               n_spots,
                               int                *width,   /* (out) of everything, pixels */
                               int                *height); /* (out) */
guint  eo_page_layout_find    (const EoPageSpot   *spots,   /* the page at height y, or the next one */
                               guint               n_spots,
                               double              y);

/* The whole page, and a rectangle of it, in pixels from the widget's corner. */
void   eo_page_spot_get_page  (const EoPageSpot   *spot,
                               graphene_rect_t    *rect);
void   eo_page_spot_map       (const EoPageSpot   *spot,
                               const EoPageRect   *rect,
                               graphene_rect_t    *mapped);
void   eo_page_spot_unmap     (const EoPageSpot   *spot,
                               double              x,       /* pixels from the widget's corner */
                               double              y,
                               double             *page_x,  /* (out) points */
                               double             *page_y);

double eo_zoom_step           (double              zoom,    /* the next usual zoom up (1) or down (-1) */
                               int                 direction);

G_END_DECLS
