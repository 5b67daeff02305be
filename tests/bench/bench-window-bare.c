/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include <adwaita.h>

#include "bench-painted.h"
#include "desk/eo-desk.h"
#include "desk/register/eo-register-columns.h"
#include "sections/eo-kinds.h"
#include "sections/eo-sections.h"

/* The floor that the window is measured against: sidebar, header bars and the columns of the register over rows
 * that are made in memory when they are asked for. No store, no filters, no counts. */

#define BENCH_TYPE_ROWS (bench_rows_get_type ())
G_DECLARE_FINAL_TYPE (BenchRows, bench_rows, BENCH, ROWS, GObject)

struct _BenchRows
{
  GObject parent_instance;

  guint   n;
};

static void bench_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchRows, bench_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bench_rows_model_init))

static guint n_rows = 1000;
static gboolean jumps;

static GType
bench_rows_get_item_type (GListModel *model)
{
  return EO_TYPE_RECORD;
}

static guint
bench_rows_get_n_items (GListModel *model)
{
  return BENCH_ROWS (model)->n;
}

static gpointer
bench_rows_get_item (GListModel *model,
                     guint       position)
{
  static const char *const subjects[] = {
    "Request for information on the upgrade of the access road to the clinic",
    "Complaint about refuse removal in Ward 7", "Invitation to the opening of the library at Ndwedwe",
    "Quarterly report on conditional grants", "Petition of residents on the state of the bridge",
  };
  static const char *const senders[] = {
    "eThekwini Metropolitan Municipality", "Ms N. Dlamini", "Department of Public Works", "Office of the Premier",
  };
  const EoKind *kind = eo_kind_lookup ("letter");
  EoRecord *record;
  char text[64];

  if (position >= BENCH_ROWS (model)->n)
    return NULL;
  record = g_object_new (kind->get_type (), NULL);
  record->id = position + 1;
  g_snprintf (text, sizeof text, "IN/2026/%05u", position % 100000);
  g_free (record->reference);
  record->reference = g_strdup (text);
  g_snprintf (text, sizeof text, "2026-%02u-%02u", position % 11 + 1, position % 28 + 1);
  eo_record_set_text (record, "received_on", text, NULL);
  g_snprintf (text, sizeof text, "2026-12-%02u", position % 28 + 1);
  eo_record_set_text (record, "reply_due", text, NULL);
  eo_record_set_text (record, "subject", subjects[position % G_N_ELEMENTS (subjects)], NULL);
  eo_record_set_link (record, eo_kind_find_field (kind, "correspondent"), position + 1,
                      senders[position % G_N_ELEMENTS (senders)]);
  eo_record_set_link (record, eo_kind_find_field (kind, "assigned_to"), 1, "T. Mokoena");
  return record;
}

static void
bench_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bench_rows_get_item_type;
  iface->get_n_items = bench_rows_get_n_items;
  iface->get_item = bench_rows_get_item;
}

static void
bench_rows_class_init (BenchRowsClass *klass)
{
}

static void
bench_rows_init (BenchRows *self)
{
}

static GtkWidget *
make_sidebar (void)
{
  guint n;
  const EoSection *const *sections = eo_sections_get (&n);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *list = gtk_list_box_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("ExecOffice", "Bare"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), gtk_button_new_from_icon_name ("system-search-symbolic"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), gtk_button_new_from_icon_name ("open-menu-symbolic"));
  gtk_widget_add_css_class (list, "navigation-sidebar");
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (sections[i]->icon));
      gtk_box_append (GTK_BOX (row), gtk_label_new (sections[i]->title));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_widget_add_css_class (box, "eo-sidebar");
  gtk_widget_set_size_request (box, 240, -1);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static GtkWidget *
make_table (void)
{
  BenchRows *rows = g_object_new (BENCH_TYPE_ROWS, NULL);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (rows)));
  GtkWidget *table = gtk_column_view_new (NULL), *scroller = gtk_scrolled_window_new ();

  rows->n = n_rows;
  gtk_widget_add_css_class (table, "register");
  eo_register_columns_add (GTK_COLUMN_VIEW (table), eo_kind_lookup ("letter"));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (table), selection);
  g_object_unref (selection);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), table);
  return scroller;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  eo_desk_init (gdk_display_get_default ());
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Correspondence", "Bare"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), gtk_button_new_from_icon_name ("sidebar-show-symbolic"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), gtk_button_new_with_label ("New Letter"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), gtk_button_new_from_icon_name ("view-more-symbolic"));
  gtk_widget_add_css_class (header, "eo");
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), make_table ());
  gtk_box_append (GTK_BOX (columns), make_sidebar ());
  gtk_box_append (GTK_BOX (columns), content);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), columns);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static void
script (GtkWindow *window)
{
  bench_say ("start", bench_first_painted ());
  bench_settle ();
  bench_say ("memory", bench_private_memory ());
  if (jumps)
    bench_say ("jumps", bench_jumps (window));
}

/* bench-window-bare ROWS [jumps] */
int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc > 1)
    n_rows = strtoul (argv[1], NULL, 10);
  jumps = argc > 2;
  eo_kinds_init ();
  bench_run (script, NULL);
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", EO_APP_ID ".Bare",
                              "resource-base-path", EO_RESOURCES, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
