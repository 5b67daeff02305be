/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-series-cache.h"

/* What stands in diaries between two moments. What blocks a week at most is found by where it begins, the few that are
 * longer apart. Of series the index alone tells ids and versions; what they come to is kept (eo-series-cache.h). */

#define DAY 86400

/* What belongs to something deleted is not there, though it was not deleted by itself. */
#define STANDS \
  "AND t.status <> 'released' " \
  "AND (t.series IS NULL OR (SELECT s.deleted_at FROM appointment s WHERE s.id = t.series) = '') " \
  "AND (t.leg IS NULL OR (SELECT l.deleted_at || p.deleted_at FROM leg l JOIN trip p ON p.id = l.trip " \
  "WHERE l.id = t.leg) = '')"

#define LIVE "SELECT id FROM appointment WHERE deleted_at = '' AND span = "
#define OVERLAPS " AND blocked_from < ?3 AND blocked_until > ?2"
#define OF_DIARY \
  "SELECT " EO_OCCURRENCE_COLUMNS " FROM appointment AS t WHERE t.diary = ?1 AND t.id IN (" \
  LIVE "0" OVERLAPS " AND blocked_from >= strftime ('%Y-%m-%dT%H:%M:%SZ', ?2, '-7 days') UNION ALL " \
  LIVE "1" OVERLAPS " UNION ALL " LIVE "2" OVERLAPS ") " STANDS

G_STATIC_ASSERT (EO_SHORT_DAYS == 7); /* as OF_DIARY says */

typedef struct
{
  gint64       from;
  gint64       until;
  GHashTable  *diaries;  /* of gint64; NULL: all */
  EoZones     *zones;
  GPtrArray   *found;
  EoSeriesCache *cache;  /* NULL inside a write */
  GArray      *series;   /* gint64 ids */
  gboolean     missing;  /* a series is not in the cache */
} Search;

static void
search_init (Search       *self,
             const gint64 *diaries,
             guint         n_diaries,
             gint64        from,
             gint64        until)
{
  self->from = from;
  self->until = until;
  self->zones = eo_zones_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref);
  if (n_diaries == 0)
    return;
  self->diaries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < n_diaries; i++)
    g_hash_table_add (self->diaries, g_memdup2 (&diaries[i], sizeof diaries[i]));
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->diaries, g_hash_table_unref);
  g_clear_pointer (&self->zones, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* What has no length stands at its moment. */
static gboolean
is_within (Search             *self,
           const EoOccurrence *pattern,
           gint64              starts,
           gint64              ends)
{
  gint64 from = starts - (pattern->starts - eo_occurrence_get_from (pattern));
  gint64 until = ends + (eo_occurrence_get_until (pattern) - pattern->ends);

  return from < self->until && (until > self->from || starts == self->from);
}

static void
take_time (const EoOccurrence     *pattern,
           const EoOccurrenceTime *time,
           gpointer                user_data)
{
  Search *self = user_data;

  if (pattern->status != EO_APPOINTMENT_RELEASED && is_within (self, pattern, time->starts, time->ends)
      && (self->diaries == NULL || g_hash_table_contains (self->diaries, &pattern->diary)))
    g_ptr_array_add (self->found, eo_occurrence_new_at (pattern, time));
}

static gboolean
on_row (EoRow    *row,
        gpointer  user_data)
{
  Search *self = user_data;
  gint64 diary = eo_row_get_integer (row, EO_ROW_DIARY);
  g_autoptr (EoOccurrence) one = NULL;
  g_autoptr (GArray) times = NULL;

  if (self->diaries != NULL && !g_hash_table_contains (self->diaries, &diary))
    return TRUE;
  one = eo_occurrence_new_from_row (row);
  if (eo_row_get_integer (row, EO_ROW_SPAN) == EO_SPAN_SERIES)
    {
      times = eo_occurrence_times_of_row (row, one, self->from, self->until, self->zones);
      for (guint i = 0; i < times->len; i++)
        take_time (one, &g_array_index (times, EoOccurrenceTime, i), self);
    }
  else if (is_within (self, one, one->starts, one->ends))
    {
      g_ptr_array_add (self->found, g_steal_pointer (&one));
    }

  return TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const EoOccurrence *one = *(const EoOccurrence *const *) a;
  const EoOccurrence *two = *(const EoOccurrence *const *) b;

  if (one->starts != two->starts)
    return one->starts < two->starts ? -1 : 1;
  if (one->ends != two->ends)
    return one->ends > two->ends ? -1 : 1;
  return one->appointment < two->appointment ? -1 : one->appointment > two->appointment;
}

static void
add_condition (EoQuery    *query,
               const char *field,
               EoCompare   compare_how,
               const char *text)
{
  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, field), compare_how, text);
}

static EoQuery *
make_query (Search *search,
            EoSpan  span,
            gint64  earlier,
            gint64  later)
{
  EoQuery *query = eo_query_new (&eo_appointment_kind);
  g_autofree char *number = g_strdup_printf ("%d", span);
  EoInstant from = eo_instant_from_unix (search->from - earlier);
  EoInstant until = eo_instant_from_unix (search->until + later);

  add_condition (query, "span", EO_IS, number);
  add_condition (query, "blocked_from", EO_BEFORE, until.iso);
  add_condition (query, "blocked_until", EO_SINCE, from.iso);

  return query;
}

static gboolean
look_for_single (EoStore  *store,
                 Search   *search,
                 EoSpan    span,
                 GError  **error)
{
  g_autoptr (EoQuery) query = make_query (search, span, 0, 0);
  EoInstant earliest = eo_instant_from_unix (search->from - EO_SHORT_DAYS * DAY);

  if (span == EO_SPAN_SHORT)
    add_condition (query, "blocked_from", EO_SINCE, earliest.iso);

  return eo_store_tally (store, query, EO_OCCURRENCE_COLUMNS, STANDS, on_row, search, error);
}

static gboolean
on_series (EoRow    *row,
           gpointer  user_data)
{
  Search *self = user_data;
  gint64 id = eo_row_get_integer (row, 0);

  g_array_append_val (self->series, id);
  self->missing = self->missing
                  || !eo_series_cache_has (self->cache, id, eo_row_get_integer (row, 1), self->from, self->until);

  return TRUE;
}

static gboolean
on_missing (EoRow    *row,
            gpointer  user_data)
{
  Search *self = user_data;

  if (!eo_series_cache_has (self->cache, eo_row_get_integer (row, EO_ROW_ID), eo_row_get_integer (row, EO_ROW_VERSION),
                            self->from, self->until))
    eo_series_cache_put (self->cache, row, self->from, self->until, self->zones);

  return TRUE;
}

static gboolean
look_for_series (EoStore  *store,
                 Search   *search,
                 GError  **error)
{
  g_autoptr (EoQuery) now = make_query (search, EO_SPAN_SERIES, 0, 0);
  g_autoptr (EoQuery) around = make_query (search, EO_SPAN_SERIES, EO_SERIES_BEFORE, EO_SERIES_AFTER);

  search->cache = eo_series_cache_of (store);
  search->series = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!eo_store_tally (store, now, "t.id, t.version", "", on_series, search, error)
      || (search->missing && !eo_store_tally (store, around, EO_OCCURRENCE_COLUMNS, "", on_missing, search, error)))
    return FALSE;
  for (guint i = 0; i < search->series->len; i++)
    eo_series_cache_walk (search->cache, g_array_index (search->series, gint64, i), take_time, search);

  return TRUE;
}

GPtrArray *
eo_occurrences_find (EoStore       *store,
                     const gint64  *diaries,
                     guint          n_diaries,
                     gint64         from,
                     gint64         until,
                     GError       **error)
{
  g_auto (Search) search = { 0 };

  g_return_val_if_fail (EO_IS_STORE (store) && from <= until, NULL);

  search_init (&search, diaries, n_diaries, from, until);
  if (!look_for_single (store, &search, EO_SPAN_SHORT, error) || !look_for_single (store, &search, EO_SPAN_LONG, error)
      || !look_for_series (store, &search, error))
    return NULL;
  g_ptr_array_sort (search.found, compare);

  return g_steal_pointer (&search.found);
}

GPtrArray *
eo_writer_find_occurrences (EoWriter  *writer,
                            gint64     diary,
                            gint64     from,
                            gint64     until,
                            GError   **error)
{
  g_auto (Search) search = { 0 };
  EoInstant first = eo_instant_from_unix (from);
  EoInstant last = eo_instant_from_unix (until);

  g_return_val_if_fail (writer != NULL && from <= until, NULL);

  search_init (&search, NULL, 0, from, until);
  if (!eo_writer_tally (writer, OF_DIARY, diary, first.iso, last.iso, on_row, &search, error))
    return NULL;
  g_ptr_array_sort (search.found, compare);

  return g_steal_pointer (&search.found);
}

typedef struct
{
  gint64 *diaries;
  guint   n_diaries;
  gint64  from;
  gint64  until;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->diaries);
  g_free (data);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *found = eo_occurrences_find (source, request->diaries, request->n_diaries, request->from, request->until,
                                          &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
eo_occurrences_find_async (EoStore             *store,
                           const gint64        *diaries,
                           guint                n_diaries,
                           gint64               from,
                           gint64               until,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (EO_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  request->diaries = g_memdup2 (diaries, n_diaries * sizeof *diaries);
  request->n_diaries = n_diaries;
  request->from = from;
  request->until = until;
  g_task_set_source_tag (task, eo_occurrences_find_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run);
}

GPtrArray *
eo_occurrences_find_finish (EoStore       *store,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
