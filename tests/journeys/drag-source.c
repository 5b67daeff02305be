/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file manager's part: a small window with files to drag out of it. They stand on the clipboard, too.
 * drag-source FILE…
 */
#include <gtk/gtk.h>

static GdkContentProvider *
on_prepare (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  char **paths = user_data;
  GSList *files = NULL;
  GdkContentProvider *provider;
  g_auto (GValue) value = G_VALUE_INIT;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  provider = gdk_content_provider_new_for_value (&value);
  g_slist_free_full (files, g_object_unref);

  return provider;
}

static void
on_activate (GApplication *application,
             gpointer      user_data)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (application));
  GtkWidget *label = gtk_label_new ("Files");
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GdkContentProvider) copied = NULL;

  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), user_data);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_size_request (label, 160, 120);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Files to drop");
  gtk_window_present (GTK_WINDOW (window));
  copied = on_prepare (source, 0, 0, user_data);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (window), copied);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), argv + 1);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
