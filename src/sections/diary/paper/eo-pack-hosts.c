/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/paper/eo-day-pack-private.h"
#include "store/eo-link.h"
#include "store/eo-tally.h"

#define LAST_LETTERS 5
#define MOST_LETTERS 50 /* with something open, looked at */

/* Letters of a party that somebody still has to do something about. */
#define WITH_OPEN_ACTIONS \
  " AND EXISTS (SELECT 1 FROM action AS a WHERE a.about_kind = 'letter' AND a.about_id = t.id AND a.status <> 'done'" \
  " AND a.deleted_at = '') ORDER BY t.id DESC"

static void
host_free (gpointer data)
{
  EoPackHost *self = data;

  g_free (self->party.title);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->commitments, g_ptr_array_unref);
  g_clear_pointer (&self->about, g_hash_table_unref);
  g_free (self);
}

static EoQuery *
query_letters (gint64 party)
{
  const EoKind *letter = eo_kind_lookup ("letter");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, party);
  EoQuery *query = eo_query_new (letter);

  eo_query_add (query, eo_kind_find_field (letter, "correspondent"), EO_IS, id);
  eo_query_set_sort (query, eo_kind_find_field (letter, "received_on"), TRUE);
  return query;
}

static void
take_actions (EoPackHost   *self,
              EoStore      *store,
              const EoKind *kind,
              gint64        id,
              const char   *about)
{
  g_autoptr (GPtrArray) actions = eo_store_get_actions (store, kind, id);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      EoRecord *action = g_ptr_array_index (actions, i);

      if (!eo_kind_is_open (action))
        continue;
      g_ptr_array_add (self->commitments, g_object_ref (action));
      g_hash_table_insert (self->about, GSIZE_TO_POINTER (action->id), g_strdup (about));
    }
}

static gboolean
on_letter (EoRow    *row,
           gpointer  ids)
{
  gint64 id = eo_row_get_integer (row, 0);

  g_array_append_val (ids, id);
  return ((GArray *) ids)->len < MOST_LETTERS;
}

static void
find_commitments (EoPackHost *self,
                  EoStore    *store)
{
  static const char *const parties[] = { "person", "organisation" };
  g_autoptr (EoQuery) query = query_letters (self->party.id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  eo_store_tally (store, query, "t.id", WITH_OPEN_ACTIONS, on_letter, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      const EoKind *kind = eo_kind_lookup ("letter");
      g_autoptr (EoRecord) letter = eo_store_get (store, kind, g_array_index (ids, gint64, i), NULL);

      if (letter != NULL)
        take_actions (self, store, kind, letter->id, letter->reference);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    take_actions (self, store, eo_kind_lookup (parties[i]), self->party.id, "");
}

static void
add_host (GPtrArray    *hosts,
          EoStore      *store,
          const EoLink *party,
          const char   *name)
{
  g_autoptr (EoQuery) query = NULL;
  EoPackHost *self;

  for (guint i = 0; i < hosts->len; i++)
    if (((EoPackHost *) g_ptr_array_index (hosts, i))->party.id == party->id)
      return;
  self = g_new0 (EoPackHost, 1);
  self->party = (EoLink) { party->id, g_strdup (party->title != NULL && *party->title != '\0' ? party->title : name) };
  self->commitments = g_ptr_array_new_with_free_func (g_object_unref);
  self->about = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  query = query_letters (party->id);
  self->letters = eo_store_select (store, query, LAST_LETTERS, NULL);
  if (self->letters == NULL)
    self->letters = g_ptr_array_new_with_free_func (g_object_unref);
  find_commitments (self, store);
  g_ptr_array_add (hosts, self);
}

/* Somebody from an organisation comes for it, too. */
static void
add_with_organisation (GPtrArray    *hosts,
                       EoStore      *store,
                       const EoLink *party,
                       const char   *name)
{
  const EoKind *person = eo_kind_lookup ("person");
  g_autoptr (EoRecord) record = eo_store_get (store, person, party->id, NULL);
  const EoLink *organisation = record != NULL ? eo_field_get_link (eo_kind_find_field (person, "organisation"), record) : NULL;

  add_host (hosts, store, party, name);
  if (organisation != NULL && organisation->id != 0)
    add_host (hosts, store, organisation, "");
}

GPtrArray *
_eo_pack_hosts_new (EoStore   *store,
                    GPtrArray *attendees,
                    EoRequest *request)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func (host_free);

  for (guint i = 0; i < attendees->len; i++)
    {
      EoAttendee *attendee = g_ptr_array_index (attendees, i);

      if (attendee->role == EO_ROLE_HOST && attendee->party.id != 0)
        add_with_organisation (hosts, store, &attendee->party, attendee->name);
    }
  if (request != NULL && request->requester.id != 0)
    add_with_organisation (hosts, store, &request->requester, "");
  return hosts;
}
