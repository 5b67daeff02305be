/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/form/eo-record-form.h"
#include "desk/record/eo-saving.h"
#include "store/eo-draft.h"
#include "store/eo-kind.h"

typedef struct
{
  EoRecord  *sent;    /* for the main thread only */
  EoRecord  *record;  /* the writer's while it runs, then the main thread's */
  GPtrArray *parties; /* of Party */
  gint64     draft;
  char      *to_state;
  EoUndo    *undo;
} Saving;

typedef struct
{
  const EoField *field;
  EoRecord      *record;  /* shared by the fields that name the same one */
} Party;

static void
party_free (Party *party)
{
  g_object_unref (party->record);
  g_free (party);
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->sent);
  g_object_unref (saving->record);
  g_ptr_array_unref (saving->parties);
  g_free (saving->to_state);
  eo_undo_unref (saving->undo);
  g_free (saving);
}

static void
add_party (Saving     *saving,
           EoNewParty *named)
{
  Party *party = g_new0 (Party, 1);

  party->field = named->field;
  for (guint i = 0; i < saving->parties->len && party->record == NULL; i++)
    {
      Party *other = g_ptr_array_index (saving->parties, i);

      if (eo_record_get_kind (other->record) == named->kind
          && g_str_equal (eo_record_get_title (other->record), named->title))
        party->record = g_object_ref (other->record);
    }
  if (party->record == NULL)
    {
      party->record = eo_record_new (named->kind);
      eo_record_set_text (party->record, eo_kind_get_title_field (named->kind)->name, named->title, NULL);
    }
  g_ptr_array_add (saving->parties, party);
}

static gboolean
save (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  Saving *saving = data;

  eo_writer_keep_undo (writer, saving->undo);
  for (guint i = 0; i < saving->parties->len; i++)
    {
      Party *party = g_ptr_array_index (saving->parties, i);

      if (party->record->id == 0 && !eo_writer_save (writer, party->record, error))
        return FALSE;
      eo_record_set_link (saving->record, party->field, party->record->id, eo_record_get_title (party->record));
    }
  if (saving->to_state != NULL ? !eo_writer_step (writer, saving->record, saving->to_state, error)
                               : !eo_writer_save (writer, saving->record, error))
    return FALSE;
  return saving->draft == 0 || eo_writer_take_draft (writer, saving->draft, saving->record, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
eo_saving_async (EoStore             *store,
                 EoRecord            *edited,
                 GPtrArray           *parties,
                 gint64               draft,
                 const char          *to_state,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (edited));

  saving = g_new0 (Saving, 1);
  saving->sent = eo_record_copy (edited);
  saving->record = eo_record_copy (edited);
  saving->draft = draft;
  saving->to_state = g_strdup (to_state);
  saving->undo = eo_undo_new ();
  saving->parties = g_ptr_array_new_with_free_func ((GDestroyNotify) party_free);
  for (guint i = 0; parties != NULL && i < parties->len; i++)
    add_party (saving, g_ptr_array_index (parties, i));

  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, eo_saving_async);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  /* The task holds the data, and on_written() the task, until the writer is done with both. */
  eo_store_write_async (store, save, saving, NULL, NULL, on_written, g_object_ref (task));
}

EoRecord *
eo_saving_finish (EoStore       *store,
                  GAsyncResult  *result,
                  EoRecord     **sent,
                  EoUndo       **undo,
                  GError       **error)
{
  Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  saving = g_task_get_task_data (G_TASK (result));
  if (sent != NULL)
    *sent = g_object_ref (saving->sent);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (undo != NULL)
    *undo = eo_undo_ref (saving->undo);
  return g_object_ref (saving->record);
}
