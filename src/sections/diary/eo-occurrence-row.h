/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-occurrences.c and eo-series-cache.c: occurrences out of the rows of the table. */

#include "sections/diary/eo-occurrence.h"
#include "store/eo-tally.h"

G_BEGIN_DECLS

/* The order of the numbers below. */
#define EO_OCCURRENCE_COLUMNS \
  "t.id, t.version, t.diary, t.request, t.subject, t.place, t.travel_note, t.starts, t.starts_zone, t.ends, t.ends_zone, " \
  "t.all_day, t.category, t.status, t.shows_as, t.attendance, t.private, t.classification, t.preparation, " \
  "t.travel_before, t.travel_after, t.buffer, t.hold_number, t.hold_count, t.repeats, t.except_on, t.extra_on, t.moved_on, " \
  "t.span, t.starts_at, t.ends_at, t.occurrence"

enum
{
  EO_ROW_ID, EO_ROW_VERSION, EO_ROW_DIARY, EO_ROW_REQUEST, EO_ROW_SUBJECT, EO_ROW_PLACE, EO_ROW_TRAVEL_NOTE,
  EO_ROW_STARTS, EO_ROW_STARTS_ZONE, EO_ROW_ENDS, EO_ROW_ENDS_ZONE, EO_ROW_ALL_DAY, EO_ROW_CATEGORY,
  EO_ROW_STATUS, EO_ROW_SHOWS_AS, EO_ROW_ATTENDANCE, EO_ROW_PRIVATE, EO_ROW_CLASSIFICATION, EO_ROW_PREPARATION,
  EO_ROW_TRAVEL_BEFORE, EO_ROW_TRAVEL_AFTER, EO_ROW_BUFFER, EO_ROW_HOLD_NUMBER, EO_ROW_HOLD_COUNT,
  EO_ROW_REPEATS, EO_ROW_EXCEPT_ON, EO_ROW_EXTRA_ON, EO_ROW_MOVED_ON, EO_ROW_SPAN, EO_ROW_STARTS_AT, EO_ROW_ENDS_AT,
  EO_ROW_OCCURRENCE,
};

/* Zones by name, for as long as a search takes. */
typedef GHashTable EoZones;
EoZones      *eo_zones_new             (void);
GTimeZone    *eo_zones_get             (EoZones       *zones,
                                        const char    *name);   /* (transfer none); UTC for one nobody knows */

/* When one of a series takes place. */
typedef struct
{
  gint64 starts;
  gint64 ends;
  char   original[17];
} EoOccurrenceTime;

EoOccurrence *eo_occurrence_new_from_row (EoRow              *row);    /* of a series: as it first takes place */
EoOccurrence *eo_occurrence_new_at       (const EoOccurrence *pattern, /* the same at another time */
                                          const EoOccurrenceTime *time);
/* (transfer full) of EoOccurrenceTime: those that may block something from @from to @until, and some around them. */
GArray       *eo_occurrence_times_of_row (EoRow              *row,
                                          const EoOccurrence *pattern,
                                          gint64              from,
                                          gint64              until,
                                          EoZones            *zones);

G_END_DECLS
