/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <jpeglib.h>
#include <tiffio.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-ocr-private.h"
#include "reader/eo-sealed.h"
#include "scan-fixture.h"

/* Scans are read: pages that are pictures, whatever file they come in. */

#define NOISE 40

static EoScanPage *
read_page (GBytes      *document,
           const char  *name,
           guint        page,
           GError     **error)
{
  int fd = eo_sealed_new (g_bytes_get_data (document, NULL), g_bytes_get_size (document), error);
  EoScanPage *found = fd >= 0 ? eo_ocr_read_page (fd, name, page, NULL, error) : NULL;

  if (fd >= 0)
    close (fd);
  return found;
}

static EoPageText *
place (const EoScanPage *page)
{
  g_autofree char *words = eo_scan_page_format (page);

  return eo_scan_place_words (words, 595, 842);
}

static void
assert_right (const EoScanPage  *page,
              const char *const *paragraphs,
              double             least)
{
  g_autoptr (EoPageText) text = place (page);
  guint n_words, n = scan_count (paragraphs, text->text, &n_words);

  g_test_message ("%u of %u words right, %.2f s of CPU", n, n_words, page->cpu);
  if (n < n_words * least)
    g_test_message ("%s", text->text);
  g_assert_cmpfloat (n, >=, n_words * least);
}

static EoPixels *
to_pixels (cairo_surface_t *scan)
{
  EoPixels *pixels = g_new0 (EoPixels, 1);

  pixels->width = cairo_image_surface_get_width (scan);
  pixels->height = cairo_image_surface_get_height (scan);
  pixels->stride = cairo_image_surface_get_stride (scan);
  pixels->bytes = g_bytes_new (cairo_image_surface_get_data (scan), (gsize) pixels->stride * pixels->height);
  return pixels;
}

static GBytes *
make_jpeg (cairo_surface_t *scan)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  guint8 *data = NULL;
  gulong size = 0;
  GBytes *bytes;

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = SCAN_WIDTH;
  info.image_height = SCAN_HEIGHT;
  info.input_components = 1;
  info.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 60, TRUE);
  info.density_unit = 1;
  info.X_density = info.Y_density = 200;
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < SCAN_HEIGHT)
    {
      guint8 row[SCAN_WIDTH], *rows[] = { row };
      const guint32 *from = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (scan) +
                            (gsize) info.next_scanline * cairo_image_surface_get_stride (scan));

      for (guint x = 0; x < SCAN_WIDTH; x++)
        row[x] = from[x] & 0xff;
      jpeg_write_scanlines (&info, rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

/* Black and white, as a fax or a copier makes them, one page after another. */
static GBytes *
make_tiff (cairo_surface_t **scans,
           guint             n_scans)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;
  int fd = g_file_open_tmp ("scan-XXXXXX.tif", &path, &error);
  TIFF *tiff;

  g_assert_no_error (error);
  close (fd);
  tiff = TIFFOpen (path, "w");
  for (guint i = 0; i < n_scans; i++)
    {
      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, SCAN_WIDTH);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, SCAN_HEIGHT);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 1);
      TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, SCAN_HEIGHT);
      TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
      TIFFSetField (tiff, TIFFTAG_XRESOLUTION, 200.0);
      TIFFSetField (tiff, TIFFTAG_YRESOLUTION, 200.0);
      TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
      for (guint y = 0; y < SCAN_HEIGHT; y++)
        {
          guint8 row[(SCAN_WIDTH + 7) / 8] = { 0 };
          const guint32 *from = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (scans[i]) +
                                (gsize) y * cairo_image_surface_get_stride (scans[i]));

          for (guint x = 0; x < SCAN_WIDTH; x++)
            row[x / 8] |= (from[x] & 0xff) < 128 ? 0x80 >> (x % 8) : 0;
          TIFFWriteScanline (tiff, row, y, 0);
        }
      TIFFWriteDirectory (tiff);
    }
  TIFFClose (tiff);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  unlink (path);
  return g_bytes_new_take (data, size);
}

static void
test_pdf (void)
{
  cairo_surface_t *scans[] = { scan_draw (scan_english, NOISE, TRUE), scan_draw (NULL, NOISE, FALSE),
                               scan_draw (scan_afrikaans, NOISE, FALSE) };
  g_autoptr (GBytes) pdf = scan_pdf (scans, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoScanPage) english = read_page (pdf, "scan.pdf", 0, &error);
  g_autoptr (EoScanPage) empty = read_page (pdf, "scan.pdf", 1, &error);
  g_autoptr (EoScanPage) afrikaans = read_page (pdf, "scan.pdf", 2, &error);

  g_assert_no_error (error);
  assert_right (english, scan_english, 0.95);
  assert_right (afrikaans, scan_afrikaans, 0.95);
  g_assert_cmpuint (empty->words->len, ==, 0);
  g_assert_cmpuint (english->codes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (english->codes, 0), ==, SCAN_CODE);
  g_assert_cmpuint (afrikaans->codes->len, ==, 0);
  g_assert_null (read_page (pdf, "scan.pdf", 3, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  for (guint i = 0; i < G_N_ELEMENTS (scans); i++)
    cairo_surface_destroy (scans[i]);
}

static void
test_pictures (void)
{
  cairo_surface_t *scans[] = { scan_draw (scan_afrikaans, 0, FALSE), scan_draw (scan_english, 0, TRUE) };
  g_autoptr (GBytes) png = scan_png (scans[1]);
  g_autoptr (GBytes) jpeg = make_jpeg (scans[1]);
  g_autoptr (GBytes) tiff = make_tiff (scans, 2);
  const struct { GBytes *bytes; const char *name; guint page; } files[] = {
    { png, "scan.png", 0 }, { jpeg, "scan.jpeg", 0 }, { tiff, "scan.tif", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EoScanPage) page = read_page (files[i].bytes, files[i].name, files[i].page, &error);

      g_assert_no_error (error);
      g_test_message ("%s", files[i].name);
      assert_right (page, scan_english, 0.95);
      g_assert_cmpuint (page->codes->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (page->codes, 0), ==, SCAN_CODE);
    }
  cairo_surface_destroy (scans[0]);
  cairo_surface_destroy (scans[1]);
}

static guint
find_word (const EoScanPage *page,
           const char       *word)
{
  for (guint i = 0; i < page->words->len; i++)
    if (g_str_equal (g_array_index (page->words, EoScanWord, i).text, word))
      return i;
  g_assert_not_reached ();
}

/* A word is where it was written. */
static void
test_places (void)
{
  static const char *const paragraphs[] = { "Ndwedwe first", "Bergville second", NULL };
  cairo_surface_t *scan = scan_draw (paragraphs, 0, FALSE);
  g_autoptr (EoPixels) pixels = to_pixels (scan);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoScanPage) page = eo_ocr_recognise (pixels, 200, EO_OCR_LANGUAGES, "scan", 0, NULL, &error);
  g_autoptr (EoPageText) text = NULL;
  EoScanWord *first, *second;
  const EoPageRect *rect;

  g_assert_no_error (error);
  text = place (page);
  g_assert_cmpstr (text->text, ==, "Ndwedwe first\n\nBergville second\n\n");
  g_assert_cmpuint (text->n_chars, ==, g_utf8_strlen (text->text, -1));
  first = &g_array_index (page->words, EoScanWord, find_word (page, "Ndwedwe"));
  second = &g_array_index (page->words, EoScanWord, find_word (page, "second"));
  g_assert_cmpfloat_with_epsilon (first->x, 210.0 / SCAN_WIDTH, 0.01);
  g_assert_cmpfloat_with_epsilon (first->y, 305.0 / SCAN_HEIGHT, 0.01);
  g_assert_cmpfloat (second->x, >, first->x + first->width / 2);
  g_assert_cmpfloat (second->y, >, first->y + first->height);
  rect = &text->rects[0];
  g_assert_cmpfloat_with_epsilon (rect->x, first->x * 595, 0.1);
  g_assert_cmpfloat_with_epsilon (rect->width, first->width * 595 / 7, 0.1);
  cairo_surface_destroy (scan);
}

/* A quarter further, clockwise. */
static cairo_surface_t *
turn (cairo_surface_t *scan)
{
  int width = cairo_image_surface_get_width (scan), height = cairo_image_surface_get_height (scan);
  cairo_surface_t *turned = cairo_image_surface_create (CAIRO_FORMAT_RGB24, height, width);
  cairo_t *cr = cairo_create (turned);

  cairo_translate (cr, height, 0);
  cairo_rotate (cr, G_PI / 2);
  cairo_set_source_surface (cr, scan, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return turned;
}

/* Fed upside down or sideways, a sheet is read all the same, and its words are where they are. */
static void
test_turned (void)
{
  cairo_surface_t *scan = scan_draw (scan_english, NOISE, FALSE);
  g_autoptr (EoScanPage) upright = NULL;

  for (guint quarters = 0; quarters < 4; quarters++)
    {
      g_autoptr (EoPixels) pixels = to_pixels (scan);
      g_autoptr (GError) error = NULL;
      g_autoptr (EoScanPage) page = eo_ocr_recognise (pixels, 200, EO_OCR_LANGUAGES, "scan", 0, NULL, &error);
      cairo_surface_t *next = turn (scan);
      const EoScanWord *word, *was;
      double x, y;

      g_assert_no_error (error);
      g_test_message ("%u quarters", quarters);
      assert_right (page, scan_english, 0.95);
      if (upright == NULL)
        upright = g_steal_pointer (&page);
      else
        {
          word = &g_array_index (page->words, EoScanWord, find_word (page, "Ambulances"));
          was = &g_array_index (upright->words, EoScanWord, find_word (upright, "Ambulances"));
          x = was->x + was->width / 2;
          y = was->y + was->height / 2;
          g_assert_cmpfloat_with_epsilon (word->x + word->width / 2, quarters == 1 ? 1 - y : quarters == 2 ? 1 - x : y, 0.005);
          g_assert_cmpfloat_with_epsilon (word->y + word->height / 2, quarters == 1 ? x : quarters == 2 ? 1 - y : 1 - x, 0.005);
          g_assert_cmpint (word->height > word->width, ==, quarters != 2);
        }
      cairo_surface_destroy (scan);
      scan = next;
    }
  cairo_surface_destroy (scan);
}

static void
test_words (void)
{
  static const char kept[] = "1000 2000 500 100 96 0 Road\n1600 2000 400 100 90 1 closed\n"
                             "nonsense\n99999 0 1 1 1 0 far\n1 1 1 1 50 7 end\n1 2 3 4 5 0 \n"
                             "1000 2200 300 100 88 2 2 pm\n";
  g_autoptr (EoPageText) text = eo_scan_place_words (kept, 1000, 1000);
  g_autoptr (EoPageText) none = eo_scan_place_words ("", 595, 842);

  g_assert_cmpstr (text->text, ==, "Road closed\n2 pm\n\n");
  g_assert_cmpuint (text->n_chars, ==, 18);
  g_assert_cmpfloat_with_epsilon (text->rects[1].x, 112.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (text->rects[1].y, 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (text->rects[1].width, 12.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (text->rects[4].width, 0, 1e-9);
  g_assert_cmpstr (none->text, ==, "");
  g_assert_cmpuint (none->n_chars, ==, 0);
}

/* A computer without the languages says so, one that has some of them reads with those. */
static void
test_languages (void)
{
  static const char *const paragraphs[] = { "Ndwedwe", NULL };
  cairo_surface_t *scan = scan_draw (paragraphs, 0, FALSE);
  g_autoptr (EoPixels) pixels = to_pixels (scan);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoScanPage) page = eo_ocr_recognise (pixels, 200, "xxx+../eng", "scan", 0, NULL, &error);

  g_assert_null (page);
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  page = eo_ocr_recognise (pixels, 200, "xxx+eng", "scan", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->words->len, ==, 1);
  cairo_surface_destroy (scan);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 3);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Given up in the middle, it leaves nothing behind. */
static void
test_cancel (void)
{
  cairo_surface_t *scan = scan_draw (scan_english, NOISE, FALSE);
  g_autoptr (EoPixels) pixels = to_pixels (scan);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (eo_ocr_recognise (pixels, 200, EO_OCR_LANGUAGES, "scan", 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_true (fixture_no_child ());
  cairo_surface_destroy (scan);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ocr/words", test_words);
  g_test_add_func ("/ocr/places", test_places);
  g_test_add_func ("/ocr/languages", test_languages);
  g_test_add_func ("/ocr/pdf", test_pdf);
  g_test_add_func ("/ocr/pictures", test_pictures);
  g_test_add_func ("/ocr/turned", test_turned);
  g_test_add_func ("/ocr/cancel", test_cancel);
  return g_test_run ();
}
