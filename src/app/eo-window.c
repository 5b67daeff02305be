/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-scan-setting.h"
#include "app/eo-window-private.h"
#include "sections/correspondence/eo-correspondence-page.h"

#define PATIENCE 250 /* ms: a window waits no longer for its first rows */

static void stop_waiting (EoWindow *self);

G_DEFINE_FINAL_TYPE (EoWindow, eo_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_scan_problem (EoWindow *self)
{
  const char *problem = eo_scan_folder_get_problem (self->scans);

  if (problem != NULL)
    eo_window_toast (self, problem);
}

static void
stop_scans (EoWindow *self)
{
  if (self->scans != NULL)
    eo_scan_folder_stop (self->scans);
  g_clear_object (&self->scans);
}

/* One desk takes in what its scanner gives. */
static void
follow_scan_setting (EoWindow *self)
{
  g_autofree char *folder = eo_scan_setting_get (self->settings, self->store);
  GtkWidget *page = g_hash_table_lookup (self->created, "correspondence");

  stop_scans (self);
  if (folder != NULL && !eo_store_is_read_only (self->store))
    {
      self->scans = eo_scan_folder_new (self->store, folder);
      g_signal_connect_object (self->scans, "notify::problem", G_CALLBACK (on_scan_problem), self, G_CONNECT_SWAPPED);
    }
  if (page != NULL)
    eo_correspondence_page_set_scan_folder (EO_CORRESPONDENCE_PAGE (page), folder);
}

static void
on_section_activated (EoWindow   *self,
                      const char *id)
{
  eo_window_show_section (self, id);
  eo_shell_drop_peek (self->shell);
}

static void
on_hidden_sections_changed (EoWindow *self)
{
  g_auto (GStrv) hidden = g_settings_get_strv (self->settings, "hidden-sections");

  eo_sidebar_set_hidden (self->sidebar, (const char *const *) hidden);
  eo_sidebar_select (self->sidebar, self->section);
}

static void
on_confidential_changed (EoWindow *self)
{
  eo_search_palette_set_hide_confidential (self->palette,
                                           !g_settings_get_boolean (self->settings, "show-confidential-in-search"));
}

static void
update_office_name (EoWindow *self)
{
  g_autofree char *name = eo_store_get_setting (self->store, "office-name");
  g_autofree char *title = *name != '\0' ? g_strdup_printf ("%s – ExecOffice", name) : g_strdup ("ExecOffice");

  eo_sidebar_set_office_name (self->sidebar, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
on_store_changed (EoWindow   *self,
                  const char *kind,
                  gint64      id)
{
  if (*kind == '\0' || g_str_equal (kind, "setting"))
    update_office_name (self);
}

static void
on_hit_activated (EoWindow    *self,
                  const EoHit *hit,
                  const char  *text)
{
  EoSectionPage *page = eo_window_show_kind (self, hit->kind->name);

  eo_search_palette_close (self->palette);
  if (page == NULL)
    return;

  if (hit->document != 0)
    {
      g_autoptr (GPtrArray) words = eo_search_words (text);
      g_autofree char *lit = NULL;

      g_ptr_array_add (words, NULL);
      lit = g_strjoinv (" ", (char **) words->pdata);
      eo_section_page_open_at (page, hit->id, lit, hit->document, hit->page);
    }
  else
    eo_section_page_open (page, hit->id);
}

static void
on_palette_closed (EoWindow *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->shell), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self->shell), TRUE);
  if (self->focus_before != NULL && gtk_widget_get_mapped (self->focus_before))
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}

static void
on_draft_chosen (EoWindow *self,
                 EoDraft  *draft)
{
  eo_window_open_draft (self, draft->kind, draft->record, draft->id);
}

static gboolean
on_drop (EoWindow     *self,
         const GValue *value,
         double        x,
         double        y)
{
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  g_slist_free (list);
  eo_window_drop_files (self, (GFile **) files->pdata, files->len);

  return files->len > 0;
}

static gboolean
recover_focus (gpointer user_data)
{
  EoWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *page;

  if ((focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus)) || self->closing)
    return G_SOURCE_REMOVE;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  page = eo_window_get_page (self);
  if (EO_IS_SECTION_PAGE (page) && gtk_widget_get_mapped (page))
    eo_section_page_recover_focus (EO_SECTION_PAGE (page));

  return G_SOURCE_REMOVE;
}

static void
on_focus_lost (EoWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, recover_focus, g_object_ref (self), g_object_unref);
}

/* A row that goes with the last record keeps the focus on 4.8, unseen, and a button that may not be pressed any more
 * loses it: no key reaches the page then, neither Escape nor Ctrl+Z. */
static void
on_focus_changed (EoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_func (self->focus, on_focus_lost, self);
  g_set_weak_pointer (&self->focus, focus);
  if (focus != NULL)
    g_signal_connect_object (focus, "unmap", G_CALLBACK (on_focus_lost), self, G_CONNECT_SWAPPED);
  else
    on_focus_lost (self);
}

static void
on_last_write (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EoWindow) self = user_data;

  eo_store_write_finish (EO_STORE (source), result, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
write_nothing (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return TRUE;
}

/* The record in hand is saved or kept as a draft first; writes run in order, so one that does nothing is answered
 * when all before it are done. */
static gboolean
eo_window_close_request (GtkWindow *window)
{
  EoWindow *self = EO_WINDOW (window);
  EoSectionPage *page = eo_window_get_section_page (self);
  int width, height;

  if (self->closing)
    return GDK_EVENT_STOP;

  self->closing = TRUE;
  stop_scans (self);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (window));

  if (page != NULL)
    eo_section_page_leave (page);
  if (eo_store_is_read_only (self->store))
    return GDK_EVENT_PROPAGATE;

  eo_store_write_async (self->store, write_nothing, NULL, NULL, NULL, on_last_write, g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
on_first_rows (EoWindow *self)
{
  stop_waiting (self);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
on_patience_over (gpointer user_data)
{
  on_first_rows (user_data);

  return G_SOURCE_REMOVE;
}

static void
stop_waiting (EoWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_func (self->awaited, on_first_rows, self);
  g_clear_object (&self->awaited);
}

static void
eo_window_dispose (GObject *object)
{
  EoWindow *self = EO_WINDOW (object);

  stop_waiting (self);
  stop_scans (self);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_weak_pointer (&self->focus);
  g_clear_weak_pointer (&self->way_back);
  g_clear_pointer (&self->created, g_hash_table_unref);
  g_clear_pointer (&self->undo, eo_undo_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_WINDOW);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (eo_window_parent_class)->dispose (object);
}

static void
eo_window_class_init (EoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = eo_window_close_request;

  g_type_ensure (EO_TYPE_SHELL);
  g_type_ensure (EO_TYPE_SIDEBAR);
  g_type_ensure (EO_TYPE_DRAFTS_BAR);
  g_type_ensure (EO_TYPE_SEARCH_PALETTE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, drafts_bar);
  gtk_widget_class_bind_template_child (widget_class, EoWindow, palette);
  gtk_widget_class_bind_template_callback (widget_class, on_section_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_palette_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_chosen);

  eo_window_class_install_actions (widget_class);
}

static void
eo_window_init (EoWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->created = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_changed), NULL);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self->shell), GTK_EVENT_CONTROLLER (drop));
}

static void
show_first_section (EoWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "section");
  const char *first = eo_sidebar_get_nth (self->sidebar, 0);

  if (!eo_window_show_section (self, last) && first != NULL)
    eo_window_show_section (self, first);
}

/**
 * eo_window_new:
 * @application: (nullable): the application
 * @store: the office
 * @settings: of this desk: sizes, the section shown last
 */
EoWindow *
eo_window_new (GtkApplication *application,
               EoStore        *store,
               GSettings      *settings)
{
  EoWindow *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (EO_TYPE_WINDOW, "application", application,
                       "default-width", g_settings_get_int (settings, "window-width"),
                       "default-height", g_settings_get_int (settings, "window-height"), NULL);
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "sidebar-visible", self->shell, "sidebar-wanted", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::" EO_SCAN_SETTING, G_CALLBACK (follow_scan_setting), self,
                           G_CONNECT_SWAPPED);
  follow_scan_setting (self);
  g_signal_connect_object (settings, "changed::hidden-sections", G_CALLBACK (on_hidden_sections_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::show-confidential-in-search", G_CALLBACK (on_confidential_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);

  gtk_widget_set_visible (self->read_only_bar, eo_store_is_read_only (store));
  on_hidden_sections_changed (self);
  on_confidential_changed (self);
  update_office_name (self);
  eo_sidebar_set_store (self->sidebar, store);
  eo_search_palette_set_store (self->palette, store);
  eo_drafts_bar_set_store (self->drafts_bar, store);
  show_first_section (self);
  eo_window_update_undo (self);

  return self;
}

/**
 * eo_window_present_with_rows:
 *
 * Presents the window once the first rows of its register are in, which is a moment, or else without them. Rows
 * that come to a window that stands already are measured twice and painted over an empty register.
 */
void
eo_window_present_with_rows (EoWindow *self)
{
  EoSectionPage *page;
  EoRecordList *list;

  g_return_if_fail (EO_IS_WINDOW (self));

  page = eo_window_get_section_page (self);
  list = page != NULL ? eo_register_get_list (eo_section_page_get_register (page)) : NULL;
  if (list == NULL || !eo_record_list_is_loading (list))
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }

  stop_waiting (self);
  self->awaited = g_object_ref (list);
  self->patience = g_timeout_add (PATIENCE, on_patience_over, self);
  /* After the views, which make the rows. */
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_first_rows), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (on_first_rows), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * eo_window_search:
 * @text: (nullable): what to search for; %NULL for what was searched last
 *
 * Lays the search over the window.
 */
void
eo_window_search (EoWindow   *self,
                  const char *text)
{
  g_return_if_fail (EO_IS_WINDOW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->palette)))
    g_set_weak_pointer (&self->focus_before, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_widget_set_can_focus (GTK_WIDGET (self->shell), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->shell), FALSE);
  eo_search_palette_open (self->palette, text);
}

void
eo_window_close_search (EoWindow *self)
{
  g_return_if_fail (EO_IS_WINDOW (self));

  eo_search_palette_close (self->palette);
}

void
eo_window_toast (EoWindow   *self,
                 const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}
