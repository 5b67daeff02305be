/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-new-file.h"
#include "base/eo-text.h"
#include "sections/diary/paper/eo-day-pack-making.h"

/* In the field `pack` of an appointment: what is left out, apart by spaces; a document by its attachment, "a12". */
#define KEY_SHEET       "sheet"
#define KEY_LETTERS     "letters"
#define KEY_COMMITMENTS "commitments"

static void
item_clear (gpointer data)
{
  g_free (((EoPackPlanItem *) data)->key);
}

static gboolean
is_left_out (EoAppointment *record,
             const char    *key)
{
  g_auto (GStrv) left_out = g_strsplit (record->pack, " ", -1);

  return g_strv_contains ((const char *const *) left_out, key);
}

static void
add_item (EoDayPack      *self,
          guint           index,
          EoPackItemKind  kind,
          EoAttachment   *document,
          const char     *name,
          char           *key)
{
  EoPackAppointment *of = g_ptr_array_index (self->appointments, index);
  const EoPackPlanItem item = {
    { of->one->appointment, kind, of->title, name, !is_left_out (of->record, key) }, index, document, key,
  };

  g_array_append_val (self->items, item);
}

static gboolean
has_letters (EoPackAppointment *of,
             gboolean           commitments)
{
  for (guint i = 0; i < of->hosts->len; i++)
    {
      EoPackHost *host = g_ptr_array_index (of->hosts, i);

      if ((commitments ? host->commitments : host->letters)->len > 0)
        return TRUE;
    }
  return FALSE;
}

static void
list_items (EoDayPack *self)
{
  for (guint i = 0; i < self->appointments->len; i++)
    {
      EoPackAppointment *of = g_ptr_array_index (self->appointments, i);

      add_item (self, i, EO_PACK_ITEM_SHEET, NULL, _("Brief and who attends"), g_strdup (KEY_SHEET));
      if (has_letters (of, FALSE))
        add_item (self, i, EO_PACK_ITEM_LETTERS, NULL, _("Last letters to and from the host"), g_strdup (KEY_LETTERS));
      if (has_letters (of, TRUE))
        add_item (self, i, EO_PACK_ITEM_COMMITMENTS, NULL, _("Open commitments to the host"), g_strdup (KEY_COMMITMENTS));
      for (guint j = 0; j < of->documents->len; j++)
        {
          EoAttachment *document = g_ptr_array_index (of->documents, j);

          add_item (self, i, EO_PACK_ITEM_DOCUMENT, document, document->name,
                    g_strdup_printf ("a%" G_GINT64_FORMAT, document->id));
        }
    }
}

static void
list_appointments (EoDayPack *self)
{
  g_autoptr (GPtrArray) found = _eo_paper_span_get_day (self->span, &self->day, FALSE);

  for (guint i = 0; i < found->len; i++)
    {
      EoPackAppointment *of = _eo_pack_appointment_new (self->span, &self->day, g_ptr_array_index (found, i));

      if (of != NULL && _eo_pack_appointment_speaks (of))
        g_ptr_array_add (self->appointments, of);
      else if (of != NULL)
        _eo_pack_appointment_free (of);
    }
}

static void
day_pack_clear (gpointer data)
{
  EoDayPack *self = data;

  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->appointments, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_clear_object (&self->store);
}

EoDayPack *
eo_day_pack_new (EoStore       *store,
                 gint64         diary,
                 const EoDate  *day,
                 GError       **error)
{
  g_autoptr (EoDayPack) self = g_atomic_rc_box_new0 (EoDayPack);

  g_return_val_if_fail (EO_IS_STORE (store) && diary != 0 && day != NULL && day->iso[0] != '\0', NULL);

  self->store = g_object_ref (store);
  self->day = *day;
  self->appointments = g_ptr_array_new_with_free_func ((GDestroyNotify) _eo_pack_appointment_free);
  self->items = g_array_new (FALSE, FALSE, sizeof (EoPackPlanItem));
  g_array_set_clear_func (self->items, item_clear);
  self->spans = _eo_paper_spans_new (store, diary, day, 1, error);
  if (self->spans == NULL)
    return NULL;
  self->span = g_ptr_array_index (self->spans, 0);
  list_appointments (self);
  list_items (self);
  return g_steal_pointer (&self);
}

EoDayPack *
eo_day_pack_ref (EoDayPack *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
eo_day_pack_unref (EoDayPack *self)
{
  g_atomic_rc_box_release_full (self, day_pack_clear);
}

guint
eo_day_pack_get_n_items (EoDayPack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

const EoPackItem *
eo_day_pack_get_item (EoDayPack *self,
                      guint      item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return &g_array_index (self->items, EoPackPlanItem, item).shown;
}

void
eo_day_pack_set_included (EoDayPack *self,
                          guint      item,
                          gboolean   included)
{
  g_return_if_fail (self != NULL && item < self->items->len);

  g_array_index (self->items, EoPackPlanItem, item).shown.is_included = included;
}

static gboolean
has_key (EoDayPack  *self,
         guint       appointment,
         const char *key)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const EoPackPlanItem *item = &g_array_index (self->items, EoPackPlanItem, i);

      if (item->appointment == appointment && g_str_equal (item->key, key))
        return TRUE;
    }
  return FALSE;
}

/* What is left out of an appointment, as its field has it: with what there is nothing of today, but may be again. */
static char *
list_left_out (EoDayPack *self,
               guint      appointment)
{
  EoPackAppointment *of = g_ptr_array_index (self->appointments, appointment);
  g_auto (GStrv) before = g_strsplit (of->record->pack, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (*before[i] != '\0' && !has_key (self, appointment, before[i]))
      g_strv_builder_add (builder, before[i]);
  for (guint i = 0; i < self->items->len; i++)
    {
      const EoPackPlanItem *item = &g_array_index (self->items, EoPackPlanItem, i);

      if (item->appointment == appointment && !item->shown.is_included)
        g_strv_builder_add (builder, item->key);
    }
  keys = g_strv_builder_end (builder);
  return g_strjoinv (" ", keys);
}

/* From an appointment's id to what is left out: for the writer, which has its own copy of the record. */
static gboolean
remember (EoWriter  *writer,
          gpointer   data,
          GError   **error)
{
  GHashTableIter iter;
  gpointer id, text;

  g_hash_table_iter_init (&iter, data);
  while (g_hash_table_iter_next (&iter, &id, &text))
    {
      g_autoptr (EoRecord) record = eo_writer_get (writer, &eo_appointment_kind, GPOINTER_TO_SIZE (id), error);

      if (record == NULL || !eo_record_set_text (record, "pack", text, error) || !eo_writer_save (writer, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
on_remembered (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
eo_day_pack_remember_async (EoDayPack           *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  GHashTable *changed;

  g_return_if_fail (self != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  changed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < self->appointments->len; i++)
    {
      EoPackAppointment *of = g_ptr_array_index (self->appointments, i);
      g_autofree char *text = list_left_out (self, i);

      if (eo_str_set (&of->record->pack, text))
        g_hash_table_insert (changed, GSIZE_TO_POINTER (of->one->appointment), g_steal_pointer (&text));
    }
  eo_store_write_async (self->store, remember, changed, (GDestroyNotify) g_hash_table_unref, NULL, on_remembered, task);
}

gboolean
eo_day_pack_remember_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
eo_day_pack_write (gpointer               self,
                   const char            *path,
                   GCancellable          *cancellable,
                   EoReportProgressFunc   progress,
                   gpointer               progress_data,
                   GError               **error)
{
  g_autoptr (EoNewFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (!eo_file_check_name (path, error) || (file = eo_new_file_open (path, 0600, error)) == NULL)
    return FALSE;
  bytes = eo_day_pack_make (self, cancellable, progress, progress_data, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return eo_new_file_write (file, data, size, error) && eo_new_file_replace (file, error);
}
