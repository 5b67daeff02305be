/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-local-time.h"
#include "sections/diary/view/eo-day-part.h"

#define DAY_SECONDS 86400

gint64
eo_day_minute (GTimeZone    *zone,
               const EoDate *day,
               gint64        moment)
{
  EoLocalTime time, midnight;

  g_return_val_if_fail (zone != NULL && day != NULL, 0);

  time = eo_local_time_from_unix (moment, zone);
  midnight = eo_local_time_new (day, 0);
  return eo_local_time_diff (&time, &midnight);
}

gint64
eo_day_moment (GTimeZone    *zone,
               const EoDate *day,
               gint64        minute)
{
  EoLocalTime midnight, time;

  g_return_val_if_fail (zone != NULL && day != NULL, 0);

  midnight = eo_local_time_new (day, 0);
  time = eo_local_time_add_minutes (&midnight, minute);
  return eo_local_time_to_unix (&time, zone);
}

EoDate
eo_day_of (GTimeZone *zone,
           gint64     moment)
{
  EoLocalTime time;

  g_return_val_if_fail (zone != NULL, (EoDate) { "" });

  time = eo_local_time_from_unix (moment, zone);
  return eo_local_time_get_date (&time);
}

gboolean
eo_day_part_is_bar (const EoOccurrence *occurrence,
                    GTimeZone          *zone,
                    EoDate             *first,
                    EoDate             *last)
{
  gint64 nudge;

  g_return_val_if_fail (occurrence != NULL && zone != NULL, FALSE);

  if (!occurrence->all_day && occurrence->ends - occurrence->starts < DAY_SECONDS)
    return FALSE;
  /* A whole day is that day everywhere: midnight of a zone further east or west is taken to the nearest one here. */
  nudge = occurrence->all_day ? DAY_SECONDS / 2 : 0;
  *first = eo_day_of (zone, occurrence->starts + nudge);
  *last = eo_day_of (zone, MAX (occurrence->ends - (nudge > 0 ? nudge : 1), occurrence->starts + nudge));
  return TRUE;
}

guint
eo_day_part_list (const EoOccurrence *occurrence,
                  GTimeZone          *zone,
                  const EoDate       *day,
                  EoDayPart           parts[EO_N_PARTS])
{
  gint64 edges[EO_N_PARTS + 1];
  guint n = 0;

  g_return_val_if_fail (occurrence != NULL && zone != NULL && day != NULL, 0);

  edges[EO_PART_MAIN] = eo_day_minute (zone, day, occurrence->starts);
  edges[EO_PART_MAIN + 1] = eo_day_minute (zone, day, occurrence->ends);
  /* It ends on the clocks before it began: they were set back meanwhile. What has no length has a line of its own. */
  if (edges[EO_PART_MAIN + 1] <= edges[EO_PART_MAIN])
    edges[EO_PART_MAIN + 1] = edges[EO_PART_MAIN] + MAX ((occurrence->ends - occurrence->starts) / 60, 1);
  edges[EO_PART_PREPARATION] = edges[EO_PART_MAIN] - occurrence->preparation;
  edges[EO_PART_TRAVEL_TO] = edges[EO_PART_PREPARATION] - occurrence->travel_before;
  edges[EO_PART_TRAVEL_BACK] = edges[EO_PART_BUFFER] + occurrence->buffer;
  edges[EO_N_PARTS] = edges[EO_PART_TRAVEL_BACK] + occurrence->travel_after;

  for (EoPartKind kind = 0; kind < EO_N_PARTS; kind++)
    {
      gint64 from = MAX (edges[kind], 0), until = MIN (edges[kind + 1], EO_DAY_MINUTES);

      if (from < until)
        parts[n++] = (EoDayPart) { kind, (int) from, (int) until, edges[kind] < 0, edges[kind + 1] > EO_DAY_MINUTES };
    }
  return n;
}
