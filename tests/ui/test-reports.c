/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "desk/page/eo-report-dialog.h"
#include "sections/correspondence/eo-correspondence-page.h"
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

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/reports/days", test_days);
  office_test ("/reports/menu", test_menu);
  office_test ("/reports/period", test_period);
  return g_test_run ();
}
