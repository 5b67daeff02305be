/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-sync-private.h"

#define MANY_GONE 20 /* and more than half: rather a server that lost them than a person who deleted them */

static void
sync_clear (EoCaldavSync *self)
{
  g_clear_object (&self->diary);
  g_clear_pointer (&self->http, eo_caldav_http_free);
  g_clear_pointer (&self->calendar, eo_caldav_calendar_free);
  g_clear_pointer (&self->state, eo_caldav_collection_free);
  g_clear_pointer (&self->by_uid, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->conflicts, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoCaldavSync, sync_clear)

void
_eo_caldav_tell (EoCaldavSync *self,
                 gboolean      is_refused,
                 const char   *format,
                 const char   *title,
                 const char   *why)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *first = strstr (format, "%s");
  const char *second = first != NULL ? strstr (first + 2, "%s") : NULL;

  self->count->refused += is_refused;
  if (self->watch == NULL || self->watch->told == NULL || first == NULL)
    return;
  g_string_append_len (line, format, first - format);
  g_string_append (line, title);
  g_string_append_len (line, first + 2, second != NULL ? second - first - 2 : (gssize) strlen (first + 2));
  if (second != NULL)
    g_string_append_printf (line, "%s%s", why != NULL ? why : "", second + 2);
  self->watch->told (line->str, is_refused, self->watch->user_data);
}

void
_eo_caldav_progress (EoCaldavSync *self,
                     guint         n)
{
  self->done += n;
  if (self->watch != NULL && self->watch->progress != NULL)
    self->watch->progress (self->stage, self->done, self->of, self->watch->user_data);
}

void
_eo_caldav_begin (EoCaldavSync  *self,
                  EoCaldavStage  stage,
                  guint          of)
{
  self->stage = stage;
  self->done = 0;
  self->of = of;
  _eo_caldav_progress (self, 0);
}

void
_eo_caldav_keep_item (EoCaldavSync *self,
                      const char   *member,
                      EoCaldavItem *item)
{
  const EoCaldavItem *old = g_hash_table_lookup (self->items, member);

  if (old != NULL && g_hash_table_lookup (self->by_uid, old->uid) == old)
    g_hash_table_remove (self->by_uid, old->uid);
  if (item == NULL)
    {
      g_hash_table_remove (self->items, member);
      return;
    }
  g_hash_table_replace (self->items, item->member, item);
  if (*item->uid != '\0')
    g_hash_table_replace (self->by_uid, item->uid, item);
}

gboolean
_eo_caldav_reload_conflicts (EoCaldavSync  *self,
                             GError       **error)
{
  g_autoptr (GPtrArray) all = eo_caldav_conflicts_load (self->store, EO_RECORD (self->diary)->id, error);

  if (all == NULL)
    return FALSE;
  g_hash_table_remove_all (self->conflicts);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      EoCaldavConflict *conflict = g_ptr_array_index (all, i);

      g_hash_table_replace (self->conflicts, conflict->member, conflict);
    }
  self->count->conflicts = all->len;
  return TRUE;
}

static gboolean
load_items (EoCaldavSync  *self,
            GError       **error)
{
  g_autoptr (GPtrArray) items = eo_caldav_items_load (self->store, EO_RECORD (self->diary)->id, error);

  if (items == NULL)
    return FALSE;
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      EoCaldavItem *item = g_ptr_array_index (items, i);

      _eo_caldav_keep_item (self, item->member, item);
    }
  return _eo_caldav_reload_conflicts (self, error);
}

/* By what another calendar is recognised, without saying where this one is. */
static char *
make_identity (EoCaldavSync          *self,
               const EoCaldavAccount *account)
{
  g_autofree char *address = g_uri_to_string (self->calendar->uri);
  g_autofree char *said = g_strjoin ("\n", EO_RECORD (self->diary)->uid, address, account->user, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, said, -1);
}

static gboolean
write_forget (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_caldav_forget (writer, EO_RECORD (((EoCaldavSync *) data)->diary)->id, error);
}

static gboolean
write_state (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  EoCaldavSync *self = data;
  EoInstant now = eo_writer_get_now (writer);

  if (self->is_done)
    eo_str_set (&self->state->synced_at, now.iso);
  return eo_caldav_collection_save (writer, EO_RECORD (self->diary)->id, self->state, error);
}

static EoCaldavCollection *
collection_new (const char *identity)
{
  EoCaldavCollection *state = g_new0 (EoCaldavCollection, 1);

  state->identity = g_strdup (identity);
  state->name = g_strdup ("");
  state->token = g_strdup ("");
  state->ctag = g_strdup ("");
  state->synced_at = g_strdup ("");
  state->trouble = g_strdup ("");
  return state;
}

/* What is known of this calendar; of another one, all is forgotten: no entry of that is gone because it is not here. */
static gboolean
begin (EoCaldavSync           *self,
       const EoCaldavAccount  *account,
       GError                **error)
{
  g_autofree char *identity = make_identity (self, account);

  if (self->state != NULL && !g_str_equal (self->state->identity, identity))
    {
      if (*self->state->identity != '\0' && !eo_store_write (self->store, write_forget, self, error))
        return FALSE;
      g_clear_pointer (&self->state, eo_caldav_collection_free);
    }
  if (self->state == NULL)
    self->state = collection_new (identity);
  eo_str_set (&self->state->name, self->calendar->name);
  return load_items (self, error);
}

static gboolean
connect (EoCaldavSync           *self,
         const EoCaldavAccount  *account,
         GError                **error)
{
  g_autoptr (GUri) uri = eo_caldav_address_parse (account->address, account->is_plain, error);

  if (uri == NULL)
    return FALSE;
  _eo_caldav_begin (self, EO_CALDAV_LISTING, 0);
  self->http = eo_caldav_http_new (uri, account->user, account->password, self->cancellable);
  self->calendar = eo_caldav_look (self->http, uri, error);
  if (self->calendar == NULL)
    return FALSE;
  if (self->calendar->is_calendar)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("At this address of “%s” is no calendar of events."),
               eo_caldav_http_get_host (self->http));
  return FALSE;
}

/* Whether the server has another than we know. */
static gboolean
is_news (EoCaldavSync *self,
         const char   *member,
         const char   *etag)
{
  const EoCaldavItem *known = g_hash_table_lookup (self->items, member);
  const EoCaldavConflict *conflict = g_hash_table_lookup (self->conflicts, member);

  if (conflict != NULL)
    return g_strcmp0 (conflict->etag, etag != NULL ? etag : EO_CALDAV_ABSENT) != 0;
  if (known == NULL)
    return etag != NULL;
  if (etag == NULL)
    return !g_str_equal (known->etag, EO_CALDAV_ABSENT) || *known->refused != '\0';
  return !g_str_equal (known->etag, etag) && !g_str_equal (known->refused, etag);
}

/* What is not in a whole list is gone. */
static guint
note_gone (EoCaldavSync    *self,
           EoCaldavListing *listing)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n_there = 0;

  if (!listing->is_whole)
    return 0;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const EoCaldavItem *item = value;

      if (g_str_equal (item->etag, EO_CALDAV_ABSENT))
        continue;
      n_there++;
      if (!g_hash_table_contains (listing->etags, item->member))
        g_hash_table_insert (listing->etags, g_strdup (item->member), NULL);
    }
  return n_there;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
pull (EoCaldavSync     *self,
      EoCaldavListing  *listing,
      GError          **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const guint n_there = note_gone (self, listing);
  GHashTableIter iter;
  gpointer member, etag;
  guint n_gone;

  g_hash_table_remove_all (self->gone);
  g_hash_table_iter_init (&iter, listing->etags);
  while (g_hash_table_iter_next (&iter, &member, &etag))
    if (is_news (self, member, etag))
      {
        g_ptr_array_add (members, g_strdup (member));
        if (etag == NULL)
          g_hash_table_add (self->gone, g_strdup (member));
      }
  n_gone = g_hash_table_size (self->gone);
  if (n_gone > MANY_GONE && n_gone > MAX (n_there, g_hash_table_size (self->items)) / 2 && !(self->flags & EO_CALDAV_TRUST_DELETIONS))
    {
      self->count->gone = n_gone;
      g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                   _("%u entries are gone from “%s”, most of what was there. Nothing was deleted here: see first whether the server "
                     "lost them."), n_gone, eo_caldav_http_get_host (self->http));
      return FALSE;
    }
  g_ptr_array_sort (members, compare_texts);
  return _eo_caldav_pull (self, members, error);
}

static gboolean
take_changes (EoCaldavSync  *self,
              GError       **error)
{
  g_autoptr (EoCaldavListing) listing = NULL;

  if (!self->calendar->can_sync && *self->calendar->ctag != '\0' && g_str_equal (self->calendar->ctag, self->state->ctag))
    return TRUE;
  listing = eo_caldav_list (self->http, self->calendar, self->state->token, error);
  if (listing == NULL || !pull (self, listing, error))
    return FALSE;
  if (self->is_partial)
    return TRUE;
  eo_str_set (&self->state->token, listing->token);
  eo_str_set (&self->state->ctag, self->calendar->ctag);
  return TRUE;
}

/* After what was sent, so that the next time begins behind that. */
static gboolean
take_again (EoCaldavSync  *self,
            GError       **error)
{
  EoCaldavCalendar *now;

  _eo_caldav_begin (self, EO_CALDAV_LISTING, 0);
  now = eo_caldav_look (self->http, self->calendar->uri, error);
  if (now == NULL)
    return FALSE;
  eo_caldav_calendar_free (self->calendar);
  self->calendar = now;
  return take_changes (self, error);
}

static gboolean
synchronise (EoCaldavSync           *self,
             const EoCaldavAccount  *account,
             GError                **error)
{
  const EoCaldavCount *count = self->count;
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_free);

  if (!connect (self, account, error) || !begin (self, account, error) || !_eo_caldav_decide (self, error) ||
      !take_changes (self, error) || !_eo_caldav_reload_conflicts (self, error) || !_eo_caldav_push (self, again, error) ||
      !_eo_caldav_pull (self, again, error))
    return FALSE;
  if (count->sent_added + count->sent_changed + count->sent_deleted > 0 && !take_again (self, error))
    return FALSE;
  return _eo_caldav_reload_conflicts (self, error);
}

/* In one process a diary is synchronised by one at a time: what goes on by itself makes way, a person waits. */
static GMutex mutex;
static GCond is_free;
static GHashTable *busy; /* of "STORE DIARY" */

static gboolean
claim (const char     *name,
       EoCaldavFlags   flags,
       GCancellable   *cancellable,
       GError        **error)
{
  gboolean is_claimed = FALSE, is_late = FALSE;

  g_mutex_lock (&mutex);
  if (busy == NULL)
    busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (!is_claimed && !is_late && !g_cancellable_is_cancelled (cancellable))
    {
      is_claimed = !g_hash_table_contains (busy, name);
      is_late = !is_claimed && (flags & EO_CALDAV_UNATTENDED) != 0;
      if (!is_claimed && !is_late)
        g_cond_wait_until (&is_free, &mutex, g_get_monotonic_time () + G_USEC_PER_SEC / 10);
    }
  if (is_claimed)
    g_hash_table_add (busy, g_strdup (name));
  g_mutex_unlock (&mutex);
  if (is_late)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_IO, _("The diary is being synchronised already."));
  return is_claimed || (!is_late && !g_cancellable_set_error_if_cancelled (cancellable, error));
}

static void
give_back (const char *name)
{
  g_mutex_lock (&mutex);
  g_hash_table_remove (busy, name);
  g_cond_broadcast (&is_free);
  g_mutex_unlock (&mutex);
}

gboolean
eo_caldav_sync (EoStore                *store,
                gint64                  diary,
                const EoCaldavAccount  *account,
                EoCaldavFlags           flags,
                const EoCaldavWatch    *watch,
                GCancellable           *cancellable,
                EoCaldavCount          *count,
                GError                **error)
{
  g_auto (EoCaldavSync) self = { .store = store, .flags = flags, .watch = watch, .cancellable = cancellable, .count = count };
  g_autofree char *name = g_strdup_printf ("%p %" G_GINT64_FORMAT, store, diary);
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && account != NULL && count != NULL, FALSE);

  *count = (EoCaldavCount) { 0 };
  self.diary = EO_DIARY (eo_store_get (store, &eo_diary_kind, diary, error));
  if (self.diary == NULL || !claim (name, flags, cancellable, error))
    return FALSE;
  self.items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) eo_caldav_item_free);
  self.by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  self.conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) eo_caldav_conflict_free);
  self.gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.state = eo_caldav_collection_load (store, diary, &problem);
  if (problem == NULL)
    self.is_done = synchronise (&self, account, &problem);
  if (self.state == NULL)
    self.state = collection_new ("");
  if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* that is no trouble */
    eo_str_set (&self.state->trouble, problem != NULL ? problem->message : "");
  eo_store_write (store, write_state, &self, problem == NULL ? &problem : NULL);
  give_back (name);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}
