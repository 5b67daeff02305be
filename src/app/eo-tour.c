/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/eo-preferences.h"
#include "app/eo-tour.h"
#include "desk/page/eo-section-page.h"
#include "sections/eo-sections.h"
#include "store/eo-attachment.h"

/* A page has settled when nothing was painted for QUIET_MS, or at the latest after PATIENCE_MS. */
#define QUIET_MS    350
#define PATIENCE_MS 5000

typedef struct _Tour Tour;

typedef struct
{
  char       *name;
  void      (*show) (Tour *tour, const char *section); /* shows what is to be drawn */
  const char *section;
} Stop;

struct _Tour
{
  EoWindow   *window;
  EoStore    *store;
  GSettings  *settings;
  char       *folder;
  GArray     *stops;      /* of Stop */
  GtkWindow  *extra;      /* a window of its own that is to be drawn instead */
  guint       stop;
  guint       round;      /* of rounds[] */
  gint64      since;      /* when this stop was shown (µs) */
  gint64      painted;    /* when anything was painted last (µs) */
};

/* The looks every stop is drawn in. */
static const struct { const char *name; int width, height; gboolean dark; } rounds[] = {
  { "1280-light", 1280, 800, FALSE },
  { "1280-dark", 1280, 800, TRUE },
  { "900-light", 900, 600, FALSE },
  { "900-dark", 900, 600, TRUE },
};

static gboolean show_stop (gpointer user_data);

static GtkWindow *
get_drawn (Tour *tour)
{
  return tour->extra != NULL ? tour->extra : GTK_WINDOW (tour->window);
}

/* FALSE: the window is being laid out anew, and has nothing to show just now. */
static gboolean
draw (Tour *tour)
{
  Stop *stop = &g_array_index (tour->stops, Stop, tour->stop);
  GtkWidget *widget = GTK_WIDGET (get_drawn (tour));
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("%02u-%s-%s.png", tour->stop + 1, stop->name, rounds[tour->round].name);
  g_autofree char *path = g_build_filename (tour->folder, name, NULL);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return FALSE;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    g_printerr (_("%s could not be written.\n"), path);

  return TRUE;
}

static void
tour_end (Tour *tour)
{
  gtk_window_close (GTK_WINDOW (tour->window));
  g_array_unref (tour->stops);
  g_object_unref (tour->window);
  g_free (tour->folder);
  g_free (tour);
}

static gboolean
watch (gpointer user_data)
{
  Tour *tour = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - tour->painted < QUIET_MS * 1000 && now - tour->since < PATIENCE_MS * 1000)
    return G_SOURCE_CONTINUE;

  if (!draw (tour) && now - tour->since < 2 * PATIENCE_MS * 1000)
    return G_SOURCE_CONTINUE;
  if (tour->extra != NULL)
    g_clear_pointer (&tour->extra, gtk_window_destroy);

  if (++tour->stop == tour->stops->len)
    {
      tour->stop = 0;
      tour->round++;
    }
  if (tour->round == G_N_ELEMENTS (rounds))
    tour_end (tour);
  else
    g_idle_add (show_stop, tour);

  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock,
            gpointer       user_data)
{
  ((Tour *) user_data)->painted = g_get_monotonic_time ();
}

static void
follow_painting (GtkWidget *widget,
                 Tour      *tour)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_painted), tour);
}

static gboolean
show_stop (gpointer user_data)
{
  Tour *tour = user_data;
  Stop *stop = &g_array_index (tour->stops, Stop, tour->stop);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), rounds[tour->round].dark
                                                                          ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                          : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (tour->stop == 0)
    gtk_window_set_default_size (GTK_WINDOW (tour->window), rounds[tour->round].width, rounds[tour->round].height);
  stop->show (tour, stop->section);
  if (tour->extra != NULL)
    follow_painting (GTK_WIDGET (tour->extra), tour);

  tour->since = tour->painted = g_get_monotonic_time ();
  g_timeout_add (50, watch, tour);

  return G_SOURCE_REMOVE;
}

/* The newest record of the section's kind that has a document, or the newest. */
static gint64
pick_record (Tour       *tour,
             const char *kind_name)
{
  const EoKind *kind = eo_kind_lookup (kind_name);
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (GPtrArray) records = eo_store_select (tour->store, query, 20, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EoRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GPtrArray) attachments = eo_store_get_attachments (tour->store, kind, record->id);

      if (attachments->len > 0)
        return record->id;
    }

  return records != NULL && records->len > 0 ? EO_RECORD (g_ptr_array_index (records, 0))->id : 0;
}

static EoSectionPage *
show_page (Tour       *tour,
           const char *section)
{
  GtkWidget *page;

  eo_window_show_section (tour->window, section);
  page = eo_window_get_page (tour->window);

  return EO_IS_SECTION_PAGE (page) ? EO_SECTION_PAGE (page) : NULL;
}

static void
show_register (Tour       *tour,
               const char *section)
{
  EoSectionPage *page = show_page (tour, section);

  if (page != NULL)
    eo_section_page_close_record (page);
}

static const char *
kind_of (const char *section)
{
  guint n_sections;
  const EoSection *const *sections = eo_sections_get (&n_sections);

  for (guint i = 0; i < n_sections; i++)
    if (g_str_equal (sections[i]->id, section))
      return sections[i]->kind;

  return NULL;
}

static void
show_record (Tour       *tour,
             const char *section)
{
  EoSectionPage *page = show_page (tour, section);
  gint64 id = page != NULL ? pick_record (tour, kind_of (section)) : 0;

  if (id != 0)
    eo_section_page_open (page, id);
}

static void
show_new (Tour       *tour,
          const char *section)
{
  EoSectionPage *page = show_page (tour, section);

  if (page == NULL)
    return;

  eo_section_page_new_record (page, NULL, 0);
  /* Nothing is typed: the form says what it wants. The action is the record's, where the focus is. */
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (tour->window)), "record.save", NULL);
}

/* A word that is sure to be found: the first long one of a title. */
static void
show_search (Tour       *tour,
             const char *section)
{
  EoSectionPage *page = show_page (tour, section);
  const EoKind *kind = eo_kind_lookup (kind_of (section));
  g_autoptr (EoRecord) record = NULL;
  g_auto (GStrv) words = NULL;
  gint64 id = pick_record (tour, kind->name);

  if (page != NULL)
    eo_section_page_close_record (page);
  record = id != 0 ? eo_store_get (tour->store, kind, id, NULL) : NULL;
  words = g_strsplit (record != NULL ? eo_record_get_title (record) : "", " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > 5)
      {
        eo_window_search (tour->window, words[i]);
        return;
      }
  eo_window_search (tour->window, "road");
}

static void
show_preferences (Tour       *tour,
                  const char *section)
{
  eo_window_close_search (tour->window);
  tour->extra = eo_preferences_new (GTK_WINDOW (tour->window), tour->store, tour->settings);
  gtk_window_present (tour->extra);
}

static void
show_shortcuts (Tour       *tour,
                const char *section)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/example/ExecOffice/gtk/help-overlay.ui");

  tour->extra = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  gtk_window_set_transient_for (tour->extra, GTK_WINDOW (tour->window));
  gtk_window_present (tour->extra);
}

/* Without a compositor windows have a frame instead of a shadow, which is no part of a page. */
static void
drop_frame (GtkWidget *widget)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, "window.solid-csd { margin: 0; padding: 0; border: none;"
                                             " border-radius: 0; box-shadow: none; }", -1);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (widget), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
add_stop (Tour       *tour,
          const char *what,
          void      (*show) (Tour *, const char *),
          const char *section)
{
  Stop stop = { what != NULL ? g_strdup_printf ("%s-%s", section, what) : g_strdup (section), show, section };

  g_array_append_val (tour->stops, stop);
}

static void
stop_clear (gpointer data)
{
  g_free (((Stop *) data)->name);
}

/**
 * eo_tour_start:
 * @window: the window, not shown yet
 * @store: its office
 * @settings: of this desk
 * @folder: where the pictures go
 *
 * Shows every page in light and dark, wide and narrow, draws each to a PNG, and closes the window.
 */
void
eo_tour_start (EoWindow   *window,
               EoStore    *store,
               GSettings  *settings,
               const char *folder)
{
  Tour *tour = g_new0 (Tour, 1);
  guint n_sections;
  const EoSection *const *sections = eo_sections_get (&n_sections);

  g_return_if_fail (EO_IS_WINDOW (window));
  g_return_if_fail (folder != NULL);

  g_mkdir_with_parents (folder, 0755);
  tour->window = g_object_ref (window);
  tour->store = store;
  tour->settings = settings;
  tour->folder = g_strdup (folder);
  tour->stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  g_array_set_clear_func (tour->stops, stop_clear);

  for (guint i = 0; i < n_sections; i++)
    {
      add_stop (tour, NULL, show_register, sections[i]->id);
      if (sections[i]->kind == NULL || pick_record (tour, sections[i]->kind) == 0)
        continue;
      add_stop (tour, "open", show_record, sections[i]->id);
      add_stop (tour, "new", show_new, sections[i]->id);
    }
  add_stop (tour, "search", show_search, sections[0]->id);
  add_stop (tour, "preferences", show_preferences, "window");
  add_stop (tour, "shortcuts", show_shortcuts, "window");

  drop_frame (GTK_WIDGET (window));
  gtk_window_set_default_size (GTK_WINDOW (window), rounds[0].width, rounds[0].height);
  gtk_window_present (GTK_WINDOW (window));
  follow_painting (GTK_WIDGET (window), tour);
  g_timeout_add (500, show_stop, tour);
}
