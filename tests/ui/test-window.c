/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "app/eo-application.h"
#include "app/eo-drafts-bar.h"
#include "app/eo-preferences.h"
#include "app/eo-shell.h"
#include "app/eo-sidebar.h"
#include "app/eo-trouble-window.h"
#include "app/eo-upkeep-window.h"
#include "app/eo-window.h"
#include "desk/eo-chip-row.h"
#include "desk/page/eo-filter-chips.h"
#include "desk/page/eo-panes.h"
#include "desk/page/eo-section-page.h"
#include "desk/record/eo-record-view.h"
#include "desk/search/eo-hit-row.h"
#include "desk/search/eo-search-palette.h"
#include "sections/eo-sections.h"
#include "store/eo-draft.h"
#include "ui-fixture.h"

typedef struct
{
  EoWindow  *window;
  GSettings *settings;
} Desk;

/* The first widget of a type under another, shown or not. */
static gpointer
find_widget (GtkWidget *root,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
desk_open (Desk   *desk,
           Office *office,
           int     width,
           int     height)
{
  desk->settings = g_settings_new (EO_APP_ID);
  g_settings_set_int (desk->settings, "window-width", width);
  g_settings_set_int (desk->settings, "window-height", height);
  desk->window = eo_window_new (NULL, office->store, desk->settings);
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  gtk_window_present (GTK_WINDOW (desk->window));
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (desk->window)) && gtk_widget_get_width (GTK_WIDGET (desk->window)) > 1);
  ui_settle ();
}

static void
desk_close (Desk *desk)
{
  gtk_window_close (GTK_WINDOW (desk->window));
  ui_wait_for (desk->window == NULL);
  g_settings_reset (desk->settings, "section");
  g_settings_reset (desk->settings, "hidden-sections");
  g_settings_reset (desk->settings, "sidebar-visible");
  g_settings_reset (desk->settings, "show-confidential-in-search");
  g_clear_object (&desk->settings);
}

static void
fill (Office *office)
{
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) road = office_add (office, "letter", "direction", "incoming", "correspondent",
                                          "Ndwedwe Residents’ Forum", "subject",
                                          "Ndwedwe access road D1612: request for urgent intervention", NULL);
  g_autoptr (EoRecord) water = office_add (office, "letter", "direction", "incoming", "subject",
                                           "Water at Ndwedwe magistrate’s court", NULL);
  g_autoptr (EoRecord) secret = office_add (office, "letter", "direction", "incoming", "subject",
                                            "Ndwedwe: advice of counsel", "classification", "confidential", NULL);
  g_autoptr (EoRecord) lease = office_add (office, "letter", "direction", "incoming", "subject",
                                           "Information on lease renewals", NULL);
}

static void
test_empty (Office        *office,
            gconstpointer  data)
{
  Desk desk;

  desk_open (&desk, office, 1280, 800);
  g_assert_cmpstr (eo_window_get_section (desk.window), ==, "correspondence");
  g_assert_nonnull (eo_window_get_page (desk.window));
  ui_picture (GTK_WIDGET (desk.window), "window-empty");
  desk_close (&desk);
}

static void
on_show (GtkWidget *window,
         guint     *n_rows)
{
  EoSectionPage *page = EO_SECTION_PAGE (eo_window_get_page (EO_WINDOW (window)));

  *n_rows = eo_record_list_get_n (eo_register_get_list (eo_section_page_get_register (page)));
}

/* A window that starts is shown with its first rows; that of an empty office without any. */
static void
test_first_rows (Office        *office,
                 gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      Desk desk = { .settings = g_settings_new (EO_APP_ID) };
      guint n_rows = 99;

      if (i == 1)
        fill (office);
      desk.window = eo_window_new (NULL, office->store, desk.settings);
      g_object_add_weak_pointer (G_OBJECT (desk.window), (gpointer *) &desk.window);
      g_signal_connect (desk.window, "show", G_CALLBACK (on_show), &n_rows);
      eo_window_present_with_rows (desk.window);
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk.window)));
      ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (desk.window)));
      g_assert_cmpuint (n_rows, ==, i == 1 ? 4 : 0);
      desk_close (&desk);
    }
}

static void
test_sections (Office        *office,
               gconstpointer  data)
{
  Desk desk;
  guint n_sections;
  const EoSection *const *sections = eo_sections_get (&n_sections);
  int nth = 0;

  fill (office);
  desk_open (&desk, office, 1280, 800);
  for (guint i = 0; i < n_sections; i++)
    {
      g_autofree char *name = g_strdup_printf ("window-%s", sections[i]->id);

      /* What stands within another is no entry of the sidebar: it is chosen on the other's page. */
      if (sections[i]->within != NULL)
        g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.section", "s", sections[i]->id));
      else
        g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.nth-section", "i", nth++));
      ui_settle ();
      g_assert_cmpstr (eo_window_get_section (desk.window), ==, sections[i]->id);
      ui_picture (GTK_WIDGET (desk.window), name);
    }

  /* The section is remembered; one that is hidden is left out of Alt+n. */
  g_assert_cmpstr (g_settings_get_string (desk.settings, "section"), ==, sections[n_sections - 1]->id);
  g_settings_set_strv (desk.settings, "hidden-sections", (const char *[]) { sections[0]->id, NULL });
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.nth-section", "i", 0));
  for (nth = 1; sections[nth]->within != NULL; nth++)
    ;
  g_assert_cmpstr (eo_window_get_section (desk.window), ==, sections[nth]->id);
  g_assert_false (eo_window_show_section (desk.window, "no such section"));
  desk_close (&desk);
}

/* The widget of @type that is seen and whose @property is @text. */
static GtkWidget *
find_seen (GtkWidget  *root,
           GType       type,
           const char *property,
           const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_child_visible (root))
    {
      g_autofree char *value = NULL;

      g_object_get (root, property, &value, NULL);
      if (g_strcmp0 (value, text) == 0)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_seen (child, type, property, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What can be taken back is what was done last: the toast before does not come up again after this one. */
static void
test_way_back (Office        *office,
               gconstpointer  data)
{
  GtkWidget *window, *page, *close;
  Desk desk;

  fill (office);
  desk_open (&desk, office, 1280, 800);
  window = GTK_WIDGET (desk.window);
  page = eo_window_get_page (desk.window);
  g_signal_emit_by_name (page, "toast-undo", "First deleted", "letter", (gint64) 1);
  ui_wait_for (find_seen (window, GTK_TYPE_LABEL, "label", "First deleted") != NULL);
  g_signal_emit_by_name (page, "toast-undo", "Second deleted", "letter", (gint64) 2);
  ui_wait_for (find_seen (window, GTK_TYPE_LABEL, "label", "Second deleted") != NULL);
  ui_wait_for (find_seen (window, GTK_TYPE_LABEL, "label", "First deleted") == NULL);
  ui_wait_for ((close = find_seen (find_widget (window, ADW_TYPE_TOAST_OVERLAY), GTK_TYPE_BUTTON, "icon-name",
                                   "window-close-symbolic")) != NULL);
  g_signal_emit_by_name (close, "clicked");
  ui_wait_for (find_seen (window, GTK_TYPE_LABEL, "label", "Second deleted") == NULL);
  ui_wait (600);
  g_assert_null (find_seen (window, GTK_TYPE_LABEL, "label", "First deleted"));
  desk_close (&desk);
}

static void
test_sidebar (Office        *office,
              gconstpointer  data)
{
  static const struct { int width; gboolean crowded, shown; } cases[] = {
    { 1440, FALSE, TRUE }, { 1440, TRUE, TRUE }, { 1280, FALSE, TRUE }, { 1280, TRUE, FALSE }, { 900, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *window = gtk_window_new ();
      EoShell *shell = g_object_new (EO_TYPE_SHELL, "sidebar", gtk_label_new ("Sidebar"),
                                     "content", gtk_label_new ("Content"), NULL);

      gtk_window_set_default_size (GTK_WINDOW (window), cases[i].width, 300);
      gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
      gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (shell));
      eo_shell_set_crowded (shell, cases[i].crowded);
      gtk_window_present (GTK_WINDOW (window));
      ui_wait_for (gtk_widget_get_width (GTK_WIDGET (shell)) == cases[i].width);
      g_assert_cmpint (eo_shell_get_sidebar_visible (shell), ==, cases[i].shown);

      /* F9 does what it says wherever one is, and again. */
      eo_shell_toggle_sidebar (shell);
      g_assert_cmpint (eo_shell_get_sidebar_visible (shell), ==, !cases[i].shown);
      eo_shell_toggle_sidebar (shell);
      g_assert_cmpint (eo_shell_get_sidebar_visible (shell), ==, cases[i].shown);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static EoSearchPalette *
search (Desk       *desk,
        const char *text)
{
  EoSearchPalette *palette = find_widget (GTK_WIDGET (desk->window), EO_TYPE_SEARCH_PALETTE);

  eo_window_search (desk->window, text);
  ui_wait_for (!eo_search_palette_is_searching (palette));
  ui_settle ();

  return palette;
}

static void
test_search (Office        *office,
             gconstpointer  data)
{
  EoSearchPalette *palette;
  GtkWidget *row;
  Desk desk;

  fill (office);
  desk_open (&desk, office, 1280, 800);
  palette = search (&desk, "ndwedwe");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (palette)));
  g_assert_cmpuint (eo_search_palette_get_n_rows (palette), ==, 4);
  row = find_widget (GTK_WIDGET (palette), EO_TYPE_HIT_ROW);
  g_assert_cmpstr (eo_hit_row_get_group (EO_HIT_ROW (row)), ==, "Letters");
  g_assert_nonnull (strstr (eo_hit_row_get_hit (EO_HIT_ROW (row))->title, EO_MARK_START));
  ui_picture (GTK_WIDGET (desk.window), "window-search");

  search (&desk, "xylophone");
  g_assert_cmpuint (eo_search_palette_get_n_rows (palette), ==, 0);
  ui_picture (GTK_WIDGET (desk.window), "window-search-none");

  g_settings_set_boolean (desk.settings, "show-confidential-in-search", FALSE);
  search (&desk, "ndwedwe");
  g_assert_cmpuint (eo_search_palette_get_n_rows (palette), ==, 3);

  gtk_widget_activate_action (GTK_WIDGET (palette), "palette.close", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (palette)));
  desk_close (&desk);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *action)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* GTK 4.8 would say "_Clear Search Clear Search". */
static guint
count_said_twice (GtkWidget *root)
{
  const char *label = GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root))
                        ? gtk_button_get_label (GTK_BUTTON (root)) : NULL;
  g_autofree char *other = label != NULL ? gtk_test_accessible_check_property (GTK_ACCESSIBLE (root),
                                                                               GTK_ACCESSIBLE_PROPERTY_LABEL, label) : NULL;
  guint n = label != NULL && other == NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_said_twice (child);
  return n;
}

/* The button that was pressed goes out of sight, or is not to be pressed for a moment: the keyboard stays in the record
 * then, where Escape leaves it. */
static void
test_focus_after_step (Office        *office,
                       gconstpointer  data)
{
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "outgoing", "subject", "The road",
                                            "correspondent", "Ndwedwe Residents’ Forum", "body", "It will be mended.", NULL);
  EoSectionPage *page;
  GtkWidget *button, *focus;
  Desk desk;

  desk_open (&desk, office, 1280, 800);
  page = EO_SECTION_PAGE (eo_window_get_page (desk.window));
  eo_section_page_open (page, letter->id);
  button = find_button (GTK_WIDGET (page), "record.step");
  ui_wait_for (gtk_widget_get_mapped (button));
  g_assert_cmpuint (count_said_twice (GTK_WIDGET (page)), ==, 0);
  ui_wait (400); /* the register takes the focus with its first rows */
  for (guint i = 0; i < 2; i++) /* once to another step, once to none */
    {
      g_autofree char *before = g_strdup (gtk_button_get_label (GTK_BUTTON (button)));

      g_assert_true (gtk_widget_grab_focus (button));
      gtk_widget_activate (button);
      ui_wait_for (!gtk_widget_get_mapped (button) || !g_str_equal (before, gtk_button_get_label (GTK_BUTTON (button))));
      ui_wait_for ((focus = gtk_window_get_focus (GTK_WINDOW (desk.window))) != NULL
                   && gtk_widget_get_ancestor (focus, EO_TYPE_RECORD_VIEW) != NULL);
    }
  desk_close (&desk);
}

static void
on_kept (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) user_data = eo_store_keep_draft_finish (EO_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_drafts (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  EoDraftsBar *bar;
  gint64 draft = 0;
  Desk desk;

  eo_record_set_text (letter, "subject", "Half a letter about a bridge", NULL);
  eo_store_keep_draft_async (office->store, 0, letter, on_kept, &draft);
  ui_wait_for (draft != 0);

  desk_open (&desk, office, 1280, 800);
  bar = find_widget (GTK_WIDGET (desk.window), EO_TYPE_DRAFTS_BAR);
  g_assert_cmpuint (eo_drafts_bar_get_n_drafts (bar), ==, 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  ui_picture (GTK_WIDGET (desk.window), "window-drafts");
  desk_close (&desk);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text,
            gboolean    mapped)
{
  if (GTK_IS_LABEL (widget) && (!mapped || gtk_widget_get_mapped (widget))
      && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text, mapped);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  return find_label (widget, text, FALSE) != NULL;
}

static gboolean
has_mapped (GtkWidget  *widget,
            const char *text)
{
  return find_label (widget, text, TRUE) != NULL;
}

/* Beside an entry stands the work that waits: of the registry what is overdue or due, not every open file. */
static void
test_waiting (Office        *office,
              gconstpointer  data)
{
  static const char *const open[] = { "1", "2", "3", "4", "5" };
  GtkWidget *sidebar;
  Desk desk;

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_object_unref (office_add (office, "file", "number", open[i], "title", "Open", NULL));
  g_object_unref (office_add (office, "file", "number", "8/1", "title", "Due", "disposal", "D5", "closed-on", "2015-03-31", NULL));
  g_object_unref (office_add (office, "person", "name", "N Dlamini", NULL));
  for (guint i = 0; i < 2; i++)
    g_object_unref (office_add (office, "loan", "file", open[i], "borrower", "N Dlamini", "out-on", "2020-01-01",
                                "due-back", "2020-01-10", NULL));
  desk_open (&desk, office, 1280, 800);
  sidebar = find_widget (GTK_WIDGET (desk.window), EO_TYPE_SIDEBAR);
  ui_wait_for (has_label (sidebar, "3"));
  g_assert_false (has_label (sidebar, "5"));
  desk_close (&desk);
}

/* Every filter and the way to what is not registered can be reached, in sight or from a menu, at any width. */
static void
test_filters (Office        *office,
              gconstpointer  data)
{
  static const int widths[] = { 1100, 800 };

  fill (office);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *chips, *row, *more;
      EoSectionPage *page;
      Desk desk;

      desk_open (&desk, office, widths[i], 600);
      page = EO_SECTION_PAGE (eo_window_get_page (desk.window));
      chips = find_widget (GTK_WIDGET (page), EO_TYPE_FILTER_CHIPS);
      row = gtk_widget_get_first_child (chips);
      g_assert_true (EO_IS_CHIP_ROW (row));
      more = gtk_widget_get_last_child (row);
      eo_filter_chips_set_filter (EO_FILTER_CHIPS (chips), "all");
      ui_wait_for (has_mapped (row, "All"));
      g_assert_true (has_mapped (row, "Unregistered"));
      ui_wait_for (eo_filter_chips_get_count (EO_FILTER_CHIPS (chips), "signature") == 0);
      ui_wait_for (!has_mapped (row, "Awaiting signature"));
      gtk_menu_button_popup (GTK_MENU_BUTTON (more));
      ui_wait_for (has_mapped (more, "Awaiting signature 0"));
      g_assert_false (has_label (more, "Unregistered"));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (more));

      /* Beside a record there is one menu of all. */
      gtk_widget_activate_action (GTK_WIDGET (page), "section.new", NULL);
      g_object_set (find_widget (GTK_WIDGET (page), EO_TYPE_PANES), "open", TRUE, NULL);
      ui_wait_for (!gtk_widget_get_mapped (row));
      more = gtk_widget_get_last_child (chips);
      gtk_menu_button_popup (GTK_MENU_BUTTON (more));
      ui_wait_for (has_label (more, "Unregistered"));
      g_assert_true (has_label (more, "Awaiting signature 0"));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
      desk_close (&desk);
    }
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A long paragraph is seen whole, though it has no line ends of its own. */
static void
test_long_text (Office        *office,
                gconstpointer  data)
{
  static const char sentence[] = "This office received your letter, and it is being attended to. ";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "N Dlamini", NULL);
  g_autoptr (EoRecord) reply = NULL;
  GtkWidget *page, *view;
  Desk desk;

  for (guint i = 0; i < 16; i++)
    g_string_append (text, sentence);
  reply = office_add (office, "standard_reply", "title", "Received", "body", text->str, "owner", "N Dlamini", NULL);
  desk_open (&desk, office, 1280, 800);
  eo_window_show_section (desk.window, "standard-replies");
  page = eo_window_get_page (desk.window);
  eo_section_page_open (EO_SECTION_PAGE (page), reply->id);
  ui_wait_for ((view = find_text_view (page)) != NULL);
  ui_wait_for (gtk_widget_get_height (view) > 160);
  desk_close (&desk);
}

static GtkWidget *
find_titled (GtkWidget  *widget,
             const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
year_ends_with (EoStore    *store,
                const char *month)
{
  g_autofree char *value = eo_store_get_setting (store, "retention-year-end-month");

  return g_str_equal (value, month);
}

static void
test_windows (Office        *office,
              gconstpointer  data)
{
  g_autoptr (GtkBuilder) shortcuts = gtk_builder_new_from_resource ("/org/example/ExecOffice/gtk/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (shortcuts, "help_overlay"));
  GtkWindow *preferences;
  GtkWidget *year_end;
  Desk desk;

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  fill (office);
  desk_open (&desk, office, 1280, 800);
  preferences = eo_preferences_new (GTK_WINDOW (desk.window), office->store, desk.settings);
  gtk_window_present (preferences);
  ui_settle ();
  ui_picture (GTK_WIDGET (preferences), "preferences");
  year_end = find_titled (GTK_WIDGET (preferences), "Filing Year Ends With");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (year_end)), ==, 11);
  g_assert_true (year_ends_with (office->store, ""));
  adw_combo_row_set_selected (ADW_COMBO_ROW (year_end), 2);
  ui_wait_for (year_ends_with (office->store, "3"));
  gtk_window_destroy (preferences);
  gtk_window_destroy (overlay);
  desk_close (&desk);
}

static void
test_read_only (Office        *office,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gboolean open = TRUE;
  Desk desk;

  fill (office);
  office_close (office);
  office->store = eo_store_open (office->path, EO_STORE_READ_ONLY, &error);
  g_assert_no_error (error);

  desk_open (&desk, office, 1280, 800);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.new", NULL);
  g_object_get (eo_window_get_page (desk.window), "record-open", &open, NULL);
  g_assert_false (open);
  ui_picture (GTK_WIDGET (desk.window), "window-read-only");
  desk_close (&desk);
}

/* Every way in which an office cannot be opened names the file and leaves it as it was. */
static void
test_trouble (Office        *office,
              gconstpointer  data)
{
  static const struct { const char *contents; EoError code; const char *title; } cases[] = {
    { "This is a shopping list, and no office at all.", EO_ERROR_NOT_OFFICE, "This File Is No Office" },
    { "SQLite format 3", EO_ERROR_NOT_OFFICE, "This File Is No Office" },
  };
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  office_close (office);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      AdwStatusPage *page;
      GtkWindow *window;

      g_assert_true (g_file_set_contents (office->path, cases[i].contents, -1, NULL));
      g_assert_null (eo_store_open (office->path, EO_STORE_CREATE, &error));
      g_assert_error (error, EO_ERROR, (int) cases[i].code);

      window = eo_trouble_window_new (application, office->path, error);
      gtk_window_present (window);
      ui_wait_for (gtk_widget_get_width (GTK_WIDGET (window)) > 1);
      page = find_widget (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE);
      g_assert_cmpstr (adw_status_page_get_title (page), ==, cases[i].title);
      g_assert_nonnull (strstr (adw_status_page_get_description (page), "office.db"));
      ui_picture (GTK_WIDGET (window), "trouble");
      gtk_window_destroy (window);

      g_assert_true (g_file_get_contents (office->path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, cases[i].contents);
    }
}

static void
test_upkeep (Office        *office,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (office->folder, "backup.db", NULL);
  Desk desk;

  fill (office);
  desk_open (&desk, office, 1280, 800);
  for (int backup = 0; backup < 2; backup++)
    {
      GtkWindow *window = backup ? eo_upkeep_window_back_up (GTK_WINDOW (desk.window), office->store, path)
                                 : eo_upkeep_window_check (GTK_WINDOW (desk.window), office->store);
      GtkWidget *bar = find_widget (GTK_WIDGET (window), GTK_TYPE_PROGRESS_BAR);
      AdwStatusPage *page = find_widget (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE);

      ui_wait_for (!gtk_widget_get_visible (bar));
      g_assert_cmpstr (adw_status_page_get_title (page), ==,
                       backup ? "The Backup Is Made and Checked" : "Everything Is in Order");
      ui_picture (GTK_WIDGET (window), backup ? "upkeep-backup" : "upkeep-check");
      gtk_window_destroy (window);
    }
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  desk_close (&desk);
}

static void
test_application_id (void)
{
  g_autofree char *usual = eo_application_get_id_for (NULL);
  g_autofree char *one = eo_application_get_id_for ("/tmp/one/office.db");
  g_autofree char *same = eo_application_get_id_for ("/tmp/one/../one/./office.db");
  g_autofree char *other = eo_application_get_id_for ("/tmp/two/office.db");

  g_assert_cmpstr (usual, ==, EO_APP_ID);
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (g_application_id_is_valid (one));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  office_test ("/window/empty", test_empty);
  office_test ("/window/sections", test_sections);
  g_test_add ("/window/first-rows", Office, NULL, office_set_up, test_first_rows, office_tear_down);
  g_test_add ("/window/sidebar", Office, NULL, office_set_up, test_sidebar, office_tear_down);
  g_test_add ("/window/long-text", Office, NULL, office_set_up, test_long_text, office_tear_down);
  g_test_add ("/window/filters", Office, NULL, office_set_up, test_filters, office_tear_down);
  g_test_add ("/window/waiting", Office, NULL, office_set_up, test_waiting, office_tear_down);
  office_test ("/window/search", test_search);
  office_test ("/window/way-back", test_way_back);
  office_test ("/window/focus-after-step", test_focus_after_step);
  office_test ("/window/drafts", test_drafts);
  office_test ("/window/windows", test_windows);
  office_test ("/window/read-only", test_read_only);
  office_test ("/window/trouble", test_trouble);
  office_test ("/window/upkeep", test_upkeep);
  g_test_add_func ("/window/application-id", test_application_id);

  return g_test_run ();
}
