/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-register-private.h"

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_register_open_cursor (EO_REGISTER (widget));
}

/* The references of all selected records, a line each; titles where the kind has no numbers. */
static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoRegister *self = EO_REGISTER (widget);
  g_autoptr (GArray) ids = eo_id_selection_get_ids (self->selection, 10000);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      guint position;
      g_autoptr (EoRecord) record = NULL;

      if (!eo_record_list_find (self->list, g_array_index (ids, gint64, i), &position))
        continue;
      record = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", eo_record_get_name (record));
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoRegister *self = EO_REGISTER (widget);
  gint64 id = eo_id_selection_get_cursor (self->selection);

  if (eo_id_selection_get_n (self->selection) > 1)
    gtk_widget_activate_action (widget, "many.delete", NULL);
  else if (id != 0 && eo_id_selection_get_n (self->selection) == 1)
    g_signal_emit_by_name (self, "delete", id);
}

static void
popup_at (EoRegister         *self,
          const GdkRectangle *where)
{
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->row_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), where);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_secondary_click (EoRegister      *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGestureClick *gesture)
{
  GtkWidget *view = _eo_register_get_view (self);
  GtkListItem *item;
  double there_x, there_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), view, x, y, &there_x, &there_y);
  item = eo_list_pick (view, there_x, there_y);
  if (item == NULL)
    return;

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (item),
                                     TRUE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle) { x, y, 1, 1 });
}

/* The menu key: at the row that has the focus. */
static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (eo_id_selection_get_n (EO_REGISTER (widget)->selection) == 0 || focus == NULL
      || !gtk_widget_is_ancestor (focus, widget) || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;

  popup_at (EO_REGISTER (widget),
            &(GdkRectangle) { bounds.origin.x + 12, bounds.origin.y, 1, bounds.size.height });
}

/* Private functions */

void
_eo_register_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "register.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "register.copy-reference", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "register.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "register.menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "register.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "register.copy-reference", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "register.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "register.menu", NULL);
}

void
_eo_register_add_menu (EoRegister *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
