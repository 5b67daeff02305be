/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "desk/page/eo-panes.h"
#include "desk/page/eo-register-report.h"
#include "desk/page/eo-register-save.h"
#include "desk/page/eo-section-page.h"
#include "desk/register/eo-due-label.h"
#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-record-row.h"
#include "paper/eo-register-table.h"
#include "ui-fixture.h"

#define PAGE_WIDTH (1440 - 216) /* beside the sidebar */

static const char *const senders[] = {
  "eThala Municipality", "Amajuba Contractors’ Association", "Portfolio Committee on Public Works",
  "Inkosi T. Mkhize", "Ndwedwe Residents’ Forum", "Office of the Premier", "Ms R. Govender",
  "Auditor-General: KZN office", "Legal Aid clinic, Pietermaritzburg", "Mkhomazi Valley Secondary School",
};

static const char *const subjects[] = {
  "Handover of the old depot, Erf 214", "Late payment of invoices, Phase 2",
  "Information on lease renewals, quarter 1", "Community hall at Emaqadini",
  "Ndwedwe access road D1612: request for urgent intervention", "Cluster report: unused state buildings",
  "Ramp and lift at Magistrate’s Court, Verulam", "Request for information 14 of 2026/27",
  "Access to information: tender ZNB 0127/2025", "Storm damage to the hostel roof",
  "Compensation: expropriation at Cato Ridge",
};


static gboolean
save_all (EoWriter *writer,
          gpointer  data,
          GError  **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!eo_writer_save (writer, records->pdata[i], error))
      return FALSE;

  return TRUE;
}

static void
add_senders (Office *office,
             EoLink *links)
{
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      g_autoptr (EoRecord) record = office_add (office, "organisation", "name", senders[i], NULL);

      links[i] = (EoLink) { record->id, (char *) senders[i] };
    }
}

/* @n letters, one a third of a day, the latest today; the last ones are open, and some of them late. */
static void
fill (Office *office,
      guint   n)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  const EoField *from = eo_kind_find_field (kind, "correspondent");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  EoLink links[G_N_ELEMENTS (senders)];
  EoDate today = eo_date_today ();

  add_senders (office, links);
  for (guint i = 0; i < n; i++)
    {
      EoRecord *record = eo_record_new (kind);
      guint age = (n - 1 - i) / 3;
      EoDate received = eo_date_add_days (&today, -(int) age);
      EoDate due = eo_date_add_days (&received, 14);
      const EoLink *link = &links[i % G_N_ELEMENTS (links)];

      eo_record_set_text (record, "subject", subjects[i % G_N_ELEMENTS (subjects)], NULL);
      eo_record_set_text (record, "received_on", received.iso, NULL);
      eo_record_set_text (record, "reply_due", due.iso, NULL);
      eo_record_set_text (record, "status", age > 16 ? "closed" : age > 14 ? "dispatched" : "registered", NULL);
      eo_record_set_link (record, from, link->id, link->title);
      g_ptr_array_add (records, record);
    }
  eo_store_write (office->store, save_all, records, &error);
  g_assert_no_error (error);
}

static EoSectionPage *
make_page (Office *office)
{
  static const EoSectionWords words = {
    .title = "Correspondence",
    .search_hint = "Subject, sender, reference",
    .empty_description = "Register what came in today, or drop a batch of scans here.\n"
                         "Each letter gets its own number and a date by which a reply is due.",
    .empty_button = "Register a Letter",
  };
  GtkWidget *page = eo_section_page_new (office->store, eo_kind_lookup ("letter"));

  eo_section_page_set_words (EO_SECTION_PAGE (page), &words);

  return EO_SECTION_PAGE (page);
}

static EoRecordList *
list_of (EoSectionPage *page)
{
  return eo_register_get_list (eo_section_page_get_register (page));
}

static EoIdSelection *
selection_of (EoSectionPage *page)
{
  return eo_register_get_selection (eo_section_page_get_register (page));
}

static const char *
shown (EoSectionPage *page)
{
  return eo_register_get_page (eo_section_page_get_register (page));
}

static void
wait_for_list (EoSectionPage *page,
               guint          n)
{
  ui_wait_for (eo_record_list_get_n (list_of (page)) == n && !eo_record_list_is_loading (list_of (page)));
  ui_settle ();
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child)
                           ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* After a frame: a window that has just changed has nothing painted yet. */
static void
picture (GtkWidget  *window,
         const char *name)
{
  gtk_widget_queue_draw (window);
  ui_wait (150);
  ui_picture (window, name);
}

/* The words of all visible labels below @widget, for assertions on what a person sees. */
static void
read_labels (GtkWidget *widget,
             GString   *text)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    read_labels (child, text);
}

static void
assert_shows (GtkWidget  *widget,
              const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_labels (widget, text);
  if (strstr (text->str, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, text->str);
}

/* What is due, in words */

static void
test_due (void)
{
  static const struct
  {
    const char *due;
    gboolean    open;
    EoDue       expected;
    const char *words;
  } cases[] = {
    { "", TRUE, EO_DUE_NONE, "–" },
    { "2026-09-01", FALSE, EO_DUE_NONE, "–" },
    { "2026-09-20", TRUE, EO_DUE_LATE, "2 days late" },
    { "2026-09-21", TRUE, EO_DUE_LATE, "1 day late" },
    { "2026-09-22", TRUE, EO_DUE_SOON, "Today" },
    { "2026-09-23", TRUE, EO_DUE_SOON, "Tomorrow" },
    { "2026-09-24", TRUE, EO_DUE_LATER, "24 Sep" },
    { "2027-01-05", TRUE, EO_DUE_LATER, "5 Jan 2027" },
  };
  const EoDate today = { "2026-09-22" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;
      EoDate due = { "" };

      g_strlcpy (due.iso, cases[i].due, sizeof due.iso);
      g_assert_cmpint (eo_due_describe (&due, &today, cases[i].open, &words), ==, cases[i].expected);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The selection */

static void
test_selection_survives (Office        *office,
                         gconstpointer  data)
{
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  EoSectionPage *page;
  GtkSelectionModel *model;
  GtkWidget *window;
  gint64 id, other;
  guint position;

  fill (office, 40);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 40);
  model = GTK_SELECTION_MODEL (selection_of (page));

  gtk_selection_model_select_item (model, 3, TRUE);
  id = eo_record_list_get_id (list_of (page), 3);
  other = eo_record_list_get_id (list_of (page), 10);
  g_assert_cmpint (eo_id_selection_get_cursor (selection_of (page)), ==, id);

  /* An edit that moves the row to the end. */
  record = eo_store_get (office->store, eo_kind_lookup ("letter"), id, &error);
  g_assert_no_error (error);
  eo_record_set_text (record, "received_on", "2019-01-02", NULL);
  eo_record_set_text (record, "reply_due", "2019-02-02", NULL);
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  ui_wait_for (eo_record_list_find (list_of (page), id, &position) && position == 39);
  g_assert_true (gtk_selection_model_is_selected (model, 39));
  g_assert_false (gtk_selection_model_is_selected (model, 3));

  /* Its neighbour by the new order. */
  g_assert_cmpint (eo_id_selection_beside (selection_of (page), -1), ==,
                   eo_record_list_get_id (list_of (page), 38));
  g_assert_cmpint (eo_id_selection_beside (selection_of (page), 1), ==, 0);

  /* Deleting another leaves it; deleting it leaves the cursor where it stood. */
  gtk_selection_model_select_item (model, 9, FALSE);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 2);
  eo_store_delete_async (office->store, eo_kind_lookup ("letter"), other, FALSE, NULL, NULL, NULL);
  wait_for_list (page, 39);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (model, 38));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_selection_all_except (Office        *office,
                           gconstpointer  data)
{
  g_autoptr (GtkBitset) all = NULL;
  g_autoptr (GtkBitset) range = NULL;
  EoSectionPage *page;
  GtkSelectionModel *model;
  GtkWidget *window;

  fill (office, 40);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 40);
  model = GTK_SELECTION_MODEL (selection_of (page));

  gtk_widget_activate_action (GTK_WIDGET (page), "section.select-all", NULL);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 40);
  gtk_selection_model_unselect_item (model, 5);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 39);
  g_assert_false (gtk_selection_model_is_selected (model, 5));
  all = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (all), ==, 39);
  assert_shows (window, "39 selected");

  /* A range in place of all, as Shift and a click make it. */
  gtk_selection_model_select_range (model, 10, 5, TRUE);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 5);
  range = gtk_selection_model_get_selection_in_range (model, 12, 100);
  g_assert_cmpuint (gtk_bitset_get_size (range), ==, 3);
  gtk_selection_model_select_range (model, 0, 30, TRUE);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 30);
  g_assert_true (gtk_selection_model_is_selected (model, 29));
  g_assert_false (gtk_selection_model_is_selected (model, 30));
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (eo_id_selection_get_n (selection_of (page)), ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* The register */

static void
test_sort (Office        *office,
           gconstpointer  data)
{
  EoSectionPage *page;
  EoRegister *view;
  GtkWidget *window, *table;
  GListModel *columns;
  g_autofree char *sort = NULL;

  fill (office, 40);
  page = make_page (office);
  view = eo_section_page_get_register (page);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 40);
  g_object_get (view, "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "received_on");
  assert_shows (window, "40 letters · newest first");

  /* As a click on the header does: ascending, then descending. */
  table = find (window, GTK_TYPE_COLUMN_VIEW);
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (table));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), "From") != 0)
        continue;
      for (GtkSortType direction = GTK_SORT_ASCENDING; direction <= GTK_SORT_DESCENDING; direction++)
        {
          g_autoptr (EoRecord) first = NULL;
          g_autofree char *who = NULL;

          gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), column, direction);
          wait_for_list (page, 40);
          first = g_list_model_get_item (G_LIST_MODEL (list_of (page)), 0);
          who = eo_register_table_text (first, eo_kind_find_field (eo_kind_lookup ("letter"), "correspondent"));
          g_assert_cmpstr (who, ==, direction == GTK_SORT_ASCENDING ? senders[1] : senders[2]);
          assert_shows (window, direction == GTK_SORT_ASCENDING ? "by From, A to Z" : "by From, Z to A");
        }
    }

  /* The menu of the narrow layouts does the same. */
  gtk_widget_activate_action (GTK_WIDGET (page), "order.sort", "s", "reference");
  wait_for_list (page, 40);
  assert_shows (window, "newest first");

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chips (Office        *office,
            gconstpointer  data)
{
  EoSectionPage *page;
  GtkWidget *window;
  guint open;

  fill (office, 100);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  ui_wait_for (eo_record_list_get_n (list_of (page)) > 0);
  open = eo_record_list_get_n (list_of (page));
  g_assert_cmpuint (open, ==, 51);
  ui_wait (200);
  assert_shows (window, "51 open · 6 overdue");

  eo_section_page_show_filter (page, "all");
  wait_for_list (page, 100);
  eo_section_page_show_filter (page, "overdue");
  wait_for_list (page, 6);
  assert_shows (window, "2 days late");

  /* Closing one counts again by itself. */
  {
    gint64 id = eo_record_list_get_id (list_of (page), 0);
    g_autoptr (EoRecord) record = eo_store_get (office->store, eo_kind_lookup ("letter"), id, NULL);

    eo_store_step_async (office->store, record, "closed", NULL, NULL, NULL);
    wait_for_list (page, 5);
    ui_wait (1300);
    assert_shows (window, "50 open · 5 overdue");
  }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_empty (Office        *office,
            gconstpointer  data)
{
  EoSectionPage *page = make_page (office);
  GtkWidget *window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 900);
  GtkWidget *search;

  ui_wait_for (g_strcmp0 (shown (page), "none") == 0);
  assert_shows (window, "No letters yet");
  assert_shows (window, "Register a Letter");
  picture (window, "register-empty");

  fill (office, 3);
  wait_for_list (page, 3);
  ui_wait_for (g_strcmp0 (shown (page), "table") == 0);

  eo_section_page_show_filter (page, "overdue");
  ui_wait_for (g_strcmp0 (shown (page), "no-match") == 0);
  picture (window, "register-no-match");
  gtk_widget_activate_action (GTK_WIDGET (page), "section.show-all", NULL);
  wait_for_list (page, 3);

  search = find (window, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "xylophone");
  ui_wait_for (g_strcmp0 (shown (page), "no-results") == 0);
  assert_shows (window, "No letters match “xylophone”.");
  picture (window, "register-no-results");
  gtk_widget_activate_action (GTK_WIDGET (page), "section.clear-search", NULL);
  wait_for_list (page, 3);
  g_assert_cmpstr (shown (page), ==, "table");

  gtk_editable_set_text (GTK_EDITABLE (search), "lease");
  wait_for_list (page, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_panes (Office        *office,
            gconstpointer  data)
{
  static const struct
  {
    int              width;
    EoRegisterLayout closed;
    gboolean         beside;  /* the list beside the open record */
    gboolean         narrow;
  } cases[] = {
    { PAGE_WIDTH, EO_REGISTER_TABLE, TRUE, FALSE },
    { 1280, EO_REGISTER_TABLE, TRUE, FALSE },
    { 1100, EO_REGISTER_TABLE, FALSE, FALSE },
    { 900, EO_REGISTER_LINES, FALSE, TRUE },
  };

  fill (office, 120);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoSectionPage *page = make_page (office);
      EoRegister *view = eo_section_page_get_register (page);
      GtkWidget *window = ui_present (GTK_WIDGET (page), cases[i].width, 900);
      EoPanes *panes = EO_PANES (find (window, EO_TYPE_PANES));
      g_autofree char *closed_name = g_strdup_printf ("register-%d", cases[i].width);
      g_autofree char *open_name = g_strdup_printf ("register-%d-open", cases[i].width);

      wait_for_list (page, 51);
      ui_wait_for (eo_register_get_layout (view) == cases[i].closed);
      ui_wait_for (eo_panes_get_narrow (panes) == cases[i].narrow);
      picture (window, closed_name);

      eo_section_page_open (page, eo_record_list_get_id (list_of (page), 4));
      ui_wait_for (eo_panes_get_show_list (panes) == cases[i].beside);
      ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (view)) == cases[i].beside);
      if (cases[i].beside)
        g_assert_cmpint (eo_register_get_layout (view), ==, EO_REGISTER_COMPACT);
      picture (window, open_name);

      gtk_widget_activate_action (GTK_WIDGET (page), "page.toggle-list", NULL);
      ui_wait_for (!gtk_widget_get_mapped (GTK_WIDGET (view)));
      gtk_widget_activate_action (GTK_WIDGET (page), "page.toggle-list", NULL);

      gtk_widget_activate_action (GTK_WIDGET (page), "page.close", NULL);
      ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (view)));
      g_assert_cmpint (eo_register_get_layout (view), ==, cases[i].closed);
      g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection_of (page)), 4));

      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
append_lines (GtkWidget *widget,
              GString   *text)
{
  /* When it is due stands beside the first line. */
  if (!gtk_widget_get_visible (widget) || EO_IS_DUE_LABEL (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_lines (child, text);
}

/* In a row no line is blank: what is known moves up. */
static void
test_row_lines (Office        *office,
                gconstpointer  data)
{
  static const struct { const char *post, *email, *telephone, *lines; } cases[] = {
    { "Clerk", "a@post.example", "", "Ms A. Zulu\nClerk\na@post.example\n" },
    { "", "a@post.example", "034 555 2315", "Ms A. Zulu\na@post.example\n034 555 2315\n" },
    { "", "", "034 555 2315", "Ms A. Zulu\n034 555 2315\n" },
    { "", "", "", "Ms A. Zulu\n" },
  };
  GtkWidget *row = g_object_ref_sink (eo_record_row_new (TRUE));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) person = office_add (office, "person", "name", "Ms A. Zulu", "post", cases[i].post, "email",
                                                cases[i].email, "phone", cases[i].telephone, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      eo_record_row_set_record (EO_RECORD_ROW (row), person);
      append_lines (row, text);
      g_assert_cmpstr (text->str, ==, cases[i].lines);
    }
  g_object_unref (row);
}

/* Enter opens; beside an open record the cursor opens; Escape goes back. */
static void
test_open (Office        *office,
           gconstpointer  data)
{
  EoSectionPage *page;
  GtkWidget *window, *list;
  gint64 first, second;

  fill (office, 40);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 40);
  first = eo_record_list_get_id (list_of (page), 0);
  second = eo_record_list_get_id (list_of (page), 1);

  g_signal_emit_by_name (find (window, GTK_TYPE_COLUMN_VIEW), "activate", 0u);
  g_assert_cmpint (eo_section_page_get_open (page), ==, first);
  ui_wait (50);

  list = find (GTK_WIDGET (eo_section_page_get_register (page)), GTK_TYPE_LIST_VIEW);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 1u, FALSE, FALSE);
  ui_wait_for (eo_section_page_get_open (page) == second);

  eo_section_page_close_record (page);
  g_assert_cmpint (eo_section_page_get_open (page), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gint64
top_id (GtkWidget *view)
{
  GtkListItem *item = eo_list_get_top (view);

  return item != NULL ? ((EoRecord *) gtk_list_item_get_item (item))->id : 0;
}

/* Somebody else's change does not move what one is reading. */
static void
test_keeps_place (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) record = NULL;
  EoSectionPage *page;
  GtkWidget *window, *table;
  GtkAdjustment *adjustment;
  guint position;
  gint64 top;

  fill (office, 1000);
  page = make_page (office);
  eo_section_page_show_filter (page, "all");
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 1000);

  table = find (window, GTK_TYPE_COLUMN_VIEW);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  ui_wait (200);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * 0.5);
  top = eo_record_list_get_id (list_of (page), 500);
  ui_wait_for (top_id (table) == top);

  record = office_add (office, "letter", "subject", "On top", "received_on", eo_date_today ().iso, NULL);
  wait_for_list (page, 1001);
  ui_wait_for (top_id (table) == top);
  ui_wait (100);
  g_assert_cmpint (top_id (table), ==, top);

  /* A row that goes from the top to the end: all between are told anew. */
  eo_record_set_text (record, "received_on", "2001-01-01", NULL);
  eo_store_save (office->store, record, NULL);
  ui_wait_for (eo_record_list_find (list_of (page), record->id, &position) && position == 1000);
  ui_wait_for (top_id (table) == top);
  ui_wait (100);
  g_assert_cmpint (top_id (table), ==, top);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_finalize (Office        *office,
               gconstpointer  data)
{
  EoSectionPage *page;
  GtkWidget *window;

  fill (office, 40);
  page = make_page (office);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 40);
  eo_section_page_open (page, eo_record_list_get_id (list_of (page), 0));
  ui_wait (200);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_wait_for (page == NULL);
}

static void
test_many (Office        *office,
           gconstpointer  data)
{
  g_autoptr (GtkBitset) all = NULL;
  EoSectionPage *page;
  GtkWidget *window;
  gint64 last;

  fill (office, 100000);
  page = make_page (office);
  eo_section_page_show_filter (page, "all");
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 900);
  wait_for_list (page, 100000);
  ui_wait (100);
  assert_shows (window, "100\302\240000 letters · newest first");
  picture (window, "register-100000");

  gtk_widget_activate_action (GTK_WIDGET (page), "section.select-all", NULL);
  all = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection_of (page)));
  g_assert_cmpuint (gtk_bitset_get_size (all), ==, 100000);

  /* To the last one, and back to a record in the middle after another order. */
  last = eo_record_list_get_id (list_of (page), 99999);
  eo_id_selection_set_cursor (selection_of (page), last);
  eo_register_reveal (eo_section_page_get_register (page));
  ui_wait (100);
  assert_shows (window, "IN/");
  picture (window, "register-100000-end");
  gtk_widget_activate_action (GTK_WIDGET (page), "order.descending", NULL);
  wait_for_list (page, 100000);
  ui_wait (100);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection_of (page)), 0));
  picture (window, "register-100000-ascending");

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_report (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (EoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (office->folder, "register.pdf", NULL);
  const EoPaper paper = eo_paper_a4 (TRUE);
  EoSectionPage *page;
  GtkWidget *window;

  fill (office, 60);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 51);
  report = eo_register_report_new (office->store, eo_section_page_get_register (page), "Correspondence", "Open",
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eo_report_paginate (report, &paper, NULL, &error), >, 1);
  g_assert_no_error (error);
  eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  gboolean  done;
  GError   *error;
} Saved;

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saved *saved = user_data;

  eo_report_job_run_finish (result, &saved->error);
  saved->done = TRUE;
}

/* To a file of @name in the office's folder; its contents. */
static char *
save_as (Office        *office,
         EoSectionPage *page,
         const char    *name)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EoReportJob) job = NULL;
  Saved saved = { FALSE };
  char *text = NULL;

  job = eo_register_save_new (office->store, eo_section_page_get_register (page), "Correspondence", "Open", path,
                              &saved.error);
  g_assert_no_error (saved.error);
  eo_report_job_run_async (job, cancellable, on_saved, &saved);
  ui_wait_for (saved.done);
  g_assert_no_error (saved.error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

/* The rows of a table, without its head. */
static guint
count_rows (const char *csv)
{
  guint n = 0;

  for (const char *end = csv; (end = strchr (end, '\n')) != NULL; end++)
    n++;
  return n - 1;
}

static void
test_save_as (Office        *office,
              gconstpointer  data)
{
  g_autofree char *pdf = NULL, *sheet = NULL, *table = NULL, *two = NULL;
  g_autoptr (GError) refused = NULL;
  EoSectionPage *page;
  GtkWidget *window;

  fill (office, 60);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 700);
  wait_for_list (page, 51);

  pdf = save_as (office, page, "register.pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  sheet = save_as (office, page, "register.xlsx");
  g_assert_true (g_str_has_prefix (sheet, "PK"));
  table = save_as (office, page, "register.csv");
  g_assert_cmpuint (count_rows (table), ==, 51);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (page)), 3, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection_of (page)), 7, FALSE);
  two = save_as (office, page, "register.csv");
  g_assert_cmpuint (count_rows (two), ==, 2);

  g_assert_null (eo_register_save_new (office->store, eo_section_page_get_register (page), "Correspondence", "Open",
                                       "/tmp/x.doc", &refused));
  g_assert_error (refused, EO_ERROR, EO_ERROR_USAGE);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_dark (Office        *office,
           gconstpointer  data)
{
  EoSectionPage *page;
  GtkWidget *window;

  fill (office, 120);
  ui_dark (TRUE);
  page = make_page (office);
  window = ui_present (GTK_WIDGET (page), PAGE_WIDTH, 900);
  wait_for_list (page, 51);
  picture (window, "register-dark");
  eo_section_page_open (page, eo_record_list_get_id (list_of (page), 4));
  picture (window, "register-dark-open");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/register/due", test_due);
  office_test ("/register/selection-survives", test_selection_survives);
  office_test ("/register/selection-all-except", test_selection_all_except);
  office_test ("/register/sort", test_sort);
  office_test ("/register/chips", test_chips);
  office_test ("/register/empty", test_empty);
  office_test ("/register/panes", test_panes);
  office_test ("/register/row-lines", test_row_lines);
  office_test ("/register/open", test_open);
  office_test ("/register/keeps-place", test_keeps_place);
  office_test ("/register/finalize", test_finalize);
  office_test ("/register/many", test_many);
  office_test ("/register/report", test_report);
  office_test ("/register/save-as", test_save_as);
  office_test ("/register/dark", test_dark);

  return g_test_run ();
}
