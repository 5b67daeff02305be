/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/eo-search-private.h"

#define MOST_PHRASES  64
#define USUAL_LENGTH  60.0 /* words of a record */
#define SATURATION    1.2
#define LENGTH_WEIGHT 0.75
#define NEWER         1e-9 /* a record: decides between equals only */

/* title, who, body, tags */
static const double weights[] = { 4, 2, 1, 0 };

static double
score (const double *found,
       int           n_phrases,
       int           n_words)
{
  double length = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * n_words / USUAL_LENGTH);
  double total = 0;

  for (int i = 0; i < n_phrases; i++)
    total += found[i] * (SATURATION + 1) / (found[i] + length);

  return total;
}

/* BM25 without the rarity of the words: FTS5's bm25() counts each word's rows in the whole office first, a second
 * for a common one, and where all words must occur it says little. Best first is lowest first. */
static void
rank_row (const Fts5ExtensionApi *api,
          Fts5Context            *row,
          sqlite3_context        *result,
          int                     n_values,
          sqlite3_value         **values)
{
  int n_phrases = MIN (api->xPhraseCount (row), MOST_PHRASES);
  double found[MOST_PHRASES] = { 0 };
  int n_found = 0, n_words = 0;
  int code = api->xInstCount (row, &n_found);

  for (int i = 0; code == SQLITE_OK && i < n_found; i++)
    {
      int phrase, column, offset;

      code = api->xInst (row, i, &phrase, &column, &offset);
      if (code == SQLITE_OK && phrase < n_phrases && column < (int) G_N_ELEMENTS (weights))
        found[phrase] += weights[column];
    }
  if (code == SQLITE_OK)
    code = api->xColumnSize (row, -1, &n_words);
  if (code != SQLITE_OK)
    {
      sqlite3_result_error_code (result, code);
      return;
    }

  sqlite3_result_double (result, -score (found, n_phrases, n_words) - NEWER * api->xRowid (row));
}

static void
tell_counting (sqlite3_context  *result,
               int               n_values,
               sqlite3_value   **values)
{
  const EoDatabase *database = sqlite3_user_data (result);

  sqlite3_result_int (result, database->counting);
}

/* A text in which something is marked, else NULL. */
static void
keep_lit (sqlite3_context  *result,
          int               n_values,
          sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL && strstr (text, EO_MARK_START) != NULL)
    sqlite3_result_value (result, values[0]);
}

/* https://www.sqlite.org/fts5.html#extending_fts5 */
gboolean
eo_rank_register (EoDatabase  *database,
                  GError     **error)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  g_return_val_if_fail (database != NULL, FALSE);

  if (sqlite3_prepare_v2 (database->handle, "SELECT fts5 (?1)", -1, &statement, NULL) != SQLITE_OK)
    return eo_database_fail (database, error);
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  if (api == NULL || api->xCreateFunction (api, "eo_rank", NULL, rank_row, NULL) != SQLITE_OK
      || sqlite3_create_function_v2 (database->handle, "eo_counting", 0, SQLITE_UTF8, database, tell_counting, NULL,
                                     NULL, NULL) != SQLITE_OK
      || sqlite3_create_function_v2 (database->handle, "eo_lit", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, keep_lit,
                                     NULL, NULL, NULL) != SQLITE_OK)
    return eo_database_fail (database, error);

  return TRUE;
}
