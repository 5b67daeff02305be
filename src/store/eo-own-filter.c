/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-own-filter.h"
#include "store/eo-store-core.h"

#define SQL_LIST \
  "SELECT id, name, filter, text FROM saved_filter WHERE owner = ?1 AND kind = ?2 ORDER BY name COLLATE NOCASE, id"
#define SQL_ADD "INSERT INTO saved_filter (owner, kind, name, filter, text) VALUES (?1, ?2, ?3, ?4, ?5)"
#define SQL_RENAME "UPDATE saved_filter SET name = ?2 WHERE id = ?1 AND owner = ?3"
#define SQL_REMOVE "DELETE FROM saved_filter WHERE id = ?1 AND owner = ?2"

static gboolean
check_name (const char *name,
            GError    **error)
{
  if (*name != '\0' && g_utf8_strlen (name, -1) <= 60)
    return TRUE;
  g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, _("A filter has a name of 1 to 60 characters."));
  return FALSE;
}

/* A clerk is told of the name, not of a constraint. */
static gboolean
run_named (EoWriter      *writer,
           sqlite3_stmt  *statement,
           const char    *name,
           GError       **error)
{
  GError *failure = NULL;

  if (eo_database_run (writer->database, statement, &failure))
    {
      eo_writer_note (writer, EO_OWN_FILTER_KIND, 0, FALSE);
      return TRUE;
    }
  if (sqlite3_extended_errcode (writer->database->handle) == SQLITE_CONSTRAINT_UNIQUE)
    {
      g_clear_error (&failure);
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("You have a filter “%s” already: choose another name."), name);
      return FALSE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

void
eo_own_filter_free (EoOwnFilter *filter)
{
  if (filter == NULL)
    return;
  g_free (filter->name);
  g_free (filter->filter);
  g_free (filter->text);
  g_free (filter);
}

GPtrArray *
eo_store_get_own_filters (EoStore      *self,
                          const EoKind *kind)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_own_filter_free);
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self) && kind != NULL, filters);

  row = eo_database_prepare (eo_store_main_reader (self), SQL_LIST, NULL);
  if (row == NULL)
    return filters;
  eo_bind_text (row, 1, self->by);
  eo_bind_text (row, 2, kind->name);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      EoOwnFilter *filter = g_new0 (EoOwnFilter, 1);

      filter->id = sqlite3_column_int64 (row, 0);
      filter->name = g_strdup (eo_column_text (row, 1));
      filter->filter = g_strdup (eo_column_text (row, 2));
      filter->text = g_strdup (eo_column_text (row, 3));
      g_ptr_array_add (filters, filter);
    }
  sqlite3_reset (row);
  return filters;
}

gboolean
eo_writer_keep_own_filter (EoWriter      *writer,
                           const EoKind  *kind,
                           const char    *name,
                           const char    *filter,
                           const char    *text,
                           gint64        *id,
                           GError       **error)
{
  g_autofree char *word = g_strstrip (g_strdup (name));
  sqlite3_stmt *statement;

  g_return_val_if_fail (writer != NULL && kind != NULL && filter != NULL && text != NULL, FALSE);

  if (!check_name (word, error))
    return FALSE;
  if (eo_kind_find_filter (kind, word) != NULL)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("“%s” is the name of a filter of the office: choose another."), word);
      return FALSE;
    }
  statement = eo_database_prepare (writer->database, SQL_ADD, error);
  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, writer->by);
  eo_bind_text (statement, 2, kind->name);
  eo_bind_text (statement, 3, word);
  eo_bind_text (statement, 4, filter);
  eo_bind_text (statement, 5, text);
  if (!run_named (writer, statement, word, error))
    return FALSE;
  if (id != NULL)
    *id = sqlite3_last_insert_rowid (writer->database->handle);
  return TRUE;
}

gboolean
eo_writer_rename_own_filter (EoWriter    *writer,
                             gint64       id,
                             const char  *name,
                             GError     **error)
{
  g_autofree char *word = g_strstrip (g_strdup (name));
  sqlite3_stmt *statement;

  g_return_val_if_fail (writer != NULL, FALSE);

  if (!check_name (word, error) || (statement = eo_database_prepare (writer->database, SQL_RENAME, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  eo_bind_text (statement, 2, word);
  eo_bind_text (statement, 3, writer->by);
  return run_named (writer, statement, word, error);
}

gboolean
eo_writer_remove_own_filter (EoWriter  *writer,
                             gint64     id,
                             GError   **error)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (writer != NULL, FALSE);

  statement = eo_database_prepare (writer->database, SQL_REMOVE, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  eo_bind_text (statement, 2, writer->by);
  return run_named (writer, statement, "", error);
}
