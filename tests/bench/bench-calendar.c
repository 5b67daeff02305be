/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-calendar.h"
#include "bench.h"

/* Working days: a million due dates, each from text to text, within one second of CPU. */

#define ROUNDS 5
#define DATES 1000000

/* Starts over forty years, spans of a day to three months, as letters have them and longer. */
static guint
count_due (EoCalendar   *calendar,
           const EoDate *starts,
           guint         n_starts)
{
  guint sum = 0;

  for (guint i = 0; i < DATES; i++)
    {
      EoDate due = eo_calendar_add_working_days (calendar, &starts[i % n_starts], 1 + i % 63);

      sum += due.iso[9];
    }

  return sum;
}

static guint
count_between (EoCalendar   *calendar,
               const EoDate *starts,
               guint         n_starts)
{
  guint sum = 0;

  for (guint i = 0; i < DATES; i++)
    sum += eo_calendar_working_days_between (calendar, &starts[i % n_starts], &starts[(i * 7 + 1) % n_starts]);

  return sum;
}

static void
measure (const char *what,
         guint     (*count) (EoCalendar *, const EoDate *, guint),
         EoCalendar *calendar,
         const EoDate *starts,
         guint       n_starts)
{
  double ours = 1e9;
  guint sum = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = bench_cpu (RUSAGE_SELF);

      sum += count (calendar, starts, n_starts);
      ours = MIN (ours, bench_cpu (RUSAGE_SELF) - start);
    }
  g_assert_true (sum != 0);
  bench_print_row (what, ours, 1.0, 1.0);
}

int
main (void)
{
  g_autoptr (EoCalendar) calendar = eo_calendar_new (NULL, 0);
  EoDate first = eo_date_from_ymd (2000, 1, 1);
  EoDate starts[1013];

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    starts[i] = eo_date_add_days (&first, i * 13);

  bench_print_head ("what (CPU, best of 5)", "one second");
  measure ("a million due dates", count_due, calendar, starts, G_N_ELEMENTS (starts));
  measure ("working days between a million pairs of dates", count_between, calendar, starts, G_N_ELEMENTS (starts));
  return 0;
}
