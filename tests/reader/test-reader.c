/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-sealed.h"

typedef struct
{
  const char *path;
  guint       n_pages;
  double      width;  /* of the first page, points */
  double      height;
  guint       page;
  const char *sentence; /* stands on that page */
} Pdf;

static const Pdf pdfs[] = {
  { "correspondence/committee-activity-addendum.pdf", 0, 0, 0, 0, "ommittee" },
  { "correspondence/engine-rooms-of-parliament.pdf", 0, 0, 0, 0, "arliament" },
  { "correspondence/understanding-municipal-budgets.pdf", 0, 0, 0, 0, "udget" },
  { "correspondence/understanding-the-idp.pdf", 0, 0, 0, 0, "ntegrated" },
};

static void
test_pdf (gconstpointer data)
{
  const Pdf *pdf = data;
  g_autofree char *path = fixture_data (pdf->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = NULL;
  g_autoptr (EoPixels) pixels = NULL;
  g_autoptr (EoPageText) text = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  double w, h;
  EoPageRect bounds;

  if (path == NULL)
    {
      g_test_skip ("the test data is not there");
      return;
    }
  reader = fixture_open (path, NULL, &error);
  g_assert_no_error (error);
  eo_reader_get_page_size (reader, 0, &w, &h);
  g_test_message ("%u pages %g %g", eo_reader_get_n_pages (reader), w, h);
  pixels = fixture_render (reader, pdf->page, 1.0, 0, &error);
  g_assert_no_error (error);
  g_test_message ("%d×%d %u ink, cpu %g", pixels->width, pixels->height, fixture_count_ink (pixels), eo_reader_get_cpu (reader));
  text = fixture_text (reader, pdf->page, &error);
  g_assert_no_error (error);
  g_test_message ("%u: %.200s", text->n_chars, text->text);
  matches = fixture_find (reader, pdf->sentence, 0, 1000, &error);
  g_assert_no_error (error);
  g_test_message ("%u matches", matches->len);
  g_assert_true (fixture_bounds (reader, pdf->page, &bounds, &error));
  g_test_message ("bounds %g %g %g %g", bounds.x, bounds.y, bounds.width, bounds.height);
  g_test_message ("cpu %g", eo_reader_get_cpu (reader));
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
  return g_test_run ();
}
