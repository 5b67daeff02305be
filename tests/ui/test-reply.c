/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "desk/form/eo-notice.h"
#include "exchange/demo/eo-demo-replies.h"
#include "sections/correspondence/eo-letter.h"
#include "sections/correspondence/eo-reply-window.h"
#include "sections/correspondence/eo-signing-box.h"
#include "sections/correspondence/eo-signing-row.h"
#include "sections/correspondence/eo-signing-window.h"
#include "store/eo-draft.h"
#include "ui-fixture.h"

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_labels (GtkWidget  *widget,
              const char *words)
{
  guint n = GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, words);
  return n;
}

typedef struct
{
  EoDate today;
  gint64 staff[32];
} People;

static gboolean
write_replies (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  People *people = data;

  return eo_writer_set_setting (writer, "office-name", "Office of the MEC", error)
         && eo_demo_replies_write (writer, &people->today, people->staff, error);
}

/* An office with a letterhead, standard replies, and @n letters with their replies in drafting. */
static GPtrArray *
set_up_letters (Office *office,
                guint   n)
{
  GPtrArray *replies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Ms S. Mthembu", "staff", "true", NULL);
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", "address",
                                           "PO Box 114\nNdwedwe\n4342", NULL);
  g_autofree char *from = g_strdup_printf ("#%" G_GINT64_FORMAT, forum->id);
  g_autofree char *with = g_strdup_printf ("#%" G_GINT64_FORMAT, person->id);
  g_autoptr (GError) error = NULL;
  People people = { eo_date_today (), { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (people.staff); i++)
    people.staff[i] = person->id;
  g_assert_true (eo_store_write (office->store, write_replies, &people, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Ndwedwe access road D%u: request for urgent intervention", 1612 + i);
      g_autoptr (EoRecord) incoming = office_add (office, "letter", "direction", "incoming", "subject", subject,
                                                  "correspondent", from, "their_reference", "NRF/12/2026", "received_on",
                                                  "2026-09-15", "matter", "request", "assigned_to", with, "signed_by",
                                                  "Mr S. P. Ngcobo, Chairperson", NULL);
      EoRecord *reply = eo_letter_new_reply (incoming);

      g_object_set (reply, "body", i > 0 ? "Thank you for your letter about the road.\n\nIt has been put on the programme."
                                         : "", NULL);
      g_assert_true (eo_store_save (office->store, reply, &error));
      g_assert_no_error (error);
      g_ptr_array_add (replies, reply);
    }
  return replies;
}

static char *
stored_text (Office *office,
             gint64  id,
             const char *field)
{
  g_autoptr (EoRecord) letter = eo_store_get (office->store, &eo_letter_kind, id, NULL);

  return eo_field_to_text (eo_kind_find_field (&eo_letter_kind, field), letter);
}

static void
test_write (Office        *office,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) replies = set_up_letters (office, 2);
  gint64 id = ((EoRecord *) g_ptr_array_index (replies, 0))->id;
  GtkWindow *window = eo_reply_window_new (office->store, id);
  GtkWidget *editor;
  GtkTextBuffer *buffer;
  g_autoptr (EoDraft) draft = NULL;
  g_autofree char *text = NULL;
  g_autofree char *status = NULL;
  GtkTextIter start, end;

  gtk_window_present (window);
  editor = find_child (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW);
  ui_wait_for (gtk_widget_get_mapped (editor) && gtk_widget_get_width (editor) > 1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "To be looked at again since"), ==, 1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "Dear Mr S. P. Ngcobo"), ==, 1);
  ui_wait_for (count_labels (GTK_WIDGET (window), "put on the programme") == 1); /* the past reply */

  /* Inserted, and kept as a draft. */
  gtk_widget_activate_action (editor, "reply.insert", "s", "Thank you for {subject}. We meet on {day of the meeting}.");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_nonnull (strstr (text, "Thank you"));
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "2 places to be filled in"), ==, 1);
  ui_wait_for (strstr (eo_reply_window_get_kept (EO_REPLY_WINDOW (window)), "Draft kept") != NULL);
  draft = eo_store_get_draft_of (office->store, &eo_letter_kind, id);
  g_assert_nonnull (draft);
  ui_picture (GTK_WIDGET (window), "reply-placeholder-light");

  gtk_text_buffer_set_text (buffer, "Thank you for your letter of 15 September 2026 about the access road D1612.\n\n"
                                    "I have asked the Head of Department to have an official inspect the place within ten "
                                    "working days. The inspection will establish:\n\n"
                                    "- what can be made safe at once;\n- what must wait for the next budget.\n\n"
                                    "You will be told of the outcome in writing.", -1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "to be filled in"), ==, 0);
  ui_picture (GTK_WIDGET (window), "reply-light");
  ui_dark (TRUE);
  ui_picture (GTK_WIDGET (window), "reply-dark");
  ui_dark (FALSE);

  /* A step saves what is written, and the draft is gone. */
  gtk_widget_activate_action (editor, "reply.step", NULL);
  ui_wait_for (strstr (eo_reply_window_get_kept (EO_REPLY_WINDOW (window)), "Saved") != NULL);
  g_free (text);
  text = stored_text (office, id, "body");
  status = stored_text (office, id, "status");
  g_assert_nonnull (strstr (text, "made safe at once"));
  g_assert_cmpstr (status, ==, "quality-check");
  g_clear_pointer (&draft, eo_draft_free);
  draft = eo_store_get_draft_of (office->store, &eo_letter_kind, id);
  g_assert_null (draft);
  gtk_window_destroy (window);
  ui_settle ();
}

/* What was typed and not saved is offered when the letter is opened again. */
static void
test_draft (Office        *office,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) replies = set_up_letters (office, 1);
  gint64 id = ((EoRecord *) g_ptr_array_index (replies, 0))->id;
  GtkWindow *window = eo_reply_window_new (office->store, id);
  GtkWidget *editor = find_child (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW);
  GtkWidget *notice;

  gtk_window_present (window);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "Half a sentence", -1);
  ui_wait_for (strstr (eo_reply_window_get_kept (EO_REPLY_WINDOW (window)), "Draft kept") != NULL);
  gtk_window_destroy (window); /* as a crash does: nothing is saved */

  window = eo_reply_window_new (office->store, id);
  gtk_window_present (window);
  notice = find_child (GTK_WIDGET (window), EO_TYPE_NOTICE);
  g_assert_nonnull (strstr (eo_notice_get_heading (EO_NOTICE (notice)), "You were writing this"));
  g_signal_emit_by_name (notice, "answered", 0);
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "3 words"), ==, 1);
  gtk_window_close (window);
  {
    g_autofree char *text = NULL;

    for (guint i = 0; i < 200 && g_strcmp0 (text, "Half a sentence") != 0; i++)
      {
        ui_wait (20);
        g_free (text);
        text = stored_text (office, id, "body");
      }
    g_assert_cmpstr (text, ==, "Half a sentence"); /* closing saves */
  }
  ui_settle ();
}

static gboolean
send_for_signature (EoWriter  *writer,
                    gpointer   data,
                    GError   **error)
{
  GPtrArray *replies = data;

  for (guint i = 0; i < replies->len; i++)
    {
      g_autoptr (EoRecord) letter = eo_record_copy (g_ptr_array_index (replies, i));

      if (!eo_writer_set_state (writer, letter, "signature", error))
        return FALSE;
    }
  return TRUE;
}

static void
test_signing (Office        *office,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) replies = set_up_letters (office, 4);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (office->folder, "box.pdf", NULL);
  GtkWindow *window;
  GtkListBox *list;
  static const char *const expected[] = { "signature", "signed", "returned", "signature" };

  g_object_set (g_ptr_array_index (replies, 0), "body", "Still {unknown}.", NULL);
  g_assert_true (eo_store_save (office->store, g_ptr_array_index (replies, 0), &error));
  g_assert_true (eo_store_write (office->store, send_for_signature, replies, &error));
  g_assert_no_error (error);
  g_assert_true (eo_signing_box_write (office->store, path, NULL, NULL, &error));
  g_assert_no_error (error);

  window = eo_signing_window_new (office->store);
  gtk_window_present (window);
  list = GTK_LIST_BOX (find_child (GTK_WIDGET (window), GTK_TYPE_LIST_BOX));
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (list)));
  eo_signing_row_set_choice (EO_SIGNING_ROW (gtk_list_box_get_row_at_index (list, 0)), EO_SIGNING_SIGN);
  eo_signing_row_set_choice (EO_SIGNING_ROW (gtk_list_box_get_row_at_index (list, 1)), EO_SIGNING_SIGN);
  eo_signing_row_set_choice (EO_SIGNING_ROW (gtk_list_box_get_row_at_index (list, 2)), EO_SIGNING_RETURN);
  ui_wait (1200); /* the letter beside it */
  ui_picture (GTK_WIDGET (window), "signing-box-light");
  ui_dark (TRUE);
  ui_picture (GTK_WIDGET (window), "signing-box-dark");
  ui_dark (FALSE);
  gtk_widget_activate_action (GTK_WIDGET (list), "signing.apply", NULL);
  ui_wait_for (count_labels (GTK_WIDGET (window), "1 letter was refused") == 1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (window), "“{unknown}” still stands"), ==, 1);
  ui_picture (GTK_WIDGET (window), "signing-box-refused-light");
  for (guint i = 0; i < replies->len; i++)
    {
      g_autofree char *status = stored_text (office, ((EoRecord *) g_ptr_array_index (replies, i))->id, "status");

      g_assert_cmpstr (status, ==, expected[i]);
    }
  gtk_window_destroy (window);
  ui_settle ();
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  office_test ("/reply/write", test_write);
  office_test ("/reply/draft", test_draft);
  office_test ("/reply/signing", test_signing);
  return g_test_run ();
}
