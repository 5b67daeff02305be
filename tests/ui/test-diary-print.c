/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/diary/view/eo-diary-print.h"

/* What is asked before the diary is printed, and the files that are made. */

static void
on_toast (GtkWidget   *page,
          const char  *text,
          char       **told)
{
  g_free (*told);
  *told = g_strdup (text);
}

#define CHILD(dialog, name) GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), EO_TYPE_DIARY_PRINT_DIALOG, name))

static gboolean
is_pdf (const char *path)
{
  g_autofree char *bytes = NULL;

  return g_file_get_contents (path, &bytes, NULL, NULL) && g_str_has_prefix (bytes, "%PDF");
}

static void
test_files (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) visit = office_add (office, "appointment", "subject", "Site visit", "diary", "The MEC", "starts",
                                           "2026-11-24T09:00", "ends", "2026-11-24T10:00", "brief", "A ramp and a lift.", NULL);
  EoDate day = eo_date_from_ymd (2026, 11, 24);
  GtkWidget *page = eo_diary_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);
  g_autofree char *told = NULL;

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), &told);
  for (guint what = EO_DIARY_PRINT_DAY; what <= EO_DIARY_PRINT_PACK; what++)
    {
      GtkWindow *dialog = eo_diary_print_dialog_new (page, what, &day);
      g_autofree char *name = g_strdup_printf ("%u.pdf", what);
      g_autofree char *path = g_build_filename (office->folder, name, NULL);

      gtk_window_present (dialog);
      if (what == EO_DIARY_PRINT_PACK)
        {
          ui_wait_for (gtk_widget_get_visible (CHILD (dialog, "contents")));
          ui_picture (GTK_WIDGET (dialog), "diary-print-pack");
        }
      g_test_message ("%u", what);
      eo_diary_print_dialog_save (EO_DIARY_PRINT_DIALOG (dialog), path);
      ui_wait_for (told != NULL);
      g_assert_nonnull (strstr (told, name));
      g_assert_true (is_pdf (path));
      g_clear_pointer (&told, g_free);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_CHECK_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_check (child);
  return found;
}

static gboolean
is_remembered (Office   *office,
               EoRecord *visit)
{
  g_autoptr (EoRecord) again = eo_store_get (office->store, eo_kind_lookup ("appointment"), visit->id, NULL);

  return again->version > visit->version;
}

/* What is in the way is said; what is left out of the pack is remembered. */
static void
test_choices (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) visit = office_add (office, "appointment", "subject", "Site visit", "diary", "The MEC", "starts",
                                           "2026-11-24T09:00", "ends", "2026-11-24T10:00", "brief", "A ramp and a lift.", NULL);
  EoDate day = eo_date_from_ymd (2026, 11, 24);
  GtkWidget *page = eo_diary_page_new (office->store);
  GtkWidget *window = ui_present (page, 1100, 700);
  GtkWindow *dialog = eo_diary_print_dialog_new (page, EO_DIARY_PRINT_PACK, &day);
  g_autofree char *path = g_build_filename (office->folder, "pack.pdf", NULL);
  g_autofree char *told = NULL;
  GtkWidget *check;

  g_signal_connect (page, "toast", G_CALLBACK (on_toast), &told);
  gtk_window_present (dialog);
  ui_wait_for (gtk_widget_get_visible (CHILD (dialog, "contents")));
  gtk_editable_set_text (GTK_EDITABLE (CHILD (dialog, "when")), "someday");
  g_assert_true (gtk_widget_get_visible (CHILD (dialog, "trouble")));
  g_assert_false (gtk_widget_get_visible (CHILD (dialog, "contents")));
  gtk_editable_set_text (GTK_EDITABLE (CHILD (dialog, "when")), "24 Nov 2026");
  adw_combo_row_set_selected (ADW_COMBO_ROW (CHILD (dialog, "whose")), 0);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (CHILD (dialog, "trouble"))), "one principal"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (CHILD (dialog, "whose")), 1);
  ui_wait_for (gtk_widget_get_visible (CHILD (dialog, "contents")));

  check = find_check (CHILD (dialog, "contents"));
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  eo_diary_print_dialog_save (EO_DIARY_PRINT_DIALOG (dialog), path);
  ui_wait_for (told != NULL);
  ui_wait_for (is_remembered (office, visit));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/diary-print/files", test_files);
  office_test ("/diary-print/choices", test_choices);

  return g_test_run ();
}
