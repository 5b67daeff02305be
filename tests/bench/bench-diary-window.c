/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "bench.h"
#include "diary-office.h"

/* The window's start, until nothing moves any more, with 100,000 appointments of which 2,000 repeat, with 1,000, and with
 * none: in Correspondence, and in the diary. */

#define ROUNDS 5

static const guint sizes[] = { 100000, 1000, 0 };

enum { LARGE, SMALL, NONE, N_OFFICES };

static char *
make_office (const char *folder,
             guint       n)
{
  g_autofree char *name = g_strdup_printf ("%u.db", n);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  EoStore *store = eo_store_open (path, EO_STORE_CREATE, &error);

  g_assert_no_error (error);
  diary_office_fill (store, n);
  eo_store_close (store);
  g_object_unref (store);

  return path;
}

static double
read_value (const char *said,
            const char *name)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, name))
      return g_ascii_strtod (*line + strlen (name), NULL);
  g_error ("nothing was told of “%s”", name);
}

static char *
run (const char *program,
     const char *office,
     const char *script)
{
  const char *argv[] = { program, office, script, NULL };
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", program, error->message);

  return said;
}

static void
measure (const char *program,
         const char *office,
         double     *begin,
         double     *diary)
{
  g_autofree char *first = run (program, office, "begin");
  g_autofree char *second = run (program, office, "begin-diary");

  *begin = read_value (first, "begin ");
  *diary = read_value (second, "begin ");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/* bench-diary-window OFFICE-PROGRAM */
int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("eo-bench-XXXXXX", NULL);
  double begin[N_OFFICES][ROUNDS], diary[N_OFFICES][ROUNDS];
  char *offices[N_OFFICES];

  if (argc != 2)
    return 2;
  eo_kinds_init ();
  for (guint i = 0; i < N_OFFICES; i++)
    offices[i] = make_office (folder, sizes[i]);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < N_OFFICES; i++)
      measure (argv[1], offices[i], &begin[i][round], &diary[i][round]);

  bench_print_head ("what (CPU, median of 5)", "theirs");
  bench_print_row ("start (theirs: no appointments)", bench_median (begin[LARGE], ROUNDS),
                   bench_median (begin[NONE], ROUNDS), 1.1);
  printf ("%-48s %9.2f ms %9.2f ms\n", "start with the diary open (theirs: 1,000)", bench_median (diary[LARGE], ROUNDS) * 1e3,
          bench_median (diary[SMALL], ROUNDS) * 1e3);
  remove_folder (folder);
  for (guint i = 0; i < N_OFFICES; i++)
    g_free (offices[i]);

  return 0;
}
