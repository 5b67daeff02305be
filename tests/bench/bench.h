/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <glib.h>

/* What the benchmarks have in common: CPU time, medians and rows of the table. */

/* In seconds; @who as getrusage() takes it. */
static inline double
bench_cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static inline int
bench_compare (gconstpointer a,
               gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* Sorts @values. */
static inline double
bench_median (double *values,
              guint   n)
{
  qsort (values, n, sizeof *values, bench_compare);
  return values[n / 2];
}

static inline void
bench_print_head (const char *what,
                  const char *theirs)
{
  printf ("%-48s %12s %12s   %5s   %s\n", what, "ours", theirs, "ratio", "reach");
}

/* A row as a ratio; times in seconds. */
static inline void
bench_print_row (const char *what,
                 double      ours,
                 double      theirs,
                 double      reach)
{
  printf ("%-48s %9.2f ms %9.2f ms   %5.2f   ≤ %.1f  %s\n", what, ours * 1e3, theirs * 1e3, ours / theirs, reach,
          ours / theirs <= reach ? "reached" : "MISSED");
}
