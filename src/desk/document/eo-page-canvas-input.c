/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "desk/document/eo-page-canvas-private.h"

#define SLIP 3.0 /* pixels a pointer may move in a click */

static const EoPageLink *
link_at (EoPageCanvas *self,
         double        x,
         double        y)
{
  GPtrArray *links;
  double px, py;
  guint page;

  if (!_eo_page_canvas_pick (self, x, y, &page, &px, &py))
    return NULL;
  links = eo_pages_get_links (self->pages, page);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const EoPageLink *link = g_ptr_array_index (links, i);

      if (px >= link->rect.x && px <= link->rect.x + link->rect.width && py >= link->rect.y &&
          py <= link->rect.y + link->rect.height && (link->uri != NULL || link->page >= 0))
        return link;
    }
  return NULL;
}

static void
focus_page (EoPageCanvas *self,
            guint         page)
{
  GtkWidget *view = g_hash_table_lookup (self->views, GUINT_TO_POINTER (page));

  if (view != NULL)
    gtk_widget_grab_focus (view);
}

/* With a word or line chosen first, a drag goes on by whole words or lines. */
static void
extend (EoPageCanvas *self,
        double        px,
        double        py)
{
  const EoPageText *text = eo_pages_get_text (self->pages, (guint) self->selected_page);
  guint start, end;

  if (text == NULL)
    return;
  if (self->selected_unit == EO_PAGE_CHAR)
    {
      eo_page_canvas_select (self, (guint) self->selected_page, self->selected_anchor,
                             eo_page_words_at (text, px, py));
      return;
    }
  eo_page_words_around (text, px, py, self->selected_unit, &start, &end);
  if (start < self->unit_start)
    eo_page_canvas_select (self, (guint) self->selected_page, self->unit_end, start);
  else
    eo_page_canvas_select (self, (guint) self->selected_page, self->unit_start, MAX (end, self->unit_end));
}

static void
on_pressed (EoPageCanvas    *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *click)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  const EoPageText *text;
  double px, py;
  guint page;

  if (!_eo_page_canvas_pick (self, x, y, &page, &px, &py))
    {
      eo_page_canvas_clear_selection (self);
      focus_page (self, self->page);
      return;
    }
  focus_page (self, page);
  text = eo_pages_get_text (self->pages, page);
  if (text == NULL || text->n_chars == 0)
    {
      eo_page_canvas_clear_selection (self);
      return;
    }
  self->is_selecting = TRUE;
  if ((state & GDK_SHIFT_MASK) != 0 && self->selected_page == (int) page)
    {
      self->selected_unit = EO_PAGE_CHAR;
      extend (self, px, py);
      return;
    }
  self->selected_unit = n_press == 2 ? EO_PAGE_WORD : n_press >= 3 ? EO_PAGE_LINE : EO_PAGE_CHAR;
  self->unit_start = self->unit_end = eo_page_words_at (text, px, py);
  if (n_press > 1 && eo_page_words_over (text, px, py))
    eo_page_words_around (text, px, py, self->selected_unit, &self->unit_start, &self->unit_end);
  eo_page_canvas_select (self, page, self->unit_start, self->unit_end);
}

static void
on_released (EoPageCanvas *self)
{
  if (!self->is_selecting)
    return;
  self->is_selecting = FALSE;
  g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_SELECTION], 0);
}

static void
on_drag_update (EoPageCanvas   *self,
                double          dx,
                double          dy,
                GtkGestureDrag *drag)
{
  double x, y, px, py;
  const EoPageSpot *spot;

  if (!self->is_selecting || self->selected_page < 0 || !gtk_gesture_drag_get_start_point (drag, &x, &y) ||
      hypot (dx, dy) < SLIP)
    return;
  x += dx;
  y += dy;
  if (y < 0)
    _eo_page_canvas_scroll (self, GTK_ORIENTATION_VERTICAL, MAX (y, -48));
  else if (y > self->layout.height)
    _eo_page_canvas_scroll (self, GTK_ORIENTATION_VERTICAL, MIN (y - self->layout.height, 48));
  spot = &self->spots[self->selected_page];
  eo_page_spot_unmap (spot, x + gtk_adjustment_get_value (self->adjustments[0]) - spot->x,
                      y + gtk_adjustment_get_value (self->adjustments[1]) - spot->y, &px, &py);
  extend (self, px, py);
}

static void
on_drag_end (EoPageCanvas   *self,
             double          dx,
             double          dy,
             GtkGestureDrag *drag)
{
  const EoPageLink *link;
  double x, y;

  on_released (self);
  if (hypot (dx, dy) >= SLIP || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  link = link_at (self, x, y);
  if (link == NULL || eo_page_canvas_get_selection (self) != NULL)
    return;
  if (link->uri != NULL)
    g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_LINK], 0, link->uri);
  else
    eo_page_canvas_go_to (self, (guint) link->page, NULL);
}

static void
on_menu_pressed (EoPageCanvas *self,
                 int           n_press,
                 double        x,
                 double        y)
{
  g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_MENU], 0, x, y);
}

static void
on_motion (EoPageCanvas *self,
           double        x,
           double        y)
{
  const EoPageText *text;
  const char *cursor = NULL;
  double px, py;
  guint page;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->is_selecting)
    return;
  if (link_at (self, x, y) != NULL)
    cursor = "pointer";
  else if (_eo_page_canvas_pick (self, x, y, &page, &px, &py))
    {
      text = eo_pages_get_text (self->pages, page);
      if (text != NULL && eo_page_words_over (text, px, py))
        cursor = "text";
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static gboolean
on_query_tooltip (EoPageCanvas *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  const EoPageLink *link = keyboard ? NULL : link_at (self, x, y);

  if (link == NULL || link->uri == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, link->uri);
  return TRUE;
}

static gboolean
on_zoom_scroll (EoPageCanvas             *self,
                double                    dx,
                double                    dy,
                GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  _eo_page_canvas_zoom_at (self, eo_page_canvas_get_zoom (self) * pow (1.1, -dy), self->pointer_x,
                           self->pointer_y);
  return TRUE;
}

static void
on_pinch_begin (EoPageCanvas *self)
{
  self->pinch_zoom = eo_page_canvas_get_zoom (self);
}

static void
on_pinch (EoPageCanvas *self,
          double        scale,
          GtkGesture   *pinch)
{
  double x = self->pointer_x, y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (pinch, &x, &y);
  _eo_page_canvas_zoom_at (self, self->pinch_zoom * scale, x, y);
}

/* Where the keyboard begins to select: at the top of what is seen of the page. */
static guint
first_in_view (EoPageCanvas     *self,
               const EoPageText *text)
{
  const EoPageSpot *spot = &self->spots[self->page];
  double top = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
  double px, py;

  eo_page_spot_unmap (spot, 0, MAX (top - spot->y, 0), &px, &py);
  return eo_page_words_at (text, px, py);
}

static gboolean
select_by_key (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (widget);
  guint page = self->selected_page >= 0 ? (guint) self->selected_page : self->page;
  const EoPageText *text = self->n_pages > 0 ? eo_pages_get_text (self->pages, page) : NULL;
  guint anchor, head;
  int unit, direction;

  if (text == NULL || text->n_chars == 0)
    return FALSE;
  g_variant_get (args, "(ii)", &unit, &direction);
  anchor = self->selected_page >= 0 ? self->selected_anchor : first_in_view (self, text);
  head = self->selected_page >= 0 ? self->selected_head : anchor;
  head = eo_page_words_step (text, head, (EoPageUnit) unit, direction);
  eo_page_canvas_select (self, page, anchor, head);
  return TRUE;
}

static gboolean
scroll_by_key (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  EoPageCanvas *self = EO_PAGE_CANVAS (widget);
  int orientation, amount;

  g_variant_get (args, "(ii)", &orientation, &amount);
  if (self->adjustments[orientation] == NULL)
    return FALSE;
  _eo_page_canvas_scroll (self, (GtkOrientation) orientation,
                          amount
                            * (ABS (amount) > 1
                                 ? gtk_adjustment_get_page_increment (self->adjustments[orientation]) / 2
                                 : gtk_adjustment_get_step_increment (self->adjustments[orientation])));
  return TRUE;
}

void
_eo_page_canvas_class_init_input (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    int             unit;
    int             direction;
  } selects[] = {
    { GDK_KEY_Right, GDK_SHIFT_MASK, EO_PAGE_CHAR, 1 },
    { GDK_KEY_Left, GDK_SHIFT_MASK, EO_PAGE_CHAR, -1 },
    { GDK_KEY_Right, GDK_SHIFT_MASK | GDK_CONTROL_MASK, EO_PAGE_WORD, 1 },
    { GDK_KEY_Left, GDK_SHIFT_MASK | GDK_CONTROL_MASK, EO_PAGE_WORD, -1 },
    { GDK_KEY_Down, GDK_SHIFT_MASK, EO_PAGE_LINE, 1 },
    { GDK_KEY_Up, GDK_SHIFT_MASK, EO_PAGE_LINE, -1 },
  };
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    int             orientation;
    int             amount; /* 1: a step; 2: a view */
  } scrolls[] = {
    { GDK_KEY_Down, 0, GTK_ORIENTATION_VERTICAL, 1 },
    { GDK_KEY_Up, 0, GTK_ORIENTATION_VERTICAL, -1 },
    { GDK_KEY_Right, 0, GTK_ORIENTATION_HORIZONTAL, 1 },
    { GDK_KEY_Left, 0, GTK_ORIENTATION_HORIZONTAL, -1 },
    { GDK_KEY_Page_Down, 0, GTK_ORIENTATION_VERTICAL, 2 },
    { GDK_KEY_Page_Up, 0, GTK_ORIENTATION_VERTICAL, -2 },
    { GDK_KEY_KP_Page_Down, 0, GTK_ORIENTATION_VERTICAL, 2 },
    { GDK_KEY_KP_Page_Up, 0, GTK_ORIENTATION_VERTICAL, -2 },
    { GDK_KEY_space, 0, GTK_ORIENTATION_VERTICAL, 2 },
    { GDK_KEY_space, GDK_SHIFT_MASK, GTK_ORIENTATION_VERTICAL, -2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (selects); i++)
    gtk_widget_class_add_binding (widget_class, selects[i].key, selects[i].modifiers, select_by_key, "(ii)",
                                  selects[i].unit, selects[i].direction);
  for (guint i = 0; i < G_N_ELEMENTS (scrolls); i++)
    gtk_widget_class_add_binding (widget_class, scrolls[i].key, scrolls[i].modifiers, scroll_by_key, "(ii)",
                                  scrolls[i].orientation, scrolls[i].amount);
}

static void
add_controller (EoPageCanvas       *self,
                GtkEventController *controller,
                const char         *signal,
                GCallback           callback)
{
  g_signal_connect_swapped (controller, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
_eo_page_canvas_init_input (EoPageCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_released), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  add_controller (self, GTK_EVENT_CONTROLLER (click), "pressed", G_CALLBACK (on_pressed));
  add_controller (self, GTK_EVENT_CONTROLLER (drag), "drag-update", G_CALLBACK (on_drag_update));
  gtk_gesture_group (drag, click);
  add_controller (self, GTK_EVENT_CONTROLLER (menu), "pressed", G_CALLBACK (on_menu_pressed));
  add_controller (self, GTK_EVENT_CONTROLLER (pinch), "scale-changed", G_CALLBACK (on_pinch));
  add_controller (self, scroll, "scroll", G_CALLBACK (on_zoom_scroll));
  add_controller (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (on_motion));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}
