/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-time-grid-private.h"

#define EDGE 6            /* px of a block's end that stretch it */
#define LEAST_EDGED 22    /* px: what is lower is only moved */
#define SCROLL_ZONE 28    /* px beside the ends of what is seen, where a drag scrolls */
#define SCROLL_MS 30
#define SCROLL_STEP 9     /* px */
#define ZOOM_STEP 8       /* px an hour, by a notch of the wheel */

static EoBlock *
pick_block (GtkWidget *area,
            double     x,
            double     y)
{
  GtkWidget *picked = gtk_widget_pick (area, x, y, GTK_PICK_DEFAULT);

  return picked != NULL ? (EoBlock *) gtk_widget_get_ancestor (picked, EO_TYPE_BLOCK) : NULL;
}

/* Its travel and buffer stand for the appointment. */
static EoBlock *
pick_appointment (EoTimeGrid *self,
                  GtkWidget  *area,
                  double      x,
                  double      y)
{
  EoBlock *block = pick_block (area, x, y);
  const EoOccurrence *occurrence;

  if (block == NULL || eo_block_is_appointment (block))
    return block;
  occurrence = eo_block_get_occurrence (block);
  return eo_time_grid_find_block (self, occurrence->appointment, occurrence->original);
}

static EoDragKind
get_kind (EoTimeGrid *self,
          GtkWidget  *area,
          double      x,
          double      y)
{
  EoBlock *block = pick_block (area, x, y);
  const EoDayPart *part;
  graphene_rect_t bounds;
  float below;

  if (area != GTK_WIDGET (self->body))
    return block == NULL ? EO_DRAG_MAKE_BAR : EO_DRAG_BAR;
  if (block == NULL)
    return EO_DRAG_MAKE;
  part = eo_block_get_part (block);
  if (part->kind != EO_PART_MAIN || !gtk_widget_compute_bounds (GTK_WIDGET (block), area, &bounds)
      || bounds.size.height < LEAST_EDGED)
    return EO_DRAG_MOVE;
  below = (float) y - bounds.origin.y;
  if (below <= EDGE && !part->goes_on_before)
    return EO_DRAG_START;
  if (below >= bounds.size.height - EDGE && !part->goes_on_after)
    return EO_DRAG_END;
  return EO_DRAG_MOVE;
}

/* The day at @x, also beside the first and the last. */
static guint
find_day (EoTimeGrid *self,
          double      x)
{
  GtkWidget *body = GTK_WIDGET (self->body);

  for (guint i = 0; i < self->model.n_days; i++)
    {
      int day_x, width;

      eo_grid_get_area (body, gtk_widget_get_width (body), self->model.n_days, i, &day_x, &width);
      if (x < day_x + width)
        return i;
    }
  return self->model.n_days - 1;
}

static guint
find_section (EoTimeGrid *self,
              double      x,
              double      y)
{
  EoGridSpot spot;

  return eo_grid_body_get_spot (self->body, x, y, &spot) ? spot.section : self->drag.section;
}

/* Into which diary a drag brings what it moves; NULL where that is its own. */
static const EoGridDiary *
get_taker (EoTimeGrid       *self,
           const EoGridDrag *drag)
{
  const EoGridDiary *diary = drag->kind == EO_DRAG_MOVE && drag->moved && self->model.side_by_side
                               ? eo_time_grid_get_diary (self, drag->section) : NULL;

  return diary != NULL && diary->id != drag->occurrence->diary ? diary : NULL;
}

static double
get_minute (EoTimeGrid *self,
            double      y)
{
  return CLAMP (y / eo_grid_body_get_scale (self->body), 0, EO_DAY_MINUTES);
}

static int
snap (double minute,
      int    step)
{
  return (int) round (minute / step) * step;
}

static gint64
get_moment (EoTimeGrid *self,
            guint       day,
            gint64      minute)
{
  EoDate date = eo_grid_model_get_day (&self->model, day);

  return eo_day_moment (self->model.zone, &date, minute);
}

static void
drag_new (EoTimeGrid *self,
          double      minute,
          int         step)
{
  EoGridDrag *drag = &self->drag;
  int from = drag->origin.from - drag->origin.from % step;
  int until = minute >= drag->origin.from ? (int) ceil (minute / step) * step : from + step;

  if (minute < drag->origin.from)
    from = (int) floor (minute / step) * step;
  until = MIN (MAX (until, from + step), EO_DAY_MINUTES);
  drag->starts = get_moment (self, drag->origin.day, from);
  drag->ends = get_moment (self, drag->origin.day, until);
}

/* By as much as the pointer went, and on to the next step of the clock. */
static void
drag_block (EoTimeGrid *self,
            guint       day,
            double      minute,
            int         step)
{
  EoGridDrag *drag = &self->drag;
  const EoOccurrence *occurrence = drag->occurrence;
  EoDate origin = eo_grid_model_get_day (&self->model, drag->origin.day);
  gint64 start = eo_day_minute (self->model.zone, &origin, occurrence->starts);
  gint64 moved = snap ((double) start + minute - drag->origin.from, step);

  drag->starts = eo_day_moment (self->model.zone, &origin,
                                moved + ((gint64) day - drag->origin.day) * EO_DAY_MINUTES);
  drag->ends = drag->starts + occurrence->ends - occurrence->starts;
}

static void
drag_edge (EoTimeGrid *self,
           double      minute,
           int         step)
{
  EoGridDrag *drag = &self->drag;
  gint64 moment = get_moment (self, drag->origin.day, snap (minute, step));

  drag->starts = drag->occurrence->starts;
  drag->ends = drag->occurrence->ends;
  if (drag->kind == EO_DRAG_START)
    drag->starts = MIN (moment, drag->ends - step * 60);
  else
    drag->ends = MAX (moment, drag->starts + step * 60);
}

/* Above the hours whole days go by: those drawn over, or on from where it stands. */
static void
drag_bar (EoTimeGrid *self,
          guint       day)
{
  EoGridDrag *drag = &self->drag;
  gint64 days = (gint64) day - drag->origin.day;

  if (drag->kind == EO_DRAG_MAKE_BAR)
    {
      drag->starts = get_moment (self, MIN (day, drag->origin.day), 0);
      drag->ends = get_moment (self, MAX (day, drag->origin.day), EO_DAY_MINUTES);
      return;
    }
  drag->starts = get_moment (self, 0, eo_day_minute (self->model.zone, &self->model.first, drag->occurrence->starts)
                                      + days * EO_DAY_MINUTES);
  drag->ends = get_moment (self, 0, eo_day_minute (self->model.zone, &self->model.first, drag->occurrence->ends)
                                    + days * EO_DAY_MINUTES);
}

static void
show_bar_ghost (EoTimeGrid *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  int top = (int) (gtk_adjustment_get_value (adjustment) / eo_grid_body_get_scale (self->body)) + 1;
  EoDate first = eo_day_of (self->model.zone, self->drag.starts), last = eo_day_of (self->model.zone, self->drag.ends - 1);
  g_autofree char *from = eo_date_format (&first), *to = eo_date_format (&last);
  g_autofree char *words = strcmp (first.iso, last.iso) == 0 ? g_strdup_printf (_("%s, all day"), from)
                                                             : g_strdup_printf (_("%s to %s, all day"), from, to);
  int day = CLAMP (eo_date_diff (&first, &self->model.first), 0, (int) self->model.n_days - 1);

  eo_grid_body_set_ghost (self->body, &(EoGridSpot) { (guint) day, 0, top, MIN (top + EO_GRID_SLOT, EO_DAY_MINUTES) }, words);
}

static void
show_block_ghost (EoTimeGrid *self)
{
  const EoGridDiary *taker = get_taker (self, &self->drag);

  eo_time_grid_show_ghost (self, taker != NULL ? self->drag.section : self->drag.origin.section, self->drag.starts,
                           self->drag.ends, taker != NULL ? taker->name : NULL);
}

/* --- As it scrolls ------------------------------------------------------------------------------------------- */

static gboolean
on_scroll (gpointer user_data)
{
  EoTimeGrid *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment), moved;
  double step = self->drag.y < value + SCROLL_ZONE ? -SCROLL_STEP
                                                   : self->drag.y > value + page - SCROLL_ZONE ? SCROLL_STEP : 0;

  gtk_adjustment_set_value (adjustment, value + step);
  moved = gtk_adjustment_get_value (adjustment) - value;
  if (fabs (moved) < .5)
    {
      self->drag.scroll_source = 0;
      return G_SOURCE_REMOVE;
    }
  /* The pointer stays where it is, and what is below it goes by. */
  eo_time_grid_update_drag (self, self->drag.x, self->drag.y + moved, self->drag.fine);
  return G_SOURCE_CONTINUE;
}

static void
scroll_near_edges (EoTimeGrid *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double above = self->drag.y - gtk_adjustment_get_value (adjustment);

  if (self->drag.scroll_source == 0
      && (above < SCROLL_ZONE || above > gtk_adjustment_get_page_size (adjustment) - SCROLL_ZONE))
    self->drag.scroll_source = g_timeout_add (SCROLL_MS, on_scroll, self);
}

/* --- The pointer --------------------------------------------------------------------------------------------- */

static void
clear_drag (EoTimeGrid *self)
{
  EoBlock *block = NULL;

  if (self->drag.occurrence != NULL)
    block = eo_time_grid_find_block (self, self->drag.occurrence->appointment, self->drag.occurrence->original);
  if (block != NULL)
    eo_block_set_moving (block, NULL);
  eo_grid_body_set_ghost (self->body, NULL, NULL);
  g_clear_handle_id (&self->drag.scroll_source, g_source_remove);
  g_clear_pointer (&self->drag.occurrence, eo_occurrence_unref);
  self->drag = (EoGridDrag) { .kind = EO_DRAG_NONE };
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               EoTimeGrid     *self)
{
  eo_time_grid_begin_drag (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                EoTimeGrid     *self)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  if (self->drag.kind == EO_DRAG_NONE)
    return;
  if (!self->drag.moved && !gtk_drag_check_threshold (area, 0, 0, (int) dx, (int) dy))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  /* When the body has been scrolled meanwhile, the start has gone with it: what counts is where the pointer is now. */
  if (!gtk_gesture_get_point (GTK_GESTURE (gesture), NULL, &x, &y))
    return;
  eo_time_grid_update_drag (self, x, y, (state & GDK_SHIFT_MASK) != 0);
  if (area == GTK_WIDGET (self->body))
    scroll_near_edges (self);
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             EoTimeGrid     *self)
{
  eo_time_grid_end_drag (self);
}

static void
on_drag_cancel (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                EoTimeGrid       *self)
{
  eo_time_grid_cancel_drag (self);
}

static void
make_all_day (EoTimeGrid *self,
              guint       first,
              guint       last)
{
  const EoGridDiary *diary = eo_time_grid_get_diary (self, 0);
  EoDate from = eo_grid_model_get_day (&self->model, first), to = eo_grid_model_get_day (&self->model, last);

  if (self->is_editable && diary != NULL)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MAKE_ALL_DAY], 0, diary->id, from.iso, to.iso);
}

/* A press goes to what is there; the second one opens it, or makes something in the free time. */
static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            EoTimeGrid      *self)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_PRIMARY || button == GDK_BUTTON_SECONDARY)
    eo_time_grid_press (self, area, x, y, n_press, button == GDK_BUTTON_SECONDARY);
}

static void
on_motion (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           EoTimeGrid               *self)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  EoDragKind kind = self->drag.kind;
  EoBlock *block;

  if (area == GTK_WIDGET (self->body))
    self->pointer_y = y;
  if (kind == EO_DRAG_NONE)
    {
      block = pick_block (area, x, y);
      kind = block != NULL && self->is_editable && !eo_block_is_hidden (block) ? get_kind (self, area, x, y) : EO_DRAG_NONE;
    }
  gtk_widget_set_cursor_from_name (area, kind == EO_DRAG_START || kind == EO_DRAG_END ? "ns-resize" : NULL);
}

/* With Ctrl the wheel makes hours longer or shorter, and what is below the pointer stays there. */
static gboolean
on_wheel (GtkEventControllerScroll *controller,
          double                    dx,
          double                    dy,
          EoTimeGrid               *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  int hour = CLAMP (self->hour - (int) round (dy * ZOOM_STEP), EO_TIME_GRID_LEAST_HOUR, EO_TIME_GRID_MOST_HOUR);

  if (!(state & GDK_CONTROL_MASK))
    return FALSE;
  eo_time_grid_zoom_at (self, hour, self->pointer_y);
  return TRUE;
}

void
eo_time_grid_zoom_at (EoTimeGrid *self,
                      int         hour,
                      double      y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double minute = y / eo_grid_body_get_scale (self->body), below = y - gtk_adjustment_get_value (adjustment);

  g_return_if_fail (EO_IS_TIME_GRID (self));

  if (hour == self->hour)
    return;
  g_object_set (self, "px-per-hour", hour, NULL);
  self->wanted_minute = MAX (minute - below / eo_grid_body_get_scale (self->body), 0);
}

void
eo_time_grid_add_gestures (EoTimeGrid *self)
{
  GtkWidget *areas[] = { GTK_WIDGET (self->body), GTK_WIDGET (self->strip) };
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_return_if_fail (EO_IS_TIME_GRID (self));

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_wheel), self);
  gtk_widget_add_controller (self->scroller, wheel);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
      GtkEventController *motion = gtk_event_controller_motion_new ();

      gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
      g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
      g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
      g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
      g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
      g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
      g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
      gtk_widget_add_controller (areas[i], GTK_EVENT_CONTROLLER (drag));
      gtk_widget_add_controller (areas[i], GTK_EVENT_CONTROLLER (click));
      gtk_gesture_group (click, drag);
      gtk_widget_add_controller (areas[i], motion);
    }
}

void
eo_time_grid_press (EoTimeGrid *self,
                    GtkWidget  *area,
                    double      x,
                    double      y,
                    int         n_press,
                    gboolean    for_menu)
{
  EoBlock *block;
  EoGridSpot spot;
  graphene_point_t at;

  g_return_if_fail (EO_IS_TIME_GRID (self) && GTK_IS_WIDGET (area));

  block = pick_appointment (self, area, x, y);
  if (block != NULL)
    eo_time_grid_point_at (self, block);
  else if (area == GTK_WIDGET (self->body) && eo_grid_body_get_spot (self->body, x, y, &spot))
    {
      spot.from -= spot.from % EO_GRID_SLOT;
      spot.until = spot.from + EO_GRID_SLOT;
      eo_time_grid_focus_slot (self, &spot);
    }
  else
    {
      if (area == GTK_WIDGET (self->strip) && n_press == 2 && !for_menu)
        make_all_day (self, find_day (self, x), find_day (self, x));
      return;
    }
  if (block != NULL && eo_block_is_hidden (block))
    return;
  if (for_menu && gtk_widget_compute_point (area, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MENU_BLOCK], 0,
                   block != NULL ? eo_block_get_occurrence (block) : NULL, (double) at.x, (double) at.y);
  else if (n_press == 2 && !for_menu)
    eo_time_grid_do (self, EO_GRID_DO_ACTIVATE);
}

void
eo_time_grid_begin_drag (EoTimeGrid *self,
                         GtkWidget  *area,
                         double      x,
                         double      y)
{
  EoGridDrag *drag;
  EoBlock *block;

  g_return_if_fail (EO_IS_TIME_GRID (self) && GTK_IS_WIDGET (area));

  eo_time_grid_cancel_drag (self);
  eo_time_grid_finish_shift (self);
  block = pick_appointment (self, area, x, y);
  if (!self->is_editable || (block != NULL && eo_block_is_hidden (block)) || x < eo_grid_get_gutter (area)
      || eo_time_grid_get_diary (self, 0) == NULL)
    return;
  drag = &self->drag;
  drag->kind = get_kind (self, area, x, y);
  drag->occurrence = block != NULL ? eo_occurrence_ref (eo_block_get_occurrence (block)) : NULL;
  drag->origin.day = find_day (self, x);
  if (area == GTK_WIDGET (self->body))
    eo_grid_body_get_spot (self->body, x, y, &drag->origin);
  drag->section = drag->origin.section;
}

void
eo_time_grid_update_drag (EoTimeGrid *self,
                          double      x,
                          double      y,
                          gboolean    fine)
{
  EoGridDrag *drag;
  int step = fine ? EO_GRID_FINE_STEP : EO_GRID_STEP;
  EoBlock *block = NULL;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  drag = &self->drag;
  if (drag->kind == EO_DRAG_NONE)
    return;
  drag->moved = TRUE;
  drag->fine = fine;
  drag->x = x;
  drag->y = y;
  if (drag->kind == EO_DRAG_MAKE)
    drag_new (self, get_minute (self, y), step);
  else if (drag->kind == EO_DRAG_MOVE)
    {
      drag_block (self, find_day (self, x), get_minute (self, y), step);
      drag->section = find_section (self, x, y);
    }
  else if (drag->kind == EO_DRAG_START || drag->kind == EO_DRAG_END)
    drag_edge (self, get_minute (self, y), step);
  else
    drag_bar (self, find_day (self, x));

  if (drag->kind == EO_DRAG_BAR || drag->kind == EO_DRAG_MAKE_BAR)
    show_bar_ghost (self);
  else
    show_block_ghost (self);
  if (drag->occurrence != NULL)
    block = eo_time_grid_find_block (self, drag->occurrence->appointment, drag->occurrence->original);
  if (block != NULL)
    eo_block_set_moving (block, eo_grid_body_get_ghost (self->body));
}

void
eo_time_grid_end_drag (EoTimeGrid *self)
{
  EoGridDrag drag;
  const EoGridDiary *taker;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  drag = self->drag;
  taker = get_taker (self, &drag);
  self->drag.occurrence = NULL;
  if (taker != NULL)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_GIVE_BLOCK], 0, drag.occurrence, taker->id, drag.starts, drag.ends);
  else if (drag.moved && drag.occurrence != NULL && (drag.starts != drag.occurrence->starts || drag.ends != drag.occurrence->ends))
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MOVE_BLOCK], 0, drag.occurrence, drag.starts, drag.ends);
  else if (drag.moved && drag.kind == EO_DRAG_MAKE)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MAKE], 0, eo_time_grid_get_diary (self, drag.origin.section)->id,
                   drag.starts, drag.ends);
  else if (drag.moved && drag.kind == EO_DRAG_MAKE_BAR)
    {
      EoDate first = eo_day_of (self->model.zone, drag.starts), last = eo_day_of (self->model.zone, drag.ends - 1);

      make_all_day (self, (guint) eo_date_diff (&first, &self->model.first), (guint) eo_date_diff (&last, &self->model.first));
    }
  self->drag.occurrence = drag.occurrence;
  clear_drag (self);
}

void
eo_time_grid_cancel_drag (EoTimeGrid *self)
{
  g_return_if_fail (EO_IS_TIME_GRID (self));

  if (self->drag.kind == EO_DRAG_NONE)
    return;
  clear_drag (self);
}
