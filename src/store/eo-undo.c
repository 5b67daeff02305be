/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-undo-private.h"

/* A record that the transaction changed. */
typedef struct
{
  const EoKind *kind;
  gint64        id;
  EoRecord     *before;   /* NULL: it was not there */
  gint64        version;  /* what the transaction left */
} Entry;

struct _EoUndo
{
  gatomicrefcount  refs;
  GPtrArray       *entries;  /* of Entry, in order */
  GHashTable      *known;    /* the same, by kind and id */
};

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->before);
  g_free (entry);
}

static guint
entry_hash (gconstpointer data)
{
  const Entry *entry = data;

  return g_direct_hash (entry->kind) ^ g_int64_hash (&entry->id);
}

static gboolean
entry_equal (gconstpointer a,
             gconstpointer b)
{
  const Entry *first = a, *second = b;

  return first->kind == second->kind && first->id == second->id;
}

static gboolean
undo (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  EoUndo *self = data;

  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (!_eo_writer_put_back (writer, entry->kind, entry->id, entry->before, entry->version, error))
        return FALSE;
    }
  return TRUE;
}

/* Private functions */

void
_eo_undo_note (EoUndo   *self,
               EoRecord *before,
               EoRecord *after)
{
  Entry key = { .kind = eo_record_get_kind (after), .id = after->id };
  Entry *entry = g_hash_table_lookup (self->known, &key);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->kind = key.kind;
      entry->id = key.id;
      entry->before = before != NULL ? eo_record_copy (before) : NULL;
      g_ptr_array_add (self->entries, entry);
      g_hash_table_add (self->known, entry);
    }
  entry->version = after->version;
}

gboolean
_eo_undo_contains (EoUndo       *self,
                   const EoKind *kind,
                   gint64        id)
{
  Entry key = { .kind = kind, .id = id };

  return g_hash_table_contains (self->known, &key);
}

/* Public functions */

EoUndo *
eo_undo_new (void)
{
  EoUndo *self = g_new0 (EoUndo, 1);

  g_atomic_ref_count_init (&self->refs);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->known = g_hash_table_new (entry_hash, entry_equal);
  return self;
}

EoUndo *
eo_undo_ref (EoUndo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
eo_undo_unref (EoUndo *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
eo_store_undo_async (EoStore             *self,
                     EoUndo              *what,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (EO_IS_STORE (self) && what != NULL);

  eo_store_write_async (self, undo, eo_undo_ref (what), (GDestroyNotify) eo_undo_unref, cancellable, callback, user_data);
}

gboolean
eo_store_undo_finish (EoStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  return eo_store_write_finish (self, result, error);
}
