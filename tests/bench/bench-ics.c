/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <libical/ical.h>

#include "bench.h"
#include "reader/eo-sealed.h"
#include "sections/diary/exchange/eo-ics-import.h"
#include "sections/eo-kinds.h"

/* A calendar taken into a diary, committed, the caged program's time with it; against libical parsing the same text and
 * walking it. Events in UTC, in zones, of whole days, and some that repeat, as offices have them. */

#define SEED  20261123
#define REACH 4.0

static void
add_when (GString *text,
          GRand   *chance,
          guint    kind,
          guint    day)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (2020, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) on = g_date_time_add_days (first, day);
  g_autofree char *date = g_date_time_format (on, "%Y%m%d");
  const guint hour = g_rand_int_range (chance, 7, 18);
  static const char *const zones[] = { "Africa/Johannesburg", "Europe/London", "America/New_York" };
  const char *zone = zones[g_rand_int_range (chance, 0, 20) < 17 ? 0 : g_rand_int_range (chance, 1, 3)];

  if (kind == 0)
    g_string_append_printf (text, "DTSTART:%sT%02u0000Z\r\nDTEND:%sT%02u3000Z\r\n", date, hour, date, hour);
  else if (kind == 1)
    g_string_append_printf (text, "DTSTART;VALUE=DATE:%s\r\n", date);
  else
    g_string_append_printf (text, "DTSTART;TZID=%s:%sT%02u0000\r\nDTEND;TZID=%s:%sT%02u0000\r\n", zone, date, hour, zone, date,
                            hour + 1);
}

static void
add_event (GString *text,
           GRand   *chance,
           guint    n)
{
  static const char *const subjects[] = {
    "Meeting with the Mayor of Umvoti about the road at Ndwedwe", "Portfolio committee", "Cabinet", "Budget lekgotla",
    "Opening of the clinic at Msinga", "Interview with Ukhozi FM", "Briefing by the head of department", "Site visit",
  };
  static const char *const places[] = { "Boardroom 3, Langalibalele Street", "Pietermaritzburg City Hall", "Ulundi", "By video" };
  const guint kind = g_rand_int_range (chance, 0, 10);

  g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u-%08x@example.org\r\nDTSTAMP:20260901T080000Z\r\nSUMMARY:%s (%u)\r\n", n,
                          g_rand_int (chance), subjects[g_rand_int_range (chance, 0, G_N_ELEMENTS (subjects))], n);
  add_when (text, chance, kind < 3 ? 0 : kind == 3 ? 1 : 2, g_rand_int_range (chance, 0, 3650));
  if (n % 50 == 7)
    g_string_append (text, n % 100 == 7 ? "RRULE:FREQ=WEEKLY;BYDAY=TU\r\nEXDATE:20260922T090000\r\n" : "RRULE:FREQ=MONTHLY;COUNT=24\r\n");
  g_string_append_printf (text, "LOCATION:%s\r\nDESCRIPTION:Agenda to follow.\\nPlease bring the reports of the last quarter\\,\r\n"
                                "  and the figures that the committee asked for.\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
                                "CLASS:PUBLIC\r\nSEQUENCE:0\r\nEND:VEVENT\r\n",
                          places[g_rand_int_range (chance, 0, G_N_ELEMENTS (places))]);
}

static GString *
make_calendar (guint n)
{
  GString *text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Bench//EN\r\n");
  g_autoptr (GRand) chance = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < n; i++)
    add_event (text, chance, i);
  return g_string_append (text, "END:VCALENDAR\r\n");
}

/* Every property of every component, and its value. */
static guint
walk (icalcomponent *component)
{
  guint n = 0;

  for (icalproperty *property = icalcomponent_get_first_property (component, ICAL_ANY_PROPERTY); property != NULL;
       property = icalcomponent_get_next_property (component, ICAL_ANY_PROPERTY))
    n += icalproperty_get_value (property) != NULL;
  for (icalcomponent *inner = icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT); inner != NULL;
       inner = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    n += walk (inner);
  return n;
}

static double
run_theirs (const GString *text)
{
  const double start = bench_cpu (RUSAGE_SELF);
  icalcomponent *component = icalparser_parse_string (text->str);

  g_assert_nonnull (component);
  g_assert_cmpuint (walk (component), >, 0);
  icalcomponent_free (component);
  return bench_cpu (RUSAGE_SELF) - start;
}

static void
remove_office (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static double
run_ours (const GString *text,
          guint          n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("eo-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  g_autoptr (EoStore) store = eo_store_open (path, EO_STORE_CREATE, &error);
  g_autoptr (EoRecord) diary = eo_record_new (eo_kind_lookup ("diary"));
  EoIcsCount count;
  double start, used;
  int fd;

  eo_record_set_text (diary, "name", "MEC", NULL);
  g_assert_true (eo_store_save (store, diary, &error));
  fd = eo_sealed_new (text->str, text->len, &error);
  start = bench_cpu (RUSAGE_SELF);
  if (!eo_ics_import (store, fd, "bench.ics", diary->id, NULL, NULL, &count, &error))
    g_error ("%s", error->message);
  used = bench_cpu (RUSAGE_SELF) - start + count.cpu / 1e6;
  g_assert_cmpuint (count.added, ==, n);
  printf ("  (of which the caged program %.2f s)\n", count.cpu / 1e6);
  close (fd);
  eo_store_close (store);
  remove_office (folder);
  return used;
}

int
main (void)
{
  static const guint sizes[] = { 10000, 100000 };
  double ours[2], theirs[2];

  eo_kinds_init ();
  if (g_getenv ("EO_BENCH_ICS") != NULL)
    {
      GString *text = make_calendar (atoi (g_getenv ("EO_BENCH_ICS")));

      run_ours (text, atoi (g_getenv ("EO_BENCH_ICS")));
      return 0;
    }
  bench_print_head ("what (CPU)", "libical");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GString *text = make_calendar (sizes[i]);
      g_autofree char *what = g_strdup_printf ("%u events into a diary, committed", sizes[i]);

      theirs[i] = run_theirs (text);
      ours[i] = run_ours (text, sizes[i]);
      bench_print_row (what, ours[i], theirs[i], REACH);
      g_string_free (text, TRUE);
    }
  bench_print_row ("100,000 events, against ten times 10,000", ours[1], ours[0] * 10, 1.1);
  return 0;
}
