/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <glib/gstdio.h>
#include <jpeglib.h>
#include <tiffio.h>

#include "base/eo-error.h"
#include "reader-fixture.h"

/* Scans and photographs, made here: a white sheet of 200 by 100 pixels whose top left
 * eighth is red. */

#define WIDTH  200
#define HEIGHT 100
#define RED    0xffff0000u

static guint8
channel (int x,
         int y,
         int c)
{
  return x < WIDTH / 4 && y < HEIGHT / 2 && c > 0 ? 0 : 255;
}

static GByteArray *
take_file (char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_unlink (path);
  g_free (path);
  return g_byte_array_new_take ((guint8 *) g_steal_pointer (&contents), size);
}

static char *
new_path (void)
{
  char *path;
  int fd = g_file_open_tmp ("picture-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  return path;
}

static GByteArray *
make_png (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  char *path = new_path ();

  /* The right half stays clear: it is shown on white. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, WIDTH / 2, HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 0, WIDTH / 4, HEIGHT / 2);
  cairo_fill (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return take_file (path);
}

/* @orientation as in EXIF; 0: no EXIF at all. */
static GByteArray *
make_jpeg (int  orientation,
           int  n_channels)
{
  const guint8 exif[] = {
    'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  };
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  guint8 row[WIDTH * 4];
  guint8 *rows[] = { row };
  guint8 *memory = NULL;
  unsigned long size = 0;
  GByteArray *bytes = g_byte_array_new ();

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &memory, &size);
  jpeg.image_width = WIDTH;
  jpeg.image_height = HEIGHT;
  jpeg.input_components = n_channels;
  jpeg.in_color_space = n_channels == 1 ? JCS_GRAYSCALE : n_channels == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 100, TRUE);
  jpeg.write_JFIF_header = TRUE;
  jpeg.density_unit = 1;
  jpeg.X_density = jpeg.Y_density = 100;
  jpeg_start_compress (&jpeg, TRUE);
  if (orientation > 0)
    jpeg_write_marker (&jpeg, JPEG_APP0 + 1, exif, sizeof exif);
  for (int y = 0; y < HEIGHT; y++)
    {
      /* As Adobe writes it: ink inverted, so 255 is none. */
      for (int x = 0; x < WIDTH; x++)
        {
          for (int c = 0; c < n_channels; c++)
            row[x * n_channels + c] = c == 3 ? 255 : channel (x, y, n_channels == 1 ? 1 : c);
        }
      jpeg_write_scanlines (&jpeg, rows, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  g_byte_array_append (bytes, memory, size);
  free (memory);
  return bytes;
}

/* Three sheets, as a scanner with a feeder makes them; the second is black and white, as a fax. */
static GByteArray *
make_tiff (void)
{
  char *path = new_path ();
  TIFF *tiff = TIFFOpen (path, "w");

  for (int i = 0; i < 3; i++)
    {
      gboolean fax = i == 1;

      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, fax ? 1 : 8);
      TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, fax ? 1 : 3);
      TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, fax ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_RGB);
      TIFFSetField (tiff, TIFFTAG_COMPRESSION, fax ? COMPRESSION_CCITTFAX4 : COMPRESSION_LZW);
      TIFFSetField (tiff, TIFFTAG_ORIENTATION, i == 2 ? ORIENTATION_RIGHTTOP : ORIENTATION_TOPLEFT);
      TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
      TIFFSetField (tiff, TIFFTAG_XRESOLUTION, 100.0);
      TIFFSetField (tiff, TIFFTAG_YRESOLUTION, 100.0);
      for (int y = 0; y < HEIGHT; y++)
        {
          guint8 row[WIDTH * 3] = { 0 };

          for (int x = 0; x < WIDTH; x++)
            {
              for (int c = 0; c < 3 && !fax; c++)
                row[x * 3 + c] = channel (x, y, c);
              if (fax && channel (x, y, 1) == 0)
                row[x / 8] |= 0x80 >> (x % 8);
            }
          TIFFWriteScanline (tiff, row, y, 0);
        }
      TIFFWriteDirectory (tiff);
    }
  TIFFClose (tiff);
  return take_file (path);
}

static EoReader *
open_bytes (GByteArray *bytes,
            const char *name)
{
  g_autoptr (GError) error = NULL;
  EoReader *reader = fixture_open_bytes (bytes->data, bytes->len, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (eo_reader_is_image (reader));
  return reader;
}

static void
assert_near (guint32 pixel,
             guint32 expected)
{
  for (int shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((int) (pixel >> shift & 255) - (int) (expected >> shift & 255)), <=, 6);
}

/* A page of @width by @height points at 100 dpi, with @colour in its @red eighth: 0 top
 * left, 1 top right, 2 bottom right, 3 bottom left. */
static void
assert_page (EoReader *reader,
             guint     page,
             double    width,
             double    height,
             guint     red,
             guint32   colour)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPixels) pixels = fixture_render (reader, page, 100 / 72.0, 0, &error);
  const guint32 *corners[4];
  const guint32 *data;
  double w, h;

  g_assert_no_error (error);
  eo_reader_get_page_size (reader, page, &w, &h);
  g_assert_cmpfloat_with_epsilon (w, width, 0.5);
  g_assert_cmpfloat_with_epsilon (h, height, 0.5);
  g_assert_cmpint (pixels->width, ==, (int) (width / 72 * 100 + 0.5));
  g_assert_cmpint (pixels->height, ==, (int) (height / 72 * 100 + 0.5));

  data = g_bytes_get_data (pixels->bytes, NULL);
  corners[0] = data + 10 * pixels->width + 10;
  corners[1] = data + 11 * pixels->width - 11;
  corners[2] = data + (pixels->height - 10) * pixels->width - 11;
  corners[3] = data + (pixels->height - 11) * pixels->width + 10;
  for (guint i = 0; i < 4; i++)
    assert_near (*corners[i], i == red ? colour : 0xffffffffu);
}

static void
test_png (void)
{
  g_autoptr (GByteArray) bytes = make_png ();
  g_autoptr (EoReader) reader = open_bytes (bytes, "scan.png");
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPageText) text = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (EoPixels) pixels = NULL;
  EoPageRect bounds;

  /* No resolution is told: 150 dpi. */
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 1);
  pixels = fixture_render (reader, 0, 150 / 72.0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, WIDTH);
  g_assert_cmpuint (fixture_count_ink (pixels), ==, WIDTH / 4 * HEIGHT / 2);

  text = fixture_text (reader, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "");
  links = fixture_links (reader, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 0);
  matches = fixture_find (reader, "word", 0, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matches->len, ==, 0);
  g_assert_true (fixture_bounds (reader, 0, &bounds, &error));
  g_assert_cmpfloat_with_epsilon (bounds.width, WIDTH * 72 / 150.0, 0.01);
}

static void
test_jpeg (void)
{
  static const struct { int orientation, n_channels; gboolean upright; guint red, colour; } cases[] = {
    { 0, 3, TRUE, 0, RED }, { 0, 1, TRUE, 0, 0xff000000u }, { 0, 4, TRUE, 0, RED },
    { 1, 3, TRUE, 0, RED }, { 2, 3, TRUE, 1, RED }, { 3, 3, TRUE, 2, RED }, { 4, 3, TRUE, 3, RED },
    { 5, 3, FALSE, 0, RED }, { 6, 3, FALSE, 1, RED }, { 7, 3, FALSE, 2, RED }, { 8, 3, FALSE, 3, RED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = make_jpeg (cases[i].orientation, cases[i].n_channels);
      g_autoptr (EoReader) reader = open_bytes (bytes, "photograph.jpg");

      g_test_message ("orientation %d, %d channels", cases[i].orientation, cases[i].n_channels);
      assert_page (reader, 0, cases[i].upright ? 144 : 72, cases[i].upright ? 72 : 144, cases[i].red,
                   cases[i].colour);
    }
}

static void
test_tiff (void)
{
  g_autoptr (GByteArray) bytes = make_tiff ();
  g_autoptr (EoReader) reader = open_bytes (bytes, "fax.tif");

  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 3);
  assert_page (reader, 0, 144, 72, 0, RED);
  assert_page (reader, 1, 144, 72, 0, 0xff000000u);
  assert_page (reader, 2, 72, 144, 1, RED);
  assert_page (reader, 0, 144, 72, 0, RED);
}

/* Cut off at every place: shown as far as it goes, or refused; never a crash. */
static void
test_cut (void)
{
  GByteArray *pictures[] = { make_png (), make_jpeg (6, 3), make_tiff () };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      for (guint size = 4; size < pictures[i]->len; size += 1 + pictures[i]->len / 12)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (EoReader) reader = fixture_open_bytes (pictures[i]->data, size, "cut", NULL, &error);
          g_autoptr (EoPixels) pixels = reader != NULL ? fixture_render (reader, 0, 1, 0, &error) : NULL;

          if (pixels == NULL)
            g_assert_true (g_error_matches (error, EO_ERROR, EO_ERROR_DAMAGED) ||
                           g_error_matches (error, EO_ERROR, EO_ERROR_UNSUPPORTED));
        }
      g_byte_array_unref (pictures[i]);
    }
}

/* A header that promises more than memory can hold is refused before it is tried. */
static void
test_bomb (void)
{
  g_autoptr (GByteArray) bytes = make_png ();
  static const guint8 large[] = { 0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff };
  g_autoptr (GError) error = NULL;

  /* The width and height in IHDR, and the checksum that goes with them. */
  memcpy (bytes->data + 16, large, sizeof large);
  for (guint32 crc = 0xffffffffu, i = 12; i <= 29; i++)
    {
      if (i == 29)
        {
          crc = GUINT32_TO_BE (~crc);
          memcpy (bytes->data + 29, &crc, 4);
          break;
        }
      crc ^= bytes->data[i];
      for (guint j = 0; j < 8; j++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
  g_assert_null (fixture_open_bytes (bytes->data, bytes->len, "bomb.png", NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/png", test_png);
  g_test_add_func ("/picture/jpeg", test_jpeg);
  g_test_add_func ("/picture/tiff", test_tiff);
  g_test_add_func ("/picture/cut", test_cut);
  g_test_add_func ("/picture/bomb", test_bomb);
  return g_test_run ();
}
