/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-time-grid-private.h"

#define MINUTE 60          /* s */
#define SHIFT_MS 900       /* after the last key, what keys moved is moved */
#define RELEASE_MS 300     /* after Ctrl was let go: who taps it again goes on */

static gboolean
on_go (GtkWidget *widget,
       GVariant  *args,
       gpointer   user_data)
{
  EoTimeGrid *self = EO_TIME_GRID (gtk_widget_get_ancestor (widget, EO_TYPE_TIME_GRID));

  eo_time_grid_go (self, (EoGridGo) g_variant_get_int32 (args));
  return TRUE;
}

/* --- Keys that move appointments ----------------------------------------------------------------------------- */

static gboolean
on_shift_due (gpointer user_data)
{
  EoTimeGrid *self = user_data;

  self->shift.source = 0;
  eo_time_grid_finish_shift (self);
  return G_SOURCE_REMOVE;
}

static void
clear_shift (EoTimeGrid *self)
{
  EoBlock *block;

  if (self->shift.occurrence == NULL)
    return;
  block = eo_time_grid_find_block (self, self->shift.occurrence->appointment, self->shift.occurrence->original);
  if (block != NULL)
    eo_block_set_moving (block, NULL);
  eo_grid_body_set_ghost (self->body, NULL, NULL);
  g_clear_handle_id (&self->shift.source, g_source_remove);
  g_clear_pointer (&self->shift.occurrence, eo_occurrence_unref);
}

/* A day on at the same time, however long the night. */
static gint64
add_days (EoTimeGrid *self,
          gint64      moment,
          int         days)
{
  gint64 minute = eo_day_minute (self->model.zone, &self->model.first, moment);

  return eo_day_moment (self->model.zone, &self->model.first, minute + (gint64) days * EO_DAY_MINUTES)
         + moment % MINUTE;
}

static void
shift_block (EoTimeGrid *self,
             EoBlock    *block,
             int         days,
             int         minutes,
             gboolean    stretch)
{
  EoOccurrence *occurrence = eo_block_get_occurrence (block);
  g_autofree char *span = NULL, *words = NULL;

  if (self->shift.occurrence == NULL)
    self->shift = (EoGridShift) { eo_occurrence_ref (occurrence), occurrence->starts, occurrence->ends, 0 };
  if (!stretch)
    self->shift.starts = add_days (self, self->shift.starts, days) + minutes * MINUTE;
  self->shift.ends = add_days (self, self->shift.ends, days) + minutes * MINUTE;
  self->shift.ends = MAX (self->shift.ends, self->shift.starts + EO_GRID_STEP * MINUTE);

  span = eo_time_grid_span_words (self, self->shift.starts, self->shift.ends);
  words = g_strdup_printf (_("Move to %s: %s"), span, eo_block_get_name (block));
  eo_block_set_moving (block, words);
  if (!eo_block_is_bar (block))
    {
      eo_time_grid_show_ghost (self, eo_time_grid_get_section (self, block), self->shift.starts, self->shift.ends,
                               NULL);
      eo_time_grid_reveal (self, (int) CLAMP (eo_day_minute (self->model.zone, &self->model.first, self->shift.starts)
                                 % EO_DAY_MINUTES, 0, EO_DAY_MINUTES), 0);
    }
  g_clear_handle_id (&self->shift.source, g_source_remove);
  self->shift.source = g_timeout_add (SHIFT_MS, on_shift_due, self);
}

static void
shift_slot (EoTimeGrid *self,
            int         days,
            int         minutes,
            gboolean    stretch)
{
  EoGridSpot spot = self->cursor;

  spot.day = (guint) CLAMP ((int) spot.day + days, 0, (int) self->model.n_days - 1);
  if (!stretch)
    spot.from = CLAMP (spot.from + minutes, 0, EO_DAY_MINUTES - (spot.until - spot.from));
  spot.until = stretch ? CLAMP (spot.until + minutes, spot.from + EO_GRID_STEP, EO_DAY_MINUTES)
                       : spot.from + self->cursor.until - self->cursor.from;
  eo_time_grid_focus_slot (self, &spot);
  eo_time_grid_reveal (self, spot.from, spot.until);
}

static gboolean
on_shift (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  EoTimeGrid *self = EO_TIME_GRID (gtk_widget_get_ancestor (widget, EO_TYPE_TIME_GRID));
  EoBlock *block = eo_time_grid_get_block (self);
  int days, minutes;
  gboolean stretch, bar = block != NULL && eo_block_is_bar (block);

  g_variant_get (args, "(iib)", &days, &minutes, &stretch);
  if (block == NULL && gtk_widget_has_focus (eo_grid_body_get_slot (self->body)))
    shift_slot (self, days, minutes, stretch && days == 0);
  else if (block == NULL || !self->is_editable || eo_block_is_hidden (block) || (bar && minutes != 0)
           || (!bar && stretch && days != 0))
    gtk_widget_error_bell (widget);
  else
    shift_block (self, block, days, minutes, stretch);
  return TRUE;
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 EoTimeGrid            *self)
{
  if (self->shift.occurrence == NULL || (keyval != GDK_KEY_Control_L && keyval != GDK_KEY_Control_R))
    return;
  g_clear_handle_id (&self->shift.source, g_source_remove);
  self->shift.source = g_timeout_add (RELEASE_MS, on_shift_due, self);
}

/* Before anything else: a drag has the pointer, and no focus of its own. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                EoTimeGrid            *self)
{
  if (keyval != GDK_KEY_Escape || (self->drag.kind == EO_DRAG_NONE && self->shift.occurrence == NULL))
    return FALSE;
  clear_shift (self);
  eo_time_grid_cancel_drag (self);
  return TRUE;
}

/* --- Deeds --------------------------------------------------------------------------------------------------- */

static void
open_menu (EoTimeGrid *self,
           EoBlock    *block)
{
  GtkWidget *widget = block != NULL ? GTK_WIDGET (block) : eo_grid_body_get_slot (self->body);
  graphene_point_t at;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT (MIN ((float) gtk_widget_get_width (widget) / 2, 40),
                                                       MIN ((float) gtk_widget_get_height (widget), 24)), &at))
    return;
  g_signal_emit (self, eo_time_grid_signals[EO_GRID_MENU_BLOCK], 0,
                 block != NULL ? eo_block_get_occurrence (block) : NULL, (double) at.x, (double) at.y);
}

static void
make_here (EoTimeGrid *self)
{
  gint64 diary, starts, ends;

  if (self->is_editable && eo_time_grid_get_free_time (self, &diary, &starts, &ends))
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MAKE], 0, diary, starts, ends);
}

static gboolean
on_deed (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  EoTimeGrid *self = EO_TIME_GRID (gtk_widget_get_ancestor (widget, EO_TYPE_TIME_GRID));

  return eo_time_grid_do (self, (EoGridDeed) g_variant_get_int32 (args));
}

void
eo_time_grid_install_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key, keypad; EoGridGo go; } goes[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, EO_GRID_GO_UP }, { GDK_KEY_Down, GDK_KEY_KP_Down, EO_GRID_GO_DOWN },
    { GDK_KEY_Left, GDK_KEY_KP_Left, EO_GRID_GO_LEFT }, { GDK_KEY_Right, GDK_KEY_KP_Right, EO_GRID_GO_RIGHT },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, EO_GRID_GO_PREVIOUS }, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, EO_GRID_GO_NEXT },
    { GDK_KEY_Home, GDK_KEY_KP_Home, EO_GRID_GO_HOME }, { GDK_KEY_End, GDK_KEY_KP_End, EO_GRID_GO_END },
  };
  static const struct { guint key, keypad; int days, minutes; } shifts[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -EO_GRID_STEP }, { GDK_KEY_Down, GDK_KEY_KP_Down, 0, EO_GRID_STEP },
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
  };
  static const struct { guint key; GdkModifierType modifiers; EoGridDeed deed; } deeds[] = {
    { GDK_KEY_Return, 0, EO_GRID_DO_ACTIVATE }, { GDK_KEY_KP_Enter, 0, EO_GRID_DO_ACTIVATE }, { GDK_KEY_ISO_Enter, 0, EO_GRID_DO_ACTIVATE },
    { GDK_KEY_space, 0, EO_GRID_DO_ACTIVATE }, { GDK_KEY_Delete, 0, EO_GRID_DO_DELETE }, { GDK_KEY_KP_Delete, 0, EO_GRID_DO_DELETE },
    { GDK_KEY_Menu, 0, EO_GRID_DO_MENU }, { GDK_KEY_F10, GDK_SHIFT_MASK, EO_GRID_DO_MENU },
  };

  for (guint i = 0; i < G_N_ELEMENTS (goes); i++)
    for (guint j = 0; j < 2; j++)
      gtk_widget_class_add_binding (widget_class, j == 0 ? goes[i].key : goes[i].keypad, 0, on_go, "i", goes[i].go);
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    for (guint j = 0; j < 4; j++)
      gtk_widget_class_add_binding (widget_class, j % 2 == 0 ? shifts[i].key : shifts[i].keypad,
                                    GDK_CONTROL_MASK | (j < 2 ? 0 : GDK_SHIFT_MASK), on_shift, "(iib)", shifts[i].days,
                                    shifts[i].minutes, j >= 2);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_add_binding (widget_class, deeds[i].key, deeds[i].modifiers, on_deed, "i", deeds[i].deed);
}

void
eo_time_grid_add_keys (EoTimeGrid *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (controller, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

gboolean
eo_time_grid_do (EoTimeGrid *self,
                 EoGridDeed  deed)
{
  EoBlock *block;
  gboolean on_slot;

  g_return_val_if_fail (EO_IS_TIME_GRID (self), FALSE);

  eo_time_grid_finish_shift (self);
  block = eo_time_grid_get_block (self);
  on_slot = gtk_widget_has_focus (eo_grid_body_get_slot (self->body));
  if (block == NULL && !on_slot)
    return FALSE;
  if (block != NULL && eo_block_is_hidden (block))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (deed == EO_GRID_DO_MENU)
    open_menu (self, block);
  else if (deed == EO_GRID_DO_ACTIVATE && on_slot)
    make_here (self);
  else if (deed == EO_GRID_DO_ACTIVATE)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_ACTIVATE_BLOCK], 0, eo_block_get_occurrence (block));
  else if (block != NULL && self->is_editable)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_DELETE_BLOCK], 0, eo_block_get_occurrence (block));
  return TRUE;
}

void
eo_time_grid_finish_shift (EoTimeGrid *self)
{
  EoGridShift shift;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  if (self->shift.occurrence == NULL)
    return;
  shift = self->shift;
  eo_occurrence_ref (shift.occurrence);
  clear_shift (self);
  if (shift.starts != shift.occurrence->starts || shift.ends != shift.occurrence->ends)
    g_signal_emit (self, eo_time_grid_signals[EO_GRID_MOVE_BLOCK], 0, shift.occurrence, shift.starts, shift.ends);
  eo_occurrence_unref (shift.occurrence);
}
