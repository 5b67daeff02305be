/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "desk/page/eo-report-dialog.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "store/eo-tally.h"
#include "ui-fixture.h"

static char *told;

static void
on_toast (GtkWidget  *page,
          const char *text)
{
  g_free (told);
  told = g_strdup (text);
}

static EoReportDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (EO_IS_REPORT_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

/* Whether some menu under @model has this action with this target. */
static gboolean
has_entry (GMenuModel *model,
           const char *target)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
      g_autofree char *action = NULL;
      g_autoptr (GVariant) value = g_menu_model_get_item_attribute_value (model, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      if (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &action)
          && g_str_equal (action, "letter.report") && g_str_equal (g_variant_get_string (value, NULL), target))
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) linked = g_menu_model_get_item_link (model, i, links[j]);

          if (linked != NULL && has_entry (linked, target))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_in_a_menu (GtkWidget  *widget,
              const char *target)
{
  if (GTK_IS_POPOVER_MENU (widget) && has_entry (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (widget)), target))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_MENU_BUTTON (child) && gtk_widget_get_mapped (child) && gtk_widget_get_sensitive (child))
        {
          gtk_menu_button_popup (GTK_MENU_BUTTON (child));
          ui_settle ();
          gtk_menu_button_popdown (GTK_MENU_BUTTON (child));
        }
      if (is_in_a_menu (child, target))
        return TRUE;
    }
  return FALSE;
}

static void
test_menu (Office        *office,
           gconstpointer  data)
{
  static const struct { const char *report, *ending, *magic; } cases[] = {
    { "incoming-register", "pdf", "%PDF" },
    { "outgoing-register", "xlsx", "PK" },
    { "overdue", "csv", "By owner" },
    { "turnaround", "pdf", "%PDF" },
  };
  EoDate today = eo_date_today ();
  g_autoptr (EoRecord) old = office_add (office, "letter", "subject", "Old letter", "received_on", "2019-02-01", NULL);
  g_autoptr (EoRecord) new = office_add (office, "letter", "subject", "New letter", "received_on", today.iso, NULL);
  GtkWidget *page = eo_correspondence_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", cases[i].report, cases[i].ending);
      g_autofree char *path = g_build_filename (office->folder, name, NULL);
      g_autofree char *text = NULL;

      g_clear_pointer (&told, g_free);
      g_assert_true (is_in_a_menu (page, cases[i].report));
      gtk_widget_activate_action (page, "letter.report", "s", cases[i].report);
      ui_wait_for (find_dialog () != NULL);
      if (i == 0)
        {
          ui_wait (200);
          ui_picture (GTK_WIDGET (find_dialog ()), "report-dialog");
        }
      eo_report_dialog_save (find_dialog (), path);
      ui_wait_for (told != NULL);
      g_assert_nonnull (strstr (told, name));
      g_assert_null (find_dialog ());
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, cases[i].magic));
    }
  g_clear_pointer (&told, g_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Only the letters of the period. */
static void
test_period (Office        *office,
             gconstpointer  data)
{
  EoDate today = eo_date_today ();
  g_autoptr (EoRecord) old = office_add (office, "letter", "subject", "Old letter", "received_on", "2019-02-01", NULL);
  g_autoptr (EoRecord) new = office_add (office, "letter", "subject", "New letter", "received_on", today.iso, NULL);
  GtkWidget *page = eo_correspondence_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);
  g_autofree char *path = g_build_filename (office->folder, "in.csv", NULL);

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), NULL);
  for (guint all = 0; all < 2; all++)
    {
      g_autofree char *text = NULL;

      g_clear_pointer (&told, g_free);
      gtk_widget_activate_action (page, "letter.report", "s", "incoming-register");
      ui_wait_for (find_dialog () != NULL);
      eo_report_dialog_set_period (find_dialog (), all ? EO_PERIOD_ALL : EO_PERIOD_THIS_MONTH);
      eo_report_dialog_save (find_dialog (), path);
      ui_wait_for (told != NULL);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, "New letter"));
      g_assert_true ((strstr (text, "Old letter") != NULL) == (all == 1));
    }
  /* What no report can be made of is told, and the dialog stays. */
  g_clear_pointer (&told, g_free);
  gtk_widget_activate_action (page, "letter.report", "s", "incoming-register");
  ui_wait_for (find_dialog () != NULL);
  eo_report_dialog_save (find_dialog (), "/tmp/in.txt");
  g_assert_nonnull (strstr (told, "in.txt"));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  g_clear_pointer (&told, g_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_days (void)
{
  static const struct { EoPeriod period; const char *today, *first, *last; } cases[] = {
    { EO_PERIOD_THIS_MONTH, "2026-12-31", "2026-12-01", "2026-12-31" },
    { EO_PERIOD_THIS_MONTH, "2028-02-01", "2028-02-01", "2028-02-29" },
    { EO_PERIOD_LAST_MONTH, "2026-01-15", "2025-12-01", "2025-12-31" },
    { EO_PERIOD_LAST_MONTH, "2026-03-31", "2026-02-01", "2026-02-28" },
    { EO_PERIOD_FINANCIAL_YEAR, "2026-03-31", "2025-04-01", "2026-03-31" },
    { EO_PERIOD_FINANCIAL_YEAR, "2026-04-01", "2026-04-01", "2027-03-31" },
    { EO_PERIOD_MUNICIPAL_YEAR, "2026-06-30", "2025-07-01", "2026-06-30" },
    { EO_PERIOD_MUNICIPAL_YEAR, "2026-07-01", "2026-07-01", "2027-06-30" },
  };
  EoDate today = { "2026-11-22" }, first, last;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_strlcpy (today.iso, cases[i].today, sizeof today.iso);
      g_assert_true (eo_period_get_days (cases[i].period, &today, &first, &last));
      g_assert_cmpstr (first.iso, ==, cases[i].first);
      g_assert_cmpstr (last.iso, ==, cases[i].last);
    }
  g_assert_false (eo_period_get_days (EO_PERIOD_ALL, &today, &first, &last));
}

/* Has no end but by interrupting SQLite. */
static gboolean
take_none (EoRow    *row,
           gpointer  user_data)
{
  return TRUE;
}

static EoReport *
make_endless (EoStore  *store,
              EoQuery  *query,
              GError  **error)
{
  g_assert_false (eo_store_tally (store, query, "1",
                                  "AND (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                  " SELECT count (*) FROM n) > 0", take_none, NULL, error));
  return NULL;
}

static gboolean
give_number (guint64    row,
             char     **cells,
             gpointer   user_data,
             GError   **error)
{
  cells[0] = g_strdup_printf ("%" G_GUINT64_FORMAT, row);
  return TRUE;
}

static EoReport *
make_long (EoStore  *store,
           EoQuery  *query,
           GError  **error)
{
  const EoReportColumn column = { "Number", 1 };
  EoReport *report = eo_report_new ("Numbers");

  eo_report_add_table (report, NULL, &column, 1, G_MAXUINT64 / 2, give_number, NULL, NULL);
  return report;
}

static guint
count_files (const char *folder,
             const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, prefix) != NULL;
  return n;
}

/* Whatever it is at: reading, finding pages, writing rows. Nothing half-written stays behind. */
static void
test_cancel (Office        *office,
             gconstpointer  data)
{
  static const EoReportOffer endless = { "endless", "Endless", NULL, FALSE, make_endless };
  static const EoReportOffer numbers = { "numbers", "Numbers", NULL, FALSE, make_long };
  static const struct { const EoReportOffer *offer; const char *name; } cases[] = {
    { &endless, "numbers.pdf" }, { &numbers, "numbers.pdf" }, { &numbers, "numbers.xlsx" }, { &numbers, "numbers.csv" },
  };
  g_autoptr (EoQuery) all = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Access road", "received_on", "2026-11-02", NULL);
  GtkWidget *page = eo_correspondence_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (office->folder, cases[i].name, NULL);
      GtkWindow *dialog = eo_report_dialog_new (page, cases[i].offer);

      g_test_message ("%s %s", cases[i].offer->name, cases[i].name);
      g_clear_pointer (&told, g_free);
      gtk_window_set_transient_for (dialog, GTK_WINDOW (window));
      gtk_window_present (dialog);
      ui_wait_for (find_dialog () != NULL);
      eo_report_dialog_save (EO_REPORT_DIALOG (dialog), path);
      ui_wait_for (!gtk_window_get_modal (dialog));
      ui_wait (300);
      g_assert_null (told);
      if (i == 0)
        ui_picture (GTK_WIDGET (dialog), "report-progress");
      gtk_widget_activate_action (GTK_WIDGET (dialog), "window.close", NULL);
      ui_wait_for (told != NULL);
      g_assert_nonnull (strstr (told, "cancelled"));
      g_assert_null (find_dialog ());
      g_assert_cmpuint (count_files (office->folder, "numbers"), ==, 0);
    }
  /* The office can be read as before. */
  g_assert_cmpint (eo_store_count (office->store, all), ==, 1);
  g_clear_pointer (&told, g_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
write_long (gpointer              data,
            const char           *path,
            GCancellable         *cancellable,
            EoReportProgressFunc  progress,
            gpointer              progress_data,
            GError              **error)
{
  g_autoptr (EoReport) report = make_long (NULL, NULL, NULL);
  EoPaper paper = eo_paper_a4 (TRUE);

  return eo_report_write (report, &paper, path, cancellable, progress, progress_data, error);
}

/* What asks nothing is seen once it takes long; whether it was seen or not, it can be stopped. */
static void
test_run (Office        *office,
          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (office->folder, "numbers.csv", NULL);

  for (guint round = 0; round < 3; round++)
    {
      GtkWidget *page = eo_correspondence_page_new (office->store);
      GtkWidget *window = ui_present (page, 1100, 700);

      ui_wait (300); /* it has settled on the screen */
      g_clear_pointer (&told, g_free);
      g_signal_connect (page, "toast", G_CALLBACK (on_toast), NULL);
      eo_report_dialog_run (page, "Correspondence", eo_report_job_new_writing (write_long, NULL, NULL, path));
      g_assert_null (find_dialog ());
      if (round > 0)
        {
          ui_wait_for (find_dialog () != NULL);
          g_assert_false (gtk_window_get_modal (GTK_WINDOW (find_dialog ())));
          ui_wait (300);
          ui_picture (GTK_WIDGET (find_dialog ()), "register-progress");
        }
      if (round == 1)
        {
          gtk_widget_activate_action (GTK_WIDGET (find_dialog ()), "window.close", NULL);
          ui_wait_for (told != NULL);
          g_assert_cmpstr (told, ==, "Correspondence: cancelled, nothing was made");
          gtk_window_destroy (GTK_WINDOW (window));
        }
      else /* its window is closed before it is seen, and after */
        {
          gtk_window_destroy (GTK_WINDOW (window));
          ui_wait_for (told != NULL);
        }
      g_assert_null (find_dialog ());
      g_assert_cmpuint (count_files (office->folder, "numbers"), ==, 0);
    }
  g_clear_pointer (&told, g_free);
}

static void
on_view (GtkWidget     *page,
         EoRecordView  *view,
         GtkWidget    **place)
{
  *place = GTK_WIDGET (view);
}

/* The course of one letter, as whatever is chosen. */
static void
test_tracking (Office        *office,
               gconstpointer  data)
{
  static const struct { const char *name, *magic; } cases[] = {
    { "course.pdf", "%PDF" }, { "course.xlsx", "PK" }, { "course.csv", "Tracking sheet\r\n" },
  };
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Access road", "received_on", "2026-11-02", NULL);
  GtkWidget *page = eo_correspondence_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);
  GtkWidget *view = NULL;

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), NULL);
  g_signal_connect (page, "view-made", G_CALLBACK (on_view), &view);
  eo_section_page_open (EO_SECTION_PAGE (page), letter->id);
  ui_wait_for (view != NULL && gtk_widget_get_mapped (view));
  g_signal_connect (view, "toast", G_CALLBACK (on_toast), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (office->folder, cases[i].name, NULL);
      g_autofree char *text = NULL;

      g_clear_pointer (&told, g_free);
      gtk_widget_activate_action (view, "record.print-paper", "i", 0);
      ui_wait_for (find_dialog () != NULL);
      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (find_dialog ())), ==, "Tracking Sheet");
      if (i == 0)
        ui_picture (GTK_WIDGET (find_dialog ()), "report-of-one");
      eo_report_dialog_save (find_dialog (), path);
      ui_wait_for (told != NULL);
      g_assert_nonnull (strstr (told, cases[i].name));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, cases[i].magic));
    }
  g_clear_pointer (&told, g_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/reports/days", test_days);
  office_test ("/reports/menu", test_menu);
  office_test ("/reports/period", test_period);
  office_test ("/reports/cancel", test_cancel);
  office_test ("/reports/run", test_run);
  office_test ("/reports/tracking", test_tracking);
  return g_test_run ();
}
