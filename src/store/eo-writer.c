/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-journal.h"
#include "store/eo-sql.h"
#include "store/eo-undo-private.h"
#include "store/eo-writer-private.h"

static EoRecord *
read_record (EoDatabase    *database,
             const EoKind  *kind,
             gint64         id,
             GError       **error)
{
  EoRecord *record;

  if (eo_sql_read_id (database, kind, id, &record, error) && record == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no %s number %" G_GINT64_FORMAT "."), kind->name, id);
  return record;
}

EoRecord *
eo_writer_get (EoWriter      *writer,
               const EoKind  *kind,
               gint64         id,
               GError       **error)
{
  return read_record (writer->database, kind, id, error);
}

gboolean
_eo_writer_check_sound (EoRecord  *record,
                        GError   **error)
{
  g_autoptr (GPtrArray) problems = eo_record_validate (record);
  g_autoptr (GString) text = g_string_new (NULL);

  if (problems->len == 0)
    return TRUE;
  for (guint i = 0; i < problems->len; i++)
    {
      EoProblem *problem = g_ptr_array_index (problems, i);
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", problem->message);
    }
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("The %s cannot be saved: %s"), eo_record_get_kind (record)->name,
               text->str);
  return FALSE;
}

/* The last number given of a series and year, or 0; -1 on error. */
static gint64
last_number (EoWriter    *writer,
             const char  *series,
             int          year,
             GError     **error)
{
  sqlite3_stmt *row = eo_database_prepare (writer->database,
                                           "SELECT last FROM number_series WHERE series = ?1 AND year = ?2", error);
  gint64 last = 0;
  int code;

  if (row == NULL)
    return -1;
  eo_bind_text (row, 1, series);
  sqlite3_bind_int (row, 2, year);
  code = sqlite3_step (row);
  if (code == SQLITE_ROW)
    last = sqlite3_column_int64 (row, 0);
  else if (code != SQLITE_DONE)
    last = eo_database_fail (writer->database, error) - 1;
  sqlite3_reset (row);
  return last;
}

/* IN/2026/00042: the next of its series and year, in the transaction that saves the record. Read, then written:
 * see eo_sql_insert(). */
static gboolean
draw_number (EoWriter    *writer,
             EoRecord    *record,
             const char  *series,
             GError     **error)
{
  EoDate day = eo_instant_to_date (&record->created_at);
  sqlite3_stmt *statement;
  int year = 0;
  gint64 number;

  eo_date_get_ymd (&day, &year, NULL, NULL);
  number = last_number (writer, series, year, error) + 1;
  if (number == 0)
    return FALSE;
  statement = eo_database_prepare (writer->database,
                                   number == 1 ? "INSERT INTO number_series (series, year, last) VALUES (?1, ?2, ?3)"
                                               : "UPDATE number_series SET last = ?3 WHERE series = ?1 AND year = ?2",
                                   error);
  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, series);
  sqlite3_bind_int (statement, 2, year);
  sqlite3_bind_int64 (statement, 3, number);
  if (!eo_database_run (writer->database, statement, error))
    return FALSE;
  g_free (record->reference);
  record->reference = g_strdup_printf ("%s/%04d/%05" G_GINT64_FORMAT, series, year, number);
  return TRUE;
}

static gboolean
save_party (EoWriter    *writer,
            EoRecord    *record,
            GError     **error)
{
  EoDatabase *database = writer->database;
  const char *sql = record->id == 0 ? "INSERT INTO party (id, kind, title) VALUES (?1, ?2, ?3)"
                                    : "UPDATE party SET kind = ?2, title = ?3 WHERE id = ?1";
  sqlite3_stmt *statement = eo_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  if (record->id != 0)
    sqlite3_bind_int64 (statement, 1, record->id);
  eo_bind_text (statement, 2, eo_record_get_kind (record)->name);
  eo_bind_text (statement, 3, eo_record_get_title (record));
  if (!eo_database_run (database, statement, error))
    return FALSE;
  if (record->id == 0)
    record->id = sqlite3_last_insert_rowid (database->handle);
  return TRUE;
}

/* The link of @record to what is not there, or NULL. */
static const EoField *
find_broken_link (EoWriter *writer,
                  EoRecord *record)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = fields[i]->type == EO_FIELD_LINK ? eo_sql_title (fields[i]->target, "?1") : NULL;
      g_autofree char *sql = title != NULL ? g_strdup_printf ("SELECT %s", title) : NULL;
      sqlite3_stmt *row = sql != NULL ? eo_database_prepare (writer->database, sql, NULL) : NULL;
      gboolean broken;

      if (row == NULL)
        continue;
      sqlite3_bind_int64 (row, 1, eo_field_get_link (fields[i], record)->id);
      broken = eo_field_get_link (fields[i], record)->id != 0 && sqlite3_step (row) == SQLITE_ROW
               && sqlite3_column_type (row, 0) == SQLITE_NULL;
      sqlite3_reset (row);
      if (broken)
        return fields[i];
    }
  return NULL;
}

/* "Kind of letter, Marked up as, Priority": what of "rule.matter, rule.markup, rule.priority" is a field. */
static char *
list_labels (EoRecord   *record,
             const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *dot = strrchr (names[i], '.');
      const EoField *field = dot != NULL ? eo_kind_find_field (eo_record_get_kind (record), dot + 1) : NULL;

      if (field != NULL)
        g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "", eo_kind_field_label (record, field));
    }
  return g_string_free (g_steal_pointer (&labels), FALSE);
}

/* SQLite says "UNIQUE constraint failed: file.number"; a clerk is told what to choose anew. */
static gboolean
refuse_row (EoWriter  *writer,
            EoRecord  *record,
            GError    *failure,
            GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  int code = sqlite3_extended_errcode (writer->database->handle);
  const char *message = sqlite3_errmsg (writer->database->handle);
  const char *dot = strrchr (message, '.');
  const EoField *field = NULL;

  if (code == SQLITE_CONSTRAINT_UNIQUE && strchr (message, ',') != NULL)
    {
      g_autofree char *labels = list_labels (record, message);

      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   /* Translators: fields that cannot all be the same: "Kind of letter, Priority" */
                   _("There is one already with the same: %s. Nothing was saved: change one of these."), labels);
      g_error_free (failure);
      return FALSE;
    }
  if (code == SQLITE_CONSTRAINT_UNIQUE && dot != NULL && (field = eo_kind_find_field (kind, dot + 1)) != NULL)
    {
      g_autofree char *taken = eo_field_display (field, record);
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("%s “%s” is taken by another one. Nothing was saved: choose another."),
                   eo_kind_field_label (record, field), taken);
    }
  else if (code == SQLITE_CONSTRAINT_FOREIGNKEY && (field = find_broken_link (writer, record)) != NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 _("%s names what is not in the office any more. Nothing was saved: choose another."),
                 eo_kind_field_label (record, field));
  if (field == NULL)
    g_propagate_error (error, failure);
  else
    g_error_free (failure);
  return FALSE;
}

gboolean
_eo_writer_write_row (EoWriter  *writer,
                      EoRecord  *record,
                      GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  const char *sql = record->id == 0 ? eo_sql_insert (kind) : eo_sql_update (kind);
  GError *failure = NULL;
  sqlite3_stmt *statement;

  if (kind->is_party && !save_party (writer, record, error))
    return FALSE;
  statement = eo_database_prepare_lasting (writer->database, sql, error);
  if (statement == NULL)
    return FALSE;
  eo_sql_bind_row (statement, record);
  if (!eo_database_run (writer->database, statement, &failure))
    return refuse_row (writer, record, failure, error);
  if (record->id == 0)
    record->id = sqlite3_last_insert_rowid (writer->database->handle);
  return TRUE;
}

/* A link made by id alone gets its title, for the search index and for whoever reads the record next. */
static gboolean
fill_titles (EoWriter  *writer,
             EoRecord  *record,
             GError   **error)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = NULL;
      g_autofree char *sql = NULL;
      sqlite3_stmt *row;
      EoLink *link;

      if (fields[i]->type != EO_FIELD_LINK)
        continue;
      link = (EoLink *) eo_field_get_link (fields[i], record);
      if (link->id == 0 || link->title[0] != '\0')
        continue;
      title = eo_sql_title (fields[i]->target, "?1");
      sql = g_strdup_printf ("SELECT %s", title);
      row = eo_database_prepare (writer->database, sql, error);
      if (row == NULL)
        return FALSE;
      sqlite3_bind_int64 (row, 1, link->id);
      if (sqlite3_step (row) == SQLITE_ROW)
        eo_str_set (&link->title, eo_column_text (row, 0));
      sqlite3_reset (row);
    }
  return TRUE;
}

/* The row, its journal entry, its search text: one cannot be without the others. */
static gboolean
store_record (EoWriter    *writer,
              EoRecord    *before,
              EoRecord    *record,
              const char  *action,
              GError     **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  g_autofree char *changes = NULL;

  record->modified_at = writer->now;
  eo_str_set (&record->modified_by, writer->by);
  record->version++;
  if (!fill_titles (writer, record, error) || !_eo_writer_write_row (writer, record, error))
    return FALSE;
  changes = eo_changes_to_json (before, record);
  if (!eo_journal_append (writer, kind->name, record->id, action, changes, error)
      || !eo_search_index_record (writer, record, before != NULL, error))
    return FALSE;
  eo_writer_note (writer, kind->name, record->id, FALSE);
  if (writer->undo != NULL)
    _eo_undo_note (writer->undo, before, record);
  return kind->saved == NULL || kind->saved (writer, record, before, error);
}

/* What other records say of this one: derived fields are filled in, and what they forbid is refused. */
static gboolean
prepare (EoWriter  *writer,
         EoRecord  *before,
         EoRecord  *record,
         GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);

  return kind->saving == NULL || kind->saving (writer, record, before, error);
}

/* A UUID that begins with the time (RFC 9562, version 7): those of records made one after the other stand side by side in the
 * index, of which a large import would otherwise change every page. */
static char *
make_uid (void)
{
  const guint64 now = g_get_real_time () / 1000;

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint) (now >> 16), (guint) (now & 0xffff), g_random_int () & 0xfff,
                          0x8000 | (g_random_int () & 0x3fff), g_random_int () & 0xffff, g_random_int ());
}

static gboolean
save_new (EoWriter  *writer,
          EoRecord  *record,
          GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);

  if (record->uid[0] == '\0')
    {
      g_free (record->uid);
      record->uid = make_uid ();
    }
  if (record->created_at.iso[0] == '\0')
    record->created_at = writer->now;
  if (record->created_by[0] == '\0')
    eo_str_set (&record->created_by, writer->by);
  if (!prepare (writer, NULL, record, error)
      || (kind->series != NULL && !draw_number (writer, record, kind->series (record), error)))
    return FALSE;
  return store_record (writer, NULL, record, "created", error);
}

static gboolean
refuse_conflict (EoRecord  *stored,
                 GError   **error)
{
  g_autofree char *when = eo_instant_format (&stored->modified_at);

  g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
               stored->deleted_at.iso[0] != '\0' ? _("%s was deleted by %s, %s. Nothing was saved.")
                                                 : _("%s was changed by %s, %s. Nothing was saved."),
               eo_record_get_name (stored), stored->modified_by, when);
  return FALSE;
}

gboolean
_eo_writer_save_changed (EoWriter    *writer,
                         EoRecord    *record,
                         const char  *action,
                         GError     **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *state = eo_kind_get_state_field (kind);
  g_autoptr (EoRecord) stored = read_record (writer->database, kind, record->id, error);

  if (stored == NULL)
    return FALSE;
  if (stored->version != record->version || stored->deleted_at.iso[0] != '\0')
    return refuse_conflict (stored, error);
  if (eo_record_same_fields (stored, record))
    return TRUE;
  if (!prepare (writer, stored, record, error))
    return FALSE;
  if (kind->series != NULL && !g_str_equal (kind->series (stored), kind->series (record)))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("%s is registered under this number and cannot go to the other register: register it anew."),
                   eo_record_get_name (stored));
      return FALSE;
    }
  if (action == NULL && state != NULL && kind->transitions != NULL && !eo_field_equal (state, stored, record))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s of %s changes by a step, not by hand."),
                   eo_field_get_label (state), eo_record_get_name (stored));
      return FALSE;
    }
  return store_record (writer, stored, record, action != NULL ? action : "changed", error);
}

gboolean
eo_writer_save (EoWriter  *writer,
                EoRecord  *record,
                GError   **error)
{
  g_return_val_if_fail (EO_IS_RECORD (record) && !record->missing, FALSE);

  if (!_eo_writer_check_sound (record, error))
    return FALSE;
  return record->id == 0 ? save_new (writer, record, error) : _eo_writer_save_changed (writer, record, NULL, error);
}

static gboolean
set_deleted (EoWriter      *writer,
             const EoKind  *kind,
             gint64         id,
             gboolean       deleted,
             GError       **error)
{
  g_autoptr (EoRecord) record = read_record (writer->database, kind, id, error);
  g_autoptr (EoRecord) before = NULL;

  if (record == NULL)
    return FALSE;
  if ((record->deleted_at.iso[0] != '\0') == deleted)
    return TRUE;
  if (deleted && kind->deleting != NULL && !kind->deleting (writer, record, error))
    return FALSE;
  before = eo_record_copy (record);
  record->deleted_at = deleted ? writer->now : (EoInstant) { "" };
  record->modified_at = writer->now;
  eo_str_set (&record->modified_by, writer->by);
  record->version++;
  if (!_eo_writer_write_row (writer, record, error)
      || !eo_journal_append (writer, kind->name, id, deleted ? "deleted" : "restored", NULL, error))
    return FALSE;
  eo_writer_note (writer, kind->name, id, FALSE);
  if (writer->undo != NULL)
    _eo_undo_note (writer->undo, before, record);
  if (deleted)
    return eo_search_remove_record (writer, kind, id, error);
  return eo_search_index_record (writer, record, FALSE, error);
}

gboolean
eo_writer_delete (EoWriter      *writer,
                  const EoKind  *kind,
                  gint64         id,
                  GError       **error)
{
  return set_deleted (writer, kind, id, TRUE, error);
}

gboolean
eo_writer_undelete (EoWriter      *writer,
                    const EoKind  *kind,
                    gint64         id,
                    GError       **error)
{
  return set_deleted (writer, kind, id, FALSE, error);
}
