/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-backup.h"
#include "store/eo-document-private.h"

#define MOST_LINES 200 /* of one sort: a wholly broken office needs no million lines */

#define SQL_FOREIGN   "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 200"
#define SQL_DOCUMENTS "SELECT d.id, d.size, (SELECT name FROM attachment WHERE document = d.id LIMIT 1) FROM document d"
#define SQL_BYTES     "SELECT total (size) FROM document"
#define SQL_NOT_IN_INDEX "SELECT id FROM search_row WHERE id NOT IN (SELECT id FROM search_fts_docsize) LIMIT 200"
#define SQL_ONLY_IN_INDEX "SELECT id FROM search_fts_docsize WHERE id NOT IN (SELECT id FROM search_row) LIMIT 200"

typedef struct
{
  EoDatabase     *database;
  GPtrArray      *faults;
  EoProgressFunc  progress;
  gpointer        user_data;
  GCancellable   *cancellable;
} Check;

static void
tell (const Check *check,
      double       fraction)
{
  if (check->progress != NULL)
    check->progress (CLAMP (fraction, 0, 1), check->user_data);
}

static void
add_fault (const Check *check,
           char        *line)
{
  g_ptr_array_add (check->faults, line);
}

/* What cannot even be read is a fault of the office, not of the check; only being cancelled ends it. */
static gboolean
absorb (const Check  *check,
        GError       *failure,
        GError      **error)
{
  if (failure == NULL)
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  add_fault (check, g_strdup (failure->message));
  g_error_free (failure);

  return TRUE;
}

typedef char *(*DescribeFunc) (sqlite3_stmt *row, const char *what);

/* One line a row of @sql. */
static gboolean
list_faults (const Check   *check,
             const char    *sql,
             DescribeFunc   describe,
             const char    *what,
             GError       **error)
{
  GError *failure = NULL;
  sqlite3_stmt *rows = eo_database_prepare (check->database, sql, &failure);
  guint n = 0;
  int code = SQLITE_DONE;

  if (rows == NULL)
    return absorb (check, failure, error);

  while (n++ < MOST_LINES && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      char *line = describe (rows, what);

      if (line != NULL)
        add_fault (check, line);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    eo_database_fail (check->database, &failure);
  sqlite3_reset (rows);

  return absorb (check, failure, error);
}

static char *
describe_integrity (sqlite3_stmt *row,
                    const char   *what)
{
  const char *text = eo_column_text (row, 0);

  return g_str_equal (text, "ok") ? NULL : g_strdup_printf (_("Database: %s"), text);
}

static char *
describe_foreign (sqlite3_stmt *row,
                  const char   *what)
{
  return g_strdup_printf (_("%s #%" G_GINT64_FORMAT " names a %s that is not there"), eo_column_text (row, 0),
                          (gint64) sqlite3_column_int64 (row, 1), eo_column_text (row, 2));
}

/* @what is said of the row's id. */
static char *
describe_record (sqlite3_stmt *row,
                 const char   *what)
{
  return g_strdup_printf ("%s #%" G_GINT64_FORMAT, what, (gint64) sqlite3_column_int64 (row, 0));
}

static gboolean
check_journal (const Check  *check,
               GError      **error)
{
  GError *failure = NULL;

  eo_journal_verify (check->database, check->faults, check->cancellable, &failure);

  return absorb (check, failure, error);
}


static gboolean
add_size (const void  *bytes,
          gsize        n_bytes,
          gpointer     user_data,
          GError     **error)
{
  *(gint64 *) user_data += n_bytes;

  return TRUE;
}

static gboolean
check_document (const Check   *check,
                sqlite3_stmt  *row,
                GError       **error)
{
  GError *failure = NULL;
  gint64 size = 0;

  if (eo_document_stream (check->database, sqlite3_column_int64 (row, 0), add_size, &size, check->cancellable,
                          &failure)
      && size != sqlite3_column_int64 (row, 1))
    add_fault (check, g_strdup_printf (_("Document “%s”: its size is not the one registered"),
                                       eo_column_text (row, 2)));

  return absorb (check, failure, error);
}

static gboolean
check_documents (const Check  *check,
                 GError      **error)
{
  GError *failure = NULL;
  double total = MAX (eo_database_get_integer (check->database, SQL_BYTES, 1), 1);
  sqlite3_stmt *rows = eo_database_prepare (check->database, SQL_DOCUMENTS, &failure);
  gboolean going = TRUE;
  double done = 0;
  int code = SQLITE_DONE;

  if (rows == NULL)
    return absorb (check, failure, error);

  while (going && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      going = check_document (check, rows, error);
      done += sqlite3_column_int64 (rows, 1);
      tell (check, 0.4 + 0.5 * done / total);
    }
  if (going && code != SQLITE_DONE)
    eo_database_fail (check->database, &failure);
  sqlite3_reset (rows);

  return absorb (check, failure, error) && going;
}

static gboolean
check_attachments (const Check   *check,
                   const EoKind  *kind,
                   GError       **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id FROM attachment WHERE kind = '%s' AND record NOT IN (SELECT id FROM \"%s\") LIMIT 200", kind->name,
    kind->name);

  return list_faults (check, sql, describe_record, _("A document hangs on a record that is not there: attachment"),
                      error);
}

/* Every record that is not deleted is found by search, and no other. */
static gboolean
check_search (const Check   *check,
              const EoKind  *kind,
              GError       **error)
{
  g_autofree char *missing_sql = g_strdup_printf (
    "SELECT id FROM \"%s\" WHERE deleted_at = '' AND id NOT IN "
    "(SELECT record FROM search_row WHERE kind = '%s' AND document = 0) LIMIT 200", kind->name, kind->name);
  g_autofree char *stray_sql = g_strdup_printf (
    "SELECT record FROM search_row WHERE kind = '%s' AND document = 0 AND record NOT IN "
    "(SELECT id FROM \"%s\" WHERE deleted_at = '') LIMIT 200", kind->name, kind->name);
  g_autofree char *missing = g_strdup_printf (_("Search does not find %s"), kind->name);
  g_autofree char *stray = g_strdup_printf (_("Search finds what is not there: %s"), kind->name);

  return list_faults (check, missing_sql, describe_record, missing, error)
         && list_faults (check, stray_sql, describe_record, stray, error);
}

static gboolean
check_kinds (const Check  *check,
             GError      **error)
{
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (!check_attachments (check, kinds[i], error) || !check_search (check, kinds[i], error))
      return FALSE;

  return list_faults (check, SQL_NOT_IN_INDEX, describe_record, _("The search index lacks row"), error)
         && list_faults (check, SQL_ONLY_IN_INDEX, describe_record, _("The search index has a stray row"), error);
}

static gboolean
run_check (const Check  *check,
           GError      **error)
{
  tell (check, 0);
  if (!list_faults (check, "PRAGMA integrity_check (200)", describe_integrity, NULL, error)
      || !list_faults (check, SQL_FOREIGN, describe_foreign, NULL, error))
    return FALSE;
  tell (check, 0.3);
  if (!check_journal (check, error))
    return FALSE;
  tell (check, 0.4);
  if (!check_documents (check, error) || !check_kinds (check, error))
    return FALSE;
  tell (check, 1);

  return TRUE;
}

/**
 * eo_store_check:
 * @self: the store
 * @progress: (nullable): told how far it is, on this thread
 * @cancellable: (nullable): to stop it
 * @error: when it could not be done or was cancelled; what is wrong with the office is no error
 *
 * Verifies everything that can be verified, changing nothing. Any thread.
 *
 * Returns: (transfer full) (element-type utf8): a line a fault; empty when all is well; %NULL on error
 */
GPtrArray *
eo_store_check (EoStore         *self,
                EoProgressFunc   progress,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Check check = { NULL, faults, progress, user_data, cancellable };
  gboolean done;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  if ((check.database = eo_store_lend_reader (self, error)) == NULL)
    return NULL;

  eo_database_set_cancellable (check.database, cancellable);
  /* One moment of the office: a letter registered meanwhile would look like a fault. */
  eo_database_execute (check.database, "BEGIN", NULL);
  done = run_check (&check, error);
  eo_database_execute (check.database, "ROLLBACK", NULL);
  eo_database_set_cancellable (check.database, NULL);
  eo_store_return_reader (self, check.database);

  return done ? g_steal_pointer (&faults) : NULL;
}
