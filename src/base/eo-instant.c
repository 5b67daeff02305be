/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include <glib/gi18n-lib.h>

#include "base/eo-date-private.h"
#include "base/eo-error.h"

#define EPOCH_SERIAL  719163 /* 1970-01-01 */
#define SECONDS_A_DAY 86400

/* H:MM or HH:MM, seconds or none. */
static gboolean
parse_time (const char *text,
            int        *hour,
            int        *minute,
            int        *second)
{
  int hour_digits = g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) ? 2 : 1;

  *hour = eo_date_read_digits (text, hour_digits);
  *minute = *second = 0;
  if (*hour < 0 || *hour > 23 || text[hour_digits] != ':')
    return FALSE;

  text += hour_digits + 1;
  *minute = eo_date_read_digits (text, 2);
  if (*minute < 0 || *minute > 59)
    return FALSE;

  text += 2;
  if (*text == ':')
    {
      *second = eo_date_read_digits (text + 1, 2);
      if (*second < 0 || *second > 59)
        return FALSE;
      text += 3;
    }

  return *text == '\0';
}

/* Seconds since 1970 of exactly `YYYY-MM-DDTHH:MM:SSZ`. */
static gboolean
parse_utc (const char *text,
           gint64     *out)
{
  EoDate date;
  int hour, minute, second, serial;

  if (strlen (text) != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
      text[16] != ':' || text[19] != 'Z')
    return FALSE;

  g_strlcpy (date.iso, text, sizeof date.iso);
  serial = eo_date_to_serial (&date);
  hour = eo_date_read_digits (text + 11, 2);
  minute = eo_date_read_digits (text + 14, 2);
  second = eo_date_read_digits (text + 17, 2);
  if (serial == 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;

  *out = (gint64) (serial - EPOCH_SERIAL) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;

  return TRUE;
}

/* "9 Sep 2026, 10:40", "2026-09-09 10:40:00" or "2026-09-09T10:40": the day, and the time on it. */
gboolean
eo_date_split_time (const char *text,
                    EoDate     *date,
                    int        *hour,
                    int        *minute,
                    int        *second)
{
  const char *colon = strchr (text, ':');
  const char *split = colon;
  g_autofree char *day_text = NULL, *time_text = NULL;

  if (colon == NULL)
    return FALSE;

  while (split > text && g_ascii_isdigit (split[-1]))
    split--;
  if (split == text || strchr (" ,T", split[-1]) == NULL)
    return FALSE;

  day_text = g_strndup (text, split - text - (split[-1] == 'T'));
  time_text = g_strchomp (g_strdup (split));

  return !eo_date_is_blank (day_text) && eo_date_parse (day_text, date, NULL) &&
         parse_time (time_text, hour, minute, second);
}

static gboolean
parse_local (const char *text,
             gint64     *out)
{
  EoDate date;
  struct tm tm = { 0 };
  time_t seconds;

  if (!eo_date_split_time (text, &date, &tm.tm_hour, &tm.tm_min, &tm.tm_sec))
    return FALSE;

  eo_date_get_ymd (&date, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
  tm.tm_year -= 1900;
  tm.tm_mon -= 1;
  tm.tm_isdst = -1;
  tm.tm_wday = -1;
  seconds = mktime (&tm);
  if (seconds == -1 && tm.tm_wday == -1)
    return FALSE;

  *out = seconds;

  return TRUE;
}

/* %FALSE where the instant is none. */
static gboolean
local_time_of (const EoInstant *instant,
               struct tm       *tm)
{
  static gsize zone_read = 0;
  gint64 value;
  time_t seconds;

  if (!parse_utc (instant->iso, &value))
    return FALSE;

  /* localtime_r() need not read TZ by itself. */
  if (g_once_init_enter (&zone_read))
    {
      tzset ();
      g_once_init_leave (&zone_read, 1);
    }

  seconds = value;

  return localtime_r (&seconds, tm) != NULL;
}

/**
 * eo_instant_parse:
 * @text: `2026-09-09T08:40:00Z`, or local time as `9 Sep 2026, 10:40` or `2026-09-09 10:40`
 * @out: (out): the moment, or "" where @text is blank; untouched on error
 *
 * Returns: %FALSE with %EO_ERROR_INVALID where @text is no moment
 */
gboolean
eo_instant_parse (const char  *text,
                  EoInstant   *out,
                  GError     **error)
{
  g_autofree char *shown = NULL;
  EoInstant instant = { "" };
  gint64 seconds;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (g_utf8_validate (text, -1, NULL))
    {
      if (eo_date_is_blank (text))
        {
          *out = instant;
          return TRUE;
        }

      if (strlen (text) <= 100 && (parse_utc (text, &seconds) || parse_local (text, &seconds)))
        instant = eo_instant_from_unix (seconds);

      if (instant.iso[0] != '\0')
        {
          *out = instant;
          return TRUE;
        }
    }

  shown = eo_date_echo (text);
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
               _("“%s” is not a date and time. Write it like 9 Sep 2026, 10:40."), shown);

  return FALSE;
}

/**
 * eo_instant_now:
 *
 * Returns: this moment, to the second
 */
EoInstant
eo_instant_now (void)
{
  return eo_instant_from_unix (g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * eo_instant_from_unix:
 * @seconds: since 1970-01-01T00:00:00Z
 *
 * Returns: the moment, "" outside the years 1 to 9999
 */
EoInstant
eo_instant_from_unix (gint64 seconds)
{
  EoInstant instant = { "" };
  gint64 days = seconds / SECONDS_A_DAY;
  int rest = seconds % SECONDS_A_DAY;
  EoDate date;

  if (rest < 0)
    {
      rest += SECONDS_A_DAY;
      days--;
    }
  if (days < 1 - EPOCH_SERIAL || days > EO_DATE_LAST_SERIAL - EPOCH_SERIAL)
    return instant;

  date = eo_date_from_serial (days + EPOCH_SERIAL);
  memcpy (instant.iso, "0000-00-00T00:00:00Z", sizeof instant.iso);
  memcpy (instant.iso, date.iso, 10);
  eo_date_write_digits (instant.iso + 11, 2, rest / 3600);
  eo_date_write_digits (instant.iso + 14, 2, rest / 60 % 60);
  eo_date_write_digits (instant.iso + 17, 2, rest % 60);

  return instant;
}

/**
 * eo_instant_to_unix:
 *
 * Returns: seconds since 1970-01-01T00:00:00Z; 0 where @instant is none
 */
gint64
eo_instant_to_unix (const EoInstant *instant)
{
  gint64 seconds;

  g_return_val_if_fail (instant != NULL, 0);

  return parse_utc (instant->iso, &seconds) ? seconds : 0;
}

/**
 * eo_instant_to_date:
 *
 * Returns: the day it was then where this machine stands; "" where @instant is none
 */
EoDate
eo_instant_to_date (const EoInstant *instant)
{
  struct tm tm;

  g_return_val_if_fail (instant != NULL, (EoDate) { "" });

  if (!local_time_of (instant, &tm))
    return (EoDate) { "" };

  return eo_date_from_ymd (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

/**
 * eo_instant_format:
 *
 * Returns: (transfer full): "9 Sep 2026, 10:40" where this machine stands; "" where @instant is none
 */
char *
eo_instant_format (const EoInstant *instant)
{
  struct tm tm;

  g_return_val_if_fail (instant != NULL, NULL);

  if (!local_time_of (instant, &tm))
    return g_strdup ("");

  return g_strdup_printf ("%d %s %d, %02d:%02d", tm.tm_mday, eo_date_short_month (tm.tm_mon + 1), tm.tm_year + 1900,
                          tm.tm_hour, tm.tm_min);
}
