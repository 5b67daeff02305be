/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-zone.h"

#include <string.h>

#define FOLDER "/usr/share/zoneinfo/"
#define MONTHS 24 /* at the middle of which clocks are compared */

typedef struct
{
  const EoIcsPart *part;
  char            *location; /* X-LIC-LOCATION or X-TZINFO, or NULL */
} Definition;

static const EoIcsFile *source;
static EoIcsZone *own;
static GHashTable *definitions; /* of TZID: Definition */
static GHashTable *zones;       /* of TZID: EoIcsZone */
static GHashTable *clocks;      /* of IANA name: GTimeZone */

/* Not GTimeZone's word for it: that takes "EST5EDT4,M3" and "+02:00", too. */
static GTimeZone *
find_clocks (const char *name)
{
  static const char *const none[] = { "localtime", "posixrules", "Factory" };
  GTimeZone *found = g_hash_table_lookup (clocks, name);
  g_autofree char *path = NULL;

  if (found != NULL)
    return found;
  if (!g_ascii_isupper (*name) || strlen (name) > 64 ||
      strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") != strlen (name))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    if (g_str_equal (name, none[i]))
      return NULL;
  path = g_strconcat (FOLDER, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  found = g_time_zone_new_identifier (name);
  if (found != NULL)
    g_hash_table_insert (clocks, g_strdup (name), found);
  return found;
}

static const char *
find_windows (const char *name)
{
  guint low = 0, high = eo_ics_n_windows_zones;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (name, eo_ics_windows_zones[middle].windows);

      if (order == 0)
        return eo_ics_windows_zones[middle].iana;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

/* The name as it stands, or behind the prefixes that libical, Evolution, Mozilla and Apple put before it:
 * "/freeassociation.sourceforge.net/Africa/Johannesburg". */
static const char *
find_iana (const char *tzid)
{
  const char *windows = find_windows (tzid);

  if (find_clocks (tzid) != NULL)
    return tzid;
  if (windows != NULL)
    return windows;
  if (g_ascii_strcasecmp (tzid, "tzone://Microsoft/Utc") == 0 || g_ascii_strcasecmp (tzid, "Z") == 0)
    return "UTC";
  for (const char *name = tzid; name != NULL; name = strchr (name, '/'))
    {
      name += *name == '/';
      if (find_clocks (name) != NULL)
        return name;
    }
  return NULL;
}

/* "Europe/London[2024a]" is how Thunderbird says it. */
static char *
make_location (const char *value)
{
  return g_strndup (value, strcspn (value, "["));
}

static void
add_definition (const EoIcsPart *part)
{
  EoIcsLines lines = { source->data + part->offset, source->data + part->offset + part->size, 0 };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *tzid = NULL;
  g_autofree char *location = NULL;
  guint depth = 0;

  while (eo_ics_next_line (&lines, line) && (tzid == NULL || depth == 1))
    {
      const char *value = strchr (line->str, ':');

      if (eo_ics_bracket (line->str, "BEGIN") != NULL)
        depth++;
      else if (eo_ics_bracket (line->str, "END") != NULL)
        depth--;
      else if (value == NULL || depth != 1)
        continue;
      else if (tzid == NULL && g_ascii_strncasecmp (line->str, "TZID", 4) == 0)
        tzid = g_strchomp (g_strdup (value + 1));
      else if (location == NULL && (g_ascii_strncasecmp (line->str, "X-LIC-LOCATION", 14) == 0 ||
                                    g_ascii_strncasecmp (line->str, "X-TZINFO", 8) == 0))
        location = make_location (value + 1);
    }
  if (tzid != NULL && !g_hash_table_contains (definitions, tzid))
    {
      Definition *definition = g_new (Definition, 1);

      *definition = (Definition) { part, g_steal_pointer (&location) };
      g_hash_table_insert (definitions, g_steal_pointer (&tzid), definition);
    }
}

/* No clock is changed every second; libical would look for the next change for ever. */
static gboolean
is_sensible (const char *text)
{
  static const char *const often[] = { "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY" };

  for (guint i = 0; i < G_N_ELEMENTS (often); i++)
    if (strstr (text, often[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* What libical makes of the file's own definition; NULL where that is nothing. */
static icaltimezone *
parse_definition (const EoIcsPart *part)
{
  g_autofree char *text = g_strndup (source->data + part->offset, part->size);
  icalcomponent *component = part->flaw == EO_ICS_WHOLE && is_sensible (text) ? icalparser_parse_string (text) : NULL;
  icaltimezone *zone;

  if (component == NULL)
    return NULL;
  zone = icaltimezone_new ();
  if (icalcomponent_isa (component) == ICAL_VTIMEZONE_COMPONENT && icaltimezone_set_component (zone, component) != 0)
    return zone;
  icaltimezone_free (zone, TRUE);
  icalcomponent_free (component);
  return NULL;
}

static struct icaltimetype
middle_of_month (int year,
                 int month)
{
  struct icaltimetype time = icaltime_null_time ();

  time.year = year + month / 12;
  time.month = month % 12 + 1;
  time.day = 15;
  time.hour = 12;
  time.zone = icaltimezone_get_utc_timezone ();
  return time;
}

static int
get_offset (GTimeZone *zone,
            gint64     seconds)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds));
}

static gboolean
show_the_same (GTimeZone    *zone,
               const int    *offsets,
               const gint64 *moments)
{
  for (guint i = 0; i < MONTHS; i++)
    if (get_offset (zone, moments[i]) != offsets[i])
      return FALSE;
  return TRUE;
}

/* The place whose clocks show what the definition says, for two years from @year on: the diary's own if it does, or one
 * whose name stands in the zone's, or one that many mean. */
static const char *
match_definition (const EoIcsZone *zone,
                  int              year)
{
  static const char *const common[] = {
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "Africa/Lagos",
  };
  int offsets[MONTHS];
  gint64 moments[MONTHS];
  const char *found = NULL;

  year = CLAMP (year, 1971, 2035);
  for (guint i = 0; i < MONTHS; i++)
    {
      struct icaltimetype time = middle_of_month (year, i);
      int is_daylight;

      moments[i] = icaltime_as_timet (time);
      offsets[i] = icaltimezone_get_utc_offset_of_utc_time (zone->definition, &time, &is_daylight);
    }
  if (show_the_same (own->clocks, offsets, moments))
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (common) + eo_ics_n_windows_zones; i++)
    {
      const char *name = i < G_N_ELEMENTS (common) ? common[i] : eo_ics_windows_zones[i - G_N_ELEMENTS (common)].iana;
      GTimeZone *place = find_clocks (name);

      if (place == NULL || !show_the_same (place, offsets, moments))
        continue;
      if (strstr (zone->tzid, strrchr (name, '/') != NULL ? strrchr (name, '/') + 1 : name) != NULL)
        return name;
      if (found == NULL)
        found = name;
    }
  return found;
}

static void
make_known (EoIcsZone       *zone,
            const char      *name,
            EoIcsZoneOrigin  origin)
{
  zone->name = g_strdup (name);
  zone->clocks = *name != '\0' ? find_clocks (name) : own->clocks;
  zone->origin = origin;
}

static void
find_by_definition (EoIcsZone  *zone,
                    Definition *definition,
                    int         year)
{
  const char *name = definition->location != NULL ? find_iana (definition->location) : NULL;

  if (name != NULL)
    {
      make_known (zone, name, EO_ICS_ZONE_KNOWN);
      return;
    }
  zone->definition = parse_definition (definition->part);
  name = zone->definition != NULL ? match_definition (zone, year) : NULL;
  if (name != NULL)
    make_known (zone, name, EO_ICS_ZONE_MEANT);
  else if (zone->definition != NULL)
    make_known (zone, "UTC", EO_ICS_ZONE_WORLD);
  else
    make_known (zone, "", EO_ICS_ZONE_UNKNOWN);
}

void
eo_ics_zone_prepare (const EoIcsFile *file,
                     const char      *home)
{
  source = file;
  definitions = g_hash_table_new (g_str_hash, g_str_equal);
  zones = g_hash_table_new (g_str_hash, g_str_equal);
  clocks = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (clocks, g_strdup ("UTC"), g_time_zone_new_utc ());
  own = g_new0 (EoIcsZone, 1);
  own->tzid = g_strdup ("");
  own->name = g_strdup ("");
  own->clocks = find_clocks (home);
  if (own->clocks == NULL)
    own->clocks = find_clocks ("UTC");
  for (guint i = 0; i < file->parts->len; i++)
    {
      const EoIcsPart *part = &g_array_index (file->parts, EoIcsPart, i);

      if (part->kind == EO_ICS_ZONE)
        add_definition (part);
    }
}

EoIcsZone *
eo_ics_zone_find (const char *tzid,
                  int         year)
{
  EoIcsZone *zone;
  const char *name;
  Definition *definition;

  if (tzid == NULL || *tzid == '\0')
    return own;
  zone = g_hash_table_lookup (zones, tzid);
  if (zone != NULL)
    return zone;
  zone = g_new0 (EoIcsZone, 1);
  zone->tzid = g_strdup (tzid);
  name = find_iana (tzid);
  definition = g_hash_table_lookup (definitions, tzid);
  if (name != NULL)
    make_known (zone, name, EO_ICS_ZONE_KNOWN);
  else if (definition != NULL)
    find_by_definition (zone, definition, year);
  else
    make_known (zone, "", EO_ICS_ZONE_UNKNOWN);
  g_hash_table_insert (zones, zone->tzid, zone);
  return zone;
}

EoIcsZone *
eo_ics_zone_utc (void)
{
  return eo_ics_zone_find ("UTC", 0);
}

static gint64
as_if_utc (struct icaltimetype time)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (time.year, time.month, time.day, time.hour, time.minute, time.second);

  return at != NULL ? g_date_time_to_unix (at) : 0;
}

gint64
eo_ics_zone_to_unix (const EoIcsZone     *zone,
                     struct icaltimetype  time)
{
  gint64 seconds = as_if_utc (time);
  int is_daylight, interval;

  if (zone->origin == EO_ICS_ZONE_WORLD)
    return seconds - icaltimezone_get_utc_offset (zone->definition, &time, &is_daylight);
  interval = g_time_zone_adjust_time (zone->clocks, G_TIME_TYPE_DAYLIGHT, &seconds);
  return seconds - g_time_zone_get_offset (zone->clocks, interval);
}

struct icaltimetype
eo_ics_zone_from_unix (const EoIcsZone *zone,
                       gint64           seconds)
{
  struct icaltimetype time = icaltime_null_time ();
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (seconds + get_offset (zone->clocks, seconds));

  if (at != NULL)
    {
      time.year = g_date_time_get_year (at);
      time.month = g_date_time_get_month (at);
      time.day = g_date_time_get_day_of_month (at);
      time.hour = g_date_time_get_hour (at);
      time.minute = g_date_time_get_minute (at);
      time.second = g_date_time_get_second (at);
    }
  return time;
}
