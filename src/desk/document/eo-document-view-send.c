/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view-private.h"

#define N_BUTTONS 2u /* targets with a button of their own; the rest are in a menu */

/* @n: from 0 */
static GtkWidget *
add_button (EoDocumentView *self,
            guint           n,
            const char     *style)
{
  const char *label = self->target_labels[n];
  const char *field = self->target_names[n];
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf (_("Send to %s"), label);
  g_autofree char *keys = g_strdup_printf (_("Send to %s (Ctrl+%u)"), label, n + 1);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.send");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (button, keys);
  gtk_widget_add_css_class (button, style);
  gtk_widget_add_css_class (button, "sendto");
  gtk_box_append (GTK_BOX (self->send_box), button);
  return button;
}

static void
add_other_fields (EoDocumentView *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = N_BUTTONS; self->target_names[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (self->target_labels[i], NULL);

      g_menu_item_set_action_and_target (item, "document.send", "s", self->target_names[i]);
      if (i < EO_DOCUMENT_SEND_KEYS)
        {
          g_autofree char *accel = g_strdup_printf ("<Control>%u", i + 1);

          g_menu_item_set_attribute (item, "accel", "s", accel);
        }
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Other Field"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sendto");
  gtk_box_append (GTK_BOX (self->send_box), button);
}

static void
add_copy (EoDocumentView *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.copy");
  gtk_widget_set_tooltip_text (button, _("Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sendto");
  gtk_box_append (GTK_BOX (self->send_box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->send_box), button);
}

void
_eo_document_view_build_send_bar (EoDocumentView *self)
{
  GtkWidget *label = gtk_label_new (_("Send to"));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->send_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->send_box), child);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 3);
  gtk_box_append (GTK_BOX (self->send_box), label);
  for (guint i = 0; i < N_BUTTONS && self->target_names[i] != NULL; i++)
    add_button (self, i, i == 0 ? "suggested-action" : "flat");
  if (g_strv_length (self->target_names) > N_BUTTONS)
    add_other_fields (self);
  add_copy (self);
}

/* The bar stands under the selection, once the pointer is up. */
void
_eo_document_view_update_send_bar (EoDocumentView *self)
{
  GtkPopover *bar = GTK_POPOVER (self->send_bar);
  GdkRectangle area;
  double x, y;

  if (self->target_names == NULL || self->target_names[0] == NULL ||
      eo_page_canvas_get_selection (self->canvas) == NULL || eo_page_canvas_is_selecting (self->canvas) ||
      !gtk_widget_get_mapped (GTK_WIDGET (self->canvas)) ||
      !eo_page_canvas_get_selection_area (self->canvas, &area))
    {
      gtk_popover_popdown (bar);
      return;
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self->canvas), GTK_WIDGET (self), area.x, area.y, &x, &y);
  area.x = (int) x;
  area.y = (int) y;
  gtk_popover_set_pointing_to (bar, &area);
  gtk_popover_popup (bar);
}

gboolean
_eo_document_view_focus_send_bar (EoDocumentView *self)
{
  if (!gtk_widget_get_visible (self->send_bar))
    return FALSE;
  return gtk_widget_child_focus (self->send_bar, GTK_DIR_TAB_FORWARD);
}

static void
on_selection_changed (EoDocumentView *self)
{
  _eo_document_view_update_actions (self);
  _eo_document_view_update_send_bar (self);
}

void
_eo_document_view_class_init_send (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_selection_changed);
}

void
_eo_document_view_copy (EoDocumentView *self)
{
  const char *text = eo_page_canvas_get_selection (self->canvas);

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  _eo_document_view_toast (self, _("Text copied"));
}

/* @n: from 1, as the keys are */
void
_eo_document_view_send_nth (EoDocumentView *self,
                            guint           n)
{
  if (self->target_names != NULL && n >= 1 && n <= g_strv_length (self->target_names))
    _eo_document_view_send (self, self->target_names[n - 1]);
}

void
_eo_document_view_send (EoDocumentView *self,
                        const char     *field)
{
  const char *text = eo_page_canvas_get_selection (self->canvas);
  g_autofree char *line = text != NULL ? eo_page_words_flow (text) : NULL;

  if (line == NULL || line[0] == '\0')
    return;
  eo_page_canvas_clear_selection (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  _eo_document_view_tell_sent (self, field, line);
}

void
eo_document_view_set_targets (EoDocumentView    *self,
                              const char *const *names,
                              const char *const *labels)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (names == NULL || g_strv_length ((char **) names) == g_strv_length ((char **) labels));

  g_strfreev (self->target_names);
  g_strfreev (self->target_labels);
  self->target_names = g_strdupv ((char **) names);
  self->target_labels = g_strdupv ((char **) labels);
  if (self->target_names != NULL)
    _eo_document_view_build_send_bar (self);
  _eo_document_view_update_send_bar (self);
}

const char *
eo_document_view_get_selection (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), NULL);

  return eo_page_canvas_get_selection (self->canvas);
}
