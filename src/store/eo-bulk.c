/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/eo-bulk.h"
#include "store/eo-undo-private.h"

struct _EoBulk
{
  gatomicrefcount  refs;
  const EoKind    *kind;
  GArray          *ids;       /* of gint64 */
  EoRecord        *values;    /* or NULL */
  GPtrArray       *fields;    /* of EoField */
  char            *step;      /* or NULL */
  gboolean         deletes;

  int              done;      /* atomic */
  GPtrArray       *refused;   /* of EoBulkRefusal */
  EoUndo          *undo;
  GCancellable    *cancellable;
};

static void
refusal_free (EoBulkRefusal *refusal)
{
  g_free (refusal->name);
  g_free (refusal->why);
  g_free (refusal);
}

static void
refuse (EoBulk   *self,
        gint64    id,
        EoRecord *record,
        GError   *error)
{
  EoBulkRefusal *refusal = g_new0 (EoBulkRefusal, 1);

  refusal->id = id;
  refusal->name = record != NULL ? g_strdup (eo_record_get_name (record)) : g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  refusal->why = g_strdup (error->message);
  g_ptr_array_add (self->refused, refusal);
}

static void
copy_values (EoBulk             *self,
             EoRecord           *record,
             const EoTransition *step)
{
  g_autoptr (GPtrArray) asked = step != NULL ? eo_transition_get_asked (step, self->kind, NULL) : NULL;

  for (guint i = 0; i < self->fields->len; i++)
    if (asked == NULL || g_ptr_array_find (asked, g_ptr_array_index (self->fields, i), NULL))
      eo_field_copy (g_ptr_array_index (self->fields, i), record, self->values);
}

/* A reply goes with the letter it answers: where both were chosen, the second is there already. */
static gboolean
went_along (EoBulk             *self,
            EoRecord           *record,
            const EoTransition *step)
{
  return self->step != NULL && step == NULL && _eo_undo_contains (self->undo, self->kind, record->id);
}

static gboolean
change (EoBulk    *self,
        EoWriter  *writer,
        EoRecord  *record,
        GError   **error)
{
  const EoTransition *step = self->step != NULL ? eo_kind_find_step (record, self->step) : NULL;

  if (self->deletes)
    return eo_writer_delete (writer, self->kind, record->id, error);
  if (went_along (self, record, step))
    return TRUE;
  if (self->values != NULL)
    copy_values (self, record, step);
  return self->step != NULL ? eo_writer_step (writer, record, self->step, error) : eo_writer_save (writer, record, error);
}

/* What the rules of the office say no to; anything else is trouble with the store, and ends it. */
static gboolean
is_refusal (GError *error)
{
  return g_error_matches (error, EO_ERROR, EO_ERROR_INVALID) || g_error_matches (error, EO_ERROR, EO_ERROR_STATE)
         || g_error_matches (error, EO_ERROR, EO_ERROR_CONFLICT) || g_error_matches (error, EO_ERROR, EO_ERROR_NOT_FOUND);
}

static gboolean
run_one (EoBulk    *self,
         EoWriter  *writer,
         gint64     id,
         GError   **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EoRecord) record = eo_writer_get (writer, self->kind, id, &failure);

  if (record != NULL && change (self, writer, record, &failure))
    return TRUE;
  if (is_refusal (failure))
    {
      refuse (self, id, record, failure);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Goes on after a refusal, so that all are known; then nothing of it is kept. */
static gboolean
run (EoWriter  *writer,
     gpointer   data,
     GError   **error)
{
  EoBulk *self = data;

  eo_writer_keep_undo (writer, self->undo);
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !run_one (self, writer, g_array_index (self->ids, gint64, i), error))
        return FALSE;
      g_atomic_int_inc (&self->done);
    }
  if (self->refused->len == 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE,
               ngettext ("%u of %u refused. Nothing was changed.", "%u of %u refused. Nothing was changed.",
                         self->refused->len), self->refused->len, self->ids->len);
  return FALSE;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  EoBulk *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_pointer (task, eo_undo_ref (self->undo), (GDestroyNotify) eo_undo_unref);
  else
    g_task_return_error (task, error);
}

/* Public functions */

EoBulk *
eo_bulk_new (const EoKind *kind,
             GArray       *ids)
{
  EoBulk *self = g_new0 (EoBulk, 1);

  g_return_val_if_fail (kind != NULL && ids != NULL, NULL);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->ids = g_array_copy (ids);
  self->fields = g_ptr_array_new ();
  self->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  self->undo = eo_undo_new ();
  return self;
}

EoBulk *
eo_bulk_ref (EoBulk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
eo_bulk_unref (EoBulk *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->ids);
  g_clear_object (&self->values);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->refused);
  g_clear_object (&self->cancellable);
  eo_undo_unref (self->undo);
  g_free (self->step);
  g_free (self);
}

void
eo_bulk_set_values (EoBulk    *self,
                    EoRecord  *values,
                    GPtrArray *fields)
{
  g_return_if_fail (self != NULL && EO_IS_RECORD (values) && fields != NULL);

  g_clear_object (&self->values);
  self->values = eo_record_copy (values);
  g_ptr_array_set_size (self->fields, 0);
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (self->fields, g_ptr_array_index (fields, i));
}

void
eo_bulk_set_step (EoBulk     *self,
                  const char *name)
{
  g_return_if_fail (self != NULL);

  g_free (self->step);
  self->step = g_strdup (name);
}

void
eo_bulk_set_delete (EoBulk *self)
{
  g_return_if_fail (self != NULL);
  self->deletes = TRUE;
}

guint
eo_bulk_get_n (EoBulk *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->ids->len;
}

guint
eo_bulk_get_done (EoBulk *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint) g_atomic_int_get (&self->done);
}

GPtrArray *
eo_bulk_get_refused (EoBulk *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->refused;
}

EoBulk *
eo_bulk_copy_rest (EoBulk *self)
{
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (gint64));
  EoBulk *copy;
  guint next = 0;

  g_return_val_if_fail (self != NULL, NULL);

  /* They refused in the order in which they were asked. */
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 id = g_array_index (self->ids, gint64, i);

      if (next < self->refused->len && ((EoBulkRefusal *) g_ptr_array_index (self->refused, next))->id == id)
        next++;
      else
        g_array_append_val (rest, id);
    }
  copy = eo_bulk_new (self->kind, rest);
  if (self->values != NULL)
    eo_bulk_set_values (copy, self->values, self->fields);
  eo_bulk_set_step (copy, self->step);
  copy->deletes = self->deletes;
  return copy;
}

void
eo_store_bulk_async (EoStore             *self,
                     EoBulk              *bulk,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (EO_IS_STORE (self) && bulk != NULL && bulk->cancellable == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_store_bulk_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, eo_bulk_ref (bulk), (GDestroyNotify) eo_bulk_unref);
  g_set_object (&bulk->cancellable, cancellable);
  eo_store_write_async (self, run, eo_bulk_ref (bulk), (GDestroyNotify) eo_bulk_unref, cancellable, on_written, task);
}

EoUndo *
eo_store_bulk_finish (EoStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
