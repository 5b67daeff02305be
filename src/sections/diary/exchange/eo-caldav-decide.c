/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-parse.h"
#include "sections/diary/exchange/eo-caldav-sync-private.h"

/* What people decided of that which had changed on both sides. */

/* A decision, and what it needs. */
typedef struct
{
  EoCaldavSync     *sync;
  EoCaldavConflict *conflict;
  GPtrArray        *events;  /* what theirs says; or NULL */
  EoCaldavItem     *item;    /* (out) */
} Decision;

/* The push that follows does it. */
static gboolean
keep_mine (EoWriter  *writer,
           Decision  *self,
           GError   **error)
{
  eo_str_set (&self->item->etag, self->conflict->etag);
  eo_str_set (&self->item->versions, "!");
  eo_str_set (&self->item->hash, "");
  eo_str_set (&self->item->refused, "");
  return eo_caldav_item_save (writer, EO_RECORD (self->sync->diary)->id, self->item, error);
}

static gboolean
keep_theirs (EoWriter        *writer,
             Decision        *self,
             EoCaldavObject  *object,
             GError         **error)
{
  if (self->events != NULL)
    return _eo_caldav_take (writer, self->sync, object, self->events, self->item, self->conflict->etag, error);
  if (!eo_caldav_object_delete (writer, object, error) ||
      !eo_caldav_item_delete (writer, EO_RECORD (self->sync->diary)->id, self->conflict->member, error))
    return FALSE;
  g_clear_pointer (&self->item, eo_caldav_item_free);
  return TRUE;
}

static gboolean
write_decision (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Decision *self = data;
  const EoCaldavItem *known = g_hash_table_lookup (self->sync->items, self->conflict->member);
  g_autoptr (EoCaldavObject) object = NULL;

  g_clear_pointer (&self->item, eo_caldav_item_free);
  self->item = known != NULL ? eo_caldav_item_copy (known) : eo_caldav_item_new (self->conflict->member, self->conflict->uid);
  object = eo_caldav_object_load (writer, self->sync->diary, self->conflict->uid, self->item->is_known, error);
  if (object == NULL || !eo_caldav_conflict_delete (writer, self->conflict->id, error))
    return FALSE;
  if (self->conflict->decision == EO_CALDAV_KEEP_MINE)
    return keep_mine (writer, self, error);
  if (self->conflict->decision == EO_CALDAV_KEEP_BOTH && !eo_caldav_object_copy (writer, object, error))
    return FALSE;
  return keep_theirs (writer, self, object, error);
}

static gboolean
decide (EoCaldavSync      *self,
        EoCaldavConflict  *conflict,
        GError           **error)
{
  Decision decision = { self, conflict, NULL, NULL };
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) parsed = NULL;
  EoCaldavParsed *theirs;

  if (*conflict->theirs != '\0' && conflict->decision != EO_CALDAV_KEEP_MINE)
    {
      g_ptr_array_add (texts, conflict->theirs);
      parsed = eo_caldav_parse (texts, self->diary->zone, error);
      if (parsed == NULL)
        return FALSE;
      theirs = g_ptr_array_index (parsed, 0);
      if (theirs->problem != NULL)
        {
          _eo_caldav_tell (self, TRUE, _("“%s” was not taken from the server: %s"), conflict->title, theirs->problem);
          return TRUE;
        }
      decision.events = theirs->events;
    }
  if (!eo_store_write (self->store, write_decision, &decision, error))
    {
      eo_caldav_item_free (decision.item);
      return FALSE;
    }
  _eo_caldav_keep_item (self, conflict->member, decision.item);
  return TRUE;
}

gboolean
_eo_caldav_decide (EoCaldavSync  *self,
                   GError       **error)
{
  g_autoptr (GList) all = g_hash_table_get_values (self->conflicts);
  gboolean ok = TRUE;

  for (GList *at = all; ok && at != NULL; at = at->next)
    if (((EoCaldavConflict *) at->data)->decision != EO_CALDAV_UNDECIDED)
      ok = decide (self, at->data, error);
  return ok && _eo_caldav_reload_conflicts (self, error);
}
