/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../reader/scan-fixture.h"
#include "../store/store-fixture.h"
#include "desk/document/eo-document-view-private.h"
#include "store/eo-page-scan.h"

/* A scan beside its record: how far its reading is, and what was read off it as text of the page. */

/* Where "Ndwedwe road / is Closed" stands, as if read. */
#define WORDS "1300 1300 1000 100 95 0 Ndwedwe\n2400 1300 500 100 95 1 road\n" \
              "1300 1500 300 100 90 0 is\n1700 1500 700 100 90 2 Clôsed\n"

typedef struct
{
  Office          office;
  GtkWidget      *window;
  EoDocumentView *view;
  EoRecord       *letter;
  EoSource       *source;
  gint64          document;
} Fixture;

typedef enum { ATTACH, QUEUE, READ_FIRST, FAIL_SECOND, TROUBLE, NO_TROUBLE } Step;

typedef struct
{
  Fixture *fixture;
  Step     step;
} Write;

static gboolean
write_step (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Write *write = data;
  Fixture *fixture = write->fixture;
  gint64 document = fixture->document;

  switch (write->step)
    {
    case ATTACH:
      return eo_writer_attach (writer, eo_record_get_kind (fixture->letter), fixture->letter->id, fixture->source, NULL,
                               error);
    case QUEUE:
      return eo_writer_queue_scans (writer, document, (const guint[]) { 0, 1 }, 2, "", error);
    case READ_FIRST:
      return eo_writer_set_scan (writer, document, 0, WORDS, "", "Ndwedwe road\nis Clôsed\n", NULL, error);
    case FAIL_SECOND:
      return eo_writer_set_scan (writer, document, 1, "", "", "", "It is too dark.", error);
    case TROUBLE:
      return eo_writer_set_scan_trouble (writer, document, "Scans cannot be read on this computer.", error);
    case NO_TROUBLE:
      return eo_writer_set_scan_trouble (writer, document, "", error);
    default:
      g_assert_not_reached ();
    }
}

static void
run (Fixture *fixture,
     Step     step)
{
  Write data = { fixture, step };
  g_autoptr (GError) error = NULL;

  eo_store_write (fixture->office.store, write_step, &data, &error);
  g_assert_no_error (error);
  ui_settle ();
}

static const char *
told (Fixture *fixture)
{
  gboolean shown = gtk_revealer_get_reveal_child (GTK_REVEALER (fixture->view->scan_revealer));

  return shown ? gtk_label_get_text (GTK_LABEL (fixture->view->scan_label)) : NULL;
}

static const char *
button (Fixture *fixture)
{
  GtkWidget *widget = fixture->view->scan_button;

  return gtk_widget_get_visible (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
}

static void
click (Fixture    *fixture,
       const char *expected)
{
  g_signal_emit_by_name (fixture->view->scan_button, "clicked");
  ui_wait_for (g_strcmp0 (button (fixture), expected) == 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  cairo_surface_t *scans[] = { scan_draw (scan_english, 0, FALSE), scan_draw (scan_afrikaans, 0, FALSE) };
  g_autoptr (GBytes) pdf = scan_pdf (scans, 2);
  g_autoptr (GPtrArray) all = NULL;
  EoAttachment *attachment;

  office_set_up (&fixture->office, NULL);
  fixture->letter = office_add (&fixture->office, "letter", "subject", "Road", "direction", "incoming", NULL);
  fixture->source = eo_source_new_for_bytes (pdf, "scan.pdf");
  run (fixture, ATTACH);
  all = eo_store_get_attachments (fixture->office.store, eo_record_get_kind (fixture->letter), fixture->letter->id);
  attachment = g_ptr_array_index (all, 0);
  fixture->document = attachment->document;
  fixture->view = EO_DOCUMENT_VIEW (eo_document_view_new ());
  fixture->window = ui_present (GTK_WIDGET (fixture->view), 560, 760);
  eo_document_view_show (fixture->view, fixture->office.store, attachment);
  ui_wait_for (eo_document_view_get_state (fixture->view) == EO_DOCUMENT_SHOWN);
  ui_wait_for (eo_pages_get_text (fixture->view->pages, 0) != NULL);
  cairo_surface_destroy (scans[0]);
  cairo_surface_destroy (scans[1]);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_settle ();
  g_object_unref (fixture->letter);
  eo_source_free (fixture->source);
  office_tear_down (&fixture->office, NULL);
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_null (told (fixture));
  run (fixture, QUEUE);
  g_assert_null (told (fixture)); /* that is told together with the text */
  run (fixture, NO_TROUBLE);
  g_assert_cmpstr (told (fixture), ==, "Reading the scan: page 1 of 2");
  ui_picture (fixture->window, "scan-view-reading");
  run (fixture, TROUBLE);
  g_assert_cmpstr (told (fixture), ==, "Scans cannot be read on this computer.");
  g_assert_null (button (fixture));
  run (fixture, NO_TROUBLE);
  run (fixture, READ_FIRST);
  g_assert_cmpstr (told (fixture), ==, "Reading the scan: page 2 of 2");
  g_assert_cmpstr (button (fixture), ==, "_Stop");
  click (fixture, "_Go On");
  g_assert_cmpstr (told (fixture), ==, "Reading the scan was stopped: 1 of 2 pages are read");
  ui_picture (fixture->window, "scan-view-stopped");
  click (fixture, "_Stop");
  run (fixture, FAIL_SECOND);
  g_assert_cmpstr (told (fixture), ==, "1 page of the scan could not be read");
  click (fixture, "_Stop");
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  const EoPageText *text;
  const EoPageMatch *match;

  g_assert_cmpuint (eo_pages_get_text (fixture->view->pages, 0)->n_chars, ==, 0);
  run (fixture, QUEUE);
  run (fixture, READ_FIRST); /* while the page is looked at */
  text = eo_pages_get_text (fixture->view->pages, 0);
  g_assert_cmpstr (text->text, ==, "Ndwedwe road\nis Clôsed\n\n");

  eo_page_canvas_select_page (fixture->view->canvas);
  g_assert_cmpstr (eo_document_view_get_selection (fixture->view), ==, text->text);
  ui_picture (fixture->window, "scan-view-selected");
  eo_page_canvas_clear_selection (fixture->view->canvas);

  /* Words are lit at their place, over the end of a line, whatever their accents. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "document.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (fixture->view->find_entry), "ROAD IS closed");
  ui_wait_for (eo_document_view_get_n_matches (fixture->view) == 1);
  match = eo_find_get_current (fixture->view->find);
  g_assert_cmpuint (match->page, ==, 0);
  g_assert_cmpuint (match->n_rects, ==, 2);
  g_assert_cmpfloat_with_epsilon (match->rects[0].x, 0.24 * 595, 1);
  g_assert_cmpfloat_with_epsilon (match->rects[0].y, 0.13 * 842, 1);
  ui_picture (fixture->window, "scan-view-found");
  gtk_editable_set_text (GTK_EDITABLE (fixture->view->find_entry), "roads");
  ui_wait_for (fixture->view->find != NULL && !eo_find_is_busy (fixture->view->find)
               && eo_document_view_get_n_matches (fixture->view) == 0);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add ("/scan-view/progress", Fixture, NULL, set_up, test_progress, tear_down);
  g_test_add ("/scan-view/text", Fixture, NULL, set_up, test_text, tear_down);
  return g_test_run ();
}
