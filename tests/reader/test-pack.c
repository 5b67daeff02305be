/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "hostile-table.h"
#include "pack-fixture.h"

#define A4_WIDTH  595.276
#define A4_HEIGHT 841.89

static GBytes *
read_bytes (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

/* A picture that has something to hide. */
static GBytes *
make_jpeg (void)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long size = 0;
  guint8 row[640 * 3];
  JSAMPROW rows[] = { row };
  GBytes *made;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &bytes, &size);
  jpeg.image_width = 640;
  jpeg.image_height = 480;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  jpeg_write_marker (&jpeg, JPEG_COM, (const guint8 *) "where it was taken", 18);
  for (guint y = 0; y < 480; y++)
    {
      for (guint x = 0; x < sizeof row; x++)
        row[x] = x % 3 == 0 ? 200 : y / 4 + x / 40;
      jpeg_write_scanlines (&jpeg, rows, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  made = g_bytes_new (bytes, size);
  free (bytes);
  return made;
}

static gboolean
holds (GBytes     *bytes,
       const char *words)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, words, strlen (words)) != NULL;
}

static GBytes *
compose (EoPack *pack)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = eo_pack_compose (pack, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  pdf_assert_clean (pdf);
  return pdf;
}

static void
assert_size (EoReader *reader,
             guint     page,
             double    width,
             double    height)
{
  double w, h;

  eo_reader_get_page_size (reader, page - 1, &w, &h);
  g_assert_cmpfloat_with_epsilon (w, width, 1);
  g_assert_cmpfloat_with_epsilon (h, height, 1);
}

/* Two pages of contents, where the numbers are. */
static GBytes *
draw_contents (EoPack    *pack,
               guint     *n_pages,
               gpointer   user_data,
               GError   **error)
{
  g_autofree char *text = g_strdup_printf ("contents %u/%u %u/%u", eo_pack_get_page (pack, 0), eo_pack_get_n_pages (pack, 0),
                                           eo_pack_get_page (pack, 2), eo_pack_get_n_pages (pack, 2));

  ++*(guint *) user_data;
  *n_pages = 2;
  return pack_make_pdf (text, 2, A4_WIDTH, A4_HEIGHT);
}

static void
test_whole (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Day pack", "Confidential");
  g_autoptr (GBytes) first = pack_make_pdf ("alpha", 3, A4_WIDTH, A4_HEIGHT);
  g_autoptr (GBytes) slides = pack_make_pdf ("beta", 2, 1200, 900);
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;
  g_autofree char *outline = NULL;
  guint n_drawn = 0;

  g_assert_true (holds (jpeg, "where it was taken"));
  eo_pack_set_contents (pack, "Contents", draw_contents, &n_drawn);
  pack_add (pack, first, "first.pdf", "Ünïted", 0);
  pack_add (pack, slides, "slides.pdf", "Slides", 1);
  pack_add (pack, jpeg, "picture.jpg", NULL, 0);
  pdf = compose (pack);
  g_assert_false (holds (pdf, "where it was taken"));
  g_assert_true (holds (pdf, "/DCTDecode"));

  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 8);
  g_assert_cmpuint (n_drawn, ==, 2);
  pack_assert_says (reader, 1, "contents 3/3 8/1 1");
  pack_assert_says (reader, 2, "contents 3/3 8/1 2");
  pack_assert_says (reader, 5, "alpha 3");
  pack_assert_says (reader, 6, "beta 1");
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of 8", i);

      pack_assert_says (reader, i, number);
      pack_assert_says (reader, i, "CONFIDENTIAL");
    }
  assert_size (reader, 3, A4_WIDTH, A4_HEIGHT);
  assert_size (reader, 6, A4_HEIGHT, A4_WIDTH);
  assert_size (reader, 8, A4_HEIGHT, A4_WIDTH);
  outline = pdf_list_outline (pdf);
  g_assert_cmpstr (outline, ==, "Contents: 1\nÜnïted: 3\n Slides: 6\n");
}

/* @path: a document, between two good ones. */
static void
test_hostile (gconstpointer data)
{
  const HostileCase *one = data;
  g_autofree char *path = fixture_data (one->path);
  g_autofree char *name = g_path_get_basename (one->path);
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) good = pack_make_pdf ("good", 1, A4_WIDTH, A4_HEIGHT);
  g_autoptr (GBytes) odd = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;
  g_autofree char *outline = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *number = NULL;
  guint n;

  if (path == NULL)
    {
      g_test_skip ("the test data is not there");
      return;
    }
  odd = read_bytes (path);
  pack_add (pack, good, "a.pdf", "First", 0);
  pack_add (pack, odd, name, "Odd", 0);
  pack_add (pack, good, "z.pdf", "Last", 0);
  pdf = compose (pack);

  n = eo_pack_get_n_pages (pack, 1);
  g_assert_cmpuint (n, >, 0);
  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, n + 2);
  pack_assert_says (reader, 1, "good 1");
  pack_assert_says (reader, n + 2, "good 1");
  number = g_strdup_printf ("Page %u of %u", n + 2, n + 2);
  pack_assert_says (reader, n + 2, number);
  expected = g_strdup_printf ("First: 1\nOdd: 2\nLast: %u\n", n + 2);
  outline = pdf_list_outline (pdf);
  g_assert_cmpstr (outline, ==, expected);

  if (eo_pack_get_refused (pack, 1) != NULL)
    {
      g_test_message ("%s: %s", name, eo_pack_get_refused (pack, 1));
      pack_assert_says (reader, n + 1, "could not be put in");
      pack_assert_says (reader, n + 1, name);
    }
  else if (!g_strv_contains ((const char *const *) one->outcomes, "shown"))
    {
      g_test_message ("%s was put in, where %s is right", name, one->outcomes[0]);
      g_test_fail ();
    }
  if (eo_pack_get_refused (pack, 1) != NULL && one->outcomes[1] == NULL && g_str_equal (one->outcomes[0], "shown"))
    g_test_fail_printf ("%s is shown, and not put in", name);
}

/* Several that end the process, each at its own place: they are found one after another, and then all at once. */
static void
test_deadly (gconstpointer data)
{
  static const char *const deadly[] = { "cycle-type3.pdf", "cycle-type3.pdf", "cycle-type3.pdf", "cycle-type3.pdf" };
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;
  guint n_drawn = 0;

  eo_pack_set_contents (pack, "Contents", draw_contents, &n_drawn);
  for (guint i = 0; i < G_N_ELEMENTS (deadly); i++)
    {
      g_autofree char *path = g_build_filename ("hostile/pdf", deadly[i], NULL);
      g_autofree char *found = fixture_data (path);
      g_autofree char *word = g_strdup_printf ("good-%u", i);
      g_autoptr (GBytes) good = pack_make_pdf (word, 2, A4_WIDTH, A4_HEIGHT);
      g_autoptr (GBytes) odd = found != NULL ? read_bytes (found) : NULL;

      if (odd == NULL)
        {
          g_test_skip ("the test data is not there");
          return;
        }
      pack_add (pack, good, "good.pdf", word, 0);
      pack_add (pack, odd, deadly[i], NULL, 0);
    }
  pdf = compose (pack);
  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 2 + 4 * 3);
  pack_assert_says (reader, 1, "contents 3/2 6/2 1");
  for (guint i = 0; i < G_N_ELEMENTS (deadly); i++)
    {
      g_autofree char *word = g_strdup_printf ("good-%u 2", i);

      pack_assert_says (reader, 4 + 3 * i, word);
      pack_assert_says (reader, 5 + 3 * i, "could not be put in");
    }
}

/* What is no document, or none that can be had, has a page that says so. */
static void
test_refused (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) good = pack_make_pdf ("good", 2, A4_WIDTH, A4_HEIGHT);
  g_autoptr (GBytes) text = g_bytes_new_static ("just words", 10);
  g_autoptr (GBytes) broken = g_bytes_new_static ("%PDF-1.7 and no more", 20);
  EoPackPart late = { .name = "late.pdf", .first = 7 };
  EoPackPart gone = { .fd = -1, .name = "gone.pdf" };
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;

  late.fd = eo_sealed_new (g_bytes_get_data (good, NULL), g_bytes_get_size (good), NULL);
  pack_add (pack, text, "notes.txt", NULL, 0);
  pack_add (pack, broken, "broken.pdf", NULL, 0);
  eo_pack_add (pack, &late);
  eo_pack_add (pack, &gone);
  close (late.fd);
  pack_add (pack, good, "good.pdf", NULL, 0);
  pdf = compose (pack);
  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 6);
  pack_assert_says (reader, 1, "notes.txt");
  pack_assert_says (reader, 1, "neither a PDF nor a picture");
  pack_assert_says (reader, 2, "damaged");
  pack_assert_says (reader, 3, "does not have these pages");
  pack_assert_says (reader, 4, "could not be read");
  pack_assert_says (reader, 6, "good 2");
}

static void
test_range (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) good = pack_make_pdf ("page", 5, A4_WIDTH, A4_HEIGHT);
  EoPackPart part = { .name = "five.pdf", .first = 1, .n_pages = 2, .foot = "five.pdf" };
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;

  part.fd = eo_sealed_new (g_bytes_get_data (good, NULL), g_bytes_get_size (good), NULL);
  eo_pack_add (pack, &part);
  close (part.fd);
  pdf = compose (pack);
  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 2);
  pack_assert_says (reader, 1, "page 2");
  pack_assert_says (reader, 1, "five.pdf");
  pack_assert_says (reader, 2, "page 3");
}

static void
test_too_many (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) many = pack_make_pdf ("page", 900, 200, 200);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (EoReader) reader = NULL;

  for (guint i = 0; i < 3; i++)
    pack_add (pack, many, "many.pdf", NULL, 0);
  pdf = compose (pack);
  reader = pack_read (pdf);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 1801);
  pack_assert_says (reader, 1801, "more than 2,000 pages");
}

static void
test_cancelled (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) good = pack_make_pdf ("page", 5, A4_WIDTH, A4_HEIGHT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  pack_add (pack, good, "good.pdf", NULL, 0);
  g_cancellable_cancel (cancellable);
  g_assert_null (eo_pack_compose (pack, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (fixture_no_child ());
}

static void
test_nothing (void)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (eo_pack_compose (pack, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_EMPTY);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "hostile"))
    {
      cases = hostile_read_table ("hostile-pdf.txt");
      g_test_add_data_func ("/pack/deadly", NULL, test_deadly);
      for (guint i = 0; i < cases->len; i++)
        {
          g_autofree char *path = g_strdup_printf ("/pack/%s", ((HostileCase *) cases->pdata[i])->path);

          g_test_add_data_func (path, cases->pdata[i], test_hostile);
        }
      return g_test_run ();
    }
  g_test_add_func ("/pack/whole", test_whole);
  g_test_add_func ("/pack/refused", test_refused);
  g_test_add_func ("/pack/range", test_range);
  g_test_add_func ("/pack/too-many", test_too_many);
  g_test_add_func ("/pack/cancelled", test_cancelled);
  g_test_add_func ("/pack/nothing", test_nothing);
  return g_test_run ();
}
