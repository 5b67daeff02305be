/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-date-private.h"
#include "base/eo-error.h"
#include "base/eo-local-time.h"

#define EPOCH_SERIAL   719163 /* 1970-01-01 */
#define MINUTES_A_DAY  1440
#define SECONDS_A_DAY  86400

static gboolean
read_text (const char  *text,
           EoLocalTime *out)
{
  EoDate date;
  int hour = 0, minute = 0, second;

  if (!eo_date_split_time (text, &date, &hour, &minute, &second)
      && (strchr (text, ':') != NULL || !eo_date_parse (text, &date, NULL)))
    return FALSE;
  *out = eo_local_time_new (&date, hour * 60 + minute);
  return TRUE;
}

gboolean
eo_local_time_parse (const char   *text,
                     EoLocalTime  *out,
                     GError      **error)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  if (g_utf8_validate (text, -1, NULL) && strlen (text) <= 100 && read_text (text, out))
    return TRUE;

  shown = eo_date_echo (text);
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
               _("“%s” is not a date and time. Write it like 9 Sep 2026, 10:40."), shown);

  return FALSE;
}

EoLocalTime
eo_local_time_new (const EoDate *day,
                   int           minute)
{
  EoLocalTime self = { "" };
  int days = minute / MINUTES_A_DAY - (minute % MINUTES_A_DAY < 0);
  EoDate date;

  g_return_val_if_fail (day != NULL, self);

  if (day->iso[0] == '\0')
    return self;
  date = eo_date_add_days (day, days);
  if (date.iso[0] == '\0')
    return self;
  minute -= days * MINUTES_A_DAY;
  memcpy (self.iso, "0000-00-00T00:00", sizeof self.iso);
  memcpy (self.iso, date.iso, 10);
  eo_date_write_digits (self.iso + 11, 2, minute / 60);
  eo_date_write_digits (self.iso + 14, 2, minute % 60);

  return self;
}

EoDate
eo_local_time_get_date (const EoLocalTime *self)
{
  EoDate date = { "" };

  g_return_val_if_fail (self != NULL, date);

  g_strlcpy (date.iso, self->iso, sizeof date.iso);

  return date;
}

int
eo_local_time_get_minute (const EoLocalTime *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->iso[0] == '\0')
    return 0;
  return eo_date_read_digits (self->iso + 11, 2) * 60 + eo_date_read_digits (self->iso + 14, 2);
}

EoLocalTime
eo_local_time_add_minutes (const EoLocalTime *self,
                           gint64             minutes)
{
  EoDate date;
  gint64 sum, days;

  g_return_val_if_fail (self != NULL, (EoLocalTime) { "" });

  sum = eo_local_time_get_minute (self) + minutes;
  days = sum / MINUTES_A_DAY - (sum % MINUTES_A_DAY < 0);
  date = eo_local_time_get_date (self);
  if (date.iso[0] == '\0' || ABS (days) > EO_DATE_LAST_SERIAL)
    return (EoLocalTime) { "" };
  date = eo_date_add_days (&date, (int) days);

  return eo_local_time_new (&date, (int) (sum - days * MINUTES_A_DAY));
}

gint64
eo_local_time_diff (const EoLocalTime *a,
                    const EoLocalTime *b)
{
  EoDate day, other;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  day = eo_local_time_get_date (a);
  other = eo_local_time_get_date (b);

  return (gint64) eo_date_diff (&day, &other) * MINUTES_A_DAY + eo_local_time_get_minute (a)
         - eo_local_time_get_minute (b);
}

char *
eo_local_time_format (const EoLocalTime *self)
{
  EoDate date;
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->iso[0] == '\0')
    return g_strdup ("");
  date = eo_local_time_get_date (self);
  day = eo_date_format (&date);

  return g_strdup_printf ("%s, %s", day, self->iso + 11);
}

#define MOST_ZONES 1000 /* the database has 600; GLib takes rules for names, too */

/* GLib reads a zone anew for everybody who asks, a quarter of a millisecond each, unless somebody keeps it. */
static GTimeZone *
find_zone (const char *name)
{
  static GMutex mutex;
  static GHashTable *zones;
  GTimeZone *zone;

  g_mutex_lock (&mutex);
  if (zones == NULL)
    zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  zone = g_hash_table_lookup (zones, name);
  if (zone != NULL)
    {
      g_time_zone_ref (zone);
    }
  else if ((zone = g_time_zone_new_identifier (name)) != NULL && g_hash_table_size (zones) < MOST_ZONES)
    {
      g_hash_table_insert (zones, g_strdup (name), g_time_zone_ref (zone));
    }
  g_mutex_unlock (&mutex);
  return zone;
}

GTimeZone *
eo_zone_lookup (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  /* GLib takes "+02" and paths, too. */
  if (!g_ascii_isalpha (*name) || strstr (name, "..") != NULL)
    return NULL;

  return find_zone (name);
}

gint64
eo_local_time_to_unix (const EoLocalTime *self,
                       GTimeZone         *zone)
{
  EoDate date;
  gint64 seconds;
  int interval;

  g_return_val_if_fail (self != NULL && self->iso[0] != '\0' && zone != NULL, 0);

  date = eo_local_time_get_date (self);
  seconds = (gint64) (eo_date_to_serial (&date) - EPOCH_SERIAL) * SECONDS_A_DAY + eo_local_time_get_minute (self) * 60;
  interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &seconds);

  return seconds - g_time_zone_get_offset (zone, interval);
}

EoLocalTime
eo_local_time_from_unix (gint64     seconds,
                         GTimeZone *zone)
{
  int interval;
  gint64 days;
  EoDate date;

  g_return_val_if_fail (zone != NULL, (EoLocalTime) { "" });

  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  seconds += g_time_zone_get_offset (zone, MAX (interval, 0));
  days = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0);
  if (ABS (days) > EO_DATE_LAST_SERIAL)
    return (EoLocalTime) { "" };
  date = eo_date_from_serial ((int) days + EPOCH_SERIAL);

  return eo_local_time_new (&date, (int) (seconds - days * SECONDS_A_DAY) / 60);
}

gint64
eo_instant_from_local (const EoLocalTime *self,
                       const char        *zone,
                       EoInstant         *instant)
{
  g_autoptr (GTimeZone) found = NULL;
  gint64 seconds;

  g_return_val_if_fail (self != NULL && zone != NULL, 0);

  found = eo_zone_lookup (zone);
  if (found == NULL)
    found = g_time_zone_new_utc ();
  seconds = self->iso[0] != '\0' ? eo_local_time_to_unix (self, found) : 0;
  if (instant != NULL)
    *instant = self->iso[0] != '\0' ? eo_instant_from_unix (seconds) : (EoInstant) { "" };

  return seconds;
}
