/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "base/eo-error.h"
#include "desk/document/eo-document-print.h"
#include "desk/document/eo-document-view-private.h"
#include "desk/document/eo-page-view.h"
#include "reader/eo-sealed.h"

#define LETTER "correspondence/committee-activity-addendum.pdf"
#define LONG   "correspondence/engine-rooms-of-parliament.pdf"

typedef struct
{
  GtkWidget      *window;
  EoDocumentView *view;
} Fixture;

static int
open_data (const char *relative)
{
  g_autofree char *path = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), relative, NULL);
  g_autoptr (GError) error = NULL;
  int fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, &error);

  g_assert_no_error (error);
  return fd;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  relative)
{
  fixture->view = EO_DOCUMENT_VIEW (eo_document_view_new ());
  fixture->window = ui_present (GTK_WIDGET (fixture->view), 560, 760);
  if (relative != NULL)
    {
      g_autofree char *name = g_path_get_basename (relative);
      int fd = open_data (relative);

      eo_document_view_open_fd (fixture->view, fd, name);
      close (fd);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  EoPages *pages = fixture->view->pages;

  /* Neither the view nor the reader of its document outlives the window. */
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  if (pages != NULL)
    g_object_add_weak_pointer (G_OBJECT (pages), (gpointer *) &pages);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_wait_for (fixture->view == NULL && pages == NULL);
}

static void
wait_state (Fixture         *fixture,
            EoDocumentState  state)
{
  ui_wait_for (eo_document_view_get_state (fixture->view) == state);
}

static EoPageView *
page_view (Fixture *fixture,
           guint    page)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view->canvas));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (eo_page_view_get_page (EO_PAGE_VIEW (child)) == page)
      return EO_PAGE_VIEW (child);
  return NULL;
}

static guint
count_page_views (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view->canvas));
  guint n = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* Until the page in view is drawn and read. */
static void
wait_page (Fixture *fixture,
           guint    page)
{
  EoPages *pages;

  wait_state (fixture, EO_DOCUMENT_SHOWN);
  pages = fixture->view->pages;
  ui_wait_for (eo_document_view_get_page (fixture->view) == page && page_view (fixture, page) != NULL);
  ui_wait_for (eo_pages_get_text (pages, page) != NULL &&
               eo_pages_get_picture (pages, page, 0) != NULL);
  ui_wait (120);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL));
  ui_settle ();
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  GtkAccessible *page;

  wait_page (fixture, 0);
  g_assert_cmpuint (eo_document_view_get_n_pages (fixture->view), >, 1);
  page = GTK_ACCESSIBLE (page_view (fixture, 0));
  gtk_test_accessible_assert_role (page, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_test_accessible_has_property (page, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  ui_picture (fixture->window, "document-view");
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  guint last;

  wait_page (fixture, 0);
  last = eo_document_view_get_n_pages (fixture->view) - 1;
  act (fixture, "document.next-page");
  wait_page (fixture, 1);
  act (fixture, "document.last-page");
  wait_page (fixture, last);
  act (fixture, "document.next-page");
  g_assert_cmpuint (eo_document_view_get_page (fixture->view), ==, last);
  act (fixture, "document.previous-page");
  wait_page (fixture, last - 1);
  act (fixture, "document.first-page");
  wait_page (fixture, 0);
  act (fixture, "document.choose-page");
  gtk_editable_set_text (GTK_EDITABLE (fixture->view->page_entry), "3");
  g_signal_emit_by_name (fixture->view->page_entry, "activate");
  wait_page (fixture, 2);
}

static void
test_zoom (Fixture       *fixture,
           gconstpointer  data)
{
  double width, text;

  wait_page (fixture, 0);
  width = eo_document_view_get_zoom (fixture->view);
  act (fixture, "document.zoom-in");
  ui_wait (150);
  g_assert_cmpfloat (eo_document_view_get_zoom (fixture->view), >, width);
  act (fixture, "document.zoom-normal");
  ui_wait (150);
  g_assert_cmpfloat_with_epsilon (eo_document_view_get_zoom (fixture->view), 1.0, 0.001);
  g_object_set (fixture->view, "zoom-mode", EO_ZOOM_TEXT, NULL);
  /* From 100 % to the page's width, and to the text's as soon as the margins are known. */
  ui_wait_for (eo_document_view_get_zoom (fixture->view) < 0.99);
  ui_wait_for (eo_document_view_get_zoom (fixture->view) > width * 1.01);
  ui_wait (300);
  text = eo_document_view_get_zoom (fixture->view);
  g_assert_cmpfloat (text, >, width);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->view->zoom_label)), ==, "Text");
  ui_picture (fixture->window, "document-view-text");
  g_object_set (fixture->view, "zoom-mode", EO_ZOOM_PAGE, NULL);
  ui_wait (200);
  g_assert_cmpfloat (eo_document_view_get_zoom (fixture->view), <=, width);
  g_object_set (fixture->view, "zoom-mode", EO_ZOOM_WIDTH, NULL);
  act (fixture, "document.rotate");
  ui_wait_for (eo_pages_get_picture (fixture->view->pages, 0, 90) != NULL);
  ui_picture (fixture->window, "document-view-rotated");
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  EoDocumentView *view = fixture->view;
  guint n;

  wait_page (fixture, 0);
  act (fixture, "document.find");
  gtk_editable_set_text (GTK_EDITABLE (view->find_entry), "committee");
  ui_wait_for (view->find != NULL && !eo_find_is_busy (view->find));
  n = eo_document_view_get_n_matches (view);
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (eo_find_get_position (view->find), ==, 1);
  act (fixture, "document.find-next");
  g_assert_cmpuint (eo_find_get_position (view->find), ==, 2);
  act (fixture, "document.find-previous");
  act (fixture, "document.find-previous");
  g_assert_cmpuint (eo_find_get_position (view->find), ==, n);
  act (fixture, "document.find-next");
  ui_wait (300);
  ui_picture (fixture->window, "document-view-find");
  gtk_editable_set_text (GTK_EDITABLE (view->find_entry), "hippopotamus quarterly");
  ui_wait_for (view->find != NULL && !eo_find_is_busy (view->find) &&
               g_str_equal (gtk_label_get_text (GTK_LABEL (view->find_label)), "Not found"));
  act (fixture, "document.find-close");
  g_assert_cmpuint (eo_document_view_get_n_matches (view), ==, 0);
  g_assert_null (eo_document_view_get_selection (view));

  /* What was found is selected when finding ends. */
  act (fixture, "document.find");
  gtk_editable_set_text (GTK_EDITABLE (view->find_entry), "Agriculture, Forestry");
  ui_wait_for (eo_document_view_get_n_matches (view) > 0 && !eo_find_is_busy (view->find));
  act (fixture, "document.find-close");
  g_assert_cmpstr (eo_document_view_get_selection (view), ==, "Agriculture, Forestry");
}

/* Words from a search, before the document is open: each lit, on the page they were found on. */
static void
test_find_words (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GArray) lit = g_array_new (FALSE, FALSE, sizeof (EoPageRect));

  eo_document_view_find (fixture->view, "budget committee*", 3);
  wait_state (fixture, EO_DOCUMENT_SHOWN);
  ui_wait_for (fixture->view->find != NULL && !eo_find_is_busy (fixture->view->find));
  g_assert_cmpuint (eo_document_view_get_page (fixture->view), >=, 3);
  eo_find_collect (fixture->view->find, eo_document_view_get_page (fixture->view), lit);
  g_assert_cmpuint (lit->len, >, 0);
  ui_wait (500);
  ui_picture (fixture->window, "document-view-words");
}

static void
on_sent (EoDocumentView *view,
         const char     *field,
         const char     *text,
         char          **sent)
{
  g_free (*sent);
  *sent = g_strdup_printf ("%s: %s", field, text);
}

static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "subject", "instruction", "our-reference", NULL };
  static const char *const labels[] = { "Subject", "Instruction", "Our reference", NULL };
  const EoPageText *text;
  g_autofree char *sent = NULL;
  guint start, end;

  g_signal_connect (fixture->view, "send-text", G_CALLBACK (on_sent), &sent);
  eo_document_view_set_targets (fixture->view, names, labels);
  wait_page (fixture, 0);
  text = eo_pages_get_text (fixture->view->pages, 0);
  for (start = 0; start < text->n_chars && text->rects[start].width <= 0;)
    start++;
  eo_page_words_around (text, text->rects[start].x + 1, text->rects[start].y + text->rects[start].height / 2,
                        EO_PAGE_LINE, &start, &end);
  g_assert_false (gtk_widget_get_visible (fixture->view->send_bar));
  eo_page_canvas_select (fixture->view->canvas, 0, start, end);
  g_assert_nonnull (eo_document_view_get_selection (fixture->view));
  g_assert_true (gtk_widget_get_visible (fixture->view->send_bar));
  ui_wait (400);
  ui_picture (fixture->window, "document-view-selection");
  gtk_widget_activate_action (fixture->view->send_box, "document.send", "s", "subject");
  g_assert_true (g_str_has_prefix (sent, "subject: "));
  g_assert_null (strchr (sent, '\n'));
  g_assert_cmpuint (strlen (sent), >, strlen ("subject: "));
  g_assert_null (eo_document_view_get_selection (fixture->view));
  ui_wait_for (!gtk_widget_get_visible (fixture->view->send_bar));
}

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  EoDocumentView *view = fixture->view;

  wait_state (fixture, EO_DOCUMENT_LOCKED);
  g_assert_false (gtk_widget_get_visible (view->password_label));
  ui_wait (300);
  ui_picture (fixture->window, "document-view-locked");
  gtk_editable_set_text (GTK_EDITABLE (view->password_row), "wrong");
  act (fixture, "document.unlock");
  wait_state (fixture, EO_DOCUMENT_LOCKED);
  g_assert_true (gtk_widget_get_visible (view->password_label));
  gtk_editable_set_text (GTK_EDITABLE (view->password_row), "openpassword");
  act (fixture, "document.unlock");
  wait_page (fixture, 0);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *bytes;
    const char *title;
    gboolean    can_retry;
  } cases[] = {
    { "PK\003\004 not a picture of anything", "This Kind of Document Is Not Shown Here", FALSE },
    { "%PDF-1.7 and then nothing", "This Document Is Damaged", FALSE },
  };

  AdwStatusPage *page = ADW_STATUS_PAGE (fixture->view->failed_page);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int fd = eo_sealed_new (cases[i].bytes, strlen (cases[i].bytes), NULL);

      eo_document_view_open_fd (fixture->view, fd, "letter.bin");
      close (fd);
      wait_state (fixture, EO_DOCUMENT_FAILED);
      g_assert_cmpstr (adw_status_page_get_title (page), ==, cases[i].title);
      g_assert_cmpint (gtk_widget_get_visible (fixture->view->retry_button), ==, cases[i].can_retry);
    }
  ui_wait (300);
  ui_picture (fixture->window, "document-view-failed");
  eo_document_view_clear (fixture->view);
  g_assert_cmpint (eo_document_view_get_state (fixture->view), ==, EO_DOCUMENT_EMPTY);
}

/* A document of @n pages, each with its number. Without a table of where its parts are: readers look for them. */
static int
make_pdf (guint n)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                          "2 0 obj<</Type/Pages/Kids[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (pdf, "%u 0 R ", 4 + 2 * i);
  g_string_append_printf (pdf, "]/Count %u>>endobj\n"
                          "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n", n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("BT /F 24 Tf 72 700 Td (Folio %u of the file) Tj ET", i + 1);

      g_string_append_printf (pdf, "%u 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %u 0 R"
                              "/Resources<</Font<</F 3 0 R>>>>>>endobj\n", 4 + 2 * i, 5 + 2 * i);
      g_string_append_printf (pdf, "%u 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n", 5 + 2 * i,
                              strlen (text), text);
    }
  g_string_append_printf (pdf, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n", 4 + 2 * n);
  return eo_sealed_new (pdf->str, pdf->len, NULL);
}

static void
test_thousand (Fixture       *fixture,
               gconstpointer  data)
{
  int fd = make_pdf (1000);

  eo_document_view_open_fd (fixture->view, fd, "file.pdf");
  close (fd);
  wait_page (fixture, 0);
  g_assert_cmpuint (eo_document_view_get_n_pages (fixture->view), ==, 1000);
  for (guint page = 0; page < 1000; page += 9)
    {
      eo_document_view_go_to_page (fixture->view, page);
      ui_wait (10);
      g_assert_cmpuint (count_page_views (fixture), <, 5);
      g_assert_cmpuint (eo_pages_get_memory (fixture->view->pages), <, EO_PAGES_MAX_MEMORY * 2);
    }
  eo_document_view_go_to_page (fixture->view, 776);
  wait_page (fixture, 776);
  g_assert_nonnull (strstr (eo_pages_get_text (fixture->view->pages, 776)->text, "Folio 777"));
  g_object_set (fixture->view, "thumbnails", TRUE, NULL);
  ui_wait (1200);
  ui_picture (fixture->window, "document-view-thumbnails");
}

/* The reader dies under a document that was shown: told, and opened anew on request. */
static void
test_crash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = g_error_new_literal (EO_ERROR, EO_ERROR_CRASHED, "It could not be read <safely>.");

  wait_page (fixture, 0);
  g_signal_emit_by_name (fixture->view->pages, "failed", error);
  g_assert_cmpint (eo_document_view_get_state (fixture->view), ==, EO_DOCUMENT_FAILED);
  g_assert_true (gtk_widget_get_visible (fixture->view->retry_button));
  g_assert_cmpuint (eo_document_view_get_n_pages (fixture->view), ==, 0);
  g_assert_cmpuint (count_page_views (fixture), ==, 0);
  act (fixture, "document.retry");
  wait_page (fixture, 0);
}

/* A link is shown, and followed only when the person says so; what is no address of the web is not. */
static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) dialog = NULL;

  wait_page (fixture, 0);
  g_signal_emit_by_name (fixture->view->canvas, "link", "file:///etc/passwd");
  g_signal_emit_by_name (fixture->view->canvas, "link", "javascript:alert(1)");
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n);
  g_signal_emit_by_name (fixture->view->canvas, "link", "https://pmg.org.za/committees/");
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n + 1);
  for (guint i = 0; i < n + 1 && dialog == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = g_steal_pointer (&window);
    }
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, "https://pmg.org.za/committees/");
  gtk_window_close (dialog);
  ui_wait_for (g_list_model_get_n_items (windows) == n);
}

/* Where LibreOffice is there the document is shown; where it is not, that is said and asked no more. */
static void
test_office (Fixture       *fixture,
             gconstpointer  data)
{
  EoDocumentView *view = fixture->view;
  gint64 end = g_get_monotonic_time () + 70 * G_USEC_PER_SEC;

  wait_state (fixture, EO_DOCUMENT_FAILED);
  g_assert_true (gtk_widget_get_visible (view->convert_button));
  g_assert_false (gtk_widget_get_visible (view->retry_button));
  ui_wait (300);
  ui_picture (fixture->window, "document-view-office");
  act (fixture, "document.convert");
  g_assert_true (gtk_widget_get_visible (view->loading_label));
  while (eo_document_view_get_state (view) == EO_DOCUMENT_LOADING && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (eo_document_view_get_state (view) == EO_DOCUMENT_SHOWN)
    wait_page (fixture, 0);
  else
    {
      g_assert_cmpint (eo_document_view_get_state (view), ==, EO_DOCUMENT_FAILED);
      g_assert_false (gtk_widget_get_visible (view->convert_button));
    }
}

/* A message is shown as pages at once, and what is none is said to be none. */
static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  static const char none[] = "no message at all\n";
  EoDocumentView *view = fixture->view;
  int fd = eo_sealed_new (none, sizeof none - 1, NULL);

  wait_state (fixture, EO_DOCUMENT_SHOWN);
  wait_page (fixture, 0);
  eo_document_view_find (view, "quota", 0);
  ui_wait_for (eo_document_view_get_n_matches (view) == 1);
  ui_picture (fixture->window, "document-view-message");

  eo_document_view_open_fd (view, fd, "none.eml");
  close (fd);
  wait_state (fixture, EO_DOCUMENT_FAILED);
  g_assert_false (gtk_widget_get_visible (view->convert_button));
}

typedef struct
{
  EoRecord *record;
  EoSource *source;
} Attach;

static gboolean
attach (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  Attach *what = data;

  return eo_writer_attach (writer, eo_record_get_kind (what->record), what->record->id, what->source, NULL, error);
}

static void
attach_file (Office     *office,
             EoRecord   *record,
             const char *relative)
{
  g_autofree char *path = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), relative, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoSource) source = eo_source_new_for_path (path, &error);
  Attach what = { record, source };

  g_assert_no_error (error);
  eo_store_write (office->store, attach, &what, &error);
  g_assert_no_error (error);
}

static void
on_lent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GFile **) user_data = eo_document_source_lend_finish (EO_DOCUMENT_SOURCE (source), result, &error);
  g_assert_no_error (error);
}

/* Lent to another program: readable by its owner alone, changed by nobody, gone at the end. */
static void
check_lending (EoDocumentSource *source,
               gsize             size)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  GStatBuf status;

  eo_document_source_lend_async (source, NULL, on_lent, &file);
  ui_wait_for (file != NULL);
  folder = g_file_get_parent (file);
  g_assert_cmpint (g_stat (g_file_peek_path (file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0400);
  g_assert_cmpint (status.st_size, ==, size);
  g_assert_cmpint (g_stat (g_file_peek_path (folder), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  eo_document_source_clean_up ();
  g_assert_false (g_file_query_exists (folder, NULL));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_saved = eo_document_source_save_finish (EO_DOCUMENT_SOURCE (source), result, &error);

  if (is_saved)
    *(int *) user_data = 0;
  else
    *(int *) user_data = error->domain == EO_ERROR ? error->code : -1;
}

/* The copy has the same bytes; where it cannot be made that is said. */
static void
check_saving (EoDocumentSource *source,
              const char       *folder,
              const char       *original)
{
  g_autofree char *path = g_build_filename (folder, "copy.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no such folder", "copy.pdf", NULL);
  g_autofree char *from = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), original, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad = g_file_new_for_path (nowhere);
  gsize size, copied_size;
  int outcome = -2;

  eo_document_source_save_async (source, file, NULL, on_saved, &outcome);
  ui_wait_for (outcome != -2);
  g_assert_cmpint (outcome, ==, 0);
  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_get_contents (path, &copied, &copied_size, NULL));
  g_assert_cmpmem (bytes, size, copied, copied_size);
  outcome = -2;
  eo_document_source_save_async (source, bad, NULL, on_saved, &outcome);
  ui_wait_for (outcome != -2);
  g_assert_cmpint (outcome, ==, EO_ERROR_IO);
}

static void
test_attachments (Fixture       *fixture,
                  gconstpointer  data)
{
  EoDocumentView *view = fixture->view;
  Office office = { 0 };
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (GPtrArray) all = NULL;
  int minimum;

  office_set_up (&office, NULL);
  letter = office_add (&office, "letter", "subject", "Road at Ndwedwe", "direction", "incoming", NULL);
  attach_file (&office, letter, LETTER);
  attach_file (&office, letter, LONG);
  all = eo_store_get_attachments (office.store, eo_record_get_kind (letter), letter->id);
  g_assert_cmpuint (all->len, ==, 2);

  eo_document_view_set_attachments (view, office.store, all);
  g_assert_true (gtk_widget_get_visible (view->picker));
  wait_page (fixture, 0);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 420);
  g_assert_cmpuint (eo_document_view_get_n_pages (view), ==, 3);
  ui_picture (fixture->window, "document-view-picker");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (view->picker), 1);
  g_assert_cmpint (eo_document_view_get_state (view), ==, EO_DOCUMENT_LOADING);
  wait_page (fixture, 0);
  g_assert_cmpuint (eo_document_view_get_n_pages (view), ==, 16);

  /* Told of the same documents again, what is shown stays. */
  eo_document_view_set_attachments (view, office.store, all);
  g_assert_cmpint (eo_document_view_get_state (view), ==, EO_DOCUMENT_SHOWN);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (view->picker)), ==, 1);
  check_saving (view->source, office.folder, LONG);
  check_lending (view->source, (gsize) ((EoAttachment *) g_ptr_array_index (all, 1))->size);

  eo_document_view_show (view, office.store, g_ptr_array_index (all, 0));
  wait_page (fixture, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (view->picker)), ==, 0);
  g_ptr_array_set_size (all, 1);
  eo_document_view_set_attachments (view, office.store, all);
  g_assert_false (gtk_widget_get_visible (view->picker));
  eo_document_view_clear (view);
  g_assert_cmpint (eo_document_view_get_state (view), ==, EO_DOCUMENT_EMPTY);
  ui_settle ();
  office_tear_down (&office, NULL);
}

/* A point of the page is the same point after it was turned, cut and magnified. */
static void
test_layout (void)
{
  EoPageSpot spots[3];
  int width, height;

  for (int rotation = 0; rotation < 360; rotation += 90)
    for (int mode = EO_ZOOM_FIXED; mode <= EO_ZOOM_TEXT; mode++)
      {
        EoPageLayout layout = { (EoZoomMode) mode, 1.3, rotation, 600, 500 };

        memset (spots, 0, sizeof spots);
        for (guint i = 0; i < 3; i++)
          {
            spots[i].width = i == 1 ? 842 : 595;
            spots[i].height = i == 1 ? 595 : 842;
            spots[i].bounds = (EoPageRect) { 70, 60, 400, 500 };
          }
        eo_page_layout_run (&layout, spots, 3, &width, &height);
        for (guint i = 0; i < 3; i++)
          {
            graphene_rect_t rect;
            double x, y;

            eo_page_spot_map (&spots[i], &(EoPageRect) { 100, 120, 0, 0 }, &rect);
            eo_page_spot_unmap (&spots[i], rect.origin.x, rect.origin.y, &x, &y);
            g_assert_cmpfloat_with_epsilon (x, 100, 0.01);
            g_assert_cmpfloat_with_epsilon (y, 120, 0.01);
            g_assert_cmpint (spots[i].x + spots[i].w, <=, width);
            g_assert_cmpint (spots[i].y + spots[i].h, <, height);
            g_assert_cmpuint (eo_page_layout_find (spots, 3, spots[i].y + 1), ==, i);
            if (mode == EO_ZOOM_WIDTH)
              g_assert_cmpint (spots[i].w, ==, 600 - 32);
            if (mode == EO_ZOOM_PAGE)
              g_assert_cmpint (spots[i].h, <=, 500);
          }
      }
  g_assert_cmpfloat_with_epsilon (eo_zoom_step (1.0, 1), 1.1, 0.001);
  g_assert_cmpfloat_with_epsilon (eo_zoom_step (0.69, -1), 0.67, 0.001);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *flow;
  } flows[] = {
    { "the bridge\nat Mona", "the bridge at Mona" },
    { "main-\ntenance", "maintenance" },
    { "2026-\n2027", "2026- 2027" },
    { "  Ngubane \n", "Ngubane" },
  };
  EoPageText text = { (char *) "Ref 36/2/7/1, road", 18, g_newa0 (EoPageRect, 18) };
  guint start, end;

  for (guint i = 0; i < G_N_ELEMENTS (flows); i++)
    {
      g_autofree char *flow = eo_page_words_flow (flows[i].text);

      g_assert_cmpstr (flow, ==, flows[i].flow);
    }
  for (guint i = 0; i < text.n_chars; i++)
    text.rects[i] = (EoPageRect) { 10 * i, 100, 10, 12 };
  eo_page_words_around (&text, 65, 105, EO_PAGE_WORD, &start, &end);
  g_assert_cmpuint (start, ==, 4);
  g_assert_cmpuint (end, ==, 12);
  g_assert_cmpuint (eo_page_words_at (&text, 68, 105), ==, 7);
  g_assert_cmpuint (eo_page_words_step (&text, 0, EO_PAGE_WORD, 1), ==, 3);
  g_assert_cmpuint (eo_page_words_step (&text, 18, EO_PAGE_WORD, -1), ==, 14);
  {
    g_autoptr (GArray) rects = eo_page_words_rects (&text, 4, 12);

    g_assert_cmpuint (rects->len, ==, 1);
    g_assert_cmpfloat_with_epsilon (g_array_index (rects, EoPageRect, 0).width, 80, 0.01);
  }
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_document_print_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("execoffice-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL);
  gboolean is_done = FALSE;
  GStatBuf status;

  wait_page (fixture, 0);
  eo_document_print_async (GTK_WIDGET (fixture->view), eo_pages_get_reader (fixture->view->pages), "letter",
                           "CONFIDENTIAL", path, NULL, on_done, &is_done);
  ui_wait_for (is_done);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, 10000);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_dark (Fixture       *fixture,
           gconstpointer  data)
{
  wait_page (fixture, 0);
  ui_dark (TRUE);
  ui_wait (200);
  ui_picture (fixture->window, "document-view-dark");
  ui_dark (FALSE);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/document-view/layout", test_layout);
  g_test_add_func ("/document-view/words", test_words);
#define ADD(name, document, func) \
  g_test_add ("/document-view/" name, Fixture, document, set_up, func, tear_down)
  ADD ("open", LETTER, test_open);
  ADD ("pages", LETTER, test_pages);
  ADD ("zoom", LETTER, test_zoom);
  ADD ("find", LETTER, test_find);
  ADD ("find-words", LONG, test_find_words);
  ADD ("send", LETTER, test_send);
  ADD ("password", "hostile/pdf/pypdf/0055_resources_libreoffice-writer-password.pdf", test_password);
  ADD ("failures", NULL, test_failures);
  ADD ("thousand", NULL, test_thousand);
  ADD ("crash", LETTER, test_crash);
  ADD ("links", LETTER, test_links);
  ADD ("office", "parliament/RNW104-2020-02-28.docx", test_office);
  ADD ("message", "hostile/eml/msg_16.eml", test_message);
  ADD ("attachments", NULL, test_attachments);
  ADD ("print", LETTER, test_print);
  ADD ("dark", LETTER, test_dark);
#undef ADD

  return g_test_run ();
}
