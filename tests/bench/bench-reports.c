/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "bench.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/eo-kinds.h"

/* The reports of letters against the one SQL query that each needs, stepped to its end and thrown away, on the same
 * office. The office is EXECOFFICE_BENCH_OFFICE; only 1,000,000 letters count. */

#define ROUNDS 5

typedef EoReport *(*MakeFunc) (EoStore *store, EoQuery *query, GError **error);

static guint
step_raw (sqlite3    *raw,
          const char *sql)
{
  sqlite3_stmt *row = NULL;
  guint n = 0;

  if (sqlite3_prepare_v2 (raw, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  while (sqlite3_step (row) == SQLITE_ROW)
    n++;
  sqlite3_finalize (row);
  return n;
}

static void
measure (EoStore    *store,
         sqlite3    *raw,
         const char *label,
         MakeFunc    make,
         const char *sql)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autofree char *what = NULL;
  double ours = 1e9, theirs = 1e9;
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EoReport) report = NULL;
      double start = bench_cpu (RUSAGE_SELF);

      report = make (store, query, &error);
      g_assert_no_error (error);
      ours = MIN (ours, bench_cpu (RUSAGE_SELF) - start);
      start = bench_cpu (RUSAGE_SELF);
      n = step_raw (raw, sql);
      theirs = MIN (theirs, bench_cpu (RUSAGE_SELF) - start);
    }
  what = g_strdup_printf ("%s (%u rows)", label, n);
  bench_print_row (what, ours, theirs, 2.0);
}

int
main (void)
{
  const char *path = g_getenv ("EXECOFFICE_BENCH_OFFICE");
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = NULL;
  sqlite3 *raw = NULL;

  if (path == NULL)
    {
      printf ("EXECOFFICE_BENCH_OFFICE names no office: build-aux/bench makes one\n");
      return 77;
    }
  eo_kinds_init ();
  store = eo_store_open (path, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  if (sqlite3_open_v2 (path, &raw, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  sqlite3_exec (raw, "PRAGMA query_only = ON; PRAGMA cache_size = -4096;", NULL, NULL, NULL);

  bench_print_head ("what (CPU, best of 5)", "raw SQLite");
  measure (store, raw, "overdue letters by owner", eo_overdue_report_new,
           "SELECT coalesce ((SELECT title FROM party WHERE id = t.assigned_to), '') AS owner, t.reference,"
           " (SELECT title FROM party WHERE id = t.correspondent), t.subject, t.reply_due, t.status, t.classification"
           " FROM letter AS t WHERE t.deleted_at = '' AND answers IS NULL AND status NOT IN ('closed', 'transferred', 'no-reply')"
           " AND reply_due <> '' AND reply_due < date ('now', 'localtime')"
           " ORDER BY owner COLLATE NOCASE, t.reply_due, t.id");
  measure (store, raw, "turnaround by unit and month", eo_turnaround_report_new,
           "SELECT unit, received_on, replied_on, count (*) FROM letter WHERE deleted_at = '' AND replied_on <> ''"
           " GROUP BY unit, received_on, replied_on");
  sqlite3_close (raw);
  eo_store_close (store);
  return 0;
}
