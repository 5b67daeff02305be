/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-date.h"
#include "base/eo-error.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL where it is refused */
  } cases[] = {
    { "2026-09-09", "2026-09-09" },
    { "2024-02-29", "2024-02-29" },
    { "2000-02-29", "2000-02-29" },
    { "0001-01-01", "0001-01-01" },
    { "9999-12-31", "9999-12-31" },
    { "9 Sep 2026", "2026-09-09" },
    { " 9  sept  2026 ", "2026-09-09" },
    { "9 September 2026", "2026-09-09" },
    { "9 SEPTEMBER 2026", "2026-09-09" },
    { "Wednesday, 9 September 2026", "2026-09-09" },
    { "2/9/2026", "2026-09-02" },
    { "02/09/2026", "2026-09-02" },
    { "2.9.2026", "2026-09-02" },
    { "2026/09/02", "2026-09-02" },
    { "31/12/1999", "1999-12-31" },
    { "", "" },
    { " \t", "" },
    { "2026-02-29", NULL },
    { "1900-02-29", NULL },
    { "2026-13-01", NULL },
    { "2026-00-01", NULL },
    { "2026-01-00", NULL },
    { "2026-04-31", NULL },
    { "0000-01-01", NULL },
    { "10000-01-01", NULL },
    { "31 Feb 2026", NULL },
    { "9/31/2026", NULL },
    { "2/9/26", NULL },
    { "9 Sep", NULL },
    { "9 Foo 2026", NULL },
    { "Someday, 9 Sep 2026", NULL },
    { "2026-09-09T10:00:00Z", NULL },
    { "2026-09-09 x", NULL },
    { "tomorrow", NULL },
    { "99999999999999999999-1-1", NULL },
    { "9 Sep 2026 \xff", NULL },
    { "2026-09-09\xc3", NULL },
    { "-2026-09-09-01", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (cases[i].text, NULL);
      EoDate date = { "unset" };
      gboolean ok = eo_date_parse (cases[i].text, &date, &error);

      g_test_message ("%s gave %s", escaped, date.iso);
      if (cases[i].iso != NULL)
        {
          g_assert_no_error (error);
          g_assert_true (ok);
          g_assert_cmpstr (date.iso, ==, cases[i].iso);
        }
      else
        {
          g_assert_false (ok);
          g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_cmpstr (date.iso, ==, "unset");
        }
    }
}

static void
test_refused_names_the_text (void)
{
  g_autofree char *endless = g_strnfill (1000000, 'x');
  g_autoptr (GError) error = NULL, long_error = NULL;
  EoDate date;

  g_assert_false (eo_date_parse ("31 Feb 2026", &date, &error));
  g_assert_nonnull (strstr (error->message, "31 Feb 2026"));

  g_assert_false (eo_date_parse (endless, &date, &long_error));
  g_assert_cmpuint (strlen (long_error->message), <, 300);
}

static void
test_format (void)
{
  static const struct
  {
    const char *iso, *plain, *brief, *full;
    int         weekday;
  } cases[] = {
    { "2026-09-09", "9 Sep 2026", "9 Sep", "Wednesday, 9 September 2026", 3 },
    { "2026-05-31", "31 May 2026", "31 May", "Sunday, 31 May 2026", 7 },
    { "2025-12-01", "1 Dec 2025", "1 Dec 2025", "Monday, 1 December 2025", 1 },
    { "0001-01-01", "1 Jan 1", "1 Jan 1", "Monday, 1 January 1", 1 },
    { "9999-12-31", "31 Dec 9999", "31 Dec 9999", "Friday, 31 December 9999", 5 },
    { "", "", "", "", 0 },
  };
  EoDate today = eo_date_from_ymd (2026, 11, 22);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = NULL, *brief = NULL, *full = NULL;
      EoDate date;

      g_assert_true (eo_date_parse (cases[i].iso, &date, NULL));
      plain = eo_date_format (&date);
      brief = eo_date_format_short (&date, &today);
      full = eo_date_format_long (&date);
      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_cmpstr (brief, ==, cases[i].brief);
      g_assert_cmpstr (full, ==, cases[i].full);
      g_assert_cmpint (eo_date_weekday (&date), ==, cases[i].weekday);
    }
}

/* Every day there is, against GLib's own calendar, and back from what is shown. */
static void
test_every_day (void)
{
  g_autoptr (GDate) other = g_date_new_dmy (1, 1, 1);

  for (int serial = 1;; serial++)
    {
      EoDate date = eo_date_from_serial (serial);
      int year, month, day;

      g_assert_true (eo_date_get_ymd (&date, &year, &month, &day));
      if (year != g_date_get_year (other) || month != (int) g_date_get_month (other) ||
          day != g_date_get_day (other) || eo_date_weekday (&date) != (int) g_date_get_weekday (other) ||
          eo_date_to_serial (&date) != serial)
        g_error ("day %d became %s", serial, date.iso);

      if (g_str_equal (date.iso, "9999-12-31"))
        break;
      g_date_add_days (other, 1);
    }
}

static void
test_arithmetic (void)
{
  static const struct
  {
    const char *from;
    int         days;
    const char *to;
  } cases[] = {
    { "2024-02-28", 1, "2024-02-29" },
    { "2024-02-29", 365, "2025-02-28" },
    { "2026-01-01", -1, "2025-12-31" },
    { "2026-11-22", 0, "2026-11-22" },
    { "9999-12-31", 1, "" },
    { "0001-01-01", -1, "" },
    { "2026-11-22", G_MAXINT, "" },
    { "2026-11-22", G_MININT, "" },
    { "", 5, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate from, to;

      g_assert_true (eo_date_parse (cases[i].from, &from, NULL));
      to = eo_date_add_days (&from, cases[i].days);
      g_assert_cmpstr (to.iso, ==, cases[i].to);
      if (to.iso[0] != '\0')
        g_assert_cmpint (eo_date_diff (&to, &from), ==, cases[i].days);
    }
}

static void
test_instant_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } cases[] = {
    { "2026-09-09T08:40:00Z", "2026-09-09T08:40:00Z" },
    { "9 Sep 2026, 10:40", "2026-09-09T08:40:00Z" },
    { "2026-09-09 10:40", "2026-09-09T08:40:00Z" },
    { "2026-09-09T10:40:59", "2026-09-09T08:40:59Z" },
    { "9/9/2026 1:05", "2026-09-08T23:05:00Z" },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
    { "", "" },
    { "2026-09-09", NULL },
    { "2026-09-09T24:00:00Z", NULL },
    { "2026-09-09T08:60:00Z", NULL },
    { "2026-02-30T08:40:00Z", NULL },
    { "2026-09-09T08:40:00+02:00", NULL },
    { "2026-09-09T08:40:00z", NULL },
    { "10:40", NULL },
    { "9 Sep 2026, 25:00", NULL },
    { "9 Sep 2026, 10:4", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (cases[i].text, NULL);
      EoInstant instant = { "unset" };
      gboolean ok = eo_instant_parse (cases[i].text, &instant, &error);

      g_test_message ("%s gave %s", escaped, instant.iso);
      g_assert_cmpint (ok, ==, cases[i].iso != NULL);
      if (ok)
        g_assert_cmpstr (instant.iso, ==, cases[i].iso);
      else
        g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
    }
}

static void
test_instant_unix (void)
{
  static const struct
  {
    gint64      seconds;
    const char *iso;
  } cases[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { -1, "1969-12-31T23:59:59Z" },
    { 951782400, "2000-02-29T00:00:00Z" },
    { 1789116000, "2026-09-11T08:40:00Z" },
    { G_GINT64_CONSTANT (253402300799), "9999-12-31T23:59:59Z" },
    { G_GINT64_CONSTANT (253402300800), "" },
    { G_GINT64_CONSTANT (-62135596800), "0001-01-01T00:00:00Z" },
    { G_GINT64_CONSTANT (-62135596801), "" },
    { G_MAXINT64, "" },
    { G_MININT64, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoInstant instant = eo_instant_from_unix (cases[i].seconds);

      g_assert_cmpstr (instant.iso, ==, cases[i].iso);
      if (instant.iso[0] != '\0')
        g_assert_cmpint (eo_instant_to_unix (&instant), ==, cases[i].seconds);
    }
}

/* Late in the evening in UTC it is the next day here: TZ is pinned to Johannesburg. */
static void
test_instant_local (void)
{
  EoInstant late = { "2026-12-31T22:30:00Z" }, none = { "" };
  g_autofree char *shown = eo_instant_format (&late);
  g_autofree char *empty = eo_instant_format (&none);
  EoDate date = eo_instant_to_date (&late), no_date = eo_instant_to_date (&none);
  EoInstant back;

  g_assert_cmpstr (shown, ==, "1 Jan 2027, 00:30");
  g_assert_cmpstr (date.iso, ==, "2027-01-01");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (no_date.iso, ==, "");
  g_assert_true (eo_instant_parse (shown, &back, NULL));
  g_assert_cmpstr (back.iso, ==, late.iso);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Africa/Johannesburg", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/refused-names-the-text", test_refused_names_the_text);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/every-day", test_every_day);
  g_test_add_func ("/date/arithmetic", test_arithmetic);
  g_test_add_func ("/instant/parse", test_instant_parse);
  g_test_add_func ("/instant/unix", test_instant_unix);
  g_test_add_func ("/instant/local", test_instant_local);

  return g_test_run ();
}
