/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-ask-dialog.h"
#include "sections/diary/view/eo-diary-board-private.h"

void
_eo_diary_board_popup (EoDiaryBoard *self,
                       GtkWidget    *popover,
                       GtkWidget    *anchor,
                       double        x,
                       double        y)
{
  graphene_rect_t area;
  double at_x = x, at_y = y;

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (x >= 0 && gtk_widget_translate_coordinates (anchor, GTK_WIDGET (self), x, y, &at_x, &at_y))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) at_x, (int) at_y, 1, 1 });
  else if (gtk_widget_compute_bounds (anchor, GTK_WIDGET (self), &area))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width,
                                                   (int) area.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Days */

static void
today_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  EoDate today = eo_diary_data_get_today (self->data);

  eo_diary_board_go_to (self, &today);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  EoDiaryView shown = self->compact ? EO_DIARY_DAY : self->view;
  EoDate date = eo_diary_view_step (shown, &self->date, g_str_equal (name, "diary.before") ? -1 : 1, self->ahead);

  eo_diary_board_go_to (self, &date);
}

static void
on_day_typed (EoDiaryBoard *self,
              GtkWidget    *entry)
{
  EoDate day;

  if (!eo_diary_parse_day (gtk_editable_get_text (GTK_EDITABLE (entry)), &self->date, &day))
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  eo_diary_board_go_to (self, &day);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_day_changed (GtkWidget *entry)
{
  gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
go_to_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *hint = gtk_label_new (_("12 Oct, 12/10/2026, Friday, +14, w42"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Which day?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Go to a day"), -1);
  gtk_widget_add_css_class (hint, "small");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_day_typed), self);
  g_signal_connect (entry, "changed", G_CALLBACK (on_day_changed), NULL);
  _eo_diary_board_popup (self, popover, GTK_WIDGET (self->title), -1, -1);
  gtk_widget_grab_focus (entry);
}

/* Zoom */

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_diary_board_zoom (EO_DIARY_BOARD (widget), g_str_equal (name, "diary.zoom-in") ? 1
                                                 : g_str_equal (name, "diary.zoom-out") ? -1 : 0);
}

/* New records */

static void
new_request_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_signal_emit (widget, eo_diary_board_signals[EO_BOARD_OPEN_RECORD], 0, "request", (gint64) 0);
}

static void
open_letter_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_signal_emit (widget, eo_diary_board_signals[EO_BOARD_OPEN_RECORD], 0, "letter", g_variant_get_int64 (parameter));
}

static void
on_diary_saved (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (EoAskDialog) dialog = data;
  g_autoptr (GError) error = NULL;

  if (eo_store_save_finish (EO_STORE (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (dialog));
  else
    eo_ask_dialog_fail (dialog, error->message);
}

static void
on_diary_named (EoDiaryBoard *self,
                EoAskDialog  *dialog)
{
  EoRecord *diary = eo_record_form_get_edited (eo_ask_dialog_get_form (dialog));

  eo_ask_dialog_set_busy (dialog, TRUE);
  eo_store_save_async (self->store, diary, NULL, on_diary_saved, g_object_ref (dialog));
}

static void
new_diary_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  static const char *const fields[] = { "name", "principal", "tag", "colour" };
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  g_autoptr (EoRecord) diary = eo_record_new (&eo_diary_kind);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GPtrArray) required = g_ptr_array_new ();
  guint n = eo_diary_data_get_diaries (self->data)->len;
  EoAskDialog *dialog;

  /* The next one's colour is another one. */
  EO_DIARY (diary)->colour = n % (EO_COLOUR_BROWN + 1);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (asked, (gpointer) eo_kind_find_field (&eo_diary_kind, fields[i]));
  g_ptr_array_add (required, (gpointer) eo_kind_find_field (&eo_diary_kind, "name"));
  dialog = eo_ask_dialog_new (widget, self->store, diary, asked, required, _("Begin a Diary"), _("Whose diary?"));
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_diary_named), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_key (GtkWidgetClass  *widget_class,
         guint            key,
         GdkModifierType  modifiers,
         const char      *action,
         const char      *target)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, target != NULL ? "s" : NULL, target);
}

void
_eo_diary_board_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "diary.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "diary.before", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "diary.after", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "diary.go-to", NULL, go_to_action);
  gtk_widget_class_install_action (widget_class, "diary.find-time", NULL, _eo_diary_board_find_time);
  gtk_widget_class_install_action (widget_class, "diary.new-request", NULL, new_request_action);
  gtk_widget_class_install_action (widget_class, "diary.open-letter", "x", open_letter_action);
  gtk_widget_class_install_action (widget_class, "diary.new-diary", NULL, new_diary_action);
  gtk_widget_class_install_action (widget_class, "diary.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "diary.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "diary.zoom-usual", NULL, zoom_action);
  gtk_widget_class_install_property_action (widget_class, "diary.side-by-side", "side-by-side");
  gtk_widget_class_install_property_action (widget_class, "diary.view", "view");
  gtk_widget_class_install_property_action (widget_class, "diary.ahead", "ahead");
  gtk_widget_class_install_property_action (widget_class, "diary.hide-private", "hide-private");

  add_key (widget_class, GDK_KEY_t, 0, "diary.today", NULL);
  add_key (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "diary.before", NULL);
  add_key (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "diary.after", NULL);
  add_key (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "diary.go-to", NULL);
  /* Menus show the last one of each. */
  add_key (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "diary.zoom-in", NULL);
  add_key (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "diary.zoom-in", NULL);
  add_key (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "diary.zoom-in", NULL);
  add_key (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "diary.zoom-out", NULL);
  add_key (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "diary.zoom-out", NULL);
  add_key (widget_class, GDK_KEY_KP_0, GDK_CONTROL_MASK, "diary.zoom-usual", NULL);
  add_key (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "diary.zoom-usual", NULL);
  add_key (widget_class, GDK_KEY_f, 0, "diary.find-time", NULL);
  add_key (widget_class, GDK_KEY_d, 0, "diary.view", "day");
  add_key (widget_class, GDK_KEY_k, 0, "diary.view", "work-week");
  add_key (widget_class, GDK_KEY_w, 0, "diary.view", "week");
  add_key (widget_class, GDK_KEY_m, 0, "diary.view", "month");
  add_key (widget_class, GDK_KEY_a, 0, "diary.view", "agenda");
  add_key (widget_class, GDK_KEY_l, 0, "diary.view", "ahead");
}
