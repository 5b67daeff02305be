/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "base/eo-local-time.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL where it is refused */
  } cases[] = {
    { "2026-09-09T10:40", "2026-09-09T10:40" },
    { "2026-09-09 10:40", "2026-09-09T10:40" },
    { "9 Sep 2026, 10:40", "2026-09-09T10:40" },
    { "9 Sep 2026, 9:05", "2026-09-09T09:05" },
    { "2026-09-09T23:59:59", "2026-09-09T23:59" },
    { "2026-09-09", "2026-09-09T00:00" },
    { "9 Sep 2026", "2026-09-09T00:00" },
    { "", "" },
    { "2026-09-09T24:00", NULL },
    { "2026-09-09T10:60", NULL },
    { "2026-02-30T10:00", NULL },
    { "10:40", NULL },
    { "2026-09-09T10:40Z", NULL },
    { "2026-09-09 10:4", NULL },
    { "noon", NULL },
    { "\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoLocalTime time = { "unset" };
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      if (cases[i].iso == NULL)
        {
          g_assert_false (eo_local_time_parse (cases[i].text, &time, &error));
          g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
          g_assert_cmpstr (time.iso, ==, "unset");
          continue;
        }
      g_assert_true (eo_local_time_parse (cases[i].text, &time, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (time.iso, ==, cases[i].iso);
    }
}

static void
test_minutes (void)
{
  static const struct
  {
    const char *time;
    gint64      minutes;
    const char *sum;
  } cases[] = {
    { "2026-09-09T10:40", 20, "2026-09-09T11:00" },
    { "2026-12-31T23:30", 31, "2027-01-01T00:01" },
    { "2026-01-01T00:00", -1, "2025-12-31T23:59" },
    { "2024-02-28T12:00", 1440, "2024-02-29T12:00" },
    { "2026-09-09T10:40", -1440 * 3, "2026-09-06T10:40" },
    { "9999-12-31T23:59", 1, "" },
    { "", 10, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoLocalTime time;
      EoLocalTime sum;

      g_strlcpy (time.iso, cases[i].time, sizeof time.iso);
      sum = eo_local_time_add_minutes (&time, cases[i].minutes);
      g_assert_cmpstr (sum.iso, ==, cases[i].sum);
      if (*cases[i].sum != '\0')
        g_assert_cmpint (eo_local_time_diff (&sum, &time), ==, cases[i].minutes);
    }
}

/* What clocks show, as moments; and back. Both changes of a year abroad. */
static void
test_zones (void)
{
  static const struct
  {
    const char *zone;
    const char *time;
    const char *utc;
    const char *back; /* NULL: the same */
  } cases[] = {
    { "Africa/Johannesburg", "2026-09-22T09:00", "2026-09-22T07:00:00Z", NULL },
    { "UTC", "2026-09-22T09:00", "2026-09-22T09:00:00Z", NULL },
    { "Europe/Berlin", "2026-03-28T09:00", "2026-03-28T08:00:00Z", NULL },
    { "Europe/Berlin", "2026-03-29T09:00", "2026-03-29T07:00:00Z", NULL },
    { "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z", "2026-03-29T03:00" }, /* skipped */
    { "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", NULL },               /* the first of two */
    { "Europe/Berlin", "2026-10-25T09:00", "2026-10-25T08:00:00Z", NULL },
    { "America/New_York", "2026-11-01T00:30", "2026-11-01T04:30:00Z", NULL },
    { "Asia/Kolkata", "2026-11-01T00:30", "2026-10-31T19:00:00Z", NULL },
    { "Pacific/Apia", "2011-12-31T10:00", "2011-12-30T20:00:00Z", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = eo_zone_lookup (cases[i].zone);
      EoLocalTime time, back;
      EoInstant instant;
      gint64 seconds;

      g_assert_nonnull (zone);
      g_assert_true (eo_local_time_parse (cases[i].time, &time, NULL));
      seconds = eo_local_time_to_unix (&time, zone);
      instant = eo_instant_from_unix (seconds);
      g_test_message ("%s %s", cases[i].zone, cases[i].time);
      g_assert_cmpstr (instant.iso, ==, cases[i].utc);
      back = eo_local_time_from_unix (seconds, zone);
      g_assert_cmpstr (back.iso, ==, cases[i].back != NULL ? cases[i].back : cases[i].time);
    }
}

static void
test_unknown_zones (void)
{
  static const char *const names[] = { "", "Africa/Nowhere", "+02:00", "../../etc/passwd", "/etc/localtime", "Africa/../UTC", "2" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = eo_zone_lookup (names[i]);

      g_assert_null (zone);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-time/parse", test_parse);
  g_test_add_func ("/local-time/minutes", test_minutes);
  g_test_add_func ("/local-time/zones", test_zones);
  g_test_add_func ("/local-time/unknown-zones", test_unknown_zones);

  return g_test_run ();
}
