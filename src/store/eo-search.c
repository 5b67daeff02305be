/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-search-private.h"

/* Up to this many matches are ranked; of more, the newest come first, which costs nothing (a million letters: ranking
 * the commonest word 0.9 s, newest first 0.02 ms). */
#define RANK_CAP 1000

/* The columns that take_row() reads. Rows of records pass by their date; pages are looked at one by one. */
#define TITLE       "highlight (search_fts, 0, char (2), char (3))"
#define SNIPPET     "coalesce (eo_lit (snippet (search_fts, 2, char (2), char (3), '…', 24)), "                      \
                    "eo_lit (snippet (search_fts, 1, char (2), char (3), '…', 12)))"
#define SQL_RANKED                                                                                                   \
  "SELECT r.kind, r.record, r.document, r.page, r.title, " TITLE ", " SNIPPET ", r.dated "                            \
  "FROM search_fts CROSS JOIN search_row AS r ON r.id = search_fts.rowid "                                           \
  "WHERE search_fts MATCH ?1 AND rank MATCH 'eo_rank()' ORDER BY rank"

/* The newest hits and the count of matches in one go: to begin on a word's first letters costs as much as all the rest,
 * so it is begun once. eo_counting() says that what comes is only counted: no row is looked up for it then. */
#define SHOWN(x)    "CASE WHEN eo_counting () THEN NULL ELSE " x " END, "
#define SQL_NEWEST                                                                                                   \
  "SELECT r.kind, r.record, r.document, r.page, r.title, " SHOWN (TITLE) SHOWN (SNIPPET) "r.dated "                   \
  "FROM search_fts LEFT JOIN search_row AS r ON r.id = CASE WHEN eo_counting () THEN NULL ELSE search_fts.rowid END " \
  "WHERE search_fts MATCH ?1 ORDER BY search_fts.rowid DESC"
/* A search row of its own says that the record is there and not deleted. */
#define SQL_HOLDERS "SELECT a.kind, a.record, a.name, r.id, r.title FROM attachment AS a "               \
                    "CROSS JOIN search_row AS r ON r.kind = a.kind AND r.record = a.record AND r.document = 0 " \
                    "WHERE a.document = ?1 AND a.removed_at = '' AND r.dated > ?2 AND r.dated < ?3 ORDER BY a.id"
#define SQL_FROM    "SELECT 1 FROM search_fts WHERE search_fts MATCH ?1 AND rowid = ?2"
#define AFTER_ALL   "9999-99-99"

typedef struct
{
  EoDatabase     *database;
  EoSearchTerms  *terms;
  guint           limit;
  EoSearchResult *result;
  GHashTable     *seen;  /* "letter/7/12": of each document of a record the best page only */
} Search;

static void
hit_free (EoHit *hit)
{
  g_free (hit->reference);
  g_free (hit->title);
  g_free (hit->snippet);
  g_free (hit->document_name);
  g_free (hit);
}

void
eo_search_result_free (EoSearchResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->hits);
  g_free (result);
}

static EoSearchResult *
result_new (void)
{
  EoSearchResult *result = g_new0 (EoSearchResult, 1);

  result->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);

  return result;
}

static void
bind_dates (sqlite3_stmt        *statement,
            const EoSearchTerms *terms)
{
  /* Every row has a date; '' is before all. */
  eo_bind_text (statement, 2, terms->after.iso);
  eo_bind_text (statement, 3, *terms->before.iso != '\0' ? terms->before.iso : AFTER_ALL);
}

static gboolean
is_new (Search       *search,
        const EoKind *kind,
        gint64        record,
        gint64        document)
{
  return g_hash_table_add (search->seen,
                           g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, kind->name, record,
                                            document));
}

static char *
get_reference (EoDatabase   *database,
               const EoKind *kind,
               gint64        record)
{
  g_autofree char *sql = g_strdup_printf ("SELECT reference FROM \"%s\" WHERE id = ?1", kind->name);
  sqlite3_stmt *row = eo_database_prepare (database, sql, NULL);
  char *reference;

  if (row == NULL)
    return g_strdup ("");

  sqlite3_bind_int64 (row, 1, record);
  reference = g_strdup (sqlite3_step (row) == SQLITE_ROW ? eo_column_text (row, 0) : "");
  sqlite3_reset (row);

  return reference;
}

static EoHit *
add_hit (Search       *search,
         const EoKind *kind,
         gint64        record,
         const char   *title,
         sqlite3_stmt *row)
{
  EoHit *hit = g_new0 (EoHit, 1);

  hit->kind = kind;
  hit->id = record;
  hit->reference = get_reference (search->database, kind, record);
  hit->title = g_strdelimit (g_strdup (title), "\n\t\r", ' ');
  hit->snippet = g_strdelimit (g_strdup (eo_column_text (row, 6)), "\n\t\r", ' ');
  hit->document_name = g_strdup ("");
  g_ptr_array_add (search->result->hits, hit);

  return hit;
}

static gboolean
is_from (Search *search,
         gint64  search_row)
{
  sqlite3_stmt *find;
  g_autofree char *match = NULL;
  gboolean found;

  if (search->terms->from->len == 0)
    return TRUE;
  if ((find = eo_database_prepare (search->database, SQL_FROM, NULL)) == NULL)
    return FALSE;

  match = g_strdup_printf ("{who} : (%s)", search->terms->from->str);
  eo_bind_text (find, 1, match);
  sqlite3_bind_int64 (find, 2, search_row);
  found = sqlite3_step (find) == SQLITE_ROW;
  sqlite3_reset (find);

  return found;
}

/* A page's words count for each record its document hangs on. */
static gboolean
take_page (Search        *search,
           sqlite3_stmt  *row,
           GError       **error)
{
  sqlite3_stmt *holders = eo_database_prepare (search->database, SQL_HOLDERS, error);
  gint64 document = sqlite3_column_int64 (row, 2);
  int code;

  if (holders == NULL)
    return FALSE;

  sqlite3_bind_int64 (holders, 1, document);
  bind_dates (holders, search->terms);
  while ((code = sqlite3_step (holders)) == SQLITE_ROW && search->result->hits->len < search->limit)
    {
      const EoKind *kind = eo_kind_lookup (eo_column_text (holders, 0));
      gint64 record = sqlite3_column_int64 (holders, 1);
      EoHit *hit;

      if (kind == NULL || (search->terms->kind != NULL && kind != search->terms->kind)
          || !is_from (search, sqlite3_column_int64 (holders, 3)) || !is_new (search, kind, record, document))
        continue;
      hit = add_hit (search, kind, record, eo_column_text (holders, 4), row);
      hit->document = document;
      eo_str_set (&hit->document_name, eo_column_text (holders, 2));
      hit->page = sqlite3_column_int (row, 3);
    }
  sqlite3_reset (holders);

  return code == SQLITE_ROW || code == SQLITE_DONE || eo_database_fail (search->database, error);
}

static gboolean
take_row (Search        *search,
          sqlite3_stmt  *row,
          GError       **error)
{
  const EoKind *kind;
  gint64 record = sqlite3_column_int64 (row, 1);

  if (sqlite3_column_int64 (row, 2) != 0)
    return take_page (search, row, error);

  kind = eo_kind_lookup (eo_column_text (row, 0));
  if (kind != NULL && is_new (search, kind, record, 0))
    add_hit (search, kind, record, eo_column_text (row, 5), row);

  return TRUE;
}

/* A record by its own date; a page by that of each record it hangs on: see take_page(). */
static gboolean
is_in_time (Search       *search,
            sqlite3_stmt *row)
{
  const char *dated = eo_column_text (row, 7);

  return sqlite3_column_int64 (row, 2) != 0
         || (strcmp (dated, search->terms->after.iso) > 0
             && (*search->terms->before.iso == '\0' || strcmp (dated, search->terms->before.iso) < 0));
}

static sqlite3_stmt *
begin (Search      *search,
       const char  *sql,
       const char  *expression,
       GError     **error)
{
  sqlite3_stmt *rows = eo_database_prepare (search->database, sql, error);

  if (rows != NULL)
    eo_bind_text (rows, 1, expression);
  return rows;
}

static gboolean
is_full (Search *search)
{
  return search->result->hits->len >= search->limit;
}

/* The newest hits, and up to a number more than is ranked counted: *all says that there were no more. */
static gboolean
collect_newest (Search      *search,
                const char  *expression,
                guint       *n_matches,
                gboolean    *all,
                GError     **error)
{
  sqlite3_stmt *rows = begin (search, SQL_NEWEST, expression, error);
  int code = SQLITE_ROW;

  *n_matches = 0;
  search->database->counting = is_full (search);
  while (rows != NULL && (!is_full (search) || *n_matches <= RANK_CAP) && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      ++*n_matches;
      if (!is_full (search) && is_in_time (search, rows) && !take_row (search, rows, error))
        break;
      search->database->counting = is_full (search);
    }
  search->database->counting = FALSE;
  *all = code == SQLITE_DONE;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    eo_database_fail (search->database, error);
  sqlite3_reset (rows);

  return rows != NULL && (code == SQLITE_DONE || (code == SQLITE_ROW && is_full (search)));
}

static gboolean
collect_ranked (Search      *search,
                const char  *expression,
                gboolean    *all,
                GError     **error)
{
  sqlite3_stmt *rows = begin (search, SQL_RANKED, expression, error);
  int code = SQLITE_ROW;

  while (rows != NULL && !is_full (search) && (code = sqlite3_step (rows)) == SQLITE_ROW)
    if (is_in_time (search, rows) && !take_row (search, rows, error))
      break;
  *all = code == SQLITE_DONE;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    eo_database_fail (search->database, error);
  sqlite3_reset (rows);

  return rows != NULL && (code == SQLITE_DONE || (code == SQLITE_ROW && is_full (search)));
}

static gboolean
collect_hits (Search      *search,
              const char  *expression,
              GError     **error)
{
  EoSearchResult *result = search->result;
  guint n_matches;
  gboolean all;

  if (!collect_newest (search, expression, &n_matches, &all, error))
    return FALSE;
  /* Filters alone rank nothing. */
  result->by_rank = all && n_matches <= RANK_CAP && search->terms->match->len > 0;
  if (result->by_rank)
    {
      g_ptr_array_set_size (result->hits, 0);
      g_hash_table_remove_all (search->seen);
      if (!collect_ranked (search, expression, &all, error))
        return FALSE;
    }
  result->total = all && !is_full (search) ? result->hits->len : MAX (n_matches, result->hits->len);
  result->more = n_matches > RANK_CAP;

  return TRUE;
}

static EoSearchResult *
run_search (EoDatabase    *database,
            const char    *text,
            const EoKind  *kind,
            guint          limit,
            GError       **error)
{
  g_autoptr (EoSearchResult) result = result_new ();
  g_autoptr (EoSearchTerms) terms = eo_search_terms_new (text);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *expression = NULL;
  Search search = { database, terms, limit, result, seen };
  gint64 began = g_get_monotonic_time ();

  if (eo_search_terms_is_empty (terms) || (kind != NULL && terms->kind != NULL && kind != terms->kind))
    return g_steal_pointer (&result);
  if (kind != NULL)
    terms->kind = kind;

  expression = eo_search_terms_expression (terms);
  if (!collect_hits (&search, expression, error))
    return NULL;
  result->seconds = (g_get_monotonic_time () - began) / (double) G_USEC_PER_SEC;

  return g_steal_pointer (&result);
}

/**
 * eo_store_search:
 * @self: the store
 * @text: what to look for; see the head of this file's header
 * @kind: (nullable): only records of this kind
 * @limit: how many hits at most
 * @error: return location
 *
 * Waits. Several pages of one document are one hit: the best one.
 *
 * Returns: (transfer full): what was found; %NULL on error only
 */
EoSearchResult *
eo_store_search (EoStore       *self,
                 const char    *text,
                 const EoKind  *kind,
                 guint          limit,
                 GError       **error)
{
  g_return_val_if_fail (EO_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return run_search (eo_store_main_reader (self), text, kind, limit, error);
}

typedef struct
{
  char         *text;
  const EoKind *kind;
  guint         limit;
} Request;

static void
request_free (Request *request)
{
  g_free (request->text);
  g_free (request);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Request *request = task_data;
  EoSearchResult *result = NULL;
  GError *error = NULL;
  EoDatabase *reader = eo_store_lend_reader (source, &error);

  if (reader != NULL)
    {
      eo_database_set_cancellable (reader, cancellable);
      result = run_search (reader, request->text, request->kind, request->limit, &error);
      eo_database_set_cancellable (reader, NULL);
      eo_store_return_reader (source, reader);
    }

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) eo_search_result_free);
  else
    g_task_return_error (task, error);
}

/**
 * eo_store_search_async:
 * @cancellable: (nullable): interrupts SQLite at work
 *
 * As eo_store_search(), without waiting.
 */
void
eo_store_search_async (EoStore             *self,
                       const char          *text,
                       const EoKind        *kind,
                       guint                limit,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (EO_IS_STORE (self));
  g_return_if_fail (text != NULL);

  request = g_new0 (Request, 1);
  request->text = g_strdup (text);
  request->kind = kind;
  request->limit = limit;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_store_search_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, search_in_thread);
}

EoSearchResult *
eo_store_search_finish (EoStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
