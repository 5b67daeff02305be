/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "desk/document/eo-page-canvas-private.h"

#define SHARPEN_MS  80                 /* after a change of size, until the pages are drawn anew */
#define AHEAD_BYTES ((gsize) 24 << 20) /* a next page larger than this waits until it is in view */

double
_eo_page_canvas_scrolled (EoPageCanvas   *self,
                          GtkOrientation  orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

void
_eo_page_canvas_tell_changed (EoPageCanvas *self)
{
  g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_CHANGED], 0);
}

void
_eo_page_canvas_tell_moved (EoPageCanvas *self)
{
  if (self->selected_page >= 0)
    g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_SELECTION], 0);
}

static void
light_view (EoPageCanvas *self,
            EoPageView   *view)
{
  guint page = eo_page_view_get_page (view);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EoPageRect));
  g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (EoPageRect));
  const EoPageMatch *current = self->find != NULL ? eo_find_get_current (self->find) : NULL;
  gboolean is_here = current != NULL && current->page == page;

  if (self->find != NULL)
    eo_find_collect (self->find, page, found);
  if (self->marks != NULL)
    eo_find_collect (self->marks, page, marked);
  eo_page_view_set_light (view, EO_LIGHT_MARK, (EoPageRect *) marked->data, marked->len);
  eo_page_view_set_light (view, EO_LIGHT_MATCH, (EoPageRect *) found->data, found->len);
  eo_page_view_set_light (view, EO_LIGHT_CURRENT, is_here ? current->rects : NULL,
                          is_here ? current->n_rects : 0);
  if (self->selected_page == (int) page)
    eo_page_view_set_light (view, EO_LIGHT_SELECTION, (EoPageRect *) self->selected_rects->data,
                            self->selected_rects->len);
  else
    eo_page_view_set_light (view, EO_LIGHT_SELECTION, NULL, 0);
}

void
_eo_page_canvas_light_views (EoPageCanvas *self)
{
  GHashTableIter iter;
  gpointer view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    light_view (self, view);
}

static gboolean
on_sharpen (gpointer user_data)
{
  EoPageCanvas *self = user_data;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  self->sharpen_source = 0;
  for (guint i = self->first; i <= self->last && i < self->n_pages; i++)
    eo_pages_enter (self->pages, i, self->spots[i].scale * factor, self->layout.rotation);
  return G_SOURCE_REMOVE;
}

static void
enter (EoPageCanvas *self,
       guint         page)
{
  if (page < self->first || page > self->last)
    {
      eo_pages_enter (self->pages, page,
                      self->spots[page].scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                      self->layout.rotation);
      if (self->layout.mode == EO_ZOOM_TEXT)
        eo_pages_ask_bounds (self->pages, page);
    }
  else if (self->sharpen_source == 0)
    self->sharpen_source = g_timeout_add (SHARPEN_MS, on_sharpen, self);
}

static void
ensure_view (EoPageCanvas *self,
             guint         page)
{
  EoPageView *view = g_hash_table_lookup (self->views, GUINT_TO_POINTER (page));

  if (view == NULL)
    {
      GtkWidget *before = page > 0 ? g_hash_table_lookup (self->views, GUINT_TO_POINTER (page - 1)) : NULL;

      view = EO_PAGE_VIEW (eo_page_view_new (self->pages, page));
      gtk_widget_insert_after (GTK_WIDGET (view), GTK_WIDGET (self), before);
      g_hash_table_insert (self->views, GUINT_TO_POINTER (page), view);
      light_view (self, view);
    }
  eo_page_view_set_spot (view, &self->spots[page]);
}

void
_eo_page_canvas_drop_views (EoPageCanvas *self,
                            guint         first,
                            guint         last)
{
  GHashTableIter iter;
  gpointer key, view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &view))
    if (GPOINTER_TO_UINT (key) < first || GPOINTER_TO_UINT (key) > last)
      {
        g_hash_table_iter_remove (&iter);
        gtk_widget_unparent (view);
      }
}

static gsize
picture_size (EoPageCanvas *self,
              guint         page)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return (gsize) self->spots[page].w * (gsize) self->spots[page].h * (gsize) (4 * factor * factor);
}

/* Widgets for the pages in view, pictures for them and for the next one. */
void
_eo_page_canvas_update_views (EoPageCanvas *self)
{
  double top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint first, last, ahead;

  if (self->n_pages == 0 || self->layout.height <= 0)
    return;
  first = last = eo_page_layout_find (self->spots, self->n_pages, top);
  while (last + 1 < self->n_pages && self->spots[last + 1].y < top + self->layout.height)
    last++;
  ahead = last;
  if (last + 1 < self->n_pages && picture_size (self, last + 1) < AHEAD_BYTES)
    ahead = last + 1;

  for (guint i = self->first; i <= self->last && i < self->n_pages; i++)
    if (i < first || i > ahead)
      eo_pages_leave (self->pages, i);
  _eo_page_canvas_drop_views (self, first, last);
  for (guint i = first; i <= ahead; i++)
    {
      if (i <= last)
        ensure_view (self, i);
      enter (self, i);
    }
  self->first = first;
  self->last = ahead;
  if (had_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (
      g_hash_table_lookup (self->views, GUINT_TO_POINTER (CLAMP (self->page, first, last))));
}

static gboolean
on_settle (gpointer user_data)
{
  EoPageCanvas *self = user_data;

  self->settle_source = 0;
  _eo_page_canvas_update_views (self);
  _eo_page_canvas_tell_changed (self);
  _eo_page_canvas_tell_moved (self);
  return G_SOURCE_REMOVE;
}

/* While widgets are given their places none may come, go or change its size. */
static void
settle_later (EoPageCanvas *self)
{
  if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_settle, self, NULL);
}

/* The page a person would say to be on: the one a third down the view; at the very ends
 * the first and the last, which may be too short to get there. */
static guint
page_in_view (EoPageCanvas *self)
{
  double top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL);

  if (top < 1)
    return 0;
  if (top + self->layout.height >= self->height - 1)
    return self->n_pages - 1;
  return eo_page_layout_find (self->spots, self->n_pages, top + self->layout.height / 3.0);
}

void
_eo_page_canvas_on_scrolled (EoPageCanvas *self)
{
  if (self->in_layout || self->n_pages == 0)
    return;
  self->page = page_in_view (self);
  _eo_page_canvas_update_views (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  _eo_page_canvas_tell_changed (self);
  _eo_page_canvas_tell_moved (self);
}

static void
configure (EoPageCanvas   *self,
           GtkOrientation  orientation,
           double          value,
           double          upper,
           double          size)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_configure (self->adjustments[orientation], CLAMP (value, 0, MAX (upper - size, 0)), 0,
                              MAX (upper, size), 48, MAX (size - 48, 48), size);
}

void
_eo_page_canvas_keep_anchor (EoPageCanvas *self,
                             double        x,
                             double        y)
{
  double left = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  double top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL);
  const EoPageSpot *spot;

  if (self->n_pages == 0 || self->height == 0)
    return;
  self->anchor_page = eo_page_layout_find (self->spots, self->n_pages, top + y);
  spot = &self->spots[self->anchor_page];
  eo_page_spot_unmap (spot, left + x - spot->x, top + y - spot->y, &self->anchor_x, &self->anchor_y);
  self->anchor_at_x = x;
  self->anchor_at_y = y;
  self->has_anchor = TRUE;
}

/* Where to scroll to, so that the anchor or the goal is where it belongs. */
static void
find_place (EoPageCanvas *self,
            double       *left,
            double       *top)
{
  const EoPageSpot *spot;
  graphene_rect_t rect;

  *left = (self->width - self->layout.width) / 2.0;
  *top = 0;
  if (self->has_goal)
    {
      spot = &self->spots[self->goal];
      *top = spot->y - self->spots[0].y;
      if (self->has_goal_rect)
        {
          eo_page_spot_map (spot, &self->goal_rect, &rect);
          *top = MAX (spot->y + rect.origin.y - self->layout.height / 4.0, *top);
          *left = CLAMP (*left, spot->x + rect.origin.x + rect.size.width + 24 - self->layout.width,
                         MAX (spot->x + rect.origin.x - 24, 0));
        }
    }
  else if (self->has_anchor)
    {
      spot = &self->spots[self->anchor_page];
      eo_page_spot_map (spot, &(EoPageRect) { self->anchor_x, self->anchor_y, 0, 0 }, &rect);
      *left = spot->x + rect.origin.x - self->anchor_at_x;
      *top = spot->y + rect.origin.y - self->anchor_at_y;
    }
}

void
_eo_page_canvas_place (EoPageCanvas *self)
{
  double left, top;

  find_place (self, &left, &top);
  self->in_layout = TRUE;
  configure (self, GTK_ORIENTATION_HORIZONTAL, round (left), self->width, self->layout.width);
  configure (self, GTK_ORIENTATION_VERTICAL, round (top), self->height, self->layout.height);
  self->in_layout = FALSE;
  self->page = self->has_goal ? self->goal : page_in_view (self);
  self->has_goal = self->has_goal_rect = self->has_anchor = FALSE;
}

void
_eo_page_canvas_lay_out (EoPageCanvas *self,
                         int           width,
                         int           height)
{
  GHashTableIter iter;
  gpointer key, view;

  if (!self->has_goal && !self->has_anchor)
    _eo_page_canvas_keep_anchor (self, self->layout.width / 2.0, 0);
  self->layout.width = width;
  self->layout.height = height;
  self->needs_layout = FALSE;
  for (guint i = 0; i < self->n_pages; i++)
    eo_pages_get_bounds (self->pages, i, &self->spots[i].bounds);
  eo_page_layout_run (&self->layout, self->spots, self->n_pages, &self->width, &self->height);
  if (self->n_pages == 0)
    return;
  _eo_page_canvas_place (self);
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &view))
    eo_page_view_set_spot (view, &self->spots[GPOINTER_TO_UINT (key)]);
  settle_later (self);
}

void
_eo_page_canvas_queue_layout (EoPageCanvas *self)
{
  self->needs_layout = TRUE;
  /* Not just allocate: scroll bars may come and go with it, which GTK only takes from within their parents'
   * own. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
