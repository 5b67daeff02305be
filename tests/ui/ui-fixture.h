/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What tests of widgets share: the toolkit with warnings fatal, the office's style, waiting, and pictures of what
 * is shown, in EXECOFFICE_PICTURES (by default the folder pictures/ of the build), for a person to look at. */

#include <string.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "desk/eo-desk.h"

/* libadwaita 1.7 measures the heading of its own AdwMessageDialog narrower than it is, and GTK 4.18 warns of that. Any
 * other warning ends the test. */
static inline GLogWriterOutput
ui_write_log (GLogLevelFlags   level,
              const GLogField *fields,
              gsize            n_fields,
              gpointer         data)
{
  static const char begins[] = "Trying to measure GtkLabel ";

  for (gsize i = 0; i < n_fields; i++)
    if (adw_get_minor_version () >= 7 && g_str_equal (fields[i].key, "MESSAGE")
        && g_str_has_prefix (fields[i].value, begins))
      {
        GtkWidget *label = (gpointer) (guintptr) g_ascii_strtoull ((const char *) fields[i].value + strlen (begins), NULL, 16);

        if (gtk_widget_get_ancestor (label, ADW_TYPE_MESSAGE_DIALOG) != NULL)
          return G_LOG_WRITER_HANDLED;
      }
  return g_log_writer_default (level, fields, n_fields, data);
}

static inline void
ui_init (int   *argc,
         char **argv[])
{
  g_test_init (argc, argv, NULL);
  g_log_set_writer_func (ui_write_log, NULL, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  eo_desk_init (gdk_display_get_default ());
  eo_desk_load_style (gdk_display_get_default (), FALSE);
}

/* What is due now, and nothing else: no timers are waited for. */
static inline void
ui_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline gboolean
ui_stop_waiting (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static inline void
ui_wait (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, ui_stop_waiting, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Turns the main loop until @condition, for ten seconds at most. */
#define ui_wait_for(condition) \
  G_STMT_START { \
    gint64 ui_end_ = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < ui_end_) \
      if (!g_main_context_iteration (NULL, FALSE)) \
        g_usleep (2000); \
    g_assert_true (condition); \
  } G_STMT_END

static inline GtkWidget *
ui_present (GtkWidget *child,
            int        width,
            int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_for (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 1);
  ui_settle ();
  return window;
}

/* Draws @window as it is shown into NAME.png. */
static inline void
ui_picture (GtkWidget  *window,
            const char *name)
{
  const char *folder = g_getenv ("EXECOFFICE_PICTURES");
  g_autofree char *own = g_build_filename (g_get_current_dir (), "pictures", NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : own, file, NULL);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  graphene_rect_t area;

  g_mkdir_with_parents (folder != NULL ? folder : own, 0755);
  ui_wait (60);
  paintable = gtk_widget_paintable_new (window);
  /* Between a change and the next frame there is nothing to draw. */
  for (guint tries = 0; node == NULL && tries < 50; tries++)
    {
      snapshot = gtk_snapshot_new ();
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        ui_wait (20);
    }
  g_assert_nonnull (node);
  area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &area);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static inline void
ui_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  eo_desk_load_style (gdk_display_get_default (), dark);
  ui_settle ();
}
