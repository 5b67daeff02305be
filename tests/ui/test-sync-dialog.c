/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../exchange/caldav/caldav-fixture.h"
#include "../exchange/caldav/keyring-fixture.h"
#include "sections/diary/view/eo-sync-dialog.h"
#include "sections/diary/view/eo-sync-status.h"

/* What is known of a diary's server is shown, and what waits for a person; and with a real server and a real keyring, what a
 * person does from the first address to a decision. */

#define VISIT(time, place)                                                                                                     \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"             \
  "SUMMARY:Site visit, Ndwedwe\r\nLOCATION:" place "\r\nDTSTART;TZID=Africa/Johannesburg:20261125T" time "0000\r\n"           \
  "DTEND;TZID=Africa/Johannesburg:20261125T170000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

static Keyring keyring;

static gboolean
write_state (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  const gint64 diary = *(gint64 *) data;
  const EoCaldavCollection state = { (char *) "x", (char *) "Office of the MEC", (char *) "", (char *) "",
                                     (char *) "2026-11-21T06:00:00Z", (char *) "" };
  EoCaldavConflict conflict = { .diary = diary, .member = (char *) "1.ics", .uid = (char *) "1", .title = (char *) "Site visit, Ndwedwe",
                                .etag = (char *) "1", .mine = (char *) VISIT ("09", "School hall"),
                                .theirs = (char *) VISIT ("11", "Clinic") };
  EoCaldavConflict gone = { .diary = diary, .member = (char *) "2.ics", .uid = (char *) "2", .title = (char *) "Budget <vote>",
                            .etag = (char *) "", .mine = (char *) VISIT ("14", "Chamber"), .theirs = (char *) "" };

  return eo_caldav_collection_save (writer, diary, &state, error) && eo_caldav_conflict_save (writer, &conflict, error) &&
         eo_caldav_conflict_save (writer, &gone, error);
}

static gboolean
write_settled (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  GPtrArray *open = data;

  for (guint i = 0; i < open->len; i++)
    if (!eo_caldav_conflict_delete (writer, ((EoCaldavConflict *) open->pdata[i])->id, error))
      return FALSE;
  return TRUE;
}

static GtkWidget *
child (GtkWidget  *dialog,
       const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SYNC_DIALOG, name));
}

/* A label in it that says @words. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *words)
{
  GtkWidget *found = GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL ? widget : NULL;

  for (GtkWidget *at = gtk_widget_get_first_child (widget); found == NULL && at != NULL; at = gtk_widget_get_next_sibling (at))
    found = find_label (at, words);
  return found;
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
  ui_wait_for (find_label (child (dialog, "conflicts"), "Place: here School hall; on the server Clinic") != NULL);
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

/* One line in the diary, of what goes with a server alone. */
static void
test_status (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) alone = office_add (office, "diary", "name", "The Premier", NULL);
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", "tag", "MEC", NULL);
  GtkWidget *status = g_object_ref_sink (eo_sync_status_new (office->store));
  g_autoptr (GPtrArray) open = NULL;

  g_assert_false (gtk_widget_get_visible (status));
  g_assert_true (eo_store_write (office->store, write_state, &diary->id, NULL));
  eo_sync_status_look (EO_SYNC_STATUS (status));
  g_assert_true (gtk_widget_get_visible (status));
  g_assert_nonnull (find_label (status, "MEC: 2 changes wait for a decision"));
  g_assert_null (find_label (status, "Premier"));
  open = eo_caldav_conflicts_load (office->store, diary->id, NULL);
  g_assert_true (eo_store_write (office->store, write_settled, open, NULL));
  eo_sync_status_look (EO_SYNC_STATUS (status));
  g_assert_nonnull (find_label (status, "MEC: Synchronised 21 Nov 2026, 08:00"));
  g_object_unref (status);
}

static const char *
status_of (GtkWidget *dialog)
{
  return gtk_label_get_label (GTK_LABEL (child (dialog, "status")));
}

/* Until nothing is under way. */
static void
settle (GtkWidget *dialog)
{
  ui_wait_for (!gtk_widget_get_visible (child (dialog, "cancel_button")));
}

#define assert_status(dialog, words)                            \
  G_STMT_START                                                  \
  {                                                             \
    if (strstr (status_of (dialog), words) == NULL)             \
      g_test_message ("it says: %s", status_of (dialog));       \
    g_assert_nonnull (strstr (status_of (dialog), words));      \
  }                                                             \
  G_STMT_END

static GtkWidget *
open_dialog (Server *server)
{
  GtkWidget *dialog = eo_sync_dialog_new (server->office.store, EO_DIARY (server->diary));

  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  settle (dialog);
  return dialog;
}

static void
press (GtkWidget  *dialog,
       const char *action)
{
  g_assert_true (gtk_widget_activate_action (dialog, action, NULL));
}

/* The first button called so in it. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 ? widget : NULL;

  for (GtkWidget *at = gtk_widget_get_first_child (widget); found == NULL && at != NULL; at = gtk_widget_get_next_sibling (at))
    found = find_button (at, label);
  return found;
}

static void
answer (const char *response)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) one = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (one))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (one), response);
          gtk_window_destroy (GTK_WINDOW (one));
          ui_settle ();
          return;
        }
    }
  g_assert_not_reached ();
}

static void
book_many (Server *server,
           guint   n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Meeting %u", i);
      g_autoptr (EoRecord) one = server_book (server, subject, "2026-11-25T09:00", "place", "");
    }
}

/* The user has no calendar there: one is made, called as the diary; it is remembered; a change on both sides is decided, and
 * what a server lost is asked about. */
static void
test_from_nothing (Server        *server,
                   gconstpointer  data)
{
  g_autofree char *root = g_strdup_printf ("http://127.0.0.1:%u/", server->port);
  g_autofree char *member = NULL;
  GtkWidget *dialog, *again;
  guint status;

  book_many (server, 24);
  member = server_member (server, "Meeting 3");
  g_free (other_ask (server, "DELETE", "work/", NULL, NULL, &status, NULL));
  keyring_start (&keyring);
  dialog = open_dialog (server);
  assert_status (dialog, "on no server yet");
  ui_picture (dialog, "sync-dialog-none");
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "address")), root);
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "user")), "pa");
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "password")), "wrong");
  press (dialog, "sync.connect");
  settle (dialog);
  assert_status (dialog, "does not take this user and password");
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "password")), "secret");
  press (dialog, "sync.connect");
  settle (dialog);
  assert_status (dialog, "no calendar there yet");
  g_assert_true (gtk_widget_get_visible (child (dialog, "calendar")));
  ui_picture (dialog, "sync-dialog-make");
  press (dialog, "sync.connect");
  ui_wait_for (strstr (status_of (dialog), "To the server: 24 new.") != NULL);
  settle (dialog);
  g_assert_false (gtk_widget_get_visible (child (dialog, "calendar")));
  ui_picture (dialog, "sync-dialog-done");
  gtk_window_destroy (GTK_WINDOW (dialog));

  again = open_dialog (server); /* the keyring knows it */
  assert_status (again, "was synchronised");
  g_assert_nonnull (strstr (gtk_editable_get_text (GTK_EDITABLE (child (again, "address"))), "/pa/the-mec/"));
  server_set (server, "Meeting 3", "place", "Town Hall");
  {
    g_autofree char *path = g_strconcat ("the-mec/", member, NULL);
    g_autofree char *text = other_ask (server, "GET", path, NULL, NULL, &status, NULL);
    g_autoptr (GString) edited = g_string_new (text);

    g_string_replace (edited, "T090000", "T080000", 1);
    g_free (other_ask (server, "PUT", path, NULL, edited->str, &status, NULL));
    g_assert_cmpuint (status / 100, ==, 2);
  }
  press (again, "sync.now");
  settle (again);
  assert_status (again, "1 waits for a decision.");
  g_assert_true (gtk_widget_get_visible (child (again, "conflicts")));
  g_signal_emit_by_name (find_button (child (again, "conflicts"), "Keep Ours"), "clicked");
  settle (again);
  assert_status (again, "To the server: 1 changed.");
  g_assert_false (gtk_widget_get_visible (child (again, "conflicts")));

  g_free (other_ask (server, "DELETE", "the-mec/", NULL, NULL, &status, NULL)); /* a server that lost it all */
  g_free (other_ask (server, "MKCALENDAR", "the-mec/", NULL, NULL, &status, NULL));
  g_assert_cmpuint (status, ==, 201);
  press (again, "sync.now");
  settle (again);
  g_assert_true (gtk_widget_get_visible (child (again, "gone")));
  g_assert_cmpint (server_count (server), ==, 24);
  ui_picture (again, "sync-dialog-gone");
  press (again, "sync.trust");
  ui_settle ();
  answer ("cancel");
  g_assert_cmpint (server_count (server), ==, 24);
  press (again, "sync.trust");
  ui_settle ();
  answer ("go-on");
  settle (again);
  assert_status (again, "From the server: 24 deleted.");
  g_assert_false (gtk_widget_get_visible (child (again, "gone")));
  g_assert_cmpint (server_count (server), ==, 0);

  press (again, "sync.forget");
  settle (again);
  assert_status (again, "on no server yet");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (again, "password"))), ==, "");
  gtk_window_destroy (GTK_WINDOW (again));
  ui_settle ();
  keyring_stop (&keyring);
}

/* Of several calendars a person chooses; what is under way is shown, and stopped. */
static void
test_stop (Server        *server,
           gconstpointer  data)
{
  g_autofree char *root = g_strdup_printf ("http://127.0.0.1:%u/", server->port);
  GtkWidget *dialog;

  book_many (server, 60);
  keyring_start (&keyring);
  dialog = open_dialog (server);
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "address")), root);
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "user")), "pa");
  gtk_editable_set_text (GTK_EDITABLE (child (dialog, "password")), "secret");
  press (dialog, "sync.connect");
  settle (dialog);
  assert_status (dialog, "Choose the calendar"); /* also where it is the only one: what stands in it comes */
  g_assert_cmpuint (other_count (server), ==, 0);
  press (dialog, "sync.connect");
  ui_wait_for (g_str_has_prefix (status_of (dialog), "Sending "));
  g_assert_true (gtk_widget_get_visible (child (dialog, "progress")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "sync_button")));
  ui_picture (dialog, "sync-dialog-busy");
  press (dialog, "sync.cancel");
  settle (dialog);
  assert_status (dialog, "Stopped. What was done stays");
  g_assert_false (gtk_widget_get_visible (child (dialog, "progress")));
  g_assert_cmpuint (other_count (server), <, 60);
  press (dialog, "sync.now");
  settle (dialog);
  assert_status (dialog, "To the server: ");
  g_assert_cmpuint (other_count (server), ==, 60);
  g_assert_cmpint (server_count (server), ==, 60);
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_settle ();
  keyring_stop (&keyring);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *radicale = g_find_program_in_path ("radicale");
  const gboolean has_keyring = keyring_begin (&keyring);
  int status;

  ui_init (&argc, &argv);
  office_test ("/sync-dialog/show", test_show);
  office_test ("/sync-dialog/status", test_status);
  if (has_keyring && radicale != NULL)
    {
      server_test ("/sync-dialog/from-nothing", test_from_nothing);
      server_test ("/sync-dialog/stop", test_stop);
    }
  status = g_test_run ();
  keyring_end (&keyring);
  remove_tree (keyring.folder);
  g_free (keyring.folder);
  return status;
}
