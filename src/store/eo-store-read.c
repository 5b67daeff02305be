/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/eo-journal.h"
#include "store/eo-store-core.h"

static EoRecord *
not_found (const EoKind  *kind,
           const char    *name,
           GError       **error)
{
  g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no %s “%s”."), kind->name, name);
  return NULL;
}

/* The main thread has a reader of its own; to others one is lent. */
static EoDatabase *
take_reader (EoStore  *self,
             GError  **error)
{
  return g_thread_self () == self->thread ? self->reader : eo_store_lend_reader (self, error);
}

static void
give_back (EoStore    *self,
           EoDatabase *reader)
{
  if (reader != NULL && reader != self->reader)
    eo_store_return_reader (self, reader);
}

EoRecord *
eo_store_get (EoStore       *self,
              const EoKind  *kind,
              gint64         id,
              GError       **error)
{
  EoDatabase *reader = take_reader (self, error);
  EoRecord *record = NULL;

  if (reader != NULL && eo_sql_read_id (reader, kind, id, &record, error) && record == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("This %s is no longer in the office."), kind->name);
  give_back (self, reader);
  return record;
}

/* The one record for which @condition (on ?1) holds; the number found, 2 meaning two or more. */
static guint
find_one (EoStore       *self,
          const EoKind  *kind,
          const char    *condition,
          const char    *text,
          gint64        *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE %s AND deleted_at = '' LIMIT 2", kind->name,
                                          condition);
  sqlite3_stmt *row = eo_database_prepare (self->reader, sql, NULL);
  guint n = 0;

  if (row == NULL)
    return 0;
  eo_bind_text (row, 1, text);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      *id = sqlite3_column_int64 (row, 0);
      n++;
    }
  sqlite3_reset (row);
  return n;
}

/* By its title and what is put after it. Looks at every row, so it is tried last. */
static char *
whole_title_condition (const EoKind *kind)
{
  const char *title = eo_kind_get_title_field (kind)->name;

  if (kind->title_suffix == NULL)
    return NULL;
  return g_strdup_printf ("\"%s\" || ' ' || \"%s\" = ?1", title, kind->title_suffix);
}

EoRecord *
eo_store_find (EoStore       *self,
               const EoKind  *kind,
               const char    *name,
               GError       **error)
{
  g_autofree char *title = g_strdup_printf ("\"%s\" = ?1", eo_kind_get_title_field (kind)->name);
  g_autofree char *whole = whole_title_condition (kind);
  /* Only kinds that are numbered have an index of their references. */
  const char *const conditions[] = { kind->series != NULL ? "reference = ?1 AND reference <> ''" : NULL, "uid = ?1",
                                     title, strchr (name, ' ') != NULL ? whole : NULL };
  gint64 id = 0;

  if (name[0] == '#')
    {
      g_autoptr (EoRecord) record = eo_store_get (self, kind, g_ascii_strtoll (name + 1, NULL, 10), NULL);
      if (record != NULL && record->deleted_at.iso[0] == '\0')
        return g_steal_pointer (&record);
      return not_found (kind, name, error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      guint n = conditions[i] != NULL ? find_one (self, kind, conditions[i], name, &id) : 0;
      if (n == 1)
        return eo_store_get (self, kind, id, error);
      if (n > 1)
        {
          g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                       _("More than one %s is called “%s”: give its reference or number instead."), kind->name, name);
          return NULL;
        }
    }
  return not_found (kind, name, error);
}

gboolean
eo_store_foreach (EoStore       *self,
                  EoQuery       *query,
                  EoRecordFunc   func,
                  gpointer       user_data,
                  GError       **error)
{
  const EoKind *kind = eo_query_get_kind (query);
  g_autofree char *columns = eo_sql_columns (kind);
  g_autofree char *sql = eo_query_to_sql (query, columns, TRUE, FALSE);
  EoDatabase *reader = eo_store_lend_reader (self, error); /* not the main one: @func may read, too */
  sqlite3_stmt *row;
  int code;

  if (reader == NULL)
    return FALSE;
  row = eo_database_prepare (reader, sql, error);
  if (row == NULL)
    {
      eo_store_return_reader (self, reader);
      return FALSE;
    }
  eo_query_bind (query, row, self->me);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      g_autoptr (EoRecord) record = eo_sql_read_row (kind, row);
      if (!func (record, user_data))
        {
          code = SQLITE_DONE;
          break;
        }
    }
  if (code != SQLITE_DONE)
    eo_database_fail (reader, error);
  sqlite3_reset (row);
  eo_store_return_reader (self, reader);
  return code == SQLITE_DONE;
}

typedef struct
{
  GPtrArray *records;
  guint      limit;
} Selection;

static gboolean
on_selected (EoRecord *record,
             gpointer  user_data)
{
  Selection *selection = user_data;

  g_ptr_array_add (selection->records, g_object_ref (record));
  return selection->limit == 0 || selection->records->len < selection->limit;
}

GPtrArray *
eo_store_select (EoStore  *self,
                 EoQuery  *query,
                 guint     limit,
                 GError  **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Selection selection = { records, limit };

  if (!eo_store_foreach (self, query, on_selected, &selection, error))
    return NULL;
  return g_steal_pointer (&records);
}

static gint64
count (EoDatabase  *reader,
       EoQuery     *query,
       gint64       me,
       GError     **error)
{
  g_autofree char *sql = eo_query_to_sql (query, "count (*)", FALSE, FALSE);
  sqlite3_stmt *row = eo_database_prepare (reader, sql, error);
  gint64 n = -1;

  if (row == NULL)
    return -1;
  eo_query_bind (query, row, me);
  if (sqlite3_step (row) == SQLITE_ROW)
    n = sqlite3_column_int64 (row, 0);
  else
    eo_database_fail (reader, error);
  sqlite3_reset (row);
  return n;
}

gint64
eo_store_count (EoStore *self,
                EoQuery *query)
{
  EoDatabase *reader = take_reader (self, NULL);
  gint64 n = reader != NULL ? count (reader, query, self->me, NULL) : 0;

  give_back (self, reader);
  return MAX (0, n);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  EoStore *self = source;
  GError *error = NULL;
  EoDatabase *reader = eo_store_lend_reader (self, &error);
  gint64 n = -1;

  if (reader != NULL)
    {
      eo_database_set_cancellable (reader, cancellable);
      n = count (reader, task_data, self->me, &error);
      eo_database_shrink (reader);
      eo_store_return_reader (self, reader);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

void
eo_store_count_async (EoStore             *self,
                      EoQuery             *query,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, eo_store_count_async);
  g_task_set_task_data (task, eo_query_copy (query), g_object_unref);
  g_task_run_in_thread (task, count_thread);
}

gint64
eo_store_count_finish (EoStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

GPtrArray *
eo_store_get_history (EoStore       *self,
                      const EoKind  *kind,
                      gint64         id,
                      GError       **error)
{
  EoDatabase *reader = take_reader (self, error);
  GPtrArray *entries = reader != NULL ? eo_journal_read (reader, kind, id, error) : NULL;

  give_back (self, reader);
  return entries;
}
