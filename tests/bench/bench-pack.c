/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "reader/eo-pack-pages.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

/* What it costs that the pages of a pack are drawn anew in the cage: against Poppler's own printing of the same pages in a
 * bare process (bench-pack-bare). CPU of the children, the median of some rounds; pages of text, of drawings, of scans. */

#define ROUNDS 7
#define COPIES 3 /* of each, so that starting a process weighs as little as in a real pack */

typedef struct
{
  const char *what;
  const char *path; /* in the test data */
} Kind;

static const Kind kinds[] = {
  { "pack: pages of text", "correspondence/committee-activity-addendum.pdf" },
  { "pack: pages with photographs", "correspondence/engine-rooms-of-parliament.pdf" },
  { "pack: a poster", "correspondence/understanding-the-idp.pdf" },
  { "pack: scanned pages", "hostile/pdf/pypdf/0007_resources_Seige_of_Vicksburg_Sample_OCR.pdf" },
};

static gboolean
caged_round (int fd)
{
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < COPIES; i++)
    {
      const EoPackPart part = { .fd = fd, .name = "document.pdf", .title = "Document" };

      eo_pack_add (pack, &part);
    }
  pdf = eo_pack_compose (pack, NULL, NULL, NULL, NULL);
  return pdf != NULL && eo_pack_get_refused (pack, 0) == NULL;
}

/* The children that ended in one round; negative: it failed. */
static double
measure_caged (int fd)
{
  double before = bench_cpu (RUSAGE_CHILDREN);
  gboolean ok = caged_round (fd);

  /* They are waited for here or by a thread of the client; either way they are counted. */
  while (waitpid (-1, NULL, 0) > 0)
    continue;
  return ok ? bench_cpu (RUSAGE_CHILDREN) - before : -1;
}

static double
measure_bare (const char *program,
              const char *path)
{
  const char *argv[COPIES + 2] = { program };
  double before = bench_cpu (RUSAGE_CHILDREN);
  int status = 0;

  for (guint i = 0; i < COPIES; i++)
    argv[i + 1] = path;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL) || status != 0)
    return -1;
  return bench_cpu (RUSAGE_CHILDREN) - before;
}

static gboolean
measure (const Kind *kind,
         const char *program)
{
  g_autofree char *path = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), kind->path, NULL);
  int fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, NULL);
  double bare[ROUNDS], caged[ROUNDS];

  if (fd < 0)
    return TRUE; /* the test data is not there */
  /* In turn, so that what else the machine does meets both alike. */
  for (guint i = 0; i < ROUNDS; i++)
    {
      bare[i] = measure_bare (program, path);
      caged[i] = measure_caged (fd);
      if (bare[i] <= 0 || caged[i] <= 0)
        return FALSE;
    }
  close (fd);
  bench_print_row (kind->what, bench_median (caged, ROUNDS), bench_median (bare, ROUNDS), 1.5);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  if (argc != 2 || g_getenv ("EXECOFFICE_TEST_DATA") == NULL)
    return 2;
  bench_print_head ("what (CPU, median of 7)", "Poppler prints");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!measure (&kinds[i], argv[1]))
      return 1;
  return 0;
}
