/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "bench.h"
#include "diary-office.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/eo-slot.h"

/* What stands in a week, whether something clashes and when there is time: with 100,000 appointments of which 2,000
 * repeat, and with 1,000. */

#define LARGE  100000
#define SMALL  1000
#define ROUNDS 21

static EoStore *
make_office (const char *folder,
             guint       n)
{
  g_autofree char *name = g_strdup_printf ("%u.db", n);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  EoStore *store = eo_store_open (path, EO_STORE_CREATE, &error);
  double start = bench_cpu (RUSAGE_SELF);

  g_assert_no_error (error);
  diary_office_fill (store, n);
  printf ("%u appointments made in %.1f s of CPU\n", n, bench_cpu (RUSAGE_SELF) - start);

  return store;
}

static gint64
week_start (guint week)
{
  EoDate monday;
  EoLocalTime midnight;

  eo_date_parse (DIARY_OFFICE_MONDAY, &monday, NULL);
  monday = eo_date_add_days (&monday, (int) week * 7);
  midnight = eo_local_time_new (&monday, 0);

  return eo_instant_from_local (&midnight, "Africa/Johannesburg", NULL);
}

/* A week and its clashes, one after the other of the fortnight. */
static double
look_at_weeks (EoStore *store)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = bench_cpu (RUSAGE_SELF);
      g_autoptr (GPtrArray) found = eo_occurrences_find (store, NULL, 0, week_start (i % 2), week_start (i % 2 + 1), NULL);
      g_autoptr (GHashTable) clashes = eo_clash_find (found);

      times[i] = bench_cpu (RUSAGE_SELF) - start;
      g_assert_cmpuint (found->len, ==, DIARY_OFFICE_A_WEEK);
      g_assert_cmpuint (g_hash_table_size (clashes), >, 0);
    }

  return bench_median (times, ROUNDS);
}

static gboolean
ask_for_clash (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  g_autoptr (EoOccurrence) clash = NULL;

  return eo_writer_find_clash (writer, data, &clash, error);
}

static double
find_clashes (EoStore *store)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) some = eo_store_select (store, query, ROUNDS, NULL);
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = bench_cpu (RUSAGE_SELF);

      g_assert_true (eo_store_write (store, ask_for_clash, g_ptr_array_index (some, i), NULL));
      times[i] = bench_cpu (RUSAGE_SELF) - start;
    }

  return bench_median (times, ROUNDS);
}

static double
find_slots (EoStore *store)
{
  gint64 diaries[] = { 1, 2, 3 };
  EoSlotWish wish = { .diaries = diaries, .n_diaries = 3, .place = "", .minutes = 240, .most = 1000 };
  double times[5];

  eo_date_parse ("2027-01-01", &wish.first, NULL);
  eo_date_parse ("2027-12-31", &wish.last, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      double start = bench_cpu (RUSAGE_SELF);
      g_autoptr (GArray) slots = eo_slots_find (store, &wish, NULL);

      g_assert_nonnull (slots);
      times[i] = bench_cpu (RUSAGE_SELF) - start;
    }

  return bench_median (times, G_N_ELEMENTS (times));
}

/* Figures, not ratios: what matters is that nobody waits for them. */
static void
print_row (const char  *what,
           double     (*measure) (EoStore *store),
           EoStore     *large,
           EoStore     *small)
{
  printf ("%-48s %9.2f ms %9.2f ms\n", what, measure (large) * 1e3, measure (small) * 1e3);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("eo-bench-XXXXXX", NULL);
  EoStore *large, *small;

  eo_kinds_init ();
  large = make_office (folder, LARGE);
  small = make_office (folder, SMALL);
  printf ("%-48s %12s %12s\n", "appointments, of which 2 in 100 repeat", "100,000", "1,000");
  print_row ("a week with its clashes", look_at_weeks, large, small);
  print_row ("clash check at confirmation", find_clashes, large, small);
  print_row ("find a slot over a year, three diaries", find_slots, large, small);
  eo_store_close (large);
  eo_store_close (small);
  g_object_unref (large);
  g_object_unref (small);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 4; j++)
      {
        static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
        g_autofree char *name = g_strdup_printf ("%s/%u.db%s", folder, i == 0 ? LARGE : SMALL, endings[j]);

        g_remove (name);
      }
  g_rmdir (folder);

  return 0;
}
