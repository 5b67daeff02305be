/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-register-private.h"

#define PATIENCE 60 /* frames until rows that do not come are no longer waited for */

GtkWidget *
_eo_register_get_view (EoRegister *self)
{
  return self->layout == EO_REGISTER_TABLE ? GTK_WIDGET (self->table) : GTK_WIDGET (self->list_view);
}

static gboolean
reveal_now (gpointer user_data)
{
  EoRegister *self = user_data;
  guint position = 0;
  gint64 cursor = eo_id_selection_get_cursor (self->selection);

  self->reveal = 0;
  self->top = 0;
  if (eo_record_list_get_n (self->list) == 0)
    return G_SOURCE_REMOVE;

  if (cursor != 0 && !eo_record_list_find (self->list, cursor, &position))
    position = 0;
  eo_list_scroll_to (_eo_register_get_view (self), position);

  return G_SOURCE_REMOVE;
}

static void
queue_reveal (EoRegister *self)
{
  if (self->reveal == 0)
    self->reveal = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, reveal_now, self, NULL);
}

/* After somebody else's change the rows stay where they were under the reader's eyes. GTK keeps the place by itself
 * unless the rows one reads were among those told anew. */
static void
keep_place (EoRegister *self)
{
  GtkWidget *view = _eo_register_get_view (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkListItem *item = eo_list_get_top (view);
  guint position, n = eo_record_list_get_n (self->list);

  if (n == 0 || !eo_record_list_find (self->list, self->top, &position))
    queue_reveal (self);
  else if (item == NULL || gtk_list_item_get_position (item) != position)
    /* All rows are of one height. */
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * position / n);
  self->top = 0;
}

static GtkWidget *
get_focus (EoRegister *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* Not when somebody has begun to type elsewhere meanwhile. */
static gboolean
take_focus (EoRegister *self)
{
  GtkWidget *focus = get_focus (self);
  gint64 cursor = eo_id_selection_get_cursor (self->selection);
  guint position = 0;

  if (focus != self->focus_before && focus != NULL && GTK_IS_EDITABLE (focus))
    return TRUE;
  if (eo_record_list_get_n (self->list) == 0 && !eo_record_list_is_loading (self->list))
    return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD); /* what fills it */
  if (cursor != 0 && !eo_record_list_find (self->list, cursor, &position))
    position = 0;

  return eo_list_focus (_eo_register_get_view (self), position);
}

/* What can only be done when the rows are there: new ones are measured in the frame after the one they are told in. */
static gboolean
on_frame (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  EoRegister *self = EO_REGISTER (widget);

  if (++self->frames < 2)
    return G_SOURCE_CONTINUE;

  if (self->top != 0)
    keep_place (self);
  if (self->focus_wanted && !take_focus (self) && self->frames < PATIENCE)
    return G_SOURCE_CONTINUE;

  self->focus_wanted = FALSE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

void
_eo_register_wait_for_rows (EoRegister *self)
{
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* Public functions */

void
eo_register_reveal (EoRegister *self)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  queue_reveal (self);
}

void
eo_register_focus_cursor (EoRegister *self)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  self->focus_wanted = TRUE;
  self->focus_before = get_focus (self);
  _eo_register_wait_for_rows (self);
}
