/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <sys/wait.h>

#include "bench.h"

/* A thousand letters of one page through the command line: hashed, stored, their text read in the cage, indexed,
 * committed; against pdftotext on each and sha256sum. Argument: the program. */

#define LETTERS 1000
#define REACH   3.0

static void
make_letter (const char *folder,
             guint       n)
{
  g_autofree char *name = g_strdup_printf ("letter-%04u.pdf", n);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 11);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *line = g_strdup_printf ("Letter %u, line %u: the road at Ndwedwe is washed away since %u days.", n, i,
                                               (n * 31 + i) % 365);

      cairo_move_to (cr, 60, 70 + i * 16);
      cairo_show_text (cr, line);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Seconds of CPU of a command and all that it starts. */
static double
run (const char *const *argv)
{
  double start = bench_cpu (RUSAGE_CHILDREN);
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, &error))
    g_error ("%s: %s", argv[0], error->message);
  g_assert_cmpint (status, ==, 0);

  return bench_cpu (RUSAGE_CHILDREN) - start;
}

static double
run_theirs (const char *folder)
{
  double sum = 0;

  for (guint i = 0; i < LETTERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("letter-%04u.pdf", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      sum += run ((const char *[]) { "pdftotext", path, "-", NULL });
      sum += run ((const char *[]) { "sha256sum", path, NULL });
    }

  return sum;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *top = g_dir_make_tmp ("eo-bench-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "letters", NULL);
  g_autofree char *office = g_build_filename (top, "office.db", NULL);
  double ours, theirs;

  g_assert_cmpint (argc, ==, 2);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < LETTERS; i++)
    make_letter (folder, i);

  bench_print_head ("what (CPU)", "pdftotext");
  ours = run ((const char *[]) { argv[1], "--database", office, "import", folder, NULL });
  theirs = run_theirs (folder);
  bench_print_row ("1,000 letters of one page taken in", ours, theirs, REACH);
  run ((const char *[]) { "rm", "-r", top, NULL });
  return 0;
}
