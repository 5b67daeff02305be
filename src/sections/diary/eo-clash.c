/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/eo-clash.h"

#define YEAR (366 * 86400)
#define FAR  (G_GINT64_CONSTANT (32503680000)) /* the year 3000: what never ends */

static gboolean
clash (const EoOccurrence *a,
       const EoOccurrence *b)
{
  return a->diary == b->diary && (a->request == 0 || a->request != b->request)
         && eo_occurrence_get_from (a) < eo_occurrence_get_until (b)
         && eo_occurrence_get_from (b) < eo_occurrence_get_until (a);
}

static int
compare_from (gconstpointer a,
              gconstpointer b)
{
  gint64 one = eo_occurrence_get_from (*(const EoOccurrence *const *) a);
  gint64 two = eo_occurrence_get_from (*(const EoOccurrence *const *) b);

  return one < two ? -1 : one > two;
}

GHashTable *
eo_clash_find (GPtrArray *occurrences)
{
  GHashTable *clashes = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) blocking = g_ptr_array_new ();
  g_autoptr (GPtrArray) going = g_ptr_array_new (); /* those that may reach the next */

  g_return_val_if_fail (occurrences != NULL, clashes);

  for (guint i = 0; i < occurrences->len; i++)
    if (eo_occurrence_blocks (g_ptr_array_index (occurrences, i)))
      g_ptr_array_add (blocking, g_ptr_array_index (occurrences, i));
  g_ptr_array_sort (blocking, compare_from);

  for (guint i = 0; i < blocking->len; i++)
    {
      EoOccurrence *next = g_ptr_array_index (blocking, i);

      for (guint j = going->len; j > 0; j--)
        {
          EoOccurrence *other = g_ptr_array_index (going, j - 1);

          if (eo_occurrence_get_until (other) <= eo_occurrence_get_from (next))
            {
              g_ptr_array_remove_index_fast (going, j - 1);
            }
          else if (clash (other, next))
            {
              if (!g_hash_table_contains (clashes, other))
                g_hash_table_insert (clashes, other, next);
              if (!g_hash_table_contains (clashes, next))
                g_hash_table_insert (clashes, next, other);
            }
        }
      g_ptr_array_add (going, next);
    }

  return clashes;
}

/* The appointment as it would stand, once saved: its times as they are in the record. */
static EoOccurrence *
occurrence_of (EoAppointment *self)
{
  EoOccurrence *one = g_new0 (EoOccurrence, 1);

  g_ref_count_init (&one->refs);
  one->appointment = EO_RECORD (self)->id;
  one->diary = self->diary.id;
  one->request = self->request.id;
  one->starts = eo_instant_to_unix (&self->starts_at);
  one->ends = eo_instant_to_unix (&self->ends_at);
  one->preparation = self->preparation;
  one->travel_before = self->travel_before;
  one->travel_after = self->travel_after;
  one->buffer = self->buffer;
  one->shows_as = self->shows_as;
  one->attendance = self->attendance;

  return one;
}

/* Times of a series are looked for where it was saved; one that was not yet is looked at for its first time only. */
static GPtrArray *
own_times (GPtrArray     *all,
           EoAppointment *appointment)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref);

  for (guint i = 0; appointment->span == EO_SPAN_SERIES && i < all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (all, i);

      if (one->appointment == EO_RECORD (appointment)->id)
        g_ptr_array_add (own, eo_occurrence_ref (one));
    }
  if (own->len == 0)
    g_ptr_array_add (own, occurrence_of (appointment));

  return own;
}

gboolean
eo_writer_find_clash (EoWriter       *writer,
                      EoAppointment  *appointment,
                      EoOccurrence  **found,
                      GError        **error)
{
  gint64 from, until;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) own = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (appointment) && found != NULL, FALSE);

  from = eo_instant_to_unix (&appointment->blocked_from);
  until = MIN (eo_instant_to_unix (&appointment->blocked_until), FAR);
  if (appointment->span == EO_SPAN_SERIES)
    until = MIN (until, from + YEAR);
  others = eo_writer_find_occurrences (writer, appointment->diary.id, from, MAX (from, until), error);
  if (others == NULL)
    return FALSE;
  own = own_times (others, appointment);

  for (guint i = 0; i < own->len; i++)
    for (guint j = 0; j < others->len && eo_occurrence_blocks (g_ptr_array_index (own, i)); j++)
      {
        EoOccurrence *other = g_ptr_array_index (others, j);

        if (other->appointment != EO_RECORD (appointment)->id && other->status != EO_APPOINTMENT_HOLD
            && eo_occurrence_blocks (other) && clash (g_ptr_array_index (own, i), other))
          {
            *found = eo_occurrence_ref (other);
            return TRUE;
          }
      }

  return TRUE;
}
