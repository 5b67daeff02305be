/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/eo-page-layout.h"
#include "desk/document/eo-pages.h"

G_BEGIN_DECLS

/* What is lit on a page, from the bottom up. */
typedef enum
{
  EO_LIGHT_MARK,      /* words a proposal was read from */
  EO_LIGHT_MATCH,     /* found */
  EO_LIGHT_CURRENT,   /* the match the person stands on */
  EO_LIGHT_SELECTION,
  EO_N_LIGHTS
} EoLight;

#define EO_TYPE_PAGE_VIEW (eo_page_view_get_type ())
G_DECLARE_FINAL_TYPE (EoPageView, eo_page_view, EO, PAGE_VIEW, GtkWidget)

/* One page: its picture, with its text as what a screen reader reads. */
GtkWidget        *eo_page_view_new        (EoPages          *pages,
                                           guint             page);
guint             eo_page_view_get_page   (EoPageView       *self);
void              eo_page_view_set_spot   (EoPageView       *self,
                                           const EoPageSpot *spot);
const EoPageSpot *eo_page_view_get_spot   (EoPageView       *self);
void              eo_page_view_set_light  (EoPageView       *self,
                                           EoLight           light,
                                           const EoPageRect *rects,
                                           guint             n_rects);
void              eo_page_view_refresh    (EoPageView       *self);   /* the page's picture or text came */

G_END_DECLS
