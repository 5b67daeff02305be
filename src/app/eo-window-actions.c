/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-preferences.h"
#include "app/eo-window-private.h"
#include "desk/eo-compat.h"

#define HELP_PAGE "README.md"

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  eo_window_search (EO_WINDOW (widget), NULL);
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoSectionPage *page = eo_window_get_section_page (EO_WINDOW (widget));

  eo_window_close_search (EO_WINDOW (widget));
  if (page != NULL)
    eo_section_page_new_record (page, NULL, 0);
}

/* A new record of one kind, from one of another. */
static void
begin_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  const char *kind, *from;
  gint64 id;

  g_variant_get (parameter, "(&s&sx)", &kind, &from, &id);
  eo_window_begin_record (EO_WINDOW (widget), kind, from, id);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoSectionPage *page = eo_window_get_section_page (EO_WINDOW (widget));

  if (page != NULL)
    eo_section_page_print (page);
}

static void
on_undeleted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_delete_finish (EO_STORE (source), result, &error))
    eo_window_toast (self, error->message);
}

static void
undelete (EoWindow     *self,
          const EoKind *kind,
          gint64        id)
{
  if (self->deleted_kind == kind && self->deleted_id == id)
    {
      self->deleted_kind = NULL;
      self->deleted_id = 0;
      eo_window_update_undo (self);
    }
  eo_store_delete_async (self->store, kind, id, TRUE, NULL, on_undeleted, g_object_ref (self));
}

static void
undelete_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  const char *kind;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &kind, &id);
  undelete (EO_WINDOW (widget), eo_kind_lookup (kind), id);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoWindow *self = EO_WINDOW (widget);

  if (self->deleted_kind != NULL)
    undelete (self, self->deleted_kind, self->deleted_id);
  else
    eo_window_undo (self);
}

static void
toggle_sidebar_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  eo_shell_toggle_sidebar (EO_WINDOW (widget)->shell);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoWindow *self = EO_WINDOW (widget);

  if (!eo_shell_get_sidebar_visible (self->shell))
    eo_shell_toggle_sidebar (self->shell);
  eo_sidebar_popup_menu (self->sidebar);
}

static void
section_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  eo_window_show_section (EO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
nth_section_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoWindow *self = EO_WINDOW (widget);
  const char *id = eo_sidebar_get_nth (self->sidebar, g_variant_get_int32 (parameter));

  if (id != NULL)
    eo_window_show_section (self, id);
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoWindow *self = EO_WINDOW (widget);

  gtk_window_present (eo_preferences_new (GTK_WINDOW (self), self->store, self->settings));
}

/* In the tree that this program was built in, or where it was installed. */
static char *
find_help (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "..", "..", "..", "docs", "help", HELP_PAGE, NULL);
  g_autofree char *installed = g_build_filename (EO_HELPDIR, HELP_PAGE, NULL);

  return g_file_test (built, G_FILE_TEST_EXISTS) ? g_canonicalize_filename (built, NULL) : g_steal_pointer (&installed);
}

static void
on_help_opened (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (eo_compat_launch_finish (result, &error) || self->toasts == NULL)
    return;
  path = find_help ();
  text = g_strdup_printf (_("The help could not be opened. It is here: %s"), path);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autofree char *path = find_help ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    eo_compat_launch_async (widget, uri, NULL, on_help_opened, g_object_ref (widget));
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_compat_show_about (widget);
}

static void
back_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  eo_window_back_up (EO_WINDOW (widget));
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_window_check (EO_WINDOW (widget));
}

/* Keys are bound here and not as the application's: what has the focus (text, a document) may want some of them
 * first, Ctrl+Z above all. */
static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_k, GDK_CONTROL_MASK, "win.search" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "win.search" },
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.new" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "win.print" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences" },
    { GDK_KEY_F1, 0, "win.help" },
    { GDK_KEY_F9, 0, "win.toggle-sidebar" },
    { GDK_KEY_F10, 0, "win.menu" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_q, GDK_CONTROL_MASK, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);

  for (int i = 0; i < 9; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "win.nth-section", "i", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, GDK_ALT_MASK, "win.nth-section", "i", i);
    }
}

void
eo_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.begin", "(ssx)", begin_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.undelete", "(sx)", undelete_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "win.section", "s", section_action);
  gtk_widget_class_install_action (widget_class, "win.nth-section", "i", nth_section_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
  bind_keys (widget_class);
}

void
eo_window_update_undo (EoWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 self->deleted_kind != NULL || self->undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new", !eo_store_is_read_only (self->store));
}
