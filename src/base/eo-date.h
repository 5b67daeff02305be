/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoDate:
 * @iso: `YYYY-MM-DD`, or "" where there is none
 *
 * A day of the (proleptic Gregorian) calendar. Plain text, so that plain
 * comparison sorts, nothing is freed, and SQL and JSON take it as it is.
 */
typedef struct
{
  char iso[11];
} EoDate;

/**
 * EoInstant:
 * @iso: `YYYY-MM-DDTHH:MM:SSZ`, or "" where there is none
 *
 * A moment in the past, in UTC.
 */
typedef struct
{
  char iso[21];
} EoInstant;

/* EoDate */
gboolean  eo_date_parse         (const char    *text,      /* ISO, or as eo_date_format() writes it, or 2/9/2026 (day first) */
                                 EoDate        *out,       /* blank text is no date, not an error */
                                 GError       **error);    /* EO_ERROR_INVALID; names the text */
EoDate    eo_date_today         (void);                    /* in the local zone */
EoDate    eo_date_from_ymd      (int            year,
                                 int            month,
                                 int            day);      /* "" for a day that does not exist */
gboolean  eo_date_get_ymd       (const EoDate  *date,
                                 int           *year,
                                 int           *month,
                                 int           *day);      /* FALSE for "" */
EoDate    eo_date_add_days      (const EoDate  *date,
                                 int            days);
int       eo_date_diff          (const EoDate  *a,
                                 const EoDate  *b);        /* a − b in days; both must be set */
int       eo_date_to_serial     (const EoDate  *date);     /* days since 0001-01-01, which is 1, a Monday; 0 for "" */
EoDate    eo_date_from_serial   (int            serial);   /* "" outside the years 1 to 9999 */
int       eo_date_weekday       (const EoDate  *date);     /* 1 Monday … 7 Sunday; 0 for "" */
const char *eo_date_weekday_name  (int weekday);            /* 1 to 7: "Tuesday", in the language of the office */
const char *eo_date_short_weekday (int weekday);            /* "Tue" */
const char *eo_date_month_name    (int month);              /* 1 to 12: "September" */
char     *eo_date_format        (const EoDate  *date);     /* "9 Sep 2026"; "" for none */
char     *eo_date_format_short  (const EoDate  *date,
                                 const EoDate  *today);    /* "9 Sep", with the year where it is another */
char     *eo_date_format_long   (const EoDate  *date);     /* "Wednesday, 9 September 2026" */

/* EoInstant */
gboolean  eo_instant_parse      (const char    *text,      /* ISO with Z, or local "9 Sep 2026, 10:40" / "2026-09-09 10:40" */
                                 EoInstant     *out,
                                 GError       **error);
EoInstant eo_instant_now        (void);
EoInstant eo_instant_from_unix  (gint64         seconds);
gint64    eo_instant_to_unix    (const EoInstant *instant);  /* 0 for "" */
EoDate    eo_instant_to_date    (const EoInstant *instant);  /* in the local zone */
char     *eo_instant_format     (const EoInstant *instant);  /* local: "9 Sep 2026, 10:40" */

G_END_DECLS
