/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/document/eo-document-print.h"
#include "desk/document/eo-document-view-private.h"
#include "desk/eo-compat.h"

static void
previous_page_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);
  guint page = eo_page_canvas_get_page (self->canvas);

  if (page > 0)
    eo_page_canvas_go_to (self->canvas, page - 1, NULL);
}

static void
next_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  eo_page_canvas_go_to (self->canvas, eo_page_canvas_get_page (self->canvas) + 1, NULL);
}

static void
first_page_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  eo_page_canvas_go_to (EO_DOCUMENT_VIEW (widget)->canvas, 0, NULL);
}

static void
last_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  eo_page_canvas_go_to (self->canvas, MAX (eo_document_view_get_n_pages (self), 1) - 1, NULL);
}

static void
choose_page_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);
  g_autofree char *page = g_strdup_printf ("%u", eo_page_canvas_get_page (self->canvas) + 1);

  gtk_editable_set_text (GTK_EDITABLE (self->page_entry), page);
  gtk_stack_set_visible_child_name (GTK_STACK (self->page_stack), "entry");
  gtk_widget_grab_focus (self->page_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->page_entry), 0, -1);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  eo_page_canvas_set_zoom (self->canvas, EO_ZOOM_FIXED,
                           eo_zoom_step (eo_page_canvas_get_zoom (self->canvas), 1));
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  eo_page_canvas_set_zoom (self->canvas, EO_ZOOM_FIXED,
                           eo_zoom_step (eo_page_canvas_get_zoom (self->canvas), -1));
}

static void
zoom_normal_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  eo_page_canvas_set_zoom (EO_DOCUMENT_VIEW (widget)->canvas, EO_ZOOM_FIXED, 1);
}

static void
rotate_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  eo_page_canvas_set_rotation (self->canvas, eo_page_canvas_get_rotation (self->canvas) + 90);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_document_view_open_find (EO_DOCUMENT_VIEW (widget));
}

static void
find_next_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  _eo_document_view_step_find (EO_DOCUMENT_VIEW (widget), 1);
}

static void
find_previous_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  _eo_document_view_step_find (EO_DOCUMENT_VIEW (widget), -1);
}

static void
find_close_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  _eo_document_view_close_find (EO_DOCUMENT_VIEW (widget));
}

static void
select_page_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  eo_page_canvas_select_page (EO_DOCUMENT_VIEW (widget)->canvas);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_document_view_copy (EO_DOCUMENT_VIEW (widget));
}

static void
send_nth_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  _eo_document_view_send_nth (EO_DOCUMENT_VIEW (widget), g_variant_get_uint32 (parameter));
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_document_view_send (EO_DOCUMENT_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
unlock_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);
  g_autofree char *password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password_row)));

  if (self->state == EO_DOCUMENT_LOCKED && password[0] != '\0')
    _eo_document_view_open (self, password);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->source != NULL)
    _eo_document_view_open (self, NULL);
}

static void
convert_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->source != NULL)
    _eo_document_view_convert (self);
}

static void
on_printed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!eo_document_print_finish (result, &error))
    eo_compat_tell (GTK_WIDGET (source), _("The Document Was Not Printed"), error->message);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->pages != NULL)
    eo_document_print_async (widget, eo_pages_get_reader (self->pages),
                             eo_document_source_get_name (self->source), self->marking, NULL, NULL,
                             on_printed, NULL);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EoDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (eo_document_source_save_finish (EO_DOCUMENT_SOURCE (source), result, &error))
    _eo_document_view_toast (self, _("Copy saved"));
  else
    eo_compat_tell (GTK_WIDGET (self), _("The Copy Was Not Saved"), error->message);
}

static void
on_save_chosen (GObject      *widget,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EoDocumentSource) source = user_data;
  g_autoptr (GFile) file = eo_compat_save_finish (result, NULL);

  if (file != NULL)
    eo_document_source_save_async (source, file, NULL, on_saved, g_object_ref (widget));
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->source != NULL)
    eo_compat_save_async (widget, _("Save a Copy"), eo_document_source_get_name (self->source), NULL,
                          on_save_chosen, g_object_ref (self->source));
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!eo_compat_launch_finish (result, &error))
    eo_compat_tell (GTK_WIDGET (source), _("The Document Was Not Opened"), error->message);
}

static void
on_lent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EoDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_document_source_lend_finish (EO_DOCUMENT_SOURCE (source), result, &error);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri != NULL)
    eo_compat_launch_async (GTK_WIDGET (self), uri, NULL, on_launched, NULL);
  else
    eo_compat_tell (GTK_WIDGET (self), _("The Document Was Not Opened"), error->message);
}

static void
on_risk_taken (GObject      *widget,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EoDocumentSource) source = user_data;

  if (eo_compat_ask_finish (result))
    eo_document_source_lend_async (source, NULL, on_lent, g_object_ref (widget));
}

/* A document that broke its reader may be meant to break the next one too. */
static void
open_outside_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->source == NULL)
    return;
  if (self->is_risky)
    eo_compat_ask_async (
      widget, _("Open This Document Outside?"),
      _("It could not be read safely here. Another program reads it without that protection. "
         "Open it only if you know the sender and expected it."),
      _("_Open Outside"), TRUE, NULL, on_risk_taken, g_object_ref (self->source));
  else
    eo_document_source_lend_async (self->source, NULL, on_lent, g_object_ref (self));
}

static gboolean
escape_key (GtkWidget *widget,
            GVariant  *args,
            gpointer   user_data)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->page_stack)), "entry") == 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->page_stack), "label");
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
      return TRUE;
    }
  if (_eo_document_view_close_find (self))
    return TRUE;
  if (eo_page_canvas_get_selection (self->canvas) == NULL)
    return FALSE;
  eo_page_canvas_clear_selection (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  return TRUE;
}

static void
pop_up_menu (EoDocumentView     *self,
             const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), at);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static gboolean
menu_key (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);
  double x = 0, y = 0;

  if (_eo_document_view_focus_send_bar (self))
    return TRUE;
  if (self->source == NULL)
    return FALSE;
  gtk_widget_translate_coordinates (self->stack, widget, 24, 24, &x, &y);
  pop_up_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  return TRUE;
}

static void
on_context_menu (EoDocumentView *self,
                 double          x,
                 double          y)
{
  gtk_widget_translate_coordinates (GTK_WIDGET (self->canvas), GTK_WIDGET (self), x, y, &x, &y);
  pop_up_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  /* Menus show the last key of an action. */
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "document.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "document.zoom-out" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "document.zoom-normal" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "document.zoom-normal" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "document.previous-page" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "document.next-page" },
    { GDK_KEY_Home, 0, "document.first-page" },
    { GDK_KEY_End, 0, "document.last-page" },
    { GDK_KEY_Home, GDK_CONTROL_MASK, "document.first-page" },
    { GDK_KEY_End, GDK_CONTROL_MASK, "document.last-page" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "document.select-page" },
    { GDK_KEY_Insert, GDK_CONTROL_MASK, "document.copy" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "document.copy" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "document.find" },
    { GDK_KEY_F3, 0, "document.find-next" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "document.find-previous" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "document.find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "document.find-previous" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  for (guint n = 1; n <= EO_DOCUMENT_SEND_KEYS; n++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + n, GDK_CONTROL_MASK, "document.send-nth", "u", n);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + n, GDK_CONTROL_MASK, "document.send-nth", "u", n);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key, NULL);
}

void
_eo_document_view_class_init_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "document.previous-page", NULL, previous_page_action },
    { "document.next-page", NULL, next_page_action },
    { "document.first-page", NULL, first_page_action },
    { "document.last-page", NULL, last_page_action },
    { "document.choose-page", NULL, choose_page_action },
    { "document.zoom-in", NULL, zoom_in_action },
    { "document.zoom-out", NULL, zoom_out_action },
    { "document.zoom-normal", NULL, zoom_normal_action },
    { "document.rotate", NULL, rotate_action },
    { "document.find", NULL, find_action },
    { "document.find-next", NULL, find_next_action },
    { "document.find-previous", NULL, find_previous_action },
    { "document.find-close", NULL, find_close_action },
    { "document.select-page", NULL, select_page_action },
    { "document.copy", NULL, copy_action },
    { "document.send", "s", send_action },
    { "document.send-nth", "u", send_nth_action },
    { "document.unlock", NULL, unlock_action },
    { "document.retry", NULL, retry_action },
    { "document.convert", NULL, convert_action },
    { "document.print", NULL, print_action },
    { "document.save-copy", NULL, save_copy_action },
    { "document.open-outside", NULL, open_outside_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "document.zoom-mode", "zoom-mode");
  gtk_widget_class_install_property_action (widget_class, "document.thumbnails", "thumbnails");
  gtk_widget_class_bind_template_callback (widget_class, on_context_menu);
  bind_keys (widget_class);
}

void
_eo_document_view_update_actions (EoDocumentView *self)
{
  static const char *const on_pages[]
    = { "first-page", "last-page",   "choose-page", "zoom-normal", "rotate",
        "find",       "select-page", "print",       "zoom-mode",   "thumbnails" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_shown = self->state == EO_DOCUMENT_SHOWN;
  guint page = eo_page_canvas_get_page (self->canvas), n = eo_document_view_get_n_pages (self);
  double zoom = eo_page_canvas_get_zoom (self->canvas);
  gboolean has_matches = is_shown && self->find != NULL && eo_find_get_n (self->find) > 0;
  gboolean has_selection = is_shown && eo_page_canvas_get_selection (self->canvas) != NULL;
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  for (guint i = 0; i < G_N_ELEMENTS (on_pages); i++)
    {
      g_autofree char *name = g_strconcat ("document.", on_pages[i], NULL);

      gtk_widget_action_set_enabled (widget, name, is_shown);
    }
  gtk_widget_action_set_enabled (widget, "document.previous-page", is_shown && page > 0);
  gtk_widget_action_set_enabled (widget, "document.next-page", is_shown && page + 1 < n);
  gtk_widget_action_set_enabled (widget, "document.zoom-in", is_shown && zoom < EO_ZOOM_MAX * 0.99);
  gtk_widget_action_set_enabled (widget, "document.zoom-out", is_shown && zoom > EO_ZOOM_MIN * 1.01);
  gtk_widget_action_set_enabled (widget, "document.find-next", has_matches);
  gtk_widget_action_set_enabled (widget, "document.find-previous", has_matches);
  gtk_widget_action_set_enabled (widget, "document.copy", has_selection);
  gtk_widget_action_set_enabled (widget, "document.send", has_selection);
  gtk_widget_action_set_enabled (widget, "document.send-nth", has_selection);
  gtk_widget_action_set_enabled (widget, "document.unlock",
                                 self->state == EO_DOCUMENT_LOCKED && password[0] != '\0');
  gtk_widget_action_set_enabled (widget, "document.save-copy", self->source != NULL);
  gtk_widget_action_set_enabled (widget, "document.open-outside", self->source != NULL);
}
