/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-sealed.h"

typedef struct
{
  const char *path;
  guint       n_pages;
  double      width;    /* of the first page, points */
  double      height;
  const char *sentence; /* stands on the first page */
  const char *word;     /* looked for in all of it */
  guint       n_found;
} Pdf;

static const Pdf pdfs[] = {
  { "correspondence/committee-activity-addendum.pdf", 3, 595.32, 841.92,
    "Agriculture, Forestry and Fisheries", "COMMITTEE", 12 },
  { "correspondence/engine-rooms-of-parliament.pdf", 16, 595.32, 841.92,
    "Are the “engine rooms of Parliament” exercising their powers fully", "parliament", 134 },
  { "correspondence/understanding-municipal-budgets.pdf", 1, 595, 842,
    "A budget is a municipality’s financial plan.", "Budget", 12 },
  { "correspondence/understanding-the-idp.pdf", 1, 595, 842, "What is the IDP?", "integrated", 1 },
};

typedef struct
{
  const char *path;
  const char *password;
} Locked;

static const Locked locked[] = {
  { "hostile/pdf/pypdf/0019_resources_encryption_r2-user-password.pdf", "asdfzxcv" },
  { "hostile/pdf/pypdf/0029_resources_encryption_r6-both-passwords.pdf", "foo" },
  { "hostile/pdf/pypdf/0022_resources_encryption_r4-aes-user-password.pdf", "asdfzxcv" },
  { "hostile/pdf/pypdf/0055_resources_libreoffice-writer-password.pdf", "openpassword" },
};

typedef struct
{
  const char *contents;
  gsize       size;
  EoError     code;
} Refused;

#define CONTENTS(text) (text), sizeof (text) - 1

static const Refused refused[] = {
  { CONTENTS ("PK\003\004 a letter as DOCX"), EO_ERROR_UNSUPPORTED },
  { CONTENTS ("Just words."), EO_ERROR_UNSUPPORTED },
  { CONTENTS ("\0"), EO_ERROR_UNSUPPORTED },
  { CONTENTS ("%PDF-1.7\nand nothing of the kind"), EO_ERROR_DAMAGED },
  { CONTENTS ("\x89PNG\r\n\x1a\n"), EO_ERROR_DAMAGED },
  { CONTENTS ("\xff\xd8\xff"), EO_ERROR_DAMAGED },
  { CONTENTS ("II*\0\x08\0\0\0"), EO_ERROR_DAMAGED },
  { CONTENTS (""), EO_ERROR_EMPTY },
};

static EoReader *
open_data (const char *relative)
{
  g_autofree char *path = fixture_data (relative);
  g_autoptr (GError) error = NULL;
  EoReader *reader;

  if (path == NULL)
    {
      g_test_skip ("the test data is not there");
      return NULL;
    }
  reader = fixture_open (path, NULL, &error);
  g_assert_no_error (error);
  return reader;
}

static void
test_pdf (gconstpointer data)
{
  const Pdf *pdf = data;
  g_autoptr (EoReader) reader = open_data (pdf->path);
  g_autoptr (EoPixels) pixels = NULL;
  g_autoptr (EoPageText) text = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GError) error = NULL;
  EoPageRect bounds;
  double width, height;

  if (reader == NULL)
    return;
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, pdf->n_pages);
  g_assert_false (eo_reader_is_image (reader));
  eo_reader_get_page_size (reader, 0, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, pdf->width, 0.01);
  g_assert_cmpfloat_with_epsilon (height, pdf->height, 0.01);

  pixels = fixture_render (reader, 0, 1, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, (int) (pdf->width + 0.9));
  g_assert_cmpint (pixels->height, ==, (int) (pdf->height + 0.9));
  g_assert_cmpuint (fixture_count_ink (pixels), >, 10000);

  text = fixture_text (reader, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text->text, pdf->sentence));
  g_assert_cmpint (g_utf8_strlen (text->text, -1), ==, text->n_chars);

  matches = fixture_find (reader, pdf->word, 0, G_MAXUINT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matches->len, ==, pdf->n_found);

  g_assert_true (fixture_bounds (reader, 0, &bounds, &error));
  g_assert_true (bounds.x >= 0 && bounds.y >= 0 && bounds.x + bounds.width <= width + 1 &&
                 bounds.y + bounds.height <= height + 1 && bounds.width > width / 2);
  g_assert_cmpfloat (eo_reader_get_cpu (reader), >, 0);
}

static cairo_status_t
append (void                *closure,
        const unsigned char *data,
        unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Three pages: words with marks on them and two links, a @wide one, an empty one. */
static GByteArray *
make_pdf (double wide)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 400, 600);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 20);
  cairo_move_to (cr, 100, 200);
  cairo_show_text (cr, "Café Zürich");
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "uri='https://example.org/notice'");
  cairo_move_to (cr, 100, 300);
  cairo_show_text (cr, "notice");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "dest='overleaf'");
  cairo_move_to (cr, 100, 400);
  cairo_show_text (cr, "overleaf");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "uri='file:///etc/passwd'");
  cairo_move_to (cr, 100, 500);
  cairo_show_text (cr, "trap");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  cairo_show_page (cr);
  cairo_pdf_surface_set_size (surface, wide, 1000 - wide);
  cairo_rectangle (cr, 0, 0, 60, 40);
  cairo_fill (cr);
  cairo_tag_begin (cr, CAIRO_TAG_DEST, "name='overleaf'");
  cairo_move_to (cr, 300, 100);
  cairo_show_text (cr, "Overleaf");
  cairo_tag_end (cr, CAIRO_TAG_DEST);
  cairo_show_page (cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return bytes;
}

static EoReader *
open_made (void)
{
  g_autoptr (GByteArray) bytes = make_pdf (600);
  g_autoptr (GError) error = NULL;
  EoReader *reader = fixture_open_bytes (bytes->data, bytes->len, "made.pdf", NULL, &error);

  g_assert_no_error (error);
  return reader;
}

static void
test_find (void)
{
  static const struct { const char *text; guint n; } cases[] = {
    { "zurich", 1 }, { "ZÜRICH", 1 }, { "cafe\xcc\x81", 1 }, { "cafe zurich", 1 }, { "Bern", 0 }, { "", 0 },
  };
  g_autoptr (EoReader) reader = open_made ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) matches = fixture_find (reader, cases[i].text, 0, 3, &error);
      const EoPageMatch *match;

      g_assert_no_error (error);
      g_assert_cmpuint (matches->len, ==, cases[i].n);
      if (matches->len == 0)
        continue;
      match = g_ptr_array_index (matches, 0);
      g_assert_cmpuint (match->page, ==, 0);
      g_assert_cmpuint (match->n_rects, ==, 1);
      /* The baseline of the line is at 200 from the top. */
      g_assert_cmpfloat (match->rects[0].y, >, 170);
      g_assert_cmpfloat (match->rects[0].y, <, 200);
    }
}

static void
test_text (void)
{
  g_autoptr (EoReader) reader = open_made ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPageText) text = fixture_text (reader, 0, &error);
  g_autoptr (EoPageText) nothing = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text->text, "Café Zürich\n"));
  g_assert_cmpuint (text->n_chars, ==, g_utf8_strlen (text->text, -1));
  /* Letters stand where they were drawn, left to right. */
  g_assert_cmpfloat_with_epsilon (text->rects[0].x, 100, 3);
  g_assert_cmpfloat (text->rects[1].x, >, text->rects[0].x);
  g_assert_cmpfloat (text->rects[0].y, >, 170);
  g_assert_cmpfloat (text->rects[0].y + text->rects[0].height, <, 215);

  nothing = fixture_text (reader, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nothing->text, ==, "");
  g_assert_cmpuint (nothing->n_chars, ==, 0);
}

/* All its pages are of one size: cairo 1.18 places links by the size of the last one. */
static void
test_links (void)
{
  g_autoptr (GByteArray) bytes = make_pdf (400);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = fixture_open_bytes (bytes->data, bytes->len, "links.pdf", NULL, &error);
  g_autoptr (GPtrArray) links = fixture_links (reader, 0, &error);
  const EoPageLink *link;

  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 2); /* a link to a file is none */
  link = g_ptr_array_index (links, 0);
  g_assert_cmpstr (link->uri, ==, "https://example.org/notice");
  g_assert_cmpfloat_with_epsilon (link->rect.y + link->rect.height / 2, 295, 12);
  link = g_ptr_array_index (links, 1);
  g_assert_null (link->uri);
  g_assert_cmpint (link->page, ==, 1);
}

static guint32
pixel_at (const EoPixels *pixels,
          int             x,
          int             y)
{
  const guint8 *row = (const guint8 *) g_bytes_get_data (pixels->bytes, NULL) + (gsize) y * pixels->stride;

  return ((const guint32 *) (gconstpointer) row)[x];
}

/* The black corner of the landscape page goes round clockwise. */
static void
test_rotation (void)
{
  static const struct { int rotation, width, height, x, y; } cases[] = {
    { 0, 600, 400, 5, 5 }, { 90, 400, 600, 395, 5 }, { 180, 600, 400, 595, 395 }, { 270, 400, 600, 5, 595 },
  };
  g_autoptr (EoReader) reader = open_made ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EoPixels) pixels = fixture_render (reader, 1, 1, cases[i].rotation, &error);

      g_assert_no_error (error);
      g_assert_cmpint (pixels->width, ==, cases[i].width);
      g_assert_cmpint (pixels->height, ==, cases[i].height);
      g_assert_cmphex (pixel_at (pixels, cases[i].x, cases[i].y), ==, 0xff000000u);
      g_assert_cmphex (pixel_at (pixels, pixels->width / 2, pixels->height / 2), ==, 0xffffffffu);
    }
}

static void
test_large (void)
{
  g_autoptr (EoReader) reader = open_made ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPixels) pixels = fixture_render (reader, 0, 100, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->height, ==, 4096);
  g_assert_cmpint (pixels->width, ==, 2731);
  g_clear_pointer (&pixels, eo_pixels_free);
  pixels = fixture_render (reader, 3, 1, 0, &error);
  g_assert_null (pixels);
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
}

static void
test_locked (gconstpointer data)
{
  const Locked *one = data;
  g_autofree char *path = fixture_data (one->path);
  const char * const wrong[] = { NULL, "wrong", "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = NULL;

  if (path == NULL)
    {
      g_test_skip ("the test data is not there");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (fixture_open (path, wrong[i], &error));
      g_assert_error (error, EO_ERROR, EO_ERROR_PASSWORD);
      g_clear_error (&error);
    }
  reader = fixture_open (path, one->password, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), >, 0);
}

static void
test_refused (gconstpointer data)
{
  const Refused *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = fixture_open_bytes (one->contents, one->size, "letter.bin", NULL, &error);

  g_assert_null (reader);
  g_assert_error (error, EO_ERROR, one->code);
  g_assert_nonnull (strstr (error->message, "letter.bin"));
}

/* Only memory that nobody can change any more is handed to the reader. */
static void
test_unsealed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;
  int fd = eo_sealed_begin (&error);

  g_assert_no_error (error);
  eo_reader_open_async (fd, "open.pdf", NULL, NULL, fixture_on_result, &pending);
  g_close (fd, NULL);
  result = fixture_wait (&pending);
  g_assert_null (eo_reader_open_finish (result, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
}

static void
test_cancel (void)
{
  g_autoptr (EoReader) reader = open_made ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[6] = { NULL };
  guint n_cancelled = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    eo_reader_render_async (reader, 0, 4, 0, i < 5 ? cancellable : NULL, fixture_on_result, &results[i]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GAsyncResult) result = fixture_wait (&results[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (EoPixels) pixels = eo_reader_render_finish (reader, result, &error);

      n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true ((pixels != NULL) == (i == 5));
    }
  g_assert_cmpuint (n_cancelled, ==, 5);
}

/* The process dies in the middle of a request: that one, those behind it and those after
 * it fail, and the next document opens. */
static void
test_killed (void)
{
  g_autoptr (EoReader) reader = NULL;
  g_autoptr (EoReader) again = NULL;
  GAsyncResult *results[3] = { NULL };
  int child;

  g_assert_true (fixture_no_child ());
  reader = open_made ();
  child = fixture_child ();
  g_assert_cmpint (child, >, 0);
  /* Stopped, so that it is killed before it has answered. */
  g_assert_cmpint (kill (child, SIGSTOP), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    eo_reader_render_async (reader, 0, 6, 0, NULL, fixture_on_result, &results[i]);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GAsyncResult) result = fixture_wait (&results[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (eo_reader_render_finish (reader, result, &error));
      g_assert_error (error, EO_ERROR, EO_ERROR_CRASHED);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fixture_text (reader, 0, &error));
      g_assert_error (error, EO_ERROR, EO_ERROR_CRASHED);
    }
  g_assert_true (fixture_no_child ());
  again = open_made ();
  g_assert_cmpuint (eo_reader_get_n_pages (again), ==, 3);
}

static void
test_no_program (void)
{
  g_autoptr (GByteArray) bytes = make_pdf (600);
  g_autoptr (GError) error = NULL;

  g_setenv ("EXECOFFICE_LIBEXEC", "/nonexistent", TRUE);
  g_assert_null (fixture_open_bytes (bytes->data, bytes->len, "made.pdf", NULL, &error));
  g_unsetenv ("EXECOFFICE_LIBEXEC");
  g_assert_error (error, EO_ERROR, EO_ERROR_NO_CAGE);
}

/* Pages past those measured in opening get their true size a little later. */
static void
test_sizes (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 400, 600);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (EoReader) reader = NULL;
  guint n_told = 0;
  double width, height;

  for (guint i = 0; i < 700; i++)
    {
      if (i == 650)
        cairo_pdf_surface_set_size (surface, 600, 400);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  reader = fixture_open_bytes (bytes->data, bytes->len, "long.pdf", NULL, NULL);
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 700);
  eo_reader_get_page_size (reader, 649, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 400, 0.01);
  g_signal_connect_swapped (reader, "sizes-changed", G_CALLBACK (g_atomic_int_inc), &n_told);
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  eo_reader_get_page_size (reader, 650, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 600, 0.01);
}

static gpointer
extract_in_thread (gpointer data)
{
  GByteArray *bytes = data;
  int fd = eo_sealed_new (bytes->data, bytes->len, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *pages = eo_reader_extract_text (fd, "made.pdf", 20, NULL, &error);

  g_close (fd, NULL);
  g_assert_no_error (error);
  return pages;
}

static void
test_extract (void)
{
  g_autoptr (GByteArray) bytes = make_pdf (600);
  g_autoptr (GPtrArray) pages = g_thread_join (g_thread_new ("extract", extract_in_thread, bytes));
  g_autoptr (GError) error = NULL;
  int fd;

  g_assert_cmpuint (pages->len, ==, 3);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (pages, 0), "Café Zürich"));
  g_assert_cmpstr (g_ptr_array_index (pages, 2), ==, "");

  fd = eo_sealed_new ("none", 4, NULL);
  g_assert_null (eo_reader_extract_text (fd, "none.bin", 20, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_close (fd, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pdfs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader/pdf/%u", i);

      g_test_add_data_func (path, &pdfs[i], test_pdf);
    }
  for (guint i = 0; i < G_N_ELEMENTS (locked); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader/locked/%u", i);

      g_test_add_data_func (path, &locked[i], test_locked);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader/refused/%u", i);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/reader/find", test_find);
  g_test_add_func ("/reader/text", test_text);
  g_test_add_func ("/reader/links", test_links);
  g_test_add_func ("/reader/rotation", test_rotation);
  g_test_add_func ("/reader/large", test_large);
  g_test_add_func ("/reader/unsealed", test_unsealed);
  g_test_add_func ("/reader/cancel", test_cancel);
  g_test_add_func ("/reader/killed", test_killed);
  g_test_add_func ("/reader/no-program", test_no_program);
  g_test_add_func ("/reader/sizes", test_sizes);
  g_test_add_func ("/reader/extract", test_extract);
  return g_test_run ();
}
