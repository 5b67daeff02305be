/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-sync-private.h"

/* What changed in the diary, to the server: said only where the server has still what it had. If this ends between saying and
 * noting it, the next time finds on the server what stands here, and that both agree. */

#define AT_A_TIME 50 /* entries: read together, and noted together */

typedef enum
{
  LEAVE,  /* nothing is to be sent: the server knows it, or does not take it */
  PUT,
  DELETE,
} Deed;

typedef struct
{
  char         *uid;
  EoCaldavItem *item;    /* what will be known of it; NULL: nothing */
  char         *member;
  char         *title;
  char         *text;
  Deed          deed;
  gboolean      is_new;  /* to the server */
  gboolean      is_noted; /* it is to be written what is known of it */
} Outgoing;

typedef struct
{
  EoCaldavSync *sync;
  GPtrArray    *outgoing;
} Batch;

static void
outgoing_free (gpointer data)
{
  Outgoing *out = data;

  g_free (out->uid);
  eo_caldav_item_free (out->item);
  g_free (out->member);
  g_free (out->title);
  g_free (out->text);
  g_free (out);
}

static Outgoing *
outgoing_new (const char *uid)
{
  Outgoing *out = g_new0 (Outgoing, 1);

  out->uid = g_strdup (uid);
  return out;
}

/* What is to be said of the entry, if anything. */
static gboolean
prepare (EoWriter      *writer,
         EoCaldavSync  *sync,
         Outgoing      *out,
         GError       **error)
{
  const EoCaldavItem *known = g_hash_table_lookup (sync->by_uid, out->uid);
  g_autoptr (EoCaldavObject) object = NULL;
  g_autofree char *hash = NULL;
  gboolean is_there;

  g_clear_pointer (&out->item, eo_caldav_item_free);
  g_clear_pointer (&out->text, g_free);
  g_clear_pointer (&out->title, g_free);
  g_clear_pointer (&out->member, g_free);
  out->member = known != NULL ? g_strdup (known->member) : eo_caldav_make_member (out->uid);
  out->item = known != NULL ? eo_caldav_item_copy (known) : eo_caldav_item_new (out->member, out->uid);
  is_there = !g_str_equal (out->item->etag, EO_CALDAV_ABSENT);
  object = eo_caldav_object_load (writer, sync->diary, out->uid, out->item->is_known, error);
  out->text = object != NULL ? eo_caldav_object_say (writer, object, error) : NULL;
  if (out->text == NULL)
    return FALSE;
  hash = eo_caldav_hash (out->text);
  out->title = g_strdup (eo_caldav_object_get_title (object));
  out->is_new = !is_there;
  out->is_noted = TRUE;
  out->deed = *out->text == '\0' ? (is_there ? DELETE : LEAVE) : PUT;
  if (out->deed == PUT && is_there && g_str_equal (hash, out->item->hash))
    out->deed = LEAVE;
  if (out->deed == PUT && g_str_equal (hash, out->item->refused))
    {
      out->deed = LEAVE;
      out->is_noted = FALSE;
      return TRUE;
    }
  eo_str_set (&out->item->versions, object->versions);
  eo_str_set (&out->item->hash, hash);
  if (object->records->len == 0)
    g_clear_pointer (&out->item, eo_caldav_item_free);
  return TRUE;
}

static gboolean
write_prepared (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->outgoing->len; i++)
    if (!prepare (writer, batch->sync, g_ptr_array_index (batch->outgoing, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_known (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  Batch *batch = data;
  const gint64 diary = EO_RECORD (batch->sync->diary)->id;

  for (guint i = 0; i < batch->outgoing->len; i++)
    {
      Outgoing *out = g_ptr_array_index (batch->outgoing, i);

      if (!out->is_noted)
        continue;
      if (!(out->item != NULL ? eo_caldav_item_save (writer, diary, out->item, error)
                              : eo_caldav_item_delete (writer, diary, out->member, error)))
        return FALSE;
    }
  return TRUE;
}

/* The server does not take it: as it stands, it is not offered again. */
static void
refuse (EoCaldavSync *sync,
        Outgoing     *out,
        const char   *why)
{
  const EoCaldavItem *known = g_hash_table_lookup (sync->items, out->member);
  EoCaldavItem *item = known != NULL ? eo_caldav_item_copy (known) : eo_caldav_item_new (out->member, out->uid);

  g_free (item->refused);
  item->refused = eo_caldav_hash (out->text);
  eo_caldav_item_free (out->item);
  out->item = item;
  _eo_caldav_tell (sync, TRUE, _("“%s” was not taken by the server: %s"), out->title, why);
}

/* FALSE: it ends here. */
static gboolean
take_failure (EoCaldavSync  *sync,
              Outgoing      *out,
              GPtrArray     *again,
              GError        *problem,
              GError       **error)
{
  const gboolean is_ours = problem->domain == EO_ERROR;

  if (is_ours && (problem->code == EO_ERROR_CONFLICT || problem->code == EO_ERROR_NOT_FOUND))
    {
      out->is_noted = FALSE;
      g_ptr_array_add (again, g_strdup (out->member));
    }
  else if (is_ours && (problem->code == EO_ERROR_INVALID || problem->code == EO_ERROR_STATE))
    refuse (sync, out, problem->message);
  else
    {
      out->is_noted = FALSE;
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_error_free (problem);
  return TRUE;
}

static gboolean
do_deed (EoCaldavSync  *sync,
         Outgoing      *out,
         GPtrArray     *again,
         GError       **error)
{
  const EoCaldavItem *known = g_hash_table_lookup (sync->items, out->member);
  const char *etag = known != NULL ? known->etag : EO_CALDAV_ABSENT;
  g_autofree char *written = NULL;
  GError *problem = NULL;

  if (out->deed == LEAVE)
    return TRUE;
  if (out->deed == DELETE)
    {
      if (!eo_caldav_delete (sync->http, sync->calendar->uri, out->member, etag, &problem))
        return take_failure (sync, out, again, problem, error);
      sync->count->sent_deleted++;
      if (out->item != NULL)
        eo_str_set (&out->item->etag, EO_CALDAV_ABSENT);
      return TRUE;
    }
  if (!eo_caldav_put (sync->http, sync->calendar->uri, out->member, etag, out->text, &written, &problem))
    return take_failure (sync, out, again, problem, error);
  eo_str_set (&out->item->etag, *written != '\0' ? written : EO_CALDAV_UNKNOWN);
  eo_str_set (&out->item->refused, "");
  sync->count->sent_added += out->is_new;
  sync->count->sent_changed += !out->is_new;
  return TRUE;
}

/* What was done is noted, also where the rest was not. */
static gboolean
send_some (EoCaldavSync  *sync,
           GPtrArray     *outgoing,
           GPtrArray     *again,
           GError       **error)
{
  Batch batch = { sync, outgoing };
  gboolean ok;
  guint i = 0;

  if (!eo_store_write (sync->store, write_prepared, &batch, error))
    return FALSE;
  for (ok = TRUE; ok && i < outgoing->len; i++)
    {
      ok = !g_cancellable_set_error_if_cancelled (sync->cancellable, error) &&
           do_deed (sync, g_ptr_array_index (outgoing, i), again, error);
      _eo_caldav_progress (sync, ok);
    }
  g_ptr_array_set_size (outgoing, ok ? i : i - 1);
  if (!eo_store_write (sync->store, write_known, &batch, ok ? error : NULL))
    return FALSE;
  for (i = 0; i < outgoing->len; i++)
    {
      Outgoing *out = g_ptr_array_index (outgoing, i);

      if (out->is_noted)
        _eo_caldav_keep_item (sync, out->member, g_steal_pointer (&out->item));
    }
  return ok;
}

/* Whether something may be to be said of @uid: @versions are those of now, or NULL. */
static gboolean
is_due (EoCaldavSync *sync,
        const char   *uid,
        const char   *versions)
{
  const EoCaldavItem *known = g_hash_table_lookup (sync->by_uid, uid);

  if (known == NULL)
    return versions != NULL;
  return !g_hash_table_contains (sync->conflicts, known->member) && g_strcmp0 (known->versions, versions) != 0;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* UIDs in order: what is sent must not hang on the order of a table. */
static GPtrArray *
list_due (EoCaldavSync *sync,
          GHashTable   *versions)
{
  GPtrArray *due = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) disputed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer uid, value;

  g_hash_table_iter_init (&iter, sync->conflicts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_add (disputed, ((EoCaldavConflict *) value)->uid);
  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &uid, &value))
    if (!g_hash_table_contains (disputed, uid) && is_due (sync, uid, value))
      g_ptr_array_add (due, g_strdup (uid));
  g_hash_table_iter_init (&iter, sync->by_uid);
  while (g_hash_table_iter_next (&iter, &uid, &value))
    if (!g_hash_table_contains (disputed, uid) && !g_hash_table_contains (versions, uid))
      g_ptr_array_add (due, g_strdup (uid));
  g_ptr_array_sort (due, compare_texts);
  return due;
}

gboolean
_eo_caldav_push (EoCaldavSync  *self,
                 GPtrArray     *again,
                 GError       **error)
{
  g_autoptr (GHashTable) versions = eo_caldav_versions_load (self->store, EO_RECORD (self->diary)->id, error);
  g_autoptr (GPtrArray) due = NULL;

  if (versions == NULL)
    return FALSE;
  due = list_due (self, versions);
  if (due->len > 0)
    _eo_caldav_begin (self, EO_CALDAV_SENDING, due->len);
  for (guint from = 0; from < due->len; from += AT_A_TIME)
    {
      g_autoptr (GPtrArray) outgoing = g_ptr_array_new_with_free_func (outgoing_free);

      for (guint i = from; i < due->len && i < from + AT_A_TIME; i++)
        g_ptr_array_add (outgoing, outgoing_new (g_ptr_array_index (due, i)));
      if (!send_some (self, outgoing, again, error))
        return FALSE;
    }
  return TRUE;
}
