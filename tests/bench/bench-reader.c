/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "bench.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

/* What the cage costs: the first page of a document of a thousand pages, opened and drawn
 * through execoffice-reader, against a fresh process that does the same with Poppler and
 * nothing around it (bench-reader-bare). CPU of the children, user and system; the
 * median of twenty rounds. */

#define PAGES  1000
#define ROUNDS 20
#define SCALE  1.5

static void
write_document (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < PAGES; i++)
    {
      g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < 40; j++)
        g_string_append_printf (text, "Page %u, line %u: the Department shall report to the Committee on the "
                                "matters raised.\n", i + 1, j + 1);
      pango_layout_set_text (layout, text->str, -1);
      pango_layout_set_width (layout, 495 * PANGO_SCALE);
      cairo_move_to (cr, 50, 50);
      pango_cairo_show_layout (cr, layout);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static gboolean
caged_round (int fd)
{
  g_autoptr (GAsyncResult) opened = NULL, rendered = NULL;
  g_autoptr (EoReader) reader = NULL;
  g_autoptr (EoPixels) pixels = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_open_async (fd, "bench.pdf", NULL, NULL, on_result, &pending);
  opened = wait_for (&pending);
  reader = eo_reader_open_finish (opened, NULL);
  if (reader == NULL)
    return FALSE;
  eo_reader_render_async (reader, 0, SCALE, 0, NULL, on_result, &pending);
  rendered = wait_for (&pending);
  pixels = eo_reader_render_finish (reader, rendered, NULL);
  return pixels != NULL;
}

/* The children that ended in one round; negative: it failed. */
static double
measure_caged (int fd)
{
  double before = bench_cpu (RUSAGE_CHILDREN);
  gboolean ok = caged_round (fd);

  /* The reader is waited for here or by a thread of the client; either way it is counted. */
  while (waitpid (-1, NULL, 0) > 0)
    continue;
  return ok ? bench_cpu (RUSAGE_CHILDREN) - before : -1;
}

static double
measure_bare (const char *program,
              const char *path)
{
  const char *argv[] = { program, path, NULL };
  double before = bench_cpu (RUSAGE_CHILDREN);
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL) ||
      status != 0)
    return -1;
  return bench_cpu (RUSAGE_CHILDREN) - before;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  double bare[ROUNDS], caged[ROUNDS];
  int fd;

  if (argc != 2 || (fd = g_file_open_tmp ("bench-XXXXXX.pdf", &path, NULL)) < 0)
    return 2;
  close (fd);
  write_document (path);
  fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, NULL);

  /* In turn, so that what else the machine does meets both alike. */
  for (guint i = 0; i < ROUNDS; i++)
    {
      bare[i] = measure_bare (argv[1], path);
      caged[i] = measure_caged (fd);
      if (bare[i] <= 0 || caged[i] <= 0)
        return 1;
    }
  unlink (path);
  bench_print_head ("what (CPU, median of 20)", "bare Poppler");
  bench_print_row ("first page of a PDF of 1,000 pages", bench_median (caged, ROUNDS), bench_median (bare, ROUNDS), 1.5);
  return 0;
}
