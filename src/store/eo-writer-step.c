/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/eo-sql.h"
#include "store/eo-writer-private.h"

/* A step of the workflow: whether it may be taken, by whom, and what it sets. */

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

  return eo_field_from_text (field, record, state, error) && _eo_writer_save_changed (writer, record, "step", error);
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
  if ((step->apply != NULL && !step->apply (writer, record, error)) || !_eo_writer_check_sound (record, error))
    return FALSE;
  return _eo_writer_save_changed (writer, record, act ? "act" : "step", error);
}
