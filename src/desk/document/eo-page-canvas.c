/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-page-canvas-private.h"

#define SHARPEN_MS    80                    /* after a change of size, until the pages are drawn anew */
#define AHEAD_BYTES   ((gsize) 24 << 20)    /* a next page larger than this waits until it is in view */
#define BOUNDS_AHEAD  12u                   /* pages whose margins are looked at for the Text zoom */

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

guint _eo_page_canvas_signals[EO_PAGE_CANVAS_N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (EoPageCanvas, eo_page_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
scrolled (EoPageCanvas   *self,
          GtkOrientation  orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

static void
tell_changed (EoPageCanvas *self)
{
  g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_CHANGED], 0);
}

static void
tell_moved (EoPageCanvas *self)
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
  eo_page_view_set_light (view, EO_LIGHT_CURRENT, is_here ? current->rects : NULL, is_here ? current->n_rects : 0);
  if (self->selected_page == (int) page)
    eo_page_view_set_light (view, EO_LIGHT_SELECTION, (EoPageRect *) self->selected_rects->data,
                            self->selected_rects->len);
  else
    eo_page_view_set_light (view, EO_LIGHT_SELECTION, NULL, 0);
}

static void
light_views (EoPageCanvas *self)
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
      eo_pages_enter (self->pages, page, self->spots[page].scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
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

static void
drop_views (EoPageCanvas *self,
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
static void
update_views (EoPageCanvas *self)
{
  double top = scrolled (self, GTK_ORIENTATION_VERTICAL);
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
  drop_views (self, first, last);
  for (guint i = first; i <= ahead; i++)
    {
      if (i <= last)
        ensure_view (self, i);
      enter (self, i);
    }
  self->first = first;
  self->last = ahead;
  if (had_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (g_hash_table_lookup (self->views, GUINT_TO_POINTER (CLAMP (self->page, first, last))));
}

static gboolean
on_settle (gpointer user_data)
{
  EoPageCanvas *self = user_data;

  self->settle_source = 0;
  update_views (self);
  tell_changed (self);
  tell_moved (self);
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
  double top = scrolled (self, GTK_ORIENTATION_VERTICAL);

  if (top < 1)
    return 0;
  if (top + self->layout.height >= self->height - 1)
    return self->n_pages - 1;
  return eo_page_layout_find (self->spots, self->n_pages, top + self->layout.height / 3.0);
}

static void
on_scrolled (EoPageCanvas *self)
{
  if (self->in_layout || self->n_pages == 0)
    return;
  self->page = page_in_view (self);
  update_views (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  tell_changed (self);
  tell_moved (self);
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

static void
keep_anchor (EoPageCanvas *self,
             double        x,
             double        y)
{
  double left = scrolled (self, GTK_ORIENTATION_HORIZONTAL), top = scrolled (self, GTK_ORIENTATION_VERTICAL);
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

static void
place (EoPageCanvas *self)
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

static void
lay_out (EoPageCanvas *self,
         int           width,
         int           height)
{
  GHashTableIter iter;
  gpointer key, view;

  if (!self->has_goal && !self->has_anchor)
    keep_anchor (self, self->layout.width / 2.0, 0);
  self->layout.width = width;
  self->layout.height = height;
  self->needs_layout = FALSE;
  for (guint i = 0; i < self->n_pages; i++)
    eo_pages_get_bounds (self->pages, i, &self->spots[i].bounds);
  eo_page_layout_run (&self->layout, self->spots, self->n_pages, &self->width, &self->height);
  if (self->n_pages == 0)
    return;
  place (self);
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &view))
    eo_page_view_set_spot (view, &self->spots[GPOINTER_TO_UINT (key)]);
  settle_later (self);
}

static void
queue_layout (EoPageCanvas *self)
{
  self->needs_layout = TRUE;
  /* Not just allocate: scroll bars may come and go with it, which GTK only takes from within their parents' own. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
eo_page_canvas_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (widget);
  double left, top;
  GHashTableIter iter;
  gpointer key, view;

  if (self->needs_layout || width != self->layout.width || height != self->layout.height)
    lay_out (self, width, height);
  left = scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  top = scrolled (self, GTK_ORIENTATION_VERTICAL);
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &view))
    {
      const EoPageSpot *spot = &self->spots[GPOINTER_TO_UINT (key)];

      gtk_widget_size_allocate (
          view, &(GtkAllocation) { spot->x - (int) left, spot->y - (int) top, spot->w, spot->h }, -1);
    }
}

static void
eo_page_canvas_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : 700;
}

static gboolean
eo_page_canvas_grab_focus (GtkWidget *widget)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (widget);
  GtkWidget *view = g_hash_table_lookup (self->views, GUINT_TO_POINTER (self->page));

  return view != NULL && gtk_widget_grab_focus (view);
}

static void
on_page_changed (EoPageCanvas *self,
                 guint         page)
{
  EoPageView *view = g_hash_table_lookup (self->views, GUINT_TO_POINTER (page));
  EoPageRect bounds;

  if (view != NULL)
    eo_page_view_refresh (view);
  if (self->layout.mode == EO_ZOOM_TEXT && eo_pages_get_bounds (self->pages, page, &bounds) &&
      memcmp (&bounds, &self->spots[page].bounds, sizeof bounds) != 0)
    queue_layout (self);
}

static void
set_adjustment (EoPageCanvas   *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  GtkAdjustment **slot = &self->adjustments[orientation];

  if (adjustment != NULL && *slot == adjustment)
    return;
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, on_scrolled, self);
  g_clear_object (slot);
  *slot = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (*slot, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  queue_layout (self);
}

static void
eo_page_canvas_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[prop_id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->scroll_policy[prop_id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_page_canvas_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, prop_id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->scroll_policy[prop_id - PROP_HSCROLL_POLICY] = (guint) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_page_canvas_dispose (GObject *object)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (object);

  eo_page_canvas_set_pages (self, NULL);
  for (guint i = 0; i < 2; i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_func (self->adjustments[i], on_scrolled, self);
      g_clear_object (&self->adjustments[i]);
    }

  G_OBJECT_CLASS (eo_page_canvas_parent_class)->dispose (object);
}

static void
eo_page_canvas_finalize (GObject *object)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (object);

  g_hash_table_unref (self->views);
  g_array_unref (self->selected_rects);

  G_OBJECT_CLASS (eo_page_canvas_parent_class)->finalize (object);
}

static void
eo_page_canvas_class_init (EoPageCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = eo_page_canvas_get_property;
  object_class->set_property = eo_page_canvas_set_property;
  object_class->dispose = eo_page_canvas_dispose;
  object_class->finalize = eo_page_canvas_finalize;
  widget_class->size_allocate = eo_page_canvas_size_allocate;
  widget_class->measure = eo_page_canvas_measure;
  widget_class->grab_focus = eo_page_canvas_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  _eo_page_canvas_signals[EO_PAGE_CANVAS_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  _eo_page_canvas_signals[EO_PAGE_CANVAS_SELECTION] =
      g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  _eo_page_canvas_signals[EO_PAGE_CANVAS_LINK] =
      g_signal_new ("link", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  _eo_page_canvas_signals[EO_PAGE_CANVAS_MENU] =
      g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                    G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  _eo_page_canvas_class_init_input (widget_class);
}

static void
eo_page_canvas_init (EoPageCanvas *self)
{
  self->views = g_hash_table_new (NULL, NULL);
  self->selected_rects = g_array_new (FALSE, FALSE, sizeof (EoPageRect));
  self->selected_page = -1;
  self->first = 1;
  self->last = 0;
  self->layout.mode = EO_ZOOM_WIDTH;
  self->layout.zoom = 1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "doc-bg");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  _eo_page_canvas_init_input (self);
}

gboolean
_eo_page_canvas_pick (EoPageCanvas *self,
                      double        x,
                      double        y,
                      guint        *page,
                      double       *page_x,
                      double       *page_y)
{
  double left = scrolled (self, GTK_ORIENTATION_HORIZONTAL) + x, top = scrolled (self, GTK_ORIENTATION_VERTICAL) + y;
  const EoPageSpot *spot;

  if (self->n_pages == 0)
    return FALSE;
  *page = eo_page_layout_find (self->spots, self->n_pages, top);
  spot = &self->spots[*page];
  eo_page_spot_unmap (spot, left - spot->x, top - spot->y, page_x, page_y);
  return left >= spot->x && left < spot->x + spot->w && top >= spot->y && top < spot->y + spot->h;
}

void
_eo_page_canvas_scroll (EoPageCanvas   *self,
                        GtkOrientation  orientation,
                        double          pixels)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pixels);
}

void
_eo_page_canvas_zoom_at (EoPageCanvas *self,
                         double        zoom,
                         double        x,
                         double        y)
{
  self->layout.mode = EO_ZOOM_FIXED;
  self->layout.zoom = CLAMP (zoom, EO_ZOOM_MIN, EO_ZOOM_MAX);
  if (!self->has_goal && !self->has_anchor)
    keep_anchor (self, x, y);
  queue_layout (self);
  tell_changed (self);
}

void
eo_page_canvas_set_pages (EoPageCanvas *self,
                          EoPages      *pages)
{
  g_return_if_fail (EO_IS_PAGE_CANVAS (self) && (pages == NULL || EO_IS_PAGES (pages)));

  eo_page_canvas_set_find (self, NULL);
  eo_page_canvas_set_marks (self, NULL);
  g_clear_handle_id (&self->sharpen_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  drop_views (self, 1, 0);
  _eo_page_canvas_drop_selection (self);
  if (self->pages != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->pages, self);
      for (guint i = self->first; i <= self->last && i < self->n_pages; i++)
        eo_pages_leave (self->pages, i);
    }
  g_clear_object (&self->pages);
  g_clear_pointer (&self->spots, g_free);
  self->n_pages = self->page = 0;
  self->first = 1;
  self->last = 0;
  self->height = self->width = 0;
  self->layout.rotation = 0;
  self->has_goal = self->has_goal_rect = self->has_anchor = FALSE;

  if (pages != NULL)
    {
      self->pages = g_object_ref (pages);
      self->n_pages = eo_pages_get_n (pages);
      self->spots = g_new0 (EoPageSpot, MAX (self->n_pages, 1));
      for (guint i = 0; i < self->n_pages; i++)
        eo_pages_get_size (pages, i, &self->spots[i].width, &self->spots[i].height);
      g_signal_connect_swapped (pages, "page-changed", G_CALLBACK (on_page_changed), self);
      eo_page_canvas_set_zoom (self, self->layout.mode, self->layout.zoom);
      self->has_goal = self->n_pages > 0;
      self->goal = 0;
    }
  queue_layout (self);
}

guint
eo_page_canvas_get_page (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), 0);

  return self->has_goal ? self->goal : self->page;
}

void
eo_page_canvas_go_to (EoPageCanvas     *self,
                      guint             page,
                      const EoPageRect *rect)
{
  gboolean had_focus;

  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  if (page >= self->n_pages)
    return;
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  self->goal = page;
  self->has_goal = TRUE;
  self->has_goal_rect = rect != NULL;
  if (rect != NULL)
    self->goal_rect = *rect;
  if (self->needs_layout || self->height == 0)
    {
      queue_layout (self);
      return;
    }
  place (self);
  update_views (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  tell_changed (self);
  tell_moved (self);
}

EoZoomMode
eo_page_canvas_get_zoom_mode (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), EO_ZOOM_FIXED);

  return self->layout.mode;
}

double
eo_page_canvas_get_zoom (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), 1);

  if (self->layout.mode != EO_ZOOM_FIXED && self->n_pages > 0 && self->spots[self->page].scale > 0)
    return self->spots[self->page].scale / EO_ZOOM_NORMAL;
  return self->layout.zoom;
}

void
eo_page_canvas_set_zoom (EoPageCanvas *self,
                         EoZoomMode    mode,
                         double        zoom)
{
  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  if (mode == EO_ZOOM_FIXED)
    {
      /* At the very top the top stays. */
      _eo_page_canvas_zoom_at (self, zoom, self->layout.width / 2.0,
                               scrolled (self, GTK_ORIENTATION_VERTICAL) < 1 ? 0 : self->layout.height / 3.0);
      return;
    }
  self->layout.mode = mode;
  if (mode == EO_ZOOM_TEXT)
    for (guint i = 0; i < MIN (self->n_pages, BOUNDS_AHEAD); i++)
      eo_pages_ask_bounds (self->pages, i);
  queue_layout (self);
  tell_changed (self);
}

int
eo_page_canvas_get_rotation (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), 0);

  return self->layout.rotation;
}

void
eo_page_canvas_set_rotation (EoPageCanvas *self,
                             int           rotation)
{
  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  self->layout.rotation = ((rotation % 360) + 360) % 360;
  if (self->n_pages > 0)
    {
      self->goal = self->page;
      self->has_goal = TRUE;
    }
  queue_layout (self);
}

static void
set_lights (EoPageCanvas  *self,
            EoFind       **slot,
            EoFind        *find)
{
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, light_views, self);
  if (g_set_object (slot, find) || find == NULL)
    light_views (self);
  if (find != NULL)
    g_signal_connect_swapped (find, "changed", G_CALLBACK (light_views), self);
}

void
eo_page_canvas_set_find (EoPageCanvas *self,
                         EoFind       *find)
{
  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  set_lights (self, &self->find, find);
}

void
eo_page_canvas_set_marks (EoPageCanvas *self,
                          EoFind       *marks)
{
  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  set_lights (self, &self->marks, marks);
}
