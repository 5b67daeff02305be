/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-wish-check.h"

#define MINUTE 60
#define NEAR   120 /* minutes: what is so close to it is told */

static int
clock_minute (const char *text)
{
  return strlen (text) == 5 ? atoi (text) * 60 + atoi (text + 3) : 0;
}

static gint64
moment (EoDiary           *diary,
        const EoLocalTime *time)
{
  return eo_instant_from_local (time, diary->zone, NULL);
}

/* "09:30" on the clocks of the diary. */
static char *
show_clock (EoDiary *diary,
            gint64   seconds)
{
  g_autoptr (GTimeZone) zone = eo_zone_lookup (diary->zone);
  EoLocalTime time = eo_local_time_from_unix (seconds, zone);

  return g_strdup (time.iso + 11);
}

static EoOccurrence *
find_held (const EoWish *wish,
           EoRequest    *request,
           EoDiary      *diary,
           GPtrArray    *occurrences)
{
  gint64 starts = moment (diary, &wish->starts);

  for (guint i = 0; i < occurrences->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (occurrences, i);

      if (one->request == EO_RECORD (request)->id && one->starts == starts && one->all_day == wish->all_day
          && one->status == EO_APPOINTMENT_HOLD)
        return one;
    }
  return NULL;
}

EoOccurrence *
eo_wish_place (const EoWish *wish,
               EoRequest    *request,
               EoDiary      *diary,
               GPtrArray    *occurrences)
{
  EoOccurrence *one;
  EoLocalTime ends;

  g_return_val_if_fail (wish != NULL && EO_IS_REQUEST (request) && EO_IS_DIARY (diary) && occurrences != NULL, NULL);

  one = find_held (wish, request, diary, occurrences);
  if (one != NULL)
    return eo_occurrence_ref (one);
  one = g_new0 (EoOccurrence, 1);
  g_ref_count_init (&one->refs);
  ends = eo_local_time_add_minutes (&wish->starts, wish->all_day ? 1440 : MAX (request->minutes, 1));
  one->diary = EO_RECORD (diary)->id;
  one->request = EO_RECORD (request)->id;
  one->title = g_strdup (request->subject);
  one->place = g_strdup (request->place);
  one->travel_note = g_strdup ("");
  one->starts = moment (diary, &wish->starts);
  one->ends = moment (diary, &ends);
  one->all_day = wish->all_day;
  one->travel_before = wish->all_day ? 0 : (guint) diary->travel_minutes;
  one->travel_after = one->travel_before;
  one->status = EO_APPOINTMENT_HOLD;
  return one;
}

/* What the day leaves around it. */
typedef struct
{
  EoOccurrence *clash;
  EoOccurrence *shared;
  EoOccurrence *before;  /* the last that ends before it … */
  EoOccurrence *after;   /* … and the first that begins after it, the same day */
  guint         n_clashes;
} Around;

static void
look_around (Around       *around,
             EoOccurrence *self,
             GPtrArray    *occurrences)
{
  gint64 from = eo_occurrence_get_from (self), until = eo_occurrence_get_until (self);

  for (guint i = 0; i < occurrences->len; i++)
    {
      EoOccurrence *other = g_ptr_array_index (occurrences, i);

      if (other->diary != self->diary || !eo_occurrence_blocks (other)
          || (other->request != 0 && other->request == self->request))
        continue;
      if (eo_occurrence_get_from (other) < until && from < eo_occurrence_get_until (other))
        {
          if (other->status == EO_APPOINTMENT_HOLD)
            around->shared = other;
          else if (around->n_clashes++ == 0)
            around->clash = other;
        }
      else if (eo_occurrence_get_until (other) <= from)
        {
          if (around->before == NULL || eo_occurrence_get_until (other) > eo_occurrence_get_until (around->before))
            around->before = other;
        }
      else if (around->after == NULL || eo_occurrence_get_from (other) < eo_occurrence_get_from (around->after))
        around->after = other;
    }
}

static const char *
title_of (EoOccurrence *one)
{
  return one->is_private ? _("Busy") : one->title;
}

/* "Standing Committee, 13:30–16:00, Legislature" */
static char *
describe_clash (EoDiary      *diary,
                EoOccurrence *self,
                Around       *around)
{
  EoOccurrence *clash = around->clash;
  g_autofree char *from = show_clock (diary, clash->starts);
  g_autofree char *until = show_clock (diary, clash->ends);
  gboolean by_itself = clash->starts < self->ends && self->starts < clash->ends;
  g_autofree char *what = clash->all_day ? g_strdup_printf (_("%s, all day"), title_of (clash))
                                         : g_strdup_printf ("%s, %s–%s", title_of (clash), from, until);

  if (!by_itself)
    return g_strdup_printf (_("No time for the way: %s"), what);
  if (around->n_clashes > 1)
    return g_strdup_printf (ngettext ("%s, and %u other", "%s, and %u others", around->n_clashes - 1), what,
                            around->n_clashes - 1);
  return *clash->place != '\0' && !clash->is_private ? g_strdup_printf ("%s, %s", what, clash->place)
                                                     : g_steal_pointer (&what);
}

/* Why nobody works then; NULL where somebody does. */
static char *
describe_outside (const EoWish *wish,
                  EoDiary      *diary,
                  EoCalendar   *calendar,
                  EoOccurrence *self)
{
  EoDate day = eo_local_time_get_date (&wish->starts);
  int weekday = eo_date_weekday (&day);
  int last = diary->works == EO_WORKS_EVERY ? 7 : diary->works == EO_WORKS_SIX ? 6 : 5;
  g_autofree char *holiday = eo_calendar_get_holiday_name (calendar, &day);
  int from = eo_local_time_get_minute (&wish->starts), until = from + (int) ((self->ends - self->starts) / MINUTE);

  if (holiday != NULL)
    return g_strdup_printf (_("%s, a public holiday"), holiday);
  if (weekday > last)
    return g_strdup_printf (_("A %s"), eo_date_weekday_name (weekday));
  if (!wish->all_day && (from < clock_minute (diary->day_starts) || until > clock_minute (diary->day_ends)))
    return g_strdup_printf (_("Outside office hours, %s to %s"), diary->day_starts, diary->day_ends);
  return NULL;
}

/* "Free 08:30 to 12:30 with travel. Before it: Bid appeals, Boardroom 2" */
static char *
describe_free (EoDiary      *diary,
               EoOccurrence *self,
               const Around *around)
{
  EoLocalTime day = { "" };
  g_autoptr (GTimeZone) zone = eo_zone_lookup (diary->zone);
  EoDate date;
  gint64 opens, closes;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  GString *text = g_string_new (NULL);

  day = eo_local_time_from_unix (self->starts, zone);
  date = eo_local_time_get_date (&day);
  day = eo_local_time_new (&date, clock_minute (diary->day_starts));
  opens = MIN (moment (diary, &day), eo_occurrence_get_from (self));
  day = eo_local_time_new (&date, clock_minute (diary->day_ends));
  closes = MAX (moment (diary, &day), eo_occurrence_get_until (self));
  if (around->before != NULL)
    opens = MAX (opens, eo_occurrence_get_until (around->before));
  if (around->after != NULL)
    closes = MIN (closes, eo_occurrence_get_from (around->after));
  from = show_clock (diary, opens);
  until = show_clock (diary, closes);
  g_string_append_printf (text, self->travel_before > 0 ? _("Free %s to %s with travel") : _("Free %s to %s"), from, until);
  if (around->before != NULL && self->starts - around->before->ends < NEAR * MINUTE && *around->before->place != '\0'
      && !around->before->is_private)
    g_string_append_printf (text, _(". Comes from %s"), around->before->place);
  if (around->after != NULL && around->after->starts - self->ends < NEAR * MINUTE && *around->after->place != '\0'
      && !around->after->is_private)
    g_string_append_printf (text, _(". Goes on to %s"), around->after->place);
  return g_string_free (text, FALSE);
}

EoWishCheck *
eo_wish_check (const EoWish *wish,
               EoRequest    *request,
               EoDiary      *diary,
               EoCalendar   *calendar,
               GPtrArray    *occurrences)
{
  g_autoptr (EoWishCheck) self = g_new0 (EoWishCheck, 1);
  g_autoptr (EoOccurrence) one = eo_wish_place (wish, request, diary, occurrences);
  g_autofree char *outside = NULL;
  Around around = { NULL };

  g_return_val_if_fail (one != NULL && calendar != NULL, NULL);

  look_around (&around, one, occurrences);
  outside = describe_outside (wish, diary, calendar, one);
  if (around.clash != NULL)
    {
      self->fit = EO_WISH_CLASHES;
      self->word = _("Clash");
      self->detail = describe_clash (diary, one, &around);
      self->clash = eo_occurrence_ref (around.clash);
    }
  else if (outside != NULL)
    {
      self->fit = EO_WISH_OUTSIDE;
      self->word = _("Outside");
      self->detail = g_steal_pointer (&outside);
    }
  else if (around.shared != NULL)
    {
      self->fit = EO_WISH_SHARED;
      self->word = _("Also held");
      self->detail = g_strdup_printf (_("Held for “%s”, too"), title_of (around.shared));
    }
  else
    {
      self->fit = EO_WISH_FITS;
      self->word = _("Fits");
      self->detail = wish->all_day ? g_strdup (_("Nothing else stands that day")) : describe_free (diary, one, &around);
    }
  return g_steal_pointer (&self);
}

void
eo_wish_check_free (EoWishCheck *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->detail);
  g_clear_pointer (&self->clash, eo_occurrence_unref);
  g_free (self);
}
