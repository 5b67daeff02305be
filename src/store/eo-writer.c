/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-journal.h"
#include "store/eo-sql.h"
#include "store/eo-undo-private.h"

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

static gboolean
check_sound (EoRecord  *record,
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
  g_autofree char *sql = record->id == 0 ? eo_sql_insert (kind) : eo_sql_update (kind);
  GError *failure = NULL;
  sqlite3_stmt *statement;

  if (kind->is_party && !save_party (writer, record, error))
    return FALSE;
  statement = eo_database_prepare (writer->database, sql, error);
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

static gboolean
save_new (EoWriter  *writer,
          EoRecord  *record,
          GError   **error)
{
  const EoKind *kind = eo_record_get_kind (record);

  if (record->uid[0] == '\0')
    {
      g_free (record->uid);
      record->uid = g_uuid_string_random ();
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

static gboolean
save_changed (EoWriter    *writer,
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

  if (!check_sound (record, error))
    return FALSE;
  return record->id == 0 ? save_new (writer, record, error) : save_changed (writer, record, NULL, error);
}

static gboolean
check_required (EoRecord            *record,
                const EoTransition  *step,
                GError             **error)
{
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) asked = eo_transition_get_asked (step, eo_record_get_kind (record), &required);

  for (guint i = 0; i < required->len; i++)
    if (eo_field_is_unsaid (g_ptr_array_index (required, i), record))
      {
        g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s: fill in “%s” first."), _(step->label),
                     eo_kind_field_label (record, g_ptr_array_index (required, i)));
        return FALSE;
      }
  return TRUE;
}

/* "quality-check, returned": what can be done from here, for who asked for something else. */
static char *
list_steps (EoRecord *record)
{
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", eo_transition_get_name (g_ptr_array_index (steps, i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const EoTransition *
find_step (EoRecord    *record,
           const char  *name,
           GError     **error)
{
  const EoTransition *step = eo_kind_find_step (record, name);
  const EoField *state = eo_kind_get_state_field (eo_record_get_kind (record));
  g_autofree char *steps = NULL;

  if (step != NULL)
    return step;
  if (state == NULL)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("A %s has no steps."), eo_record_get_kind (record)->name);
      return NULL;
    }
  steps = list_steps (record);
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s cannot go from “%s” to “%s”. Its steps from here: %s."),
               eo_record_get_name (record), eo_choice_nick (state->choice (), eo_field_get_choice (state, record)), name,
               *steps != '\0' ? steps : _("none"));
  return NULL;
}

/* Who changed a field of a record last; what was undone counts for nobody. */
static char *
last_author (EoWriter   *writer,
             EoRecord   *record,
             const char *field)
{
  g_autofree char *needle = g_strdup_printf ("\"field\":\"%s\"", field);
  sqlite3_stmt *row = eo_database_prepare (
    writer->database,
    "SELECT j.by, j.action = 'undone' FROM journal AS j JOIN journal_payload AS p ON p.seq = j.seq"
    " WHERE j.kind = ?1 AND j.record = ?2 AND instr (p.payload, ?3) > 0 ORDER BY j.seq DESC", NULL);
  guint undone = 0;
  char *by = NULL;

  if (row == NULL)
    return NULL;
  eo_bind_text (row, 1, eo_record_get_kind (record)->name);
  sqlite3_bind_int64 (row, 2, record->id);
  eo_bind_text (row, 3, needle);
  while (by == NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      if (sqlite3_column_int (row, 1))
        undone++;
      else if (undone > 0)
        undone--;
      else
        by = g_strdup (eo_column_text (row, 0));
    }
  sqlite3_reset (row);
  return by;
}

/* The one who asks does not approve. Who acts for another is that other: the journal names both. */
static gboolean
check_person (EoWriter            *writer,
              EoRecord            *record,
              const EoTransition  *step,
              GError             **error)
{
  g_autofree char *by = step->other_than != NULL ? last_author (writer, record, step->other_than) : NULL;

  if (by == NULL || !g_str_equal (by, writer->by))
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE,
               _("%s: a second person must do this, because %s did the step before. Nothing was changed."),
               _(step->label), by);
  return FALSE;
}

gboolean
eo_writer_set_state (EoWriter    *writer,
                     EoRecord    *record,
                     const char  *state,
                     GError     **error)
{
  const EoField *field = eo_kind_get_state_field (eo_record_get_kind (record));

  g_return_val_if_fail (field != NULL, FALSE);

  return eo_field_from_text (field, record, state, error) && save_changed (writer, record, "step", error);
}

gboolean
eo_writer_step (EoWriter    *writer,
                EoRecord    *record,
                const char  *name,
                GError     **error)
{
  const EoField *state = eo_kind_get_state_field (eo_record_get_kind (record));
  const EoTransition *step = find_step (record, name, error);
  gboolean act;

  if (step == NULL || !check_required (record, step, error) || !check_person (writer, record, step, error)
      || (step->guard != NULL && !step->guard (record, error)))
    return FALSE;
  act = g_str_equal (step->to, "=");
  if (!act && !eo_field_from_text (state, record, step->to, error))
    return FALSE;
  if ((step->apply != NULL && !step->apply (writer, record, error)) || !check_sound (record, error))
    return FALSE;
  return save_changed (writer, record, act ? "act" : "step", error);
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

gint64
eo_writer_get_integer (EoWriter   *writer,
                       const char *sql,
                       gint64      id,
                       const char *text)
{
  sqlite3_stmt *row = eo_database_prepare (writer->database, sql, NULL);
  gint64 value = 0;

  if (row == NULL)
    return 0;
  if (id != 0)
    sqlite3_bind_int64 (row, 1, id);
  if (text != NULL)
    eo_bind_text (row, 2, text);
  if (sqlite3_step (row) == SQLITE_ROW)
    value = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return value;
}

GPtrArray *
eo_writer_select (EoWriter      *writer,
                  const EoKind  *kind,
                  const char    *where,
                  gint64         id,
                  GError       **error)
{
  g_autofree char *columns = eo_sql_columns (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" AS t WHERE t.deleted_at = '' AND (%s) ORDER BY t.id",
                                          columns, kind->name, where);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *row = eo_database_prepare (writer->database, sql, error);
  int code;

  if (row == NULL)
    return NULL;
  if (id != 0)
    sqlite3_bind_int64 (row, 1, id);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    g_ptr_array_add (records, eo_sql_read_row (kind, row));
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    {
      eo_database_fail (writer->database, error);
      return NULL;
    }
  return g_steal_pointer (&records);
}

void
eo_writer_keep_undo (EoWriter *writer,
                     EoUndo   *undo)
{
  g_return_if_fail (writer != NULL);

  writer->undo = undo;
}

const char *
eo_writer_get_by (EoWriter *writer)
{
  return writer->by;
}

EoInstant
eo_writer_get_now (EoWriter *writer)
{
  return writer->now;
}

char *
eo_writer_get_setting (EoWriter   *writer,
                       const char *name)
{
  sqlite3_stmt *row = eo_database_prepare (writer->database, "SELECT value FROM setting WHERE name = ?1", NULL);
  char *value = NULL;

  if (row == NULL)
    return g_strdup ("");
  eo_bind_text (row, 1, name);
  if (sqlite3_step (row) == SQLITE_ROW)
    value = g_strdup (eo_column_text (row, 0));
  sqlite3_reset (row);
  return value != NULL ? value : g_strdup ("");
}

gboolean
eo_writer_set_setting (EoWriter    *writer,
                       const char  *name,
                       const char  *value,
                       GError     **error)
{
  sqlite3_stmt *statement = eo_database_prepare (
    writer->database, "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    error);

  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, name);
  eo_bind_text (statement, 2, value);
  return eo_database_run (writer->database, statement, error);
}

/* The larger part of such a write is index pages changed again and again: kept in memory, each is written once. */
gboolean
eo_writer_set_bulk (EoWriter  *writer,
                    gboolean   bulk,
                    GError   **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO search_fts (search_fts, rank) VALUES ('hashsize', %d);"
                                          " PRAGMA cache_size = %d;", bulk ? 64 << 20 : 1 << 20, bulk ? -2000000 : -65536);

  return eo_database_execute (writer->database, sql, error);
}
