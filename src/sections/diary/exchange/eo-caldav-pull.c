/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-parse.h"
#include "sections/diary/exchange/eo-caldav-sync-private.h"

/* What the server says, into the diary. An entry's records, and what is known of the entry, are written together. */

typedef enum
{
  NOTHING,
  ADDED,
  CHANGED,
  DELETED,
  REFUSED,
  CONFLICT,
} Outcome;

/* An entry as it came, and what became of it. */
typedef struct
{
  EoCaldavEntry *entry;
  GPtrArray     *events;
  const char    *text;     /* of iCalendar; "" where it is gone */
  char          *refusal;  /* why it cannot be taken; or NULL */
  Outcome        outcome;
  char          *title;
  char          *replaced; /* a member that is known no more; or NULL */
  EoCaldavItem  *item;     /* what is known of it now; or NULL */
} Incoming;

typedef struct
{
  EoCaldavSync *sync;
  GPtrArray    *incoming;
  guint         at;       /* the one at hand */
  GHashTable   *uids;     /* of those before it */
} Batch;

static void
incoming_free (gpointer data)
{
  Incoming *in = data;

  g_ptr_array_unref (in->events);
  g_free (in->refusal);
  g_free (in->title);
  g_free (in->replaced);
  eo_caldav_item_free (in->item);
  g_free (in);
}

static void
set_title (Incoming   *in,
           const char *title)
{
  g_free (in->title);
  in->title = g_strdup (title);
}

static gboolean
is_private (EoCaldavObject *object)
{
  for (guint i = 0; i < object->records->len; i++)
    if (((EoAppointment *) g_ptr_array_index (object->records, i))->private)
      return TRUE;
  return FALSE;
}

/* Whether the server would be told something else than it was. */
static gboolean
find_changed (EoWriter            *writer,
              EoCaldavObject      *object,
              const EoCaldavItem  *item,
              gboolean            *changed,
              GError             **error)
{
  g_autofree char *said = NULL;
  g_autofree char *hash = NULL;

  *changed = FALSE;
  if (g_str_equal (object->versions, item->versions))
    return TRUE;
  said = eo_caldav_object_say (writer, object, error);
  if (said == NULL)
    return FALSE;
  hash = eo_caldav_hash (said);
  *changed = !g_str_equal (hash, item->hash);
  return TRUE;
}

/* Both agree from here on. */
static gboolean
agree (EoWriter        *writer,
       EoCaldavSync    *sync,
       EoCaldavObject  *object,
       EoCaldavItem    *item,
       const char      *etag,
       GError         **error)
{
  g_autofree char *said = eo_caldav_object_say (writer, object, error);

  if (said == NULL)
    return FALSE;
  g_free (item->hash);
  item->hash = eo_caldav_hash (said);
  item->is_known = object->is_known;
  eo_str_set (&item->uid, object->uid);
  eo_str_set (&item->etag, etag);
  eo_str_set (&item->versions, object->versions);
  eo_str_set (&item->refused, "");
  return eo_caldav_item_save (writer, EO_RECORD (sync->diary)->id, item, error);
}

gboolean
_eo_caldav_take (EoWriter        *writer,
                 EoCaldavSync    *sync,
                 EoCaldavObject  *object,
                 GPtrArray       *events,
                 EoCaldavItem    *item,
                 const char      *etag,
                 GError         **error)
{
  const gboolean was_private = is_private (object);
  g_autoptr (EoCaldavObject) after = NULL;

  if (!eo_caldav_object_take (writer, sync->store, object, events, error))
    return FALSE;
  after = eo_caldav_object_load (writer, sync->diary, object->uid, item->is_known, error);
  if (after == NULL)
    return FALSE;
  /* Who made it private there knows what it says. */
  after->is_known = is_private (after) && (item->is_known || !was_private);
  return agree (writer, sync, after, item, etag, error);
}

static gboolean
note_conflict (EoWriter        *writer,
               EoCaldavSync    *sync,
               Incoming        *in,
               EoCaldavObject  *object,
               GError         **error)
{
  g_autofree char *said = eo_caldav_object_say (writer, object, error);
  const char *title = eo_caldav_object_get_title (object);
  EoCaldavConflict conflict = { .diary = EO_RECORD (sync->diary)->id, .member = in->entry->member, .uid = object->uid, .mine = said,
                                .theirs = (char *) in->text };

  if (said == NULL)
    return FALSE;
  if (*title == '\0' && in->events->len > 0)
    title = ((EoCalendarEvent *) g_ptr_array_index (in->events, 0))->summary;
  set_title (in, title);
  conflict.title = in->title;
  conflict.etag = in->entry->is_gone ? (char *) EO_CALDAV_ABSENT : in->entry->etag;
  in->outcome = CONFLICT;
  return eo_caldav_conflict_save (writer, &conflict, error);
}

/* The same is refused once, not each time. */
static gboolean
note_refusal (EoWriter      *writer,
              EoCaldavSync  *sync,
              Incoming      *in,
              GError       **error)
{
  in->outcome = in->item != NULL && g_str_equal (in->item->refused, in->entry->etag) ? NOTHING : REFUSED;
  set_title (in, in->events->len > 0 ? ((EoCalendarEvent *) g_ptr_array_index (in->events, 0))->summary : in->entry->member);
  if (in->item == NULL)
    in->item = eo_caldav_item_new (in->entry->member, "");
  eo_str_set (&in->item->refused, in->entry->etag);
  return eo_caldav_item_save (writer, EO_RECORD (sync->diary)->id, in->item, error);
}

static gboolean
take_gone (EoWriter      *writer,
           EoCaldavSync  *sync,
           Incoming      *in,
           GError       **error)
{
  g_autoptr (EoCaldavObject) object = NULL;
  gboolean changed;

  if (in->item == NULL || g_str_equal (in->item->etag, EO_CALDAV_ABSENT))
    return TRUE;
  object = eo_caldav_object_load (writer, sync->diary, in->item->uid, in->item->is_known, error);
  if (object == NULL || !find_changed (writer, object, in->item, &changed, error))
    return FALSE;
  if (object->records->len > 0 && (changed || g_hash_table_contains (sync->conflicts, in->entry->member)))
    return note_conflict (writer, sync, in, object, error);
  if (object->records->len > 0)
    {
      set_title (in, eo_caldav_object_get_title (object));
      in->outcome = DELETED;
    }
  if (!eo_caldav_object_delete (writer, object, error) ||
      !eo_caldav_item_delete (writer, EO_RECORD (sync->diary)->id, in->entry->member, error))
    return FALSE;
  g_clear_pointer (&in->item, eo_caldav_item_free);
  return TRUE;
}

/* What is known of an entry that has this UID; FALSE: it cannot be one of ours. */
static gboolean
find_item (Batch      *batch,
           Incoming   *in,
           const char *uid)
{
  const EoCaldavItem *other = g_hash_table_lookup (batch->sync->by_uid, uid);
  const gboolean is_second = !g_hash_table_add (batch->uids, (gpointer) uid);

  if (!is_second && in->item != NULL && (*in->item->uid == '\0' || g_str_equal (in->item->uid, uid)))
    return TRUE;
  if (is_second || in->item != NULL || (other != NULL && !g_str_equal (other->etag, EO_CALDAV_ABSENT)))
    {
      in->refusal = g_strdup (_("another entry on the server has the same UID"));
      return FALSE;
    }
  if (other != NULL)
    {
      in->item = eo_caldav_item_copy (other);
      eo_str_set (&in->item->member, in->entry->member);
      in->replaced = g_strdup (g_str_equal (other->member, in->entry->member) ? NULL : other->member);
    }
  else
    in->item = eo_caldav_item_new (in->entry->member, uid);
  return TRUE;
}

/* Of what changed on both sides. */
static gboolean
settle (EoWriter        *writer,
        EoCaldavSync    *sync,
        Incoming        *in,
        EoCaldavObject  *object,
        GError         **error)
{
  gboolean has;

  if (!eo_caldav_object_has (writer, object, in->events, &has, error))
    return FALSE;
  return has ? agree (writer, sync, object, in->item, in->entry->etag, error) : note_conflict (writer, sync, in, object, error);
}

static gboolean
take_there (EoWriter  *writer,
            Batch     *batch,
            Incoming  *in,
            GError   **error)
{
  EoCaldavSync *sync = batch->sync;
  const char *uid = in->events->len > 0 ? ((EoCalendarEvent *) g_ptr_array_index (in->events, 0))->uid : "";
  g_autoptr (EoCaldavObject) object = NULL;
  gboolean changed, was_here;

  if (in->refusal != NULL || !find_item (batch, in, uid))
    return note_refusal (writer, sync, in, error);
  object = eo_caldav_object_load (writer, sync->diary, uid, in->item->is_known, error);
  if (object == NULL || !find_changed (writer, object, in->item, &changed, error))
    return FALSE;
  if (in->replaced != NULL && !eo_caldav_item_delete (writer, EO_RECORD (sync->diary)->id, in->replaced, error))
    return FALSE;
  was_here = object->records->len > 0;
  if (g_hash_table_contains (sync->conflicts, in->entry->member) || (!was_here && *in->item->versions != '\0'))
    return note_conflict (writer, sync, in, object, error);
  if (was_here && (changed || g_str_equal (in->item->etag, EO_CALDAV_ABSENT)))
    return settle (writer, sync, in, object, error);
  in->outcome = was_here ? CHANGED : ADDED;
  return _eo_caldav_take (writer, sync, object, in->events, in->item, in->entry->etag, error);
}

/* As if it had not been tried. */
static void
begin_anew (EoCaldavSync *sync,
            Incoming     *in)
{
  const EoCaldavItem *known = g_hash_table_lookup (sync->items, in->entry->member);

  in->outcome = NOTHING;
  g_clear_pointer (&in->replaced, g_free);
  g_clear_pointer (&in->item, eo_caldav_item_free);
  in->item = known != NULL ? eo_caldav_item_copy (known) : NULL;
}

static gboolean
write_batch (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  Batch *batch = data;

  g_hash_table_remove_all (batch->uids);
  for (batch->at = 0; batch->at < batch->incoming->len; batch->at++)
    {
      Incoming *in = g_ptr_array_index (batch->incoming, batch->at);

      begin_anew (batch->sync, in);
      if (!(in->entry->is_gone ? take_gone (writer, batch->sync, in, error) : take_there (writer, batch, in, error)))
        return FALSE;
    }
  return TRUE;
}

/* Of the entry at hand; anything else is of the office, and ends it. */
static gboolean
is_of_entry (const GError *error)
{
  return error->domain == EO_ERROR && (error->code == EO_ERROR_INVALID || error->code == EO_ERROR_CONFLICT ||
                                       error->code == EO_ERROR_STATE || error->code == EO_ERROR_NOT_FOUND);
}

static void
tell_outcome (EoCaldavSync *sync,
              Incoming     *in)
{
  EoCaldavCount *count = sync->count;

  count->taken_added += in->outcome == ADDED;
  count->taken_changed += in->outcome == CHANGED;
  count->taken_deleted += in->outcome == DELETED;
  if (in->outcome == DELETED)
    _eo_caldav_tell (sync, FALSE, _("“%s” was deleted on the server, and with that here."), in->title, NULL);
  else if (in->outcome == CONFLICT)
    _eo_caldav_tell (sync, FALSE, _("“%s” was changed here and on the server: decide which is to stay."), in->title, NULL);
  else if (in->outcome == REFUSED)
    _eo_caldav_tell (sync, TRUE, _("“%s” was not taken from the server: %s"), in->title, in->refusal);
}

static gboolean
flush (EoCaldavSync  *sync,
       GPtrArray     *incoming,
       GError       **error)
{
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);
  Batch batch = { sync, incoming, 0, uids };

  for (;;)
    {
      g_autoptr (GError) problem = NULL;
      Incoming *in;

      if (eo_store_write (sync->store, write_batch, &batch, &problem))
        break;
      in = batch.at < incoming->len ? g_ptr_array_index (incoming, batch.at) : NULL;
      if (in == NULL || in->refusal != NULL || !is_of_entry (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      in->refusal = g_strdup (problem->message);
    }
  for (guint i = 0; i < incoming->len; i++)
    {
      Incoming *in = g_ptr_array_index (incoming, i);

      if (in->replaced != NULL)
        _eo_caldav_keep_item (sync, in->replaced, NULL);
      tell_outcome (sync, in);
      _eo_caldav_keep_item (sync, in->entry->member, g_steal_pointer (&in->item));
    }
  return TRUE;
}

/* What came, read in the cage. NULL with an error. */
static GPtrArray *
read_entries (EoCaldavSync  *sync,
              GPtrArray     *entries,
              GError       **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) parsed = NULL;
  GPtrArray *incoming;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    if (((EoCaldavEntry *) g_ptr_array_index (entries, i))->text != NULL)
      g_ptr_array_add (texts, ((EoCaldavEntry *) g_ptr_array_index (entries, i))->text);
  parsed = eo_caldav_parse (texts, sync->diary->zone, error);
  if (parsed == NULL)
    return NULL;
  incoming = g_ptr_array_new_with_free_func (incoming_free);
  for (guint i = 0; i < entries->len; i++)
    {
      Incoming *in = g_new0 (Incoming, 1);
      EoCaldavParsed *one;

      in->entry = g_ptr_array_index (entries, i);
      in->text = in->entry->text != NULL ? in->entry->text : "";
      one = in->entry->text != NULL ? g_ptr_array_index (parsed, n++) : NULL;
      in->events = one != NULL ? g_ptr_array_ref (one->events) : g_ptr_array_new ();
      if (one != NULL)
        in->refusal = g_strdup (one->problem);
      else if (!in->entry->is_gone)
        in->refusal = g_strdup (_("the server does not give it out, or it is too large"));
      g_ptr_array_add (incoming, in);
    }
  return incoming;
}

/* Some servers do not answer for what is gone. */
static void
add_gone (EoCaldavSync *sync,
          GPtrArray    *members,
          GPtrArray    *entries)
{
  g_autoptr (GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (answered, ((EoCaldavEntry *) g_ptr_array_index (entries, i))->member);
  for (guint i = 0; i < members->len; i++)
    if (!g_hash_table_contains (answered, g_ptr_array_index (members, i)))
      {
        EoCaldavEntry *entry;

        sync->is_partial |= !g_hash_table_contains (sync->gone, g_ptr_array_index (members, i));
        if (!g_hash_table_contains (sync->gone, g_ptr_array_index (members, i)))
          continue;
        entry = g_new0 (EoCaldavEntry, 1);
        entry->member = g_strdup (g_ptr_array_index (members, i));
        entry->etag = g_strdup (EO_CALDAV_ABSENT);
        entry->is_gone = TRUE;
        g_ptr_array_add (entries, entry);
      }
}

gboolean
_eo_caldav_pull (EoCaldavSync  *self,
                 GPtrArray     *members,
                 GError       **error)
{
  if (members->len > 0)
    _eo_caldav_begin (self, EO_CALDAV_TAKING, members->len);
  for (guint from = 0; from < members->len; from += EO_CALDAV_BATCH)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GPtrArray) incoming = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      for (guint i = from; i < members->len && i < from + EO_CALDAV_BATCH; i++)
        g_ptr_array_add (some, g_ptr_array_index (members, i));
      entries = eo_caldav_fetch (self->http, self->calendar->uri, some, error);
      if (entries != NULL)
        add_gone (self, some, entries);
      incoming = entries != NULL ? read_entries (self, entries, error) : NULL;
      if (incoming == NULL || !flush (self, incoming, error))
        return FALSE;
      _eo_caldav_progress (self, some->len);
    }
  return TRUE;
}
