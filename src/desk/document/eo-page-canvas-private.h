/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/eo-page-canvas.h"
#include "desk/document/eo-page-view.h"

G_BEGIN_DECLS

struct _EoPageCanvas
{
  GtkWidget      parent_instance;

  EoPages       *pages;
  EoPageSpot    *spots;
  guint          n_pages;
  EoPageLayout   layout;
  int            width; /* of all pages, pixels */
  int            height;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  guint          scroll_policy[2];

  GHashTable    *views; /* page number to EoPageView: those in view */
  guint          first, last; /* pages entered: first … last; none when first > last */
  guint          page;
  guint          sharpen_source;
  guint          settle_source; /* after a layout */
  guint          needs_layout : 1;
  guint          in_layout : 1;
  guint          has_goal : 1; /* a page to go to, once there is a layout */
  guint          has_goal_rect : 1;
  guint          has_anchor : 1;
  guint          is_selecting : 1;
  guint          goal;
  EoPageRect     goal_rect;

  /* The place of the document that stays where it is when the layout changes. */
  guint          anchor_page;
  double         anchor_x, anchor_y; /* points on the page */
  double         anchor_at_x, anchor_at_y; /* pixels in the view */

  EoFind        *find;
  EoFind        *marks;

  int            selected_page; /* -1 for none */
  guint          selected_anchor, selected_head;
  EoPageUnit     selected_unit;
  guint          unit_start, unit_end; /* the word or line the drag began on */
  GArray        *selected_rects;
  char          *selected_text;

  double         pointer_x, pointer_y;
  double         pinch_zoom;
};

/* eo-page-canvas.c */
gboolean    _eo_page_canvas_pick      (EoPageCanvas *self,
                                       double        x,        /* pixels in the view */
                                       double        y,
                                       guint        *page,
                                       double       *page_x,   /* points */
                                       double       *page_y);
void        _eo_page_canvas_zoom_at   (EoPageCanvas *self,
                                       double        zoom,
                                       double        x,
                                       double        y);
void        _eo_page_canvas_scroll    (EoPageCanvas *self,
                                       GtkOrientation orientation,
                                       double        pixels);

/* eo-page-canvas-layout.c */
double      _eo_page_canvas_scrolled     (EoPageCanvas   *self,
                                          GtkOrientation  orientation);
void        _eo_page_canvas_on_scrolled  (EoPageCanvas   *self);
void        _eo_page_canvas_tell_changed (EoPageCanvas   *self);
void        _eo_page_canvas_tell_moved   (EoPageCanvas   *self);
void        _eo_page_canvas_light_views  (EoPageCanvas   *self);
void        _eo_page_canvas_update_views (EoPageCanvas   *self);
void        _eo_page_canvas_drop_views   (EoPageCanvas   *self,     /* all but first … last */
                                          guint           first,
                                          guint           last);
void        _eo_page_canvas_keep_anchor  (EoPageCanvas   *self,     /* what is at this place of the view */
                                          double          x,
                                          double          y);
void        _eo_page_canvas_place        (EoPageCanvas   *self);    /* scrolls to the goal or the anchor */
void        _eo_page_canvas_lay_out      (EoPageCanvas   *self,
                                          int             width,
                                          int             height);
void        _eo_page_canvas_queue_layout (EoPageCanvas   *self);

/* eo-page-canvas-select.c */
void        _eo_page_canvas_drop_selection (EoPageCanvas *self);

/* eo-page-canvas-input.c */
void        _eo_page_canvas_class_init_input (GtkWidgetClass *widget_class);
void        _eo_page_canvas_init_input       (EoPageCanvas   *self);

enum
{
  EO_PAGE_CANVAS_CHANGED,
  EO_PAGE_CANVAS_SELECTION,
  EO_PAGE_CANVAS_LINK,
  EO_PAGE_CANVAS_MENU,
  EO_PAGE_CANVAS_N_SIGNALS
};

extern guint _eo_page_canvas_signals[EO_PAGE_CANVAS_N_SIGNALS];

G_END_DECLS
