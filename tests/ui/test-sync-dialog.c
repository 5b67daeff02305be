/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/view/eo-sync-dialog.h"

/* What is known of a diary's server is shown, and what waits for a person. */

static gboolean
write_state (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  const gint64 diary = *(gint64 *) data;
  const EoCaldavCollection state = { (char *) "x", (char *) "Office of the MEC", (char *) "", (char *) "",
                                     (char *) "2026-11-23T06:00:00Z", (char *) "" };
  EoCaldavConflict conflict = { .diary = diary, .member = (char *) "1.ics", .uid = (char *) "1", .title = (char *) "Site visit, Ndwedwe",
                                .etag = (char *) "1", .mine = (char *) "x", .theirs = (char *) "y" };
  EoCaldavConflict gone = { .diary = diary, .member = (char *) "2.ics", .uid = (char *) "2", .title = (char *) "Budget <vote>",
                            .etag = (char *) "", .mine = (char *) "x", .theirs = (char *) "" };

  return eo_caldav_collection_save (writer, diary, &state, error) && eo_caldav_conflict_save (writer, &conflict, error) &&
         eo_caldav_conflict_save (writer, &gone, error);
}

static GtkWidget *
child (GtkWidget  *dialog,
       const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SYNC_DIALOG, name));
}

static void
test_show (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  GtkWidget *dialog;

  g_assert_true (eo_store_write (office->store, write_state, &diary->id, NULL));
  dialog = eo_sync_dialog_new (office->store, EO_DIARY (diary));
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_get_visible (child (dialog, "conflicts")));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (child (dialog, "status"))), "Office of the MEC"));
  /* Whatever the keyring says, or that there is none, comes when it comes. */
  ui_wait_for (!gtk_spinner_get_spinning (GTK_SPINNER (child (dialog, "spinner"))));
  ui_picture (dialog, "sync-dialog-light");
  ui_dark (TRUE);
  ui_picture (dialog, "sync-dialog-dark");
  ui_dark (FALSE);

  gtk_widget_activate_action (dialog, "sync.connect", NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (child (dialog, "status"))), "Write the address"));
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "address")), "http://calendars.example.org/");
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "user")), "pa");
  gtk_widget_activate_action (dialog, "sync.connect", NULL);
  ui_wait_for (!gtk_spinner_get_spinning (GTK_SPINNER (child (dialog, "spinner"))));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (child (dialog, "status"))), "is not protected"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/sync-dialog/show", test_show);
  return g_test_run ();
}
