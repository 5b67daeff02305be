/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/eo-find.h"
#include "desk/document/eo-page-layout.h"
#include "desk/document/eo-page-words.h"
#include "desk/document/eo-pages.h"

G_BEGIN_DECLS

#define EO_TYPE_PAGE_CANVAS (eo_page_canvas_get_type ())
G_DECLARE_FINAL_TYPE (EoPageCanvas, eo_page_canvas, EO, PAGE_CANVAS, GtkWidget)

/* The pages of a document under one another, to scroll through. Only pages in view have
 * a widget. Signals: "changed": page or zoom; "selection-changed": also when it moved on
 * the screen; "link" (const char *uri): a link to the outside was clicked;
 * "context-menu" (double x, double y). */
void        eo_page_canvas_set_pages          (EoPageCanvas     *self,
                                               EoPages          *pages);    /* (nullable) */
guint       eo_page_canvas_get_page           (EoPageCanvas     *self);     /* from 0 */
void        eo_page_canvas_go_to              (EoPageCanvas     *self,
                                               guint             page,
                                               const EoPageRect *rect);     /* (nullable): a place on it to be in view */

EoZoomMode  eo_page_canvas_get_zoom_mode      (EoPageCanvas     *self);
double      eo_page_canvas_get_zoom           (EoPageCanvas     *self);     /* of the current page; 1.0 is 100 % */
void        eo_page_canvas_set_zoom           (EoPageCanvas     *self,
                                               EoZoomMode        mode,
                                               double            zoom);     /* for EO_ZOOM_FIXED */
int         eo_page_canvas_get_rotation       (EoPageCanvas     *self);
void        eo_page_canvas_set_rotation       (EoPageCanvas     *self,
                                               int               rotation);

void        eo_page_canvas_set_find           (EoPageCanvas     *self,
                                               EoFind           *find);     /* (nullable): lights its matches */
void        eo_page_canvas_set_marks          (EoPageCanvas     *self,
                                               EoFind           *marks);    /* (nullable): lit in green */

const char *eo_page_canvas_get_selection      (EoPageCanvas     *self);     /* (nullable): its text */
gboolean    eo_page_canvas_get_selection_area (EoPageCanvas     *self,      /* FALSE: none, or out of view */
                                               GdkRectangle     *area);
gboolean    eo_page_canvas_is_selecting       (EoPageCanvas     *self);     /* the pointer is still down */
void        eo_page_canvas_select             (EoPageCanvas     *self,
                                               guint             page,
                                               guint             anchor,    /* positions, see eo-page-words.h */
                                               guint             head);
void        eo_page_canvas_select_page        (EoPageCanvas     *self);     /* all the text of the current page */
void        eo_page_canvas_select_match       (EoPageCanvas     *self,
                                               const EoPageMatch *match);
void        eo_page_canvas_clear_selection    (EoPageCanvas     *self);

G_END_DECLS
