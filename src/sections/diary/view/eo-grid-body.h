/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-day-column.h"

G_BEGIN_DECLS

/**
 * EoGridSpot:
 * @day: index of a day that is shown
 * @section: of the diary, where they are side by side
 * @from: minute of the day
 * @until: likewise
 */
typedef struct
{
  guint day;
  guint section;
  int   from;
  int   until;
} EoGridSpot;

/**
 * EoGridBody:
 *
 * The hours of some days: what scrolls. It draws, and knows what is where; #EoTimeGrid listens to keys and pointer.
 */
#define EO_TYPE_GRID_BODY (eo_grid_body_get_type ())
G_DECLARE_FINAL_TYPE (EoGridBody, eo_grid_body, EO, GRID_BODY, GtkWidget)

/* Where the day of this index is in what is @width px wide: the same above the hours as in them. */
void         eo_grid_get_area         (GtkWidget         *widget,
                                       int                width,
                                       guint              n_days,
                                       guint              index,
                                       int               *x,
                                       int               *day_width);
int          eo_grid_get_gutter       (GtkWidget         *widget);  /* px that the names of the hours take */

GtkWidget   *eo_grid_body_new         (void);
/* @n_bars: by day, how many appointments stand above it. */
void         eo_grid_body_show        (EoGridBody        *self,
                                       const EoGridModel *model,
                                       const guint       *n_bars);
void         eo_grid_body_set_now     (EoGridBody        *self,
                                       const EoGridModel *model);
/* Px an hour, for text of the usual size. */
void         eo_grid_body_set_hour    (EoGridBody        *self,
                                       int                pixels);
double       eo_grid_body_get_scale   (EoGridBody        *self);    /* px a minute, as drawn */
EoDayColumn *eo_grid_body_get_column  (EoGridBody        *self,
                                       guint              index);
/* What is at a point of it; @spot's @until is its @from. FALSE beside the days. */
gboolean     eo_grid_body_get_spot    (EoGridBody        *self,
                                       double             x,
                                       double             y,
                                       EoGridSpot        *spot);
/* A free time that can have the focus; NULL for none. */
void         eo_grid_body_set_slot    (EoGridBody        *self,
                                       const EoGridSpot  *spot,
                                       const char        *name);
GtkWidget   *eo_grid_body_get_slot    (EoGridBody        *self);
/* What a drag would come to, and the words for it; NULL for none. */
void         eo_grid_body_set_ghost   (EoGridBody        *self,
                                       const EoGridSpot  *spot,
                                       const char        *words);
const char  *eo_grid_body_get_ghost   (EoGridBody        *self);    /* its words; NULL without one */

G_END_DECLS
