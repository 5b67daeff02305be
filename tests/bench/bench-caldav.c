/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../exchange/caldav/caldav-fixture.h"
#include "bench.h"
#include "store/eo-bulk.h"

/* The first synchronisation of a diary with Radicale, to its end, and who takes how long: bench-caldav DIRECTION N, where
 * "down" begins with N entries on the server and none here, "up" with N here and none there. */

typedef struct
{
  Server     *server;
  guint       n;
} Fill;

static void
fill_server (Server *server,
             guint   n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/store/collection-root/pa/work/entry-%05u.ics", server->folder, i);
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//EN\r\nBEGIN:VEVENT\r\nUID:entry-%05u\r\nDTSTAMP:20261101T000000Z\r\n"
        "SUMMARY:Meeting %u about the road at Ndwedwe\r\nLOCATION:Boardroom 3\r\nDESCRIPTION:Agenda to follow.\\nPlease bring the reports.\r\n"
        "DTSTART;TZID=Africa/Johannesburg:2026%02u%02uT%02u0000\r\nDTEND;TZID=Africa/Johannesburg:2026%02u%02uT%02u3000\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        i, i, 1 + i % 12, 1 + i / 12 % 28, 7 + i % 11, 1 + i % 12, 1 + i / 12 % 28, 7 + i % 11);

      g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static gboolean
write_many (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Fill *fill = data;

  for (guint i = 0; i < fill->n; i++)
    {
      g_autoptr (EoAppointment) one = EO_APPOINTMENT (eo_record_new (&eo_appointment_kind));

      one->diary.id = fill->server->diary->id;
      g_free (one->subject);
      one->subject = g_strdup_printf ("Meeting %u about the road at Ndwedwe", i);
      g_snprintf (one->starts.iso, sizeof one->starts.iso, "2026-%02u-%02uT%02u:00", 1 + i % 12, 1 + i / 12 % 28, 7 + i % 11);
      if (!eo_writer_save (writer, EO_RECORD (one), error))
        return FALSE;
    }
  return TRUE;
}

/* What Radicale says that it took for the answers to @method, in seconds; @n: (out): how many. */
static double
add_up (const char *log,
        const char *method,
        const char *with,
        guint      *n,
        double     *longest)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  g_autofree char *wanted = g_strdup_printf ("%s response status", method);
  double sum = 0;

  *n = 0;
  *longest = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *in = strstr (lines[i], " in ");
      double took;

      if (strstr (lines[i], wanted) == NULL || in == NULL || (with != NULL && strstr (lines[i], with) == NULL))
        continue;
      took = g_ascii_strtod (in + 4, NULL);
      sum += took;
      *longest = MAX (*longest, took);
      ++*n;
    }
  return sum;
}

static void
print_log (Server *server,
           gsize  *from)
{
  static const struct { const char *method, *with, *what; } rows[] = {
    { "PROPFIND", "depth '0'", "PROPFIND, what is there" },
    { "PROPFIND", "depth '1'", "PROPFIND, all of it" },
    { "REPORT", "depth '0'", "REPORT, what changed" },
    { "REPORT", "depth '1'", "REPORT, entries" },
    { "REPORT", NULL, "REPORT, all" },
    { "PUT", NULL, "PUT" },
  };
  g_autofree char *path = g_build_filename (server->folder, "log", NULL);
  g_autofree char *log = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &log, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n;
      double longest, sum = add_up (log + *from, rows[i].method, rows[i].with, &n, &longest);

      if (n > 0)
        printf ("  %-28s %6u times %9.2f s, the longest %7.2f s\n", rows[i].what, n, sum, longest);
    }
  *from = length;
}

static void
run (Server     *server,
     const char *what,
     gsize      *log)
{
  g_autoptr (GError) error = NULL;
  const double own = bench_cpu (RUSAGE_SELF), cages = bench_cpu (RUSAGE_CHILDREN);
  const gint64 began = g_get_monotonic_time ();
  gboolean ok = server_sync_with (server, EO_CALDAV_DEFAULT, &error);

  printf ("%s: %s, taken %u, sent %u, refused %u: %.1f s; our own CPU %.1f s, the cages' %.1f s; Radicale:\n", what,
          ok ? "done" : error->message, (guint) server->count.taken_added, (guint) server->count.sent_added, (guint) server->count.refused,
          (g_get_monotonic_time () - began) / 1e6, bench_cpu (RUSAGE_SELF) - own, bench_cpu (RUSAGE_CHILDREN) - cages);
  print_log (server, log);
  fflush (stdout);
}

int
main (int    argc,
      char **argv)
{
  const gboolean is_down = argc < 2 || g_str_equal (argv[1], "down");
  const guint n = argc > 2 ? strtoul (argv[2], NULL, 10) : 1000;
  Server server = { 0 };
  Fill fill = { &server, n };
  g_autofree char *radicale = g_find_program_in_path ("radicale");
  gsize log = 0;

  if (radicale == NULL)
    {
      printf ("there is no radicale here\n");
      return 77;
    }
  server_set_up (&server, NULL);
  if (is_down)
    fill_server (&server, n);
  else
    g_assert_true (eo_store_write (server.office.store, write_many, &fill, NULL));
  run (&server, is_down ? "down, the first time" : "up", &log);
  run (&server, "nothing new", &log);
  if (is_down)
    {
      g_clear_object (&server.diary);
      server.diary = diary_add (&server.office, "Another");
      run (&server, "down, into another diary", &log);
    }
  server_tear_down (&server, NULL);
  return 0;
}
