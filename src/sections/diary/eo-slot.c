/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/eo-slot.h"
#include "store/eo-tally.h"

#define MINUTE      60
#define DAY         86400
#define STEP        15  /* minutes: times begin on quarters of an hour */
#define MOST_A_DAY  3
#define LONGEST     1100 /* days that are looked through: three years */

#define HOURS "t.id, t.zone, t.day_starts, t.day_ends, t.works, t.travel_minutes"

/* When its principal works. */
typedef struct
{
  gint64     id;
  GTimeZone *zone;
  int        from;   /* minute of the day */
  int        until;
  EoWorks    works;
  guint      travel;
} Hours;

typedef struct
{
  gint64 from;
  gint64 until;
} Busy;

typedef struct
{
  GArray     *hours;      /* Hours, in the order of the wish */
  GArray     *busy;       /* Busy, in order, none touching another */
  EoCalendar *calendar;
  guint       travel;
} Search;

static void
hours_clear (gpointer data)
{
  g_time_zone_unref (((Hours *) data)->zone);
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->hours, g_array_unref);
  g_clear_pointer (&self->busy, g_array_unref);
  g_clear_pointer (&self->calendar, eo_calendar_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static int
minute_of (const char *clock)
{
  return (int) g_ascii_strtoll (clock, NULL, 10) * 60 + (strlen (clock) == 5 ? (int) g_ascii_strtoll (clock + 3, NULL, 10) : 0);
}

static gboolean
on_diary (EoRow    *row,
          gpointer  user_data)
{
  Search *self = user_data;
  Hours hours = { eo_row_get_integer (row, 0) };
  int works = EO_WORKS_WEEKDAYS;

  hours.zone = eo_zone_lookup (eo_row_get_text (row, 1));
  if (hours.zone == NULL)
    hours.zone = g_time_zone_new_utc ();
  hours.from = minute_of (eo_row_get_text (row, 2));
  hours.until = minute_of (eo_row_get_text (row, 3));
  eo_choice_parse (eo_works_get_type (), eo_row_get_text (row, 4), &works);
  hours.works = works;
  hours.travel = eo_row_get_integer (row, 5);
  g_array_append_val (self->hours, hours);

  return TRUE;
}

static gboolean
read_diaries (EoStore           *store,
              Search            *self,
              const EoSlotWish  *wish,
              GError           **error)
{
  self->hours = g_array_new (FALSE, FALSE, sizeof (Hours));
  g_array_set_clear_func (self->hours, hours_clear);
  for (guint i = 0; i < wish->n_diaries; i++)
    {
      g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);

      eo_query_set_ids (query, &wish->diaries[i], 1);
      if (!eo_store_tally (store, query, HOURS, "", on_diary, self, error))
        return FALSE;
      if (self->hours->len != i + 1)
        {
          g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                               _("One of the diaries was deleted meanwhile. Choose again whose time is wanted."));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
on_travel (EoRow    *row,
           gpointer  user_data)
{
  *(int *) user_data = (int) eo_row_get_integer (row, 0);

  return FALSE;
}

/* As long as it took there last, or as the first diary says. */
static gboolean
find_travel (EoStore           *store,
             Search            *self,
             const EoSlotWish  *wish,
             GError           **error)
{
  g_autoptr (EoQuery) query = NULL;
  int travel = wish->travel;

  if (travel < 0 && wish->place != NULL && *wish->place != '\0')
    {
      travel = (int) g_array_index (self->hours, Hours, 0).travel;
      query = eo_query_new (&eo_appointment_kind);
      eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "place"), EO_IS, wish->place);
      if (!eo_store_tally (store, query, "t.travel_before", "ORDER BY t.blocked_from DESC LIMIT 1", on_travel, &travel,
                           error))
        return FALSE;
    }
  self->travel = MAX (travel, 0);

  return TRUE;
}

static int
compare_busy (gconstpointer a,
              gconstpointer b)
{
  const Busy *one = a, *two = b;

  return one->from < two->from ? -1 : one->from > two->from;
}

/* All that takes any of them, in one row of pieces. */
static gboolean
read_busy (EoStore           *store,
           Search            *self,
           const EoSlotWish  *wish,
           gint64             from,
           gint64             until,
           GError           **error)
{
  g_autoptr (GPtrArray) all = eo_occurrences_find (store, wish->diaries, wish->n_diaries, from, until, error);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Busy));

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const EoOccurrence *one = g_ptr_array_index (all, i);
      Busy piece = { eo_occurrence_get_from (one), eo_occurrence_get_until (one) };

      if (eo_occurrence_blocks (one) && piece.until > piece.from)
        g_array_append_val (pieces, piece);
    }
  g_array_sort (pieces, compare_busy);

  self->busy = g_array_new (FALSE, FALSE, sizeof (Busy));
  for (guint i = 0; i < pieces->len; i++)
    {
      Busy piece = g_array_index (pieces, Busy, i);
      Busy *last = self->busy->len > 0 ? &g_array_index (self->busy, Busy, self->busy->len - 1) : NULL;

      if (last != NULL && piece.from <= last->until)
        last->until = MAX (last->until, piece.until);
      else
        g_array_append_val (self->busy, piece);
    }

  return TRUE;
}

static gboolean
works_on (Search       *self,
          const Hours  *hours,
          const EoDate *day)
{
  g_autofree char *holiday = eo_calendar_get_holiday_name (self->calendar, day);
  int weekday = eo_date_weekday (day);

  if (hours->works == EO_WORKS_EVERY)
    return TRUE;
  if (hours->works == EO_WORKS_WEEKDAYS || weekday == 7)
    return eo_calendar_is_working_day (self->calendar, day);

  return holiday == NULL;
}

/* The part of @day that is everybody's working time. */
static gboolean
open_hours (Search       *self,
            const EoDate *day,
            gint64       *from,
            gint64       *until)
{
  *from = G_MININT64;
  *until = G_MAXINT64;
  for (guint i = 0; i < self->hours->len; i++)
    {
      const Hours *hours = &g_array_index (self->hours, Hours, i);
      EoLocalTime starts = eo_local_time_new (day, hours->from);
      EoLocalTime ends = eo_local_time_new (day, hours->until);

      if (!works_on (self, hours, day) || starts.iso[0] == '\0' || ends.iso[0] == '\0')
        return FALSE;
      *from = MAX (*from, eo_local_time_to_unix (&starts, hours->zone));
      *until = MIN (*until, eo_local_time_to_unix (&ends, hours->zone));
    }

  return *from < *until;
}

/* The first piece that reaches beyond @from. */
static guint
first_busy (Search *self,
            gint64  from)
{
  guint low = 0, high = self->busy->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->busy, Busy, middle).until > from)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gint64
next_quarter (gint64 time)
{
  gint64 step = STEP * MINUTE;

  return (time + step - 1) / step * step;
}

static void
take_day (Search           *self,
          const EoSlotWish *wish,
          const EoDate     *day,
          gint64            now,
          GArray           *out)
{
  gint64 lead = (gint64) (wish->preparation + self->travel) * MINUTE;
  gint64 tail = (gint64) (wish->buffer + self->travel) * MINUTE;
  gint64 length = (gint64) wish->minutes * MINUTE;
  gint64 from, until, start;
  GTimeZone *zone = g_array_index (self->hours, Hours, 0).zone;

  if (!open_hours (self, day, &from, &until))
    return;
  start = next_quarter (MAX (from, now));
  for (guint n = 0; n < MOST_A_DAY && out->len < wish->most && start + length <= until;)
    {
      guint i = first_busy (self, start - lead);
      const Busy *busy = i < self->busy->len ? &g_array_index (self->busy, Busy, i) : NULL;

      if (busy == NULL || busy->from >= start + length + tail)
        {
          EoSlot slot = { start, start + length, eo_local_time_from_unix (start, zone),
                          eo_local_time_from_unix (start + length, zone), self->travel };

          g_array_append_val (out, slot);
          n++;
          start += MAX (length, 3600);
        }
      else
        {
          start = next_quarter (busy->until + lead);
        }
    }
}

static gboolean
check_wish (const EoSlotWish  *wish,
            GError           **error)
{
  const char *why = NULL;

  if (wish->n_diaries == 0)
    why = _("Choose whose time is wanted.");
  else if (wish->minutes < 5 || wish->minutes > 1440)
    why = _("A meeting takes between 5 minutes and a day (1440).");
  else if (wish->first.iso[0] == '\0' || wish->last.iso[0] == '\0' || eo_date_diff (&wish->last, &wish->first) < 0)
    why = _("The last day comes before the first.");
  else if (eo_date_diff (&wish->last, &wish->first) > LONGEST)
    why = _("Look through three years at most.");
  if (why != NULL)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, why);

  return why == NULL;
}

GArray *
eo_slots_find (EoStore           *store,
               const EoSlotWish  *wish,
               GError           **error)
{
  g_auto (Search) self = { 0 };
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (EoSlot));
  EoInstant now = eo_instant_now ();
  EoLocalTime midnight;
  gint64 from;
  int days;

  g_return_val_if_fail (EO_IS_STORE (store) && wish != NULL, NULL);

  if (!check_wish (wish, error) || !read_diaries (store, &self, wish, error) || !find_travel (store, &self, wish, error))
    return NULL;
  self.calendar = eo_store_get_calendar (store);
  days = eo_date_diff (&wish->last, &wish->first);
  midnight = eo_local_time_new (&wish->first, 0);
  from = eo_local_time_to_unix (&midnight, g_array_index (self.hours, Hours, 0).zone);
  if (!read_busy (store, &self, wish, from - 3 * DAY, from + (gint64) (days + 4) * DAY, error))
    return NULL;

  for (int i = 0; i <= days && out->len < wish->most; i++)
    {
      EoDate day = eo_date_add_days (&wish->first, i);

      take_day (&self, wish, &day, eo_instant_to_unix (&now), out);
    }

  return g_steal_pointer (&out);
}
