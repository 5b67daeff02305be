/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "bench.h"
#include "sections/eo-kinds.h"
#include "store/eo-record-list.h"
#include "store/eo-search.h"
#include "store/eo-store-private.h"

/* The store against raw SQLite on the same office, in one run: ordered ids of the register, and searches.
 * The office is EXECOFFICE_BENCH_OFFICE, of EXECOFFICE_BENCH_SIZE letters; only 1,000,000 counts. */

#define ROUNDS 5

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *raw = NULL;

  if (sqlite3_open_v2 (path, &raw, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  sqlite3_exec (raw, "PRAGMA query_only = ON; PRAGMA cache_size = -4096;", NULL, NULL, NULL);
  return raw;
}

/* Steps a query to its end; returns the rows. @text binds to ?1. */
static guint
step_raw (sqlite3    *raw,
          const char *sql,
          const char *text)
{
  sqlite3_stmt *row = NULL;
  guint n = 0;
  gint64 sum = 0;

  if (sqlite3_prepare_v2 (raw, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  if (text != NULL)
    sqlite3_bind_text (row, 1, text, -1, SQLITE_STATIC);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      sum += sqlite3_column_int64 (row, 0);
      n++;
    }
  sqlite3_finalize (row);
  g_assert_true (n == 0 || sum != 0);
  return n;
}

static void
bench_ids (EoStore *store,
           sqlite3 *raw)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  double ours = 1e9, theirs = 1e9;
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (EoRecordList) list = eo_record_list_new (store);
      double start = bench_cpu (RUSAGE_SELF);
      eo_record_list_set_query (list, query);
      while (eo_record_list_is_loading (list))
        g_main_context_iteration (NULL, TRUE);
      ours = MIN (ours, bench_cpu (RUSAGE_SELF) - start);
      n = eo_record_list_get_n (list);
      start = bench_cpu (RUSAGE_SELF);
      g_assert_cmpuint (step_raw (raw, "SELECT id FROM letter WHERE deleted_at = '' ORDER BY received_on DESC, id DESC",
                                  NULL), ==, n);
      theirs = MIN (theirs, bench_cpu (RUSAGE_SELF) - start);
    }
  printf ("%u letters\n", n);
  bench_print_row ("full ordered ids of the register", ours, theirs, 1.3);
}

/* Same index, same order: newest first where there are many, by rank where there are few. */
static void
bench_search (EoStore    *store,
              sqlite3    *raw,
              const char *label,
              const char *text)
{
  static const char columns[] = "SELECT r.id, r.kind, r.record, snippet (search_fts, 2, '<', '>', '…', 16),"
                                " highlight (search_fts, 0, '<', '>') FROM search_fts JOIN search_row AS r"
                                " ON r.id = search_fts.rowid WHERE search_fts MATCH ?1 ORDER BY %s LIMIT 50";
  g_autofree char *match = eo_search_match_expression (text);
  double ours = 1e9, theirs = 1e9;
  gboolean by_rank = FALSE;
  guint total = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = bench_cpu (RUSAGE_SELF);
      g_autoptr (EoSearchResult) result = eo_store_search (store, text, NULL, 50, &error);
      g_autofree char *sql = NULL;
      g_assert_no_error (error);
      ours = MIN (ours, bench_cpu (RUSAGE_SELF) - start);
      by_rank = result->by_rank;
      total = result->total;
      sql = g_strdup_printf ("%s", columns);
      {
        g_autoptr (GString) query = g_string_new (sql);
        g_string_replace (query, "%s", by_rank ? "rank" : "search_fts.rowid DESC", 1);
        start = bench_cpu (RUSAGE_SELF);
        step_raw (raw, query->str, match);
        theirs = MIN (theirs, bench_cpu (RUSAGE_SELF) - start);
      }
    }
  {
    g_autofree char *what = g_strdup_printf ("search %s “%s” (%u%s, %s)", label, text, total, by_rank ? "" : "+",
                                             by_rank ? "by rank" : "newest");
    bench_print_row (what, ours, theirs, 2.0);
    if (ours > 0.050)
      printf ("  over 50 ms of CPU\n");
  }
}

int
main (void)
{
  static const struct { const char *label, *text; } searches[] = {
    { "rare", "Kuvuzweni" }, { "medium", "Ndwedwe" }, { "medium", "tender Ndwedwe" },
    { "commonest", "the" }, { "common", "request" }, { "prefix 2", "nd" }, { "prefix 3", "mun" }, { "prefix 4", "road" },
    { "two common", "request information" },
  };
  const char *path = g_getenv ("EXECOFFICE_BENCH_OFFICE");
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = NULL;
  sqlite3 *raw;

  if (path == NULL)
    {
      printf ("EXECOFFICE_BENCH_OFFICE names no office: build-aux/bench makes one\n");
      return 77;
    }
  eo_kinds_init ();
  store = eo_store_open (path, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  raw = open_raw (path);
  bench_print_head ("what (CPU, best of 5)", "raw SQLite");
  bench_ids (store, raw);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    bench_search (store, raw, searches[i].label, searches[i].text);
  sqlite3_close (raw);
  eo_store_close (store);
  return 0;
}
