/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>

#include "../store/store-fixture.h"
#include "desk/page/eo-intake-page.h"
#include "desk/record/eo-record-view.h"
#include "ui-fixture.h"

/* Files dropped on the intake, registered one after the other. */

/* A letter of the test data as one page. */
static void
print_letter (const char *text,
              const char *path)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 11);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      cairo_move_to (cr, 60, 70 + i * 16);
      cairo_show_text (cr, lines[i]);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
add_letter (Office     *office,
            const char *letter,
            const char *name)
{
  g_autofree char *file = g_strconcat (letter, ".txt", NULL);
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "letters", "tuned", file, NULL);
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autofree char *text = NULL;

  if (letter[0] != '\0' && g_file_get_contents (from, &text, NULL, NULL))
    print_letter (text, path);
  else if (letter[0] == '\0')
    g_assert_true (g_file_set_contents (path, name, -1, NULL));
  eo_intake_add_path (eo_intake_get_for_store (office->store), path, "drop");
}

static void
drop (Office *office)
{
  g_autofree char *third = g_build_filename (office->folder, "Scan-0144.txt", NULL);
  g_autofree char *fourth = g_build_filename (office->folder, "Scan-0145.txt", NULL);

  add_letter (office, "01-school-hostel", "Scan-0142.pdf");
  add_letter (office, "02-municipality-speaker", "Scan-0143.pdf");
  g_assert_true (g_file_set_contents (third, "the same", -1, NULL));
  g_assert_true (g_file_set_contents (fourth, "the same", -1, NULL));
  eo_intake_add_path (eo_intake_get_for_store (office->store), third, "drop");
  eo_intake_add_path (eo_intake_get_for_store (office->store), fourth, "drop");
  add_letter (office, "none", "gone.pdf");
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static EoIntakeItem *
get_item (EoIntake *intake,
          guint     n)
{
  g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (intake), n);

  return item;
}

/* The keyboard is in the subject, as a new form has it: what is typed goes there. */
static void
type_subject (GtkWidget  *window,
              const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (focus);
  g_assert_true (GTK_IS_EDITABLE (focus));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
}

static guint
get_at (GtkWidget *page)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (find_type (page, GTK_TYPE_LIST_VIEW)));

  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model));
}

static void
test_register (Office        *office,
               gconstpointer  data)
{
  EoIntake *intake = eo_intake_get_for_store (office->store);
  GtkWidget *page = eo_intake_page_new (office->store);
  GtkWidget *window = ui_present (page, 1180, 820);

  ui_picture (window, "intake-empty");
  drop (office);
  eo_intake_page_begin (EO_INTAKE_PAGE (page));
  ui_wait_for (get_item (intake, 4)->state == EO_INTAKE_ATTENTION && get_item (intake, 3)->state == EO_INTAKE_SAME);
  gtk_window_set_default_size (GTK_WINDOW (window), 1224, 820);
  ui_wait (300);
  ui_picture (window, "intake-light");
  ui_dark (TRUE);
  ui_picture (window, "intake-dark");
  ui_dark (FALSE);

  for (guint i = 0; i < 2; i++)
    {
      EoIntakeItem *item = get_item (intake, i);

      type_subject (window, i == 0 ? "Storm damage" : "Water");
      ui_wait (50);
      gtk_widget_activate_action (page, "intake.register-next", NULL);
      ui_wait_for (item->state == EO_INTAKE_DONE && get_at (page) == i + 1);
      g_assert_cmpint (strncmp (item->reference, "IN/", 3), ==, 0);
    }

  /* The third waits while the fourth, of the same bytes, asks what to do. */
  gtk_widget_activate_action (page, "intake.skip", NULL);
  ui_wait (200);
  ui_picture (window, "intake-same");
  gtk_widget_activate_action (page, "intake.register", NULL);
  g_assert_cmpint (get_item (intake, 3)->state, ==, EO_INTAKE_SAME);
  gtk_widget_activate_action (page, "intake.second-copy", NULL);
  ui_wait_for (get_item (intake, 3)->state != EO_INTAKE_SAME);

  gtk_widget_activate_action (page, "intake.skip", NULL);
  ui_wait (100);
  ui_picture (window, "intake-attention");
  gtk_widget_activate_action (page, "intake.discard", NULL);
  ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (intake)) == 4);

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 820);
  ui_wait (200);
  ui_picture (window, "intake-narrow");
  gtk_widget_activate_action (page, "intake.clear-done", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (intake)), ==, 2);
  g_assert_cmpuint (eo_store_count_unregistered (office->store, eo_kind_lookup ("letter")), ==, 2);
  g_assert_nonnull (find_type (page, EO_TYPE_RECORD_VIEW));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  office_test ("/intake/register", test_register);
  return g_test_run ();
}
