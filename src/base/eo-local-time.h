/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

/**
 * EoLocalTime:
 * @iso: `YYYY-MM-DDTHH:MM`, or "" where there is none
 *
 * What the clocks of a place show. With the place's zone it is a moment; which one follows from the rules that the zone
 * has by then, so that nine o'clock stays nine o'clock whatever becomes of them. Plain comparison sorts.
 */
typedef struct
{
  char iso[17];
} EoLocalTime;

/* ISO, "9 Sep 2026, 10:40", "2026-09-09 10:40", or a day alone (midnight). Blank text is none, not an error.
 * EO_ERROR_INVALID; names the text. */
gboolean    eo_local_time_parse       (const char         *text,
                                       EoLocalTime        *out,
                                       GError            **error);
EoLocalTime eo_local_time_new         (const EoDate       *day,      /* "" gives none */
                                       int                 minute);  /* of the day; beyond it is another day */
EoDate      eo_local_time_get_date    (const EoLocalTime  *self);
int         eo_local_time_get_minute  (const EoLocalTime  *self);    /* of the day; 0 for none */
EoLocalTime eo_local_time_add_minutes (const EoLocalTime  *self,     /* on the clocks: a day has 1440 */
                                       gint64              minutes);
gint64      eo_local_time_diff        (const EoLocalTime  *a,
                                       const EoLocalTime  *b);       /* a − b in minutes on the clocks; both must be set */
char       *eo_local_time_format      (const EoLocalTime  *self);    /* "9 Sep 2026, 10:40"; "" for none */

/* Zones by their names of the IANA database: "Africa/Johannesburg". NULL where nobody knows @name. Any thread. */
GTimeZone  *eo_zone_lookup            (const char         *name);    /* (transfer full) */
/* Seconds since 1970. A time that a clock skips is the moment after the change; of one shown twice, the first. */
gint64      eo_local_time_to_unix     (const EoLocalTime  *self,
                                       GTimeZone          *zone);
EoLocalTime eo_local_time_from_unix   (gint64              seconds,
                                       GTimeZone          *zone);
gint64      eo_instant_from_local     (const EoLocalTime  *self,     /* as eo_local_time_to_unix(), by the zone's name; */
                                       const char         *zone,     /* an unknown one is taken as UTC */
                                       EoInstant          *instant); /* (out) (optional) */

G_END_DECLS
