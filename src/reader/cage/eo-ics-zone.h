/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libical/ical.h>

#include "reader/cage/eo-ics-split.h"

G_BEGIN_DECLS

/* What a TZID means: which place's clocks. */

typedef enum
{
  EO_ICS_ZONE_OWN,     /* none is said: the diary's own */
  EO_ICS_ZONE_KNOWN,
  EO_ICS_ZONE_MEANT,   /* by another name; told once */
  EO_ICS_ZONE_WORLD,   /* no place's clocks, but the file says what they show: its times are turned to UTC */
  EO_ICS_ZONE_UNKNOWN, /* the diary's own, for want of better */
} EoIcsZoneOrigin;

typedef struct
{
  char            *tzid;
  char            *name;       /* IANA; "" for the diary's own */
  GTimeZone       *clocks;
  icaltimezone    *definition; /* of EO_ICS_ZONE_WORLD alone */
  EoIcsZoneOrigin  origin;
  gboolean         is_told;    /* for whoever tells what became of it */
} EoIcsZone;

typedef struct
{
  const char *windows;
  const char *iana;
} EoIcsWindowsZone;

extern const EoIcsWindowsZone eo_ics_windows_zones[];
extern const guint            eo_ics_n_windows_zones;

/* @home: the diary's own zone. To be called before any other. */
void             eo_ics_zone_prepare    (const EoIcsFile *file,
                                         const char      *home);
/* @tzid: NULL for none; @year: about when it is asked for. Lasts. */
EoIcsZone       *eo_ics_zone_find       (const char      *tzid,
                                         int              year);
EoIcsZone       *eo_ics_zone_utc        (void);

/* Seconds since 1970 of @time on the clocks of @zone, and back; a time that a clock skips is moved on, of one
 * that it shows twice the first is meant. */
gint64           eo_ics_zone_to_unix    (const EoIcsZone      *zone,
                                         struct icaltimetype   time);
struct icaltimetype eo_ics_zone_from_unix (const EoIcsZone   *zone,
                                           gint64             seconds);

G_END_DECLS
