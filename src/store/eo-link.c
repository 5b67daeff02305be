/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/eo-error.h"
#include "store/eo-link.h"
#include "store/eo-sql.h"

#define SQL_TIES "SELECT id, to_kind, to_id, role, 1 FROM tie WHERE from_kind = ?1 AND from_id = ?2 "   \
                 "UNION ALL "                                                                           \
                 "SELECT id, from_kind, from_id, role, 0 FROM tie WHERE to_kind = ?1 AND to_id = ?2 "   \
                 "ORDER BY 1"
#define SQL_TIE  "INSERT INTO tie (from_kind, from_id, to_kind, to_id, role, created_at, created_by) "  \
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING"
#define SQL_GET  "SELECT from_kind, from_id, to_kind, to_id, role FROM tie WHERE id = ?1"
#define SQL_UNTIE "DELETE FROM tie WHERE id = ?1"

/* What a tie says of the two, for their histories. */
typedef struct
{
  const EoKind *kinds[2];
  gint64        ids[2];
  char         *role;
} Ends;

static void
ends_clear (Ends *ends)
{
  g_clear_pointer (&ends->role, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ends, ends_clear)

void
eo_tie_free (EoTie *tie)
{
  if (tie == NULL)
    return;

  g_free (tie->reference);
  g_free (tie->title);
  g_free (tie->role);
  g_free (tie);
}

/* FALSE for a record that is deleted or gone. */
static gboolean
read_names (EoDatabase    *database,
            const EoKind  *kind,
            gint64         id,
            char         **reference,
            char         **title)
{
  g_autofree char *title_sql = eo_sql_title (kind->name, "t.id");
  g_autofree char *sql = g_strdup_printf ("SELECT t.reference, %s FROM \"%s\" AS t "
                                          "WHERE t.id = ?1 AND t.deleted_at = ''",
                                          title_sql, kind->name);
  sqlite3_stmt *row = eo_database_prepare (database, sql, NULL);
  gboolean found = FALSE;

  if (row == NULL)
    return FALSE;

  sqlite3_bind_int64 (row, 1, id);
  if ((found = sqlite3_step (row) == SQLITE_ROW))
    {
      *reference = g_strdup (eo_column_text (row, 0));
      *title = g_strdup (eo_column_text (row, 1));
    }
  sqlite3_reset (row);

  return found;
}

/**
 * eo_store_get_ties:
 *
 * Returns: (transfer full) (element-type EoTie): the ties of a record in both directions, oldest first; those to
 *   deleted records are left out
 */
GPtrArray *
eo_store_get_ties (EoStore      *self,
                   const EoKind *kind,
                   gint64        id)
{
  g_autoptr (GPtrArray) ties = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_tie_free);
  EoDatabase *database;
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  database = eo_store_main_reader (self);
  if ((rows = eo_database_prepare (database, SQL_TIES, NULL)) == NULL)
    return g_steal_pointer (&ties);

  eo_bind_text (rows, 1, kind->name);
  sqlite3_bind_int64 (rows, 2, id);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const EoKind *other = eo_kind_lookup (eo_column_text (rows, 1));
      gint64 record = sqlite3_column_int64 (rows, 2);
      char *reference, *title;
      EoTie *tie;

      if (other == NULL || !read_names (database, other, record, &reference, &title))
        continue;
      tie = g_new0 (EoTie, 1);
      tie->id = sqlite3_column_int64 (rows, 0);
      tie->kind = other;
      tie->record = record;
      tie->reference = reference;
      tie->title = title;
      tie->role = g_strdup (eo_column_text (rows, 3));
      tie->outgoing = sqlite3_column_int (rows, 4);
      g_ptr_array_add (ties, tie);
    }
  sqlite3_reset (rows);

  return g_steal_pointer (&ties);
}

/* In its history a record names the other one. */
static gboolean
journal_end (EoWriter    *writer,
             const Ends  *ends,
             guint        end,
             const char  *action,
             GError     **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *title = NULL;
  guint other = 1 - end;
  gboolean added = g_str_equal (action, "tied");

  if (read_names (writer->database, ends->kinds[other], ends->ids[other], &reference, &title))
    name = g_strdup_printf ("%s%s%s", reference, *reference != '\0' ? " " : "", title);
  else
    name = g_strdup_printf ("%s #%" G_GINT64_FORMAT, ends->kinds[other]->name, ends->ids[other]);

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "field");
  json_builder_add_string_value (builder, *ends->role != '\0' ? ends->role : "tie");
  json_builder_set_member_name (builder, "before");
  json_builder_add_string_value (builder, added ? "" : name);
  json_builder_set_member_name (builder, "after");
  json_builder_add_string_value (builder, added ? name : "");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  payload = json_to_string (root, FALSE);

  eo_writer_note (writer, ends->kinds[end]->name, ends->ids[end], FALSE);

  return eo_journal_append (writer, ends->kinds[end]->name, ends->ids[end], action, payload, error);
}

static gboolean
journal_both (EoWriter    *writer,
              const Ends  *ends,
              const char  *action,
              GError     **error)
{
  return journal_end (writer, ends, 0, action, error) && journal_end (writer, ends, 1, action, error);
}

/**
 * eo_writer_tie:
 * @writer: the open transaction
 * @kind: of the first
 * @id: its id
 * @other_kind: of the second
 * @other_id: its id
 * @role: (nullable): "reply to", as said from the first to the second
 * @error: EO_ERROR_INVALID for a record tied to itself; _NOT_FOUND
 *
 * Ties two records. The same tie again changes nothing.
 */
gboolean
eo_writer_tie (EoWriter      *writer,
               const EoKind  *kind,
               gint64         id,
               const EoKind  *other_kind,
               gint64         other_id,
               const char    *role,
               GError       **error)
{
  g_auto (Ends) ends = { { kind, other_kind }, { id, other_id }, g_strdup (role != NULL ? role : "") };
  sqlite3_stmt *insert;

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (kind != NULL && other_kind != NULL, FALSE);

  if (kind == other_kind && id == other_id)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, _("A record cannot be linked to itself: choose another."));
      return FALSE;
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *reference = NULL;
      g_autofree char *title = NULL;

      if (read_names (writer->database, ends.kinds[i], ends.ids[i], &reference, &title))
        continue;
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no %s #%" G_GINT64_FORMAT " to link."),
                   ends.kinds[i]->name, ends.ids[i]);
      return FALSE;
    }

  if ((insert = eo_database_prepare (writer->database, SQL_TIE, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      eo_bind_text (insert, 1 + 2 * i, ends.kinds[i]->name);
      sqlite3_bind_int64 (insert, 2 + 2 * i, ends.ids[i]);
    }
  eo_bind_text (insert, 5, ends.role);
  eo_bind_text (insert, 6, writer->now.iso);
  eo_bind_text (insert, 7, writer->by);
  if (!eo_database_run (writer->database, insert, error))
    return FALSE;

  return sqlite3_changes (writer->database->handle) == 0 || journal_both (writer, &ends, "tied", error);
}

/**
 * eo_writer_untie:
 * @writer: the open transaction
 * @tie: its id
 * @error: EO_ERROR_NOT_FOUND
 *
 * Takes a tie away, from both its records.
 */
gboolean
eo_writer_untie (EoWriter  *writer,
                 gint64     tie,
                 GError   **error)
{
  g_auto (Ends) ends = { 0 };
  sqlite3_stmt *statement;

  g_return_val_if_fail (writer != NULL, FALSE);

  if ((statement = eo_database_prepare (writer->database, SQL_GET, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, tie);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (guint i = 0; i < 2; i++)
        {
          ends.kinds[i] = eo_kind_lookup (eo_column_text (statement, 2 * i));
          ends.ids[i] = sqlite3_column_int64 (statement, 1 + 2 * i);
        }
      ends.role = g_strdup (eo_column_text (statement, 4));
    }
  sqlite3_reset (statement);
  if (ends.kinds[0] == NULL || ends.kinds[1] == NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("This link was taken away already."));
      return FALSE;
    }

  if ((statement = eo_database_prepare (writer->database, SQL_UNTIE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, tie);

  return eo_database_run (writer->database, statement, error) && journal_both (writer, &ends, "untied", error);
}

/**
 * eo_store_get_actions:
 *
 * Returns: (transfer full) (element-type EoRecord): the actions about a record: open ones first, by when they are due
 */
GPtrArray *
eo_store_get_actions (EoStore      *self,
                      const EoKind *kind,
                      gint64        id)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  const EoKind *action = eo_kind_lookup ("action");
  g_autofree char *columns = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (action != NULL, NULL);

  columns = eo_sql_columns (action);
  sql = g_strdup_printf ("SELECT %s FROM action AS t WHERE t.about_kind = ?1 AND t.about_id = ?2 "
                         "AND t.deleted_at = '' ORDER BY t.status = 'done', t.due = '', t.due, t.id",
                         columns);
  if ((rows = eo_database_prepare (eo_store_main_reader (self), sql, NULL)) == NULL)
    return g_steal_pointer (&actions);

  eo_bind_text (rows, 1, kind->name);
  sqlite3_bind_int64 (rows, 2, id);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_ptr_array_add (actions, eo_sql_read_row (action, rows));
  sqlite3_reset (rows);

  return g_steal_pointer (&actions);
}
