/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/eo-clash.h"
#include "sections/diary/paper/eo-paper-items.h"

static void
span_free (gpointer data)
{
  EoPaperSpan *self = data;

  g_clear_object (&self->diary);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->clashes, g_hash_table_unref);
  g_clear_pointer (&self->times, g_hash_table_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

gint64
_eo_paper_midnight (EoPaperSpan  *self,
                    const EoDate *day)
{
  EoLocalTime midnight = eo_local_time_new (day, 0);

  return eo_local_time_to_unix (&midnight, self->zone);
}

static void
count_times (EoPaperSpan *self)
{
  self->times = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->all, i);
      gpointer key = GSIZE_TO_POINTER (one->appointment);

      g_hash_table_insert (self->times, key,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->times, key)) + 1));
    }
}

static EoPaperSpan *
span_new (EoStore       *store,
          EoDiary       *diary,
          const EoDate  *first,
          guint          n_days,
          GError       **error)
{
  EoPaperSpan *self = g_new0 (EoPaperSpan, 1);
  EoDate end = eo_date_add_days (first, n_days);

  self->store = store;
  self->diary = g_object_ref (diary);
  self->zone = eo_zone_lookup (diary->zone);
  if (self->zone == NULL)
    self->zone = eo_zone_lookup (EO_HOME_ZONE);
  self->first = *first;
  self->n_days = n_days;
  self->all = eo_occurrences_find (store, &EO_RECORD (diary)->id, 1, _eo_paper_midnight (self, first), _eo_paper_midnight (self, &end),
                                   error);
  if (self->all == NULL)
    {
      span_free (self);
      return NULL;
    }
  self->clashes = eo_clash_find (self->all);
  count_times (self);
  return self;
}

static GPtrArray *
find_diaries (EoStore  *store,
              gint64    id,
              GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);

  if (id != 0)
    {
      EoRecord *one = eo_store_get (store, &eo_diary_kind, id, error);
      GPtrArray *alone = one != NULL ? g_ptr_array_new_with_free_func (g_object_unref) : NULL;

      if (alone != NULL)
        g_ptr_array_add (alone, one);
      return alone;
    }
  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  eo_query_set_sort_reference (query, FALSE); /* as the window shows them: the principal first */
  return eo_store_select (store, query, 0, error);
}

GPtrArray *
_eo_paper_spans_new (EoStore       *store,
                     gint64         diary,
                     const EoDate  *first,
                     guint          n_days,
                     GError       **error)
{
  g_autoptr (GPtrArray) diaries = find_diaries (store, diary, error);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (span_free);

  for (guint i = 0; diaries != NULL && i < diaries->len; i++)
    {
      EoPaperSpan *span = span_new (store, g_ptr_array_index (diaries, i), first, n_days, error);

      if (span == NULL)
        return NULL;
      g_ptr_array_add (spans, span);
    }
  return diaries != NULL ? g_steal_pointer (&spans) : NULL;
}

gboolean
_eo_paper_is_called_off (const EoOccurrence *one)
{
  return one->status == EO_APPOINTMENT_CANCELLED || one->status == EO_APPOINTMENT_POSTPONED
         || one->status == EO_APPOINTMENT_RELEASED;
}

GPtrArray *
_eo_paper_span_get_day (EoPaperSpan  *self,
                        const EoDate *day,
                        gboolean      called_off)
{
  GPtrArray *found = g_ptr_array_new ();
  EoDate next = eo_date_add_days (day, 1);
  gint64 from = _eo_paper_midnight (self, day), until = _eo_paper_midnight (self, &next);
  guint n_whole = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->all, i);

      if (one->starts >= until || (one->ends <= from && one->starts < from) || _eo_paper_is_called_off (one) != called_off)
        continue;
      if (one->all_day)
        g_ptr_array_insert (found, n_whole++, one);
      else
        g_ptr_array_add (found, one);
    }
  return found;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const EoOccurrence *one = ((const EoPaperItem *) a)->one, *two = ((const EoPaperItem *) b)->one;

  if (one->all_day != two->all_day)
    return one->all_day ? -1 : 1;
  return one->starts < two->starts ? -1 : one->starts > two->starts;
}

GArray *
_eo_paper_spans_get_day (GPtrArray    *spans,
                         const EoDate *day)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (EoPaperItem));

  for (guint i = 0; i < spans->len; i++)
    {
      EoPaperSpan *span = g_ptr_array_index (spans, i);
      g_autoptr (GPtrArray) found = _eo_paper_span_get_day (span, day, FALSE);

      for (guint j = 0; j < found->len; j++)
        {
          const EoPaperItem item = { span, g_ptr_array_index (found, j) };

          g_array_append_val (items, item);
        }
    }
  g_array_sort (items, compare_items); /* stable: those of one diary stay in order */
  return items;
}

gboolean
_eo_paper_is_routine (EoPaperSpan        *self,
                      const EoOccurrence *one)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->times, GSIZE_TO_POINTER (one->appointment)));

  return one->original[0] != '\0' && n > 2 * ((self->n_days + 6) / 7);
}

EoAppointment *
_eo_paper_get_record (EoPaperSpan        *self,
                      const EoOccurrence *one)
{
  EoRecord *record = one->is_private ? NULL : eo_store_get (self->store, &eo_appointment_kind, one->appointment, NULL);

  return record != NULL ? EO_APPOINTMENT (record) : NULL;
}

GPtrArray *
_eo_paper_get_attendees (EoStore *store,
                         gint64   appointment)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, appointment);
  GPtrArray *found;

  eo_query_add (query, eo_kind_find_field (&eo_attendee_kind, "appointment"), EO_IS, id);
  eo_query_set_sort_reference (query, FALSE);
  found = eo_store_select (store, query, 0, NULL);
  return found != NULL ? found : g_ptr_array_new_with_free_func (g_object_unref);
}

void
_eo_paper_raise (EoClassification   *highest,
                 const EoOccurrence *one)
{
  if (!one->is_private)
    *highest = MAX (*highest, one->classification);
}
