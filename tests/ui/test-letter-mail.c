/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "sections/correspondence/eo-letter-mail.h"
#include "sections/correspondence/eo-reply-window.h"
#include "store/eo-attachment.h"
#include "ui-fixture.h"

/* Letters that go to the mail program: one that writes down what it was called with stands in its place. */

static char *told;

static void
on_toast (GtkWidget  *page,
          const char *text)
{
  g_free (told);
  told = g_strdup (text);
}

static void
on_view (GtkWidget     *page,
         EoRecordView  *view,
         GtkWidget    **place)
{
  *place = GTK_WIDGET (view);
}

/* Puts such a program, which ends with @code, first in PATH. */
static char *
fake_program (Office *office,
              int     code)
{
  g_autofree char *path = g_build_filename (office->folder, "xdg-email", NULL);
  char *log = g_build_filename (office->folder, "called", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s.part'\nmv '%s.part' '%s'\nexit %d\n", log,
                                             log, log, code);
  g_autofree char *search = g_strconcat (office->folder, ":/usr/bin:/bin", NULL);

  g_remove (log);
  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  g_setenv ("PATH", search, TRUE);
  return log;
}

static gboolean
write_scan (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  EoRecord *record = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("signed scan", 11);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "Scan of it.pdf");

  return eo_writer_attach (writer, eo_record_get_kind (record), record->id, source, NULL, error);
}

static EoRecord *
add_letter (Office     *office,
            const char *how,
            const char *classification)
{
  return office_add (office, "letter", "direction", "outgoing", "subject", "-Road at Ndwedwe", "received_on", "2026-11-02",
                     "correspondent", "Ndwedwe Forum", "body", "Thank you.", "status", "signed", "signed_how", how,
                     "classification", classification, NULL);
}

static void
assert_private (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf about;

  g_assert_true (g_str_has_prefix (path, g_get_user_runtime_dir ()));
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
}

/* The letter as it is shown, and its "Send by Mail…" pressed. */
static GtkWidget *
send_letter (Office     *office,
             EoRecord   *letter,
             GtkWidget **page)
{
  GtkWidget *window;
  GtkWidget *view = NULL;

  g_clear_pointer (&told, g_free);
  *page = eo_correspondence_page_new (office->store);
  window = ui_present (*page, 1100, 700);
  g_signal_connect (*page, "toast", G_CALLBACK (on_toast), NULL);
  g_signal_connect (*page, "view-made", G_CALLBACK (on_view), &view);
  eo_section_page_open (EO_SECTION_PAGE (*page), letter->id);
  ui_wait_for (view != NULL && gtk_widget_get_mapped (view) && eo_record_view_get_id (EO_RECORD_VIEW (view)) == letter->id);
  ui_settle ();
  gtk_widget_activate_action (*page, "letter.mail", NULL);
  return window;
}

static void
test_send (Office        *office,
           gconstpointer  data)
{
  static const struct { const char *how; gboolean scan; const char *begins; } cases[] = {
    { "signed-off", FALSE, "%PDF" }, { "wet", TRUE, "signed scan" },
  };
  g_autoptr (EoRecord) party = office_add (office, "organisation", "name", "Ndwedwe Forum", "email",
                                           "forum@ndwedwe.example, second@ndwedwe.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) letter = add_letter (office, cases[i].how, "open");
      g_autofree char *log = fake_program (office, 0);
      g_autofree char *subject = g_strdup_printf ("-Road at Ndwedwe (%s)", letter->reference);
      g_autofree char *called = NULL;
      g_autofree char *content = NULL;
      g_autoptr (EoRecord) stored = NULL;
      g_auto (GStrv) args = NULL;
      GtkWidget *page;
      GtkWidget *window;

      if (cases[i].scan)
        g_assert_true (eo_store_write (office->store, write_scan, letter, NULL));
      window = send_letter (office, letter, &page);
      ui_wait_for (told != NULL && g_file_get_contents (log, &called, NULL, NULL));
      g_assert_nonnull (strstr (told, "Dispatch"));
      args = g_strsplit (g_strchomp (called), "\n", -1);
      g_assert_cmpuint (g_strv_length (args), ==, 6);
      g_assert_cmpstr (args[0], ==, "--utf8");
      g_assert_cmpstr (args[1], ==, "--subject");
      g_assert_cmpstr (args[2], ==, subject);
      g_assert_cmpstr (args[3], ==, "--attach");
      g_assert_cmpstr (args[5], ==, "forum@ndwedwe.example");
      assert_private (args[4]);
      g_assert_true (g_file_get_contents (args[4], &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, cases[i].begins));
      /* Sending is no step. */
      stored = eo_store_get (office->store, eo_kind_lookup ("letter"), letter->id, NULL);
      g_assert_cmpint (EO_LETTER (stored)->status, ==, EO_LETTER_SIGNED);
      g_remove (args[4]);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* What stands in the way is told, and nothing is opened. */
static void
test_refused (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) party = office_add (office, "organisation", "name", "Ndwedwe Forum", NULL);
  g_autoptr (EoRecord) wet = add_letter (office, "wet", "open");
  g_autoptr (EoRecord) letter = add_letter (office, "signed-off", "open");
  g_autofree char *log = fake_program (office, 0);
  g_autofree char *failing = NULL;
  g_autofree char *called = NULL;
  GtkWidget *page;
  GtkWidget *window = send_letter (office, wet, &page);

  ui_wait_for (told != NULL);
  g_assert_nonnull (strstr (told, "scan is missing"));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (window));

  /* Without an address it is to be written there. */
  window = send_letter (office, letter, &page);
  ui_wait_for (told != NULL && g_file_get_contents (log, &called, NULL, NULL));
  g_assert_nonnull (strstr (told, "no address"));
  gtk_window_destroy (GTK_WINDOW (window));

  failing = fake_program (office, 3);
  window = send_letter (office, letter, &page);
  ui_wait_for (told != NULL && strstr (told, "No mail program") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));

  g_setenv ("PATH", "/nowhere", TRUE);
  window = send_letter (office, letter, &page);
  ui_wait_for (told != NULL && strstr (told, "xdg-utils") != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* From the window in which it was written, too. */
static void
test_window (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) party = office_add (office, "organisation", "name", "Ndwedwe Forum", NULL);
  g_autoptr (EoRecord) letter = add_letter (office, "signed-off", "open");
  g_autoptr (EoRecord) draft = office_add (office, "letter", "direction", "outgoing", "subject", "Road", "received_on",
                                           "2026-11-02", "body", "Thank you.", NULL);
  g_autofree char *log = fake_program (office, 0);
  g_autofree char *called = NULL;
  GtkWindow *window = eo_reply_window_new (office->store, draft->id);

  gtk_window_present (window);
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "reply.mail", NULL);
  ui_wait (300);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  gtk_window_destroy (window);

  window = eo_reply_window_new (office->store, letter->id);
  gtk_window_present (window);
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "reply.mail", NULL);
  ui_wait_for (g_file_get_contents (log, &called, NULL, NULL));
  ui_wait (200);
  ui_picture (GTK_WIDGET (window), "reply-mailed");
  gtk_window_destroy (window);
}

/* One that is classified is asked about; one that is not signed is not offered. */
static void
test_asked (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) party = office_add (office, "organisation", "name", "Ndwedwe Forum", NULL);
  g_autoptr (EoRecord) secret = add_letter (office, "signed-off", "secret");
  g_autoptr (EoRecord) draft = office_add (office, "letter", "direction", "outgoing", "subject", "Road", "received_on",
                                           "2026-11-02", "body", "Thank you.", NULL);
  g_autofree char *log = fake_program (office, 0);
  GtkWidget *page;
  GtkWidget *window = send_letter (office, secret, &page);
  g_autoptr (GList) windows = NULL;

  ui_wait (300);
  g_assert_null (told);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  windows = gtk_window_list_toplevels ();
  g_assert_cmpuint (g_list_length (windows), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (eo_letter_can_be_mailed (EO_LETTER (secret)));
  g_assert_false (eo_letter_can_be_mailed (EO_LETTER (draft)));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  office_test ("/letter-mail/send", test_send);
  office_test ("/letter-mail/refused", test_refused);
  office_test ("/letter-mail/window", test_window);
  office_test ("/letter-mail/asked", test_asked);
  return g_test_run ();
}
