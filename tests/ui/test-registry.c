/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../sections/registry-fixture.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-record-form.h"
#include "desk/form/eo-text-row.h"
#include "desk/page/eo-filter-chips.h"
#include "desk/page/eo-section-page.h"
#include "desk/record/eo-record-view.h"
#include "desk/record/eo-related-page.h"
#include "sections/registry/eo-file-tree.h"
#include "sections/registry/eo-registry-pages.h"
#include "ui-fixture.h"

static GtkWidget *
find_mapped (GtkWidget *widget,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *begins)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (label != NULL && g_str_has_prefix (label, begins) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, begins);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static guint
count_rows (GtkWidget *tree)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_mapped (tree, GTK_TYPE_COLUMN_VIEW));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

static void
expand (GtkWidget *tree,
        guint      position,
        gboolean   expanded)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_mapped (tree, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  gtk_tree_list_row_set_expanded (row, expanded);
}

static void
fill (Office *office)
{
  static const struct { const char *number, *title, *disposal; } files[] = {
    { "36", "Roads and bridges", "A20" }, { "36/2", "Maintenance of roads", "D20" }, { "36/2/1", "Roads: Ndwedwe", "D20" },
    { "36/2/2", "Roads: Maphumulo", "D20" }, { "36/3", "Bridges and causeways", "A20" }, { "8", "Supply chain", "D7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_object_unref (office_add (office, "file", "number", files[i].number, "title", files[i].title, "disposal",
                                files[i].disposal, NULL));
  g_object_unref (office_add (office, "person", "name", "Ms T. Mkhize", NULL));
  g_object_unref (office_add (office, "letter", "subject", "Road D1612", "received-on", "2026-09-01", "file", "36/2/1", NULL));
  g_object_unref (office_add (office, "letter", "subject", "Culvert", "received-on", "2026-09-03", "file", "36/2/1", NULL));
  g_object_unref (office_add (office, "loan", "file", "36/2/1", "borrower", "Ms T. Mkhize", "out-on", "2026-09-01",
                              "due-back", "2026-09-10", NULL));
}

static void
test_tree (Office        *office,
           gconstpointer  data)
{
  GtkWidget *page, *window, *tree;

  fill (office);
  page = eo_registry_files.create_page (office->store);
  window = ui_present (page, 1280, 800);
  ui_wait_for ((tree = find_mapped (page, EO_TYPE_FILE_TREE)) != NULL);
  g_assert_cmpuint (count_rows (tree), ==, 2);
  /* 8 and 36, in the order of numbers */
  expand (tree, 1, TRUE);
  g_assert_cmpuint (count_rows (tree), ==, 4);
  expand (tree, 2, TRUE);
  g_assert_cmpuint (count_rows (tree), ==, 6);
  ui_wait (300);
  ui_picture (window, "registry-tree");

  /* Another letter is put on a file: its number of letters follows. */
  ui_wait_for (has_label (tree, "2"));
  g_object_unref (office_add (office, "letter", "subject", "Gravel", "received-on", "2026-09-04", "file", "36/2/1", NULL));
  ui_wait_for (has_label (tree, "3"));
  g_assert_false (has_label (tree, "2"));

  /* Another file comes in: what was open stays open. */
  g_object_unref (office_add (office, "file", "number", "36/2/3", "title", "Roads: rest of iLembe", NULL));
  ui_wait_for (count_rows (tree) == 7);
  /* Looked for, there is no tree; nothing looked for any more, there is. */
  eo_section_page_show_filter (EO_SECTION_PAGE (page), "open");
  ui_wait_for (!gtk_widget_get_mapped (tree));
  eo_section_page_show_filter (EO_SECTION_PAGE (page), "all");
  ui_wait_for (gtk_widget_get_mapped (tree));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* What is out stands first, not what came back. */
static void
test_loans (Office        *office,
            gconstpointer  data)
{
  GtkWidget *page, *window, *chips;

  fill (office);
  page = eo_registry_loans.create_page (office->store);
  window = ui_present (page, 1280, 800);
  ui_wait_for ((chips = find_mapped (page, EO_TYPE_FILTER_CHIPS)) != NULL);
  g_assert_cmpstr (eo_filter_chips_get_filter (EO_FILTER_CHIPS (chips))->name, ==, "out");
  ui_wait_for (eo_filter_chips_get_count (EO_FILTER_CHIPS (chips), "out") == 1);
  g_assert_nonnull (find_mapped (page, ADW_TYPE_BUTTON_CONTENT));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* In a narrow window what begins a record is a mere plus, to leave room for the way to the other pages. */
static void
test_narrow (Office        *office,
             gconstpointer  data)
{
  GtkWidget *page, *window;

  fill (office);
  page = eo_registry_loans.create_page (office->store);
  window = ui_present (page, 900, 600);
  ui_wait_for (has_label (page, "Ms T. Mkhize"));
  g_assert_null (find_mapped (page, ADW_TYPE_BUTTON_CONTENT));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* 10,000 files, a hundred to a level: only what is opened is read. */
static gboolean
write_many (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (EoRecord) file = eo_record_new (eo_kind_lookup ("file"));
      g_autofree char *number = i < 100 ? g_strdup_printf ("%u", i + 1) : g_strdup_printf ("%u/%u", i % 100 + 1, i / 100);

      if (!eo_record_set_text (file, "number", number, error) || !eo_record_set_text (file, "title", "A file", error)
          || !eo_writer_save (writer, file, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_many (Office        *office,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *page, *window, *tree;
  gint64 before;

  eo_store_write (office->store, write_many, NULL, &error);
  g_assert_no_error (error);
  before = g_get_monotonic_time ();
  page = eo_registry_files.create_page (office->store);
  g_test_message ("page made in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - before) / 1000);
  window = ui_present (page, 1280, 800);
  ui_wait_for ((tree = find_mapped (page, EO_TYPE_FILE_TREE)) != NULL);
  g_assert_cmpuint (count_rows (tree), ==, 100);
  expand (tree, 0, TRUE);
  g_assert_cmpuint (count_rows (tree), ==, 199);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static void
show_tab (GtkWidget  *page,
          const char *tab)
{
  GtkWidget *view = find_mapped (page, EO_TYPE_RECORD_VIEW);

  g_object_set (view, "tab", tab, NULL);
  ui_wait (200);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (EO_IS_ASK_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
test_file (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) file = NULL;
  g_autoptr (EoRecord) second = NULL;
  GtkWidget *page, *window, *begin, *view, *title;

  fill (office);
  file = eo_store_find (office->store, eo_kind_lookup ("file"), "36/2/1", NULL);
  page = eo_registry_files.create_page (office->store);
  window = ui_present (page, 1280, 800);
  eo_section_page_open (EO_SECTION_PAGE (page), file->id);
  ui_wait_for (find_mapped (page, EO_TYPE_RECORD_VIEW) != NULL);
  ui_wait_for (find_button (page, "Letters 2") != NULL);
  g_assert_nonnull (find_button (page, "Volumes 1"));
  g_assert_nonnull (find_button (page, "Loans 1"));

  /* What leaves the state as it is waits until what is typed is saved. */
  view = find_mapped (page, EO_TYPE_RECORD_VIEW);
  title = eo_record_form_get_row (EO_RECORD_FORM (find_mapped (view, EO_TYPE_RECORD_FORM)), "title");
  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (title)), "Roads: Ndwedwe and Maphumulo");
  gtk_widget_activate_action (view, "record.act", "s", "hold");
  ui_wait (100);
  g_assert_null (find_dialog ());
  gtk_widget_activate_action (view, "record.save", NULL);
  ui_wait_for (!eo_record_form_get_changed (EO_RECORD_FORM (find_mapped (view, EO_TYPE_RECORD_FORM))));
  ui_settle ();
  gtk_widget_activate_action (view, "record.act", "s", "hold");
  ui_wait_for (find_dialog () != NULL);
  gtk_window_destroy (find_dialog ());
  show_tab (page, "items");
  ui_picture (window, "registry-file-letters");
  show_tab (page, "loans");
  ui_picture (window, "registry-file-loans");
  show_tab (page, "volumes");
  ui_wait_for ((begin = find_button (page, "_Begin Volume")) != NULL);
  g_signal_emit_by_name (begin, "clicked");
  ui_wait_for (find_button (page, "Volumes 2") != NULL);
  second = get_volume (office, file, 2);
  g_assert_nonnull (second);
  ui_wait (200);
  ui_picture (window, "registry-file-volumes");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static void
test_disposal (Office        *office,
               gconstpointer  data)
{
  static const struct { const char *number, *disposal, *hold; } files[] = {
    { "8/1", "D5", "" }, { "8/2", "D5", "Case 12/2020" }, { "8/3", "D5", "" }, { "8/4", "D99", "" }, { "8/5", "A5", "" },
  };
  g_autoptr (EoRecord) run = office_add (office, "disposal", "title", "Yearly run", NULL);
  GtkWidget *page, *window, *button;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_object_unref (office_add (office, "file", "number", files[i].number, "title", "Tenders", "disposal",
                                files[i].disposal, "legal-hold", files[i].hold, "closed-on", "2015-03-31", NULL));
  page = eo_registry_disposal.create_page (office->store);
  window = ui_present (page, 1280, 800);
  eo_section_page_open (EO_SECTION_PAGE (page), run->id);
  ui_wait_for (find_mapped (page, EO_TYPE_RECORD_VIEW) != NULL);
  show_tab (page, "files");
  ui_wait_for ((button = find_button (page, "Add Files _Due")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  /* Two are due and free; one is held, the others are not due or of another means. */
  ui_wait_for (find_button (page, "Files 2") != NULL);
  ui_wait (200);
  ui_picture (window, "registry-disposal");
  /* What was submitted for approval is not added to. */
  do_step (office, run, "submitted", "authority", "A 12/2026");
  ui_wait_for (find_button (page, "Add Files _Due") == NULL);
  g_assert_null (find_button (page, "_Add This File"));
  do_step (office, run, "listed", "notes", "One more file");
  ui_wait_for (find_button (page, "Add Files _Due") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* A run just made has its list at once, and what is listed is listed in it. */
static void
test_new_run (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "8/1", "title", "Tenders", "disposal", "D5",
                                          "closed-on", "2015-03-31", NULL);
  GtkWidget *page = eo_registry_disposal.create_page (office->store);
  GtkWidget *window = ui_present (page, 1280, 800);
  GtkWidget *view, *title, *button;

  eo_section_page_new_record (EO_SECTION_PAGE (page), NULL, 0);
  ui_wait_for ((view = find_mapped (page, EO_TYPE_RECORD_VIEW)) != NULL);
  g_assert_null (find_button (page, "Files"));
  title = eo_record_form_get_row (EO_RECORD_FORM (find_mapped (view, EO_TYPE_RECORD_FORM)), "title");
  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (title)), "Yearly run");
  gtk_widget_activate_action (view, "record.save", NULL);
  ui_wait_for (find_button (page, "Files") != NULL);
  show_tab (page, "files");
  ui_wait_for ((button = find_button (page, "Add Files _Due")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  ui_wait_for (find_button (page, "Files 1") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  eo_kinds_init ();
  office_test ("/registry/tree", test_tree);
  office_test ("/registry/loans", test_loans);
  office_test ("/registry/narrow", test_narrow);
  office_test ("/registry/many", test_many);
  office_test ("/registry/file", test_file);
  office_test ("/registry/disposal", test_disposal);
  office_test ("/registry/new-run", test_new_run);
  return g_test_run ();
}
