/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "bench.h"

/* The window against a bare one, each in fresh processes that take their own measure: start, opening
 * Correspondence, jumps of the scrollbar, memory. The offices are EXECOFFICE_BENCH_OFFICE (only 1,000,000 letters
 * count) and, of 1,000 letters, EXECOFFICE_BENCH_SMALL_OFFICE. */

#define ROUNDS 5

/* One measure, taken of one program a few times. */
typedef struct
{
  const char *name;
  double      values[ROUNDS];
} Measure;

enum
{
  START,
  ROWS,
  MEMORY,
  JUMPS,
  BARE_START,
  BARE_MEMORY,
  BARE_JUMPS,
  OPEN,
  SMALL_OPEN,
  N_MEASURES
};

static Measure measures[N_MEASURES] = {
  [START] = { "start" }, [ROWS] = { "rows" }, [MEMORY] = { "memory" }, [JUMPS] = { "jumps" },
  [BARE_START] = { "start" }, [BARE_MEMORY] = { "memory" }, [BARE_JUMPS] = { "jumps" },
  [OPEN] = { "open" }, [SMALL_OPEN] = { "open" },
};

/* Runs @argv and takes what it says of the measures from @first to @last. */
static void
run (guint       round,
     guint       first,
     guint       last,
     const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *begin = g_strconcat (measures[i].name, " ", NULL);
      g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix (*line, begin))
          measures[i].values[round] = g_ascii_strtod (*line + strlen (begin), NULL);
      if (measures[i].values[round] <= 0)
        g_error ("%s %s does not tell of “%s”", argv[0], argv[1], measures[i].name);
    }
}

static double
get (guint which)
{
  return bench_median (measures[which].values, ROUNDS);
}

/* bench-window OFFICE-PROGRAM BARE-PROGRAM */
int
main (int    argc,
      char **argv)
{
  const char *office = g_getenv ("EXECOFFICE_BENCH_OFFICE");
  const char *small = g_getenv ("EXECOFFICE_BENCH_SMALL_OFFICE");
  double more;

  if (argc != 3 || office == NULL || small == NULL)
    {
      printf ("EXECOFFICE_BENCH_OFFICE or EXECOFFICE_BENCH_SMALL_OFFICE names no office: build-aux/bench makes them\n");
      return 77;
    }

  /* In turn, so that what else the machine does meets all alike. */
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *rows = NULL;
      run (i, START, JUMPS, (const char *[]) { argv[1], office, "jumps", NULL });
      run (i, BARE_START, BARE_MEMORY, (const char *[]) { argv[2], "1000", NULL });
      rows = g_strdup_printf ("%.0f", measures[ROWS].values[i]);
      run (i, BARE_JUMPS, BARE_JUMPS, (const char *[]) { argv[2], rows, "jumps", NULL });
      run (i, OPEN, OPEN, (const char *[]) { argv[1], office, "open", NULL });
      run (i, SMALL_OPEN, SMALL_OPEN, (const char *[]) { argv[1], small, "open", NULL });
    }

  printf ("%.0f letters\n", get (ROWS));
  bench_print_head ("what (CPU, median of 5)", "bare window");
  bench_print_row ("start to the register’s rows painted", get (START), get (BARE_START), 1.3);
  bench_print_row ("opening Correspondence (theirs: 1,000 letters)", get (OPEN), get (SMALL_OPEN), 1.2);
  bench_print_row ("100 jumps of the scrollbar", get (JUMPS), get (BARE_JUMPS), 1.5);
  more = (get (MEMORY) - get (BARE_MEMORY)) / 1024;
  printf ("%-48s %9.2f MB %9.2f MB  %+6.1f   ≤ +20  %s\n", "private memory of the window", get (MEMORY) / 1024,
          get (BARE_MEMORY) / 1024, more, more <= 20 ? "reached" : "MISSED");
  return 0;
}
