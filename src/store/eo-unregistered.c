/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-draft.h"
#include "store/eo-unregistered-private.h"
#include "store/eo-unregistered.h"

/* A file is its first document: what a message holds besides is not looked for. */
#define FIRST     "(SELECT min (f.id) FROM attachment f WHERE f.kind = 'draft' AND f.record = d.id AND f.removed_at = '')"
#define PAGES     "(SELECT count(*) FROM search_row s WHERE s.document = o.id AND s.document <> 0)"
#define SCANS(state) "(SELECT count(*) FROM page_scan g WHERE g.document = o.id AND g.state " state ")"
#define SQL_LIST  "SELECT d.id, d.source, d.why, d.same, a.name, o.id, o.size, o.text_state = 'queued', " PAGES ", "     \
                  SCANS (">= ''") ", " SCANS ("<> 'queued'") ", o.sha256 "                                                \
                  "FROM draft d LEFT JOIN attachment a ON a.id = " FIRST " LEFT JOIN document o ON o.id = a.document "   \
                  "WHERE d.kind = ?1 AND d.source <> '' ORDER BY d.id"
#define SQL_COUNT "SELECT count(*) FROM draft WHERE kind = ?1 AND source <> ''"
#define SQL_DRAFT "SELECT d.source, d.same, coalesce (o.id, 0), coalesce (a.name, ''), o.sha256 FROM draft d "           \
                  "LEFT JOIN attachment a ON a.id = " FIRST " LEFT JOIN document o ON o.id = a.document WHERE d.id = ?1"
#define SQL_MARK  "UPDATE draft SET source = ?2, why = ?3 WHERE id = ?1"
#define SQL_SAME  "UPDATE draft SET same = ?2 WHERE id = ?1"
#define SQL_TAKEN "SELECT 1 FROM document o JOIN attachment a ON a.document = o.id WHERE o.sha256 = ?1 AND a.name = ?2 "   \
                  "AND a.added_at >= ?3 LIMIT 1"
/* %s: the table of the kind. Those that stand come before those that were deleted. */
#define SQL_HELD  "SELECT t.reference, t.id, t.deleted_at <> '' FROM attachment a JOIN \"%s\" t ON t.id = a.record "     \
                  "WHERE a.document = ?1 AND a.kind = ?2 AND a.removed_at = '' AND t.id <> ?3 ORDER BY 3, a.id LIMIT 1"
#define SQL_GONE  "SELECT CASE WHEN t.reference <> '' THEN t.reference ELSE x.name END, t.id, p.reference "              \
                  "FROM disposed_document x JOIN disposal p ON p.id = x.disposal LEFT JOIN \"%s\" t "                    \
                  "ON t.id = x.letter WHERE x.sha256 = ?1 ORDER BY x.id DESC LIMIT 1"
#define SQL_BYTES "SELECT id FROM document WHERE sha256 = ?1"
#define SQL_WAITS "SELECT a.name FROM attachment a JOIN draft d ON d.id = a.record WHERE a.document = ?1 "               \
                  "AND a.kind = 'draft' AND a.removed_at = '' AND d.source <> '' AND d.id < ?2 ORDER BY a.id LIMIT 1"

void
eo_same_bytes_clear (EoSameBytes *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->run, g_free);
  self->same = EO_SAME_NONE;
  self->record = 0;
}

void
eo_unregistered_free (EoUnregistered *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->why);
  g_free (self->name);
  eo_same_bytes_clear (&self->first);
  g_free (self);
}

/* @record: that is not meant, or 0. */
static gboolean
find_held (EoDatabase   *database,
           const EoKind *kind,
           gint64        document,
           gint64        record,
           EoSameBytes  *first)
{
  g_autofree char *sql = g_strdup_printf (SQL_HELD, kind->name);
  sqlite3_stmt *row = eo_database_prepare (database, sql, NULL);

  if (row == NULL)
    return FALSE;

  sqlite3_bind_int64 (row, 1, document);
  eo_bind_text (row, 2, kind->name);
  sqlite3_bind_int64 (row, 3, record);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      first->name = g_strdup (eo_column_text (row, 0));
      first->record = sqlite3_column_int64 (row, 1);
      first->same = sqlite3_column_int (row, 2) != 0 ? EO_SAME_DELETED : EO_SAME_REGISTERED;
    }
  sqlite3_reset (row);

  return first->same != EO_SAME_NONE;
}

static gboolean
find_destroyed (EoDatabase   *database,
                const EoKind *kind,
                const char   *sha256,
                EoSameBytes  *first)
{
  g_autofree char *sql = g_strdup_printf (SQL_GONE, kind->name);
  sqlite3_stmt *row = eo_database_prepare (database, sql, NULL);

  if (row == NULL)
    return FALSE;

  eo_bind_text (row, 1, sha256);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      first->name = g_strdup (eo_column_text (row, 0));
      first->record = sqlite3_column_int64 (row, 1);
      first->run = g_strdup (eo_column_text (row, 2));
      first->same = EO_SAME_DESTROYED;
    }
  sqlite3_reset (row);

  return first->same != EO_SAME_NONE;
}

static void
find_waiting (EoDatabase  *database,
              gint64       document,
              gint64       draft,
              EoSameBytes *first)
{
  sqlite3_stmt *row = eo_database_prepare (database, SQL_WAITS, NULL);

  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, document);
  sqlite3_bind_int64 (row, 2, draft);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      first->name = g_strdup (eo_column_text (row, 0));
      first->same = EO_SAME_WAITING;
    }
  sqlite3_reset (row);
}

static EoUnregistered *
read_unregistered (sqlite3_stmt *row)
{
  EoUnregistered *self = g_new0 (EoUnregistered, 1);

  self->draft = sqlite3_column_int64 (row, 0);
  self->source = g_strdup (eo_column_text (row, 1));
  self->why = g_strdup (eo_column_text (row, 2));
  self->name = g_strdup (eo_column_text (row, 4));
  self->document = sqlite3_column_int64 (row, 5);
  self->size = sqlite3_column_int64 (row, 6);
  self->unread = sqlite3_column_int (row, 7) != 0;
  self->n_pages = sqlite3_column_int (row, 8);
  self->n_scans = sqlite3_column_int (row, 9);
  self->n_scanned = sqlite3_column_int (row, 10);

  return self;
}

/**
 * eo_store_get_unregistered:
 * @kind: what they are to become
 *
 * Returns: (transfer full) (element-type EoUnregistered): the files that wait, in the order they came
 */
GPtrArray *
eo_store_get_unregistered (EoStore      *self,
                           const EoKind *kind)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_unregistered_free);
  EoDatabase *database;
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self) && kind != NULL, NULL);

  database = eo_store_main_reader (self);
  if ((rows = eo_database_prepare (database, SQL_LIST, NULL)) == NULL)
    return g_steal_pointer (&files);

  eo_bind_text (rows, 1, kind->name);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      EoUnregistered *file = read_unregistered (rows);

      if (*eo_column_text (rows, 3) == '\0' && file->document != 0
          && !find_held (database, kind, file->document, 0, &file->first)
          && !find_destroyed (database, kind, eo_column_text (rows, 11), &file->first))
        find_waiting (database, file->document, file->draft, &file->first);
      g_ptr_array_add (files, file);
    }
  sqlite3_reset (rows);

  return g_steal_pointer (&files);
}

guint
eo_store_count_unregistered (EoStore      *self,
                             const EoKind *kind)
{
  sqlite3_stmt *row;
  guint n = 0;

  g_return_val_if_fail (EO_IS_STORE (self) && kind != NULL, 0);

  if ((row = eo_database_prepare (eo_store_main_reader (self), SQL_COUNT, NULL)) == NULL)
    return 0;

  eo_bind_text (row, 1, kind->name);
  if (sqlite3_step (row) == SQLITE_ROW)
    n = sqlite3_column_int (row, 0);
  sqlite3_reset (row);

  return n;
}

void
eo_store_find_same_bytes (EoStore      *self,
                          const EoKind *kind,
                          gint64        document,
                          EoSameBytes  *first)
{
  g_return_if_fail (EO_IS_STORE (self) && kind != NULL && first != NULL);

  *first = (EoSameBytes) { EO_SAME_NONE };
  find_held (eo_store_main_reader (self), kind, document, 0, first);
}

void
eo_writer_find_same_bytes (EoWriter     *writer,
                           const EoKind *kind,
                           const char   *sha256,
                           EoSameBytes  *first)
{
  sqlite3_stmt *row;
  gint64 document = 0;

  g_return_if_fail (writer != NULL && kind != NULL && sha256 != NULL && first != NULL);

  *first = (EoSameBytes) { EO_SAME_NONE };
  if ((row = eo_database_prepare (writer->database, SQL_BYTES, NULL)) == NULL)
    return;
  eo_bind_text (row, 1, sha256);
  if (sqlite3_step (row) == SQLITE_ROW)
    document = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  if (document == 0 || !find_held (writer->database, kind, document, 0, first))
    find_destroyed (writer->database, kind, sha256, first);
}

gboolean
eo_store_has_taken (EoStore    *self,
                    const char *name,
                    const char *sha256,
                    const char *modified)
{
  sqlite3_stmt *row;
  gboolean taken;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);

  if ((row = eo_database_prepare (eo_store_main_reader (self), SQL_TAKEN, NULL)) == NULL)
    return FALSE;

  eo_bind_text (row, 1, sha256);
  eo_bind_text (row, 2, name);
  eo_bind_text (row, 3, modified);
  taken = sqlite3_step (row) == SQLITE_ROW;
  sqlite3_reset (row);

  return taken;
}

gboolean
eo_writer_mark_unregistered (EoWriter    *writer,
                             gint64       draft,
                             const char  *source,
                             const char  *why,
                             GError     **error)
{
  sqlite3_stmt *update;

  g_return_val_if_fail (writer != NULL && draft != 0, FALSE);
  g_return_val_if_fail (source != NULL && *source != '\0', FALSE);

  if ((update = eo_database_prepare (writer->database, SQL_MARK, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, draft);
  eo_bind_text (update, 2, source);
  eo_bind_text (update, 3, why != NULL ? why : "");

  return eo_database_run (writer->database, update, error);
}

typedef struct
{
  gint64   draft;
  gboolean tie;
} Decision;

static gboolean
decide (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  const Decision *decision = data;
  sqlite3_stmt *update = eo_database_prepare (writer->database, SQL_SAME, error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, decision->draft);
  eo_bind_text (update, 2, decision->tie ? "tie" : "copy");
  eo_writer_note (writer, EO_DRAFT_KIND, decision->draft, FALSE);

  return eo_database_run (writer->database, update, error);
}

void
eo_store_decide_same_async (EoStore             *self,
                            gint64               draft,
                            gboolean             tie,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  const Decision decision = { draft, tie };

  g_return_if_fail (EO_IS_STORE (self) && draft != 0);

  eo_store_write_async (self, decide, g_memdup2 (&decision, sizeof decision), g_free, NULL, callback, user_data);
}

static void
refuse_same (const EoSameBytes  *first,
             const char         *name,
             GError            **error)
{
  if (first->same == EO_SAME_DESTROYED)
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 _("“%s” was here before, as %s, and was destroyed: see the certificate of %s. Say whether it is a second copy, "
                   "or discard it."), name, first->name, first->run);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 first->same == EO_SAME_REGISTERED
                   ? _("“%s” is registered already, as %s. Say whether it is a second copy, or discard it.")
                   : _("“%s” was here before, as %s. Say whether it is a second copy, or discard it."),
                 name, first->name);
}

gboolean
eo_unregistered_may_take (EoWriter  *writer,
                          gint64     draft,
                          EoRecord  *record,
                          gint64    *tied,
                          GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  sqlite3_stmt *row = eo_database_prepare (writer->database, SQL_DRAFT, error);
  EoSameBytes first = { EO_SAME_NONE };
  g_autofree char *sha256 = NULL;
  g_autofree char *source = NULL;
  g_autofree char *same = NULL;
  g_autofree char *name = NULL;
  gint64 document = 0;
  gboolean undecided;

  *tied = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, draft);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      source = g_strdup (eo_column_text (row, 0));
      same = g_strdup (eo_column_text (row, 1));
      document = sqlite3_column_int64 (row, 2);
      name = g_strdup (eo_column_text (row, 3));
      sha256 = g_strdup (eo_column_text (row, 4));
    }
  sqlite3_reset (row);
  if (source == NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                           _("Somebody registered or discarded this meanwhile. Look for it in the register before you "
                             "register it again."));
      return FALSE;
    }
  if (*source == '\0' || document == 0)
    return TRUE;

  if (!find_held (writer->database, kind, document, record->id, &first))
    find_destroyed (writer->database, kind, sha256, &first);
  undecided = first.same != EO_SAME_NONE && *same == '\0';
  if (undecided)
    refuse_same (&first, name, error);
  else if (g_str_equal (same, "tie") && first.same != EO_SAME_DESTROYED)
    *tied = first.record;
  eo_same_bytes_clear (&first);

  return !undecided;
}
