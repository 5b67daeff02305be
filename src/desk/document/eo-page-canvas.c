/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-page-canvas-private.h"

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
    _eo_page_canvas_lay_out (self, width, height);
  left = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL);
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
    _eo_page_canvas_queue_layout (self);
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
    g_signal_handlers_disconnect_by_func (*slot, _eo_page_canvas_on_scrolled, self);
  g_clear_object (slot);
  *slot = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (*slot, "value-changed", G_CALLBACK (_eo_page_canvas_on_scrolled), self,
                           G_CONNECT_SWAPPED);
  _eo_page_canvas_queue_layout (self);
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
        g_signal_handlers_disconnect_by_func (self->adjustments[i], _eo_page_canvas_on_scrolled, self);
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
  _eo_page_canvas_signals[EO_PAGE_CANVAS_MENU]
    = g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_DOUBLE, G_TYPE_DOUBLE);

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
  double left = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_HORIZONTAL) + x;
  double top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL) + y;
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
    _eo_page_canvas_keep_anchor (self, x, y);
  _eo_page_canvas_queue_layout (self);
  _eo_page_canvas_tell_changed (self);
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
  _eo_page_canvas_drop_views (self, 1, 0);
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
  _eo_page_canvas_queue_layout (self);
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
      _eo_page_canvas_queue_layout (self);
      return;
    }
  _eo_page_canvas_place (self);
  _eo_page_canvas_update_views (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  _eo_page_canvas_tell_changed (self);
  _eo_page_canvas_tell_moved (self);
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
      gboolean is_top = _eo_page_canvas_scrolled (self, GTK_ORIENTATION_VERTICAL) < 1;

      /* At the very top the top stays. */
      _eo_page_canvas_zoom_at (self, zoom, self->layout.width / 2.0,
                               is_top ? 0 : self->layout.height / 3.0);
      return;
    }
  self->layout.mode = mode;
  if (mode == EO_ZOOM_TEXT)
    for (guint i = 0; i < MIN (self->n_pages, BOUNDS_AHEAD); i++)
      eo_pages_ask_bounds (self->pages, i);
  _eo_page_canvas_queue_layout (self);
  _eo_page_canvas_tell_changed (self);
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
  _eo_page_canvas_queue_layout (self);
}

static void
set_lights (EoPageCanvas  *self,
            EoFind       **slot,
            EoFind        *find)
{
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, _eo_page_canvas_light_views, self);
  if (g_set_object (slot, find) || find == NULL)
    _eo_page_canvas_light_views (self);
  if (find != NULL)
    g_signal_connect_swapped (find, "changed", G_CALLBACK (_eo_page_canvas_light_views), self);
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
