/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/eo-series.h"
#include "store/eo-tally.h"

/* What stands in diaries between two moments. What blocks a week at most is found by where it begins, the few that are
 * longer apart; a series is reckoned anew each time, which costs a few microseconds, and so nothing is kept that could
 * be out of date. */

#define MINUTE 60
#define DAY    86400

/* The order of the numbers below. */
#define COLUMNS \
  "t.id, t.version, t.diary, t.request, t.subject, t.place, t.travel_note, t.starts, t.starts_zone, t.ends, t.ends_zone, " \
  "t.all_day, t.category, t.status, t.shows_as, t.attendance, t.private, t.classification, t.preparation, " \
  "t.travel_before, t.travel_after, t.buffer, t.hold_number, t.hold_count, t.repeats, t.except_on, t.extra_on, t.moved_on, " \
  "t.span, t.starts_at, t.ends_at, t.occurrence"

enum
{
  ID, VERSION, DIARY, REQUEST, SUBJECT, PLACE, TRAVEL_NOTE, STARTS, STARTS_ZONE, ENDS, ENDS_ZONE, ALL_DAY, CATEGORY, STATUS,
  SHOWS_AS, ATTENDANCE, PRIVATE, CLASSIFICATION, PREPARATION, TRAVEL_BEFORE, TRAVEL_AFTER, BUFFER, HOLD_NUMBER,
  HOLD_COUNT, REPEATS, EXCEPT, EXTRA, MOVED, SPAN, STARTS_AT, ENDS_AT, OCCURRENCE,
};

/* What belongs to something deleted is not there, though it was not deleted by itself. */
#define STANDS \
  "AND t.status <> 'released' " \
  "AND (t.series IS NULL OR (SELECT s.deleted_at FROM appointment s WHERE s.id = t.series) = '') " \
  "AND (t.leg IS NULL OR (SELECT l.deleted_at || p.deleted_at FROM leg l JOIN trip p ON p.id = l.trip " \
  "WHERE l.id = t.leg) = '')"

#define OF_DIARY \
  "SELECT " COLUMNS " FROM appointment AS t WHERE t.deleted_at = '' AND t.diary = ?1 AND t.blocked_from < ?3 " \
  "AND t.blocked_until > ?2 " STANDS

typedef struct
{
  gint64       from;
  gint64       until;
  GHashTable  *diaries;  /* of gint64; NULL: all */
  GHashTable  *zones;    /* name → GTimeZone */
  GPtrArray   *found;
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
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
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
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static GTimeZone *
get_zone (Search     *self,
          const char *name)
{
  GTimeZone *zone = g_hash_table_lookup (self->zones, name);

  if (zone != NULL)
    return zone;
  zone = eo_zone_lookup (name);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  g_hash_table_insert (self->zones, g_strdup (name), zone);

  return zone;
}

static int
read_choice (EoRow *row,
             int    column,
             GType  choice)
{
  int value = 0;

  eo_choice_parse (choice, eo_row_get_text (row, column), &value);

  return value;
}

static EoOccurrence *
read_row (EoRow *row)
{
  EoOccurrence *self = g_new0 (EoOccurrence, 1);

  g_ref_count_init (&self->refs);
  self->appointment = eo_row_get_integer (row, ID);
  self->version = eo_row_get_integer (row, VERSION);
  self->diary = eo_row_get_integer (row, DIARY);
  self->request = eo_row_get_integer (row, REQUEST);
  self->title = g_strdup (eo_row_get_text (row, SUBJECT));
  self->place = g_strdup (eo_row_get_text (row, PLACE));
  self->travel_note = g_strdup (eo_row_get_text (row, TRAVEL_NOTE));
  g_strlcpy (self->original, eo_row_get_text (row, OCCURRENCE), sizeof self->original);
  self->preparation = eo_row_get_integer (row, PREPARATION);
  self->travel_before = eo_row_get_integer (row, TRAVEL_BEFORE);
  self->travel_after = eo_row_get_integer (row, TRAVEL_AFTER);
  self->buffer = eo_row_get_integer (row, BUFFER);
  self->hold_number = eo_row_get_integer (row, HOLD_NUMBER);
  self->hold_count = eo_row_get_integer (row, HOLD_COUNT);
  self->status = read_choice (row, STATUS, eo_appointment_status_get_type ());
  self->shows_as = read_choice (row, SHOWS_AS, eo_shows_as_get_type ());
  self->category = read_choice (row, CATEGORY, eo_appointment_category_get_type ());
  self->attendance = read_choice (row, ATTENDANCE, eo_attendance_get_type ());
  self->classification = read_choice (row, CLASSIFICATION, eo_classification_get_type ());
  self->all_day = eo_row_get_integer (row, ALL_DAY) != 0;
  self->is_private = eo_row_get_integer (row, PRIVATE) != 0;

  return self;
}

static gint64
read_instant (EoRow *row,
              int    column)
{
  EoInstant instant;

  g_strlcpy (instant.iso, eo_row_get_text (row, column), sizeof instant.iso);

  return eo_instant_to_unix (&instant);
}

static EoLocalTime
read_time (EoRow *row,
           int    column)
{
  EoLocalTime time;

  g_strlcpy (time.iso, eo_row_get_text (row, column), sizeof time.iso);

  return time;
}

static void
take (Search       *self,
      EoOccurrence *occurrence)
{
  /* What has no length stands at its moment. */
  if (eo_occurrence_get_from (occurrence) < self->until
      && (eo_occurrence_get_until (occurrence) > self->from || occurrence->starts == self->from))
    g_ptr_array_add (self->found, eo_occurrence_ref (occurrence));
}

/* An hour's meeting is an hour's meeting on the clocks, on the day they change, too; what ends in another zone lasts
 * as long as it lasts. */
static gint64
end_of (const EoLocalTime *starts,
        gint64             begin,
        gint64             minutes,
        GTimeZone         *zone,
        gboolean           same_zone)
{
  EoLocalTime ends;

  if (!same_zone)
    return begin + minutes * MINUTE;
  ends = eo_local_time_add_minutes (starts, minutes);

  return ends.iso[0] != '\0' ? MAX (eo_local_time_to_unix (&ends, zone), begin) : begin;
}

static void
take_series (Search *self,
             EoRow  *row)
{
  EoSeries series = { eo_row_get_text (row, REPEATS), eo_row_get_text (row, EXCEPT), eo_row_get_text (row, EXTRA),
                      eo_row_get_text (row, MOVED), read_time (row, STARTS) };
  EoLocalTime ends = read_time (row, ENDS);
  gboolean same_zone = g_str_equal (eo_row_get_text (row, STARTS_ZONE), eo_row_get_text (row, ENDS_ZONE));
  GTimeZone *zone = get_zone (self, eo_row_get_text (row, STARTS_ZONE));
  g_autoptr (EoOccurrence) pattern = read_row (row);
  gint64 minutes, lead, tail;
  EoLocalTime from, until;
  g_autoptr (GArray) starts = NULL;

  minutes = same_zone ? eo_local_time_diff (&ends, &series.starts) + (pattern->all_day ? 1440 : 0)
                      : (read_instant (row, ENDS_AT) - read_instant (row, STARTS_AT)) / MINUTE;
  lead = pattern->preparation + pattern->travel_before;
  tail = pattern->buffer + pattern->travel_after;
  /* A day to spare on both sides, for clocks that change in between. */
  from = eo_local_time_from_unix (MAX (self->from - (minutes + tail) * MINUTE - DAY, -62135510400), zone);
  until = eo_local_time_from_unix (MIN (self->until + lead * MINUTE + DAY, 253402214400), zone);
  starts = eo_series_expand (&series, &from, &until);

  for (guint i = 0; i < starts->len; i++)
    {
      const EoLocalTime *start = &g_array_index (starts, EoLocalTime, i);
      g_autoptr (EoOccurrence) one = read_row (row);

      g_strlcpy (one->original, start->iso, sizeof one->original);
      one->starts = eo_local_time_to_unix (start, zone);
      one->ends = end_of (start, one->starts, minutes, zone, same_zone);
      take (self, one);
    }
}

static gboolean
on_row (EoRow    *row,
        gpointer  user_data)
{
  Search *self = user_data;
  gint64 diary = eo_row_get_integer (row, DIARY);
  g_autoptr (EoOccurrence) one = NULL;

  if (self->diaries != NULL && !g_hash_table_contains (self->diaries, &diary))
    return TRUE;
  if (eo_row_get_integer (row, SPAN) == EO_SPAN_SERIES)
    {
      take_series (self, row);
      return TRUE;
    }
  one = read_row (row);
  one->starts = read_instant (row, STARTS_AT);
  one->ends = MAX (read_instant (row, ENDS_AT), one->starts);
  take (self, one);

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

static gboolean
look (EoStore  *store,
      Search   *search,
      EoSpan    span,
      GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autofree char *number = g_strdup_printf ("%d", span);
  EoInstant from = eo_instant_from_unix (search->from);
  EoInstant until = eo_instant_from_unix (search->until);

  add_condition (query, "span", EO_IS, number);
  add_condition (query, "blocked_from", EO_BEFORE, until.iso);
  add_condition (query, "blocked_until", EO_SINCE, from.iso);
  if (span == EO_SPAN_SHORT)
    {
      EoInstant earliest = eo_instant_from_unix (search->from - EO_SHORT_DAYS * DAY);

      add_condition (query, "blocked_from", EO_SINCE, earliest.iso);
    }

  return eo_store_tally (store, query, COLUMNS, STANDS, on_row, search, error);
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
  for (int span = EO_SPAN_SHORT; span <= EO_SPAN_SERIES; span++)
    if (!look (store, &search, span, error))
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
