/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"
#include "sections/diary/eo-occurrence.h"

G_BEGIN_DECLS

#define EO_DAY_MINUTES 1440 /* on the clocks: also of the two days a year that are longer or shorter */

/* In the order of time. */
typedef enum
{
  EO_PART_TRAVEL_TO,
  EO_PART_PREPARATION,
  EO_PART_MAIN,
  EO_PART_BUFFER,
  EO_PART_TRAVEL_BACK,
  EO_N_PARTS,
} EoPartKind;

/**
 * EoDayPart:
 * @from: minute of the day on the clocks of the zone
 * @until: likewise, not part of it; after @from, at most 1440
 * @goes_on_before: it began on an earlier day
 * @goes_on_after: it ends on a later day
 *
 * What one part of an appointment takes of one day.
 */
typedef struct
{
  EoPartKind kind;
  int        from;
  int        until;
  gboolean   goes_on_before;
  gboolean   goes_on_after;
} EoDayPart;

/* Minutes on the clocks of @zone since @day began there; negative or past 1440 on other days. */
gint64   eo_day_minute         (GTimeZone         *zone,
                                const EoDate      *day,
                                gint64             moment);
/* The moment (seconds since 1970, UTC) when clocks show @minute of @day, as eo_local_time_to_unix(). */
gint64   eo_day_moment         (GTimeZone         *zone,
                                const EoDate      *day,
                                gint64             minute);
EoDate   eo_day_of             (GTimeZone         *zone,
                                gint64             moment);
/* Whether it stands above the days: all-day, or of 24 hours and more. Then from @first to @last (both out). */
gboolean eo_day_part_is_bar    (const EoOccurrence *occurrence,
                                GTimeZone         *zone,
                                EoDate            *first,
                                EoDate            *last);
/* What @occurrence takes of @day, by time; returns how many. */
guint    eo_day_part_list      (const EoOccurrence *occurrence,
                                GTimeZone         *zone,
                                const EoDate      *day,
                                EoDayPart          parts[EO_N_PARTS]);

G_END_DECLS
