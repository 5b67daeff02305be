/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>

#include "../store/store-fixture.h"
#include "exchange/eo-indexer.h"
#include "reader/eo-reader.h"
#include "reader/eo-scan.h"
#include "reader/eo-sealed.h"
#include "scan-fixture.h"
#include "store/eo-page-scan.h"
#include "store/eo-search.h"

/* The queue of pages that are pictures: found, read in the background, stopped, gone on with, and still there after a
 * restart. */

static const char *const first_page[] = { "Ndwedwe road closed", NULL };
static const char *const other_page[] = { "Kokstad depot", NULL };
static const char *const second_page[] = { "Bergville waterworks", NULL };

typedef struct
{
  gint64    letter;
  EoSource *source;
} Attach;

static gboolean
write_attach (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Attach *attach = data;

  return eo_writer_attach (writer, eo_kind_lookup ("letter"), attach->letter, attach->source, NULL, error);
}

static gint64
attach (Office     *office,
        GBytes     *bytes,
        const char *name)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", name, "received_on", "2026-01-02", NULL);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, name);
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GError) error = NULL;
  Attach data = { letter->id, source };

  eo_store_write (office->store, write_attach, &data, &error);
  g_assert_no_error (error);
  attachments = eo_store_get_attachments (office->store, eo_record_get_kind (letter), letter->id);
  return ((EoAttachment *) g_ptr_array_index (attachments, 0))->document;
}

/* Two pages of a scanner. */
static GBytes *
make_scan (void)
{
  cairo_surface_t *scans[] = { scan_draw (first_page, 20, TRUE), scan_draw (second_page, 20, FALSE) };
  GBytes *pdf = scan_pdf (scans, 2);

  cairo_surface_destroy (scans[0]);
  cairo_surface_destroy (scans[1]);
  return pdf;
}

static void
assert_state (Office     *office,
              gint64      document,
              const char *text,
              guint       n_scans,
              guint       n_read,
              guint       n_queued)
{
  g_auto (EoReadingState) state = { 0 };

  eo_store_get_reading (office->store, document, &state);
  g_assert_cmpstr (state.text, ==, text);
  g_assert_cmpuint (state.n_scans, ==, n_scans);
  g_assert_cmpuint (state.n_read, ==, n_read);
  g_assert_cmpuint (state.n_queued, ==, n_queued);
}

static gboolean
is_done (Office *office,
         gint64  document)
{
  g_auto (EoReadingState) state = { 0 };

  eo_store_get_reading (office->store, document, &state);
  return !g_str_equal (state.text, "queued") && state.n_queued == 0;
}

static guint
count_hits (Office     *office,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoSearchResult) result = eo_store_search (office->store, text, NULL, 10, &error);

  g_assert_no_error (error);
  return result->hits->len;
}

static void
assert_read (Office *office,
             gint64  document)
{
  g_autofree char *words = eo_store_get_page_words (office->store, document, 1);
  g_autoptr (EoPageText) text = NULL;
  g_auto (GStrv) codes = eo_store_get_page_codes (office->store, document, 0);
  g_auto (GStrv) none = eo_store_get_page_codes (office->store, document, 1);

  assert_state (office, document, "read", 2, 2, 0);
  g_assert_nonnull (words);
  text = eo_scan_place_words (words, 595, 842);
  g_assert_cmpstr (text->text, ==, "Bergville waterworks\n\n");
  g_assert_cmpuint (g_strv_length (codes), ==, 1);
  g_assert_cmpstr (codes[0], ==, SCAN_CODE);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (count_hits (office, "waterworks"), ==, 1);
  g_assert_cmpuint (count_hits (office, "ndwedwe"), ==, 1);
}

static void
test_now (Office        *office,
          gconstpointer  data)
{
  g_autoptr (GBytes) scan = make_scan ();
  gint64 document = attach (office, scan, "scan.pdf");

  assert_state (office, document, "queued", 0, 0, 0);
  g_assert_cmpuint (eo_indexer_run_now (office->store, 120), ==, 1);
  assert_read (office, document);
  g_assert_null (eo_store_get_page_words (office->store, document, 2));
  g_assert_null (eo_store_get_page_codes (office->store, document + 1, 0));
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_done (Office *office,
           gint64  document)
{
  guint tick = g_timeout_add (50, on_tick, NULL);

  while (!is_done (office, document))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

/* Too little time now: the pages wait for the window, also when the office was closed meanwhile. */
static void
test_restart (Office        *office,
              gconstpointer  data)
{
  g_autoptr (GBytes) scan = make_scan ();
  gint64 document = attach (office, scan, "scan.pdf");
  g_autoptr (EoIndexer) indexer = NULL;

  g_assert_cmpuint (eo_indexer_run_now (office->store, 3), ==, 1);
  assert_state (office, document, "read", 2, 0, 2);
  g_assert_cmpuint (eo_store_count_unscanned (office->store), ==, 2);
  office_close (office);
  office_open (office);
  assert_state (office, document, "read", 2, 0, 2);
  indexer = eo_indexer_new (office->store);
  wait_done (office, document);
  assert_read (office, document);
  eo_indexer_stop (indexer);
}

/* A window closed in the middle of a page leaves it queued. */
static void
test_closed (Office        *office,
             gconstpointer  data)
{
  g_autoptr (GBytes) scan = make_scan ();
  gint64 document = attach (office, scan, "scan.pdf");
  g_autoptr (EoIndexer) indexer = NULL;

  eo_indexer_run_now (office->store, 3);
  indexer = eo_indexer_new (office->store);
  eo_indexer_stop (indexer);
  assert_state (office, document, "read", 2, 0, 2);
}

typedef struct
{
  gint64   document;
  gboolean stop;
} Stop;

static gboolean
write_stop (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Stop *stop = data;

  return eo_writer_stop_scans (writer, stop->document, stop->stop, error);
}

static void
stop_scans (Office   *office,
            gint64    document,
            gboolean  stop)
{
  Stop data = { document, stop };
  g_autoptr (GError) error = NULL;

  eo_store_write (office->store, write_stop, &data, &error);
  g_assert_no_error (error);
}

/* Stopped at its first page, another document goes on, and so does it when it is told to. */
static void
test_stop (Office        *office,
           gconstpointer  data)
{
  g_autoptr (GBytes) scan = make_scan ();
  cairo_surface_t *drawn = scan_draw (other_page, 20, FALSE);
  g_autoptr (GBytes) png = scan_png (drawn);
  gint64 other = attach (office, png, "scan.png");
  gint64 document = attach (office, scan, "scan.pdf");
  g_auto (EoReadingState) state = { 0 };
  g_autoptr (EoIndexer) indexer = NULL;

  eo_indexer_run_now (office->store, 3);
  eo_store_get_reading (office->store, other, &state);
  g_assert_cmpuint (state.n_before, ==, 1); /* what came last is read first */
  indexer = eo_indexer_new (office->store);
  stop_scans (office, document, TRUE);
  assert_state (office, document, "read", 2, 0, 0);
  wait_done (office, other);
  assert_state (office, other, "read", 1, 1, 0);
  assert_state (office, document, "read", 2, 0, 0);
  stop_scans (office, document, FALSE);
  wait_done (office, document);
  assert_read (office, document);
  eo_indexer_stop (indexer);
  cairo_surface_destroy (drawn);
}

/* A computer that cannot read scans: said, tried once, and the queue stays for the day it can. */
static void
test_trouble (Office        *office,
              gconstpointer  program)
{
  g_autoptr (GBytes) scan = make_scan ();
  g_autofree char *reader = g_build_filename (g_getenv ("EXECOFFICE_READER"), NULL);
  g_autofree char *there = g_build_filename (office->folder, "execoffice-reader", NULL);
  gint64 document = attach (office, scan, "scan.pdf");
  g_auto (EoReadingState) state = { 0 };
  g_autoptr (EoIndexer) indexer = NULL;

  g_assert_cmpint (symlink (reader, there), ==, 0);
  g_setenv ("EXECOFFICE_LIBEXEC", office->folder, TRUE);
  eo_indexer_run_now (office->store, 60);
  g_unsetenv ("EXECOFFICE_LIBEXEC");
  assert_state (office, document, "read", 2, 0, 2);
  eo_store_get_reading (office->store, document, &state);
  g_assert_nonnull (strstr (state.why, "this computer"));

  indexer = eo_indexer_new (office->store);
  wait_done (office, document);
  assert_read (office, document);
  eo_reading_state_clear (&state);
  eo_store_get_reading (office->store, document, &state);
  g_assert_cmpstr (state.why, ==, "");
  eo_indexer_stop (indexer);
}

static cairo_status_t
append (gpointer      closure,
        const guchar *data,
        guint         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
put_text (cairo_t    *cr,
          const char *text,
          guint       n_lines)
{
  cairo_set_font_size (cr, 10);
  for (guint i = 0; i < n_lines; i++)
    {
      cairo_move_to (cr, 60, 60 + 14 * i);
      cairo_show_text (cr, text);
    }
}

/* A page of text, with a picture behind it; a scan with the mark of its scanner; a short note with a small logo; a page
 * with nothing on it: which of them are pictures? */
static void
test_pictures (void)
{
  static const guint expected[] = { 1, 3 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 140);
  cairo_t *cr = cairo_create (pdf);
  g_autoptr (GArray) pictures = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  for (guint page = 0; page < 4; page++)
    {
      cairo_save (cr);
      cairo_scale (cr, page == 2 ? 0.5 : 5.9, page == 2 ? 0.5 : 5.9);
      cairo_set_source_surface (cr, image, 0, 0);
      if (page < 3)
        cairo_paint (cr);
      cairo_restore (cr);
      put_text (cr, "The road to the clinic is closed.", page == 0 ? 40 : page < 3 ? 1 : 0);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  cairo_surface_finish (pdf);
  cairo_surface_destroy (pdf);

  fd = eo_sealed_new (bytes->data, bytes->len, &error);
  pages = eo_reader_extract_text (fd, "mixed.pdf", 20, pictures, &error);
  close (fd);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 4);
  g_assert_cmpuint (pictures->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (g_array_index (pictures, guint, i), ==, expected[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan-queue/pictures", test_pictures);
  office_test ("/scan-queue/now", test_now);
  office_test ("/scan-queue/restart", test_restart);
  office_test ("/scan-queue/closed", test_closed);
  office_test ("/scan-queue/stop", test_stop);
  office_test ("/scan-queue/trouble", test_trouble);
  return g_test_run ();
}
