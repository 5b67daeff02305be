/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fault-fixture.h"
#include "kill-fixture.h"
#include "reader/eo-sealed.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-series-edit.h"
#include "sections/diary/exchange/eo-ics-import.h"

/* kill -9 while the diary is written to. The writer is this program once more, named by its first word. */

#define EVENTS       9000
#define BATCH        4000 /* events a transaction, in the window */
#define IMPORT_KILLS 9
#define REQUESTS     40
#define SERIES       40
#define STEP_KILLS   12

typedef struct
{
  EoStore  *store;
  EoRecord *record;
} Work;

static EoStore *
open_office (const char *path)
{
  g_autoptr (GError) error = NULL;
  EoStore *store;

  eo_kinds_init ();
  store = eo_store_open (path, EO_STORE_CREATE, &error);
  g_assert_no_error (error);
  return store;
}

static EoRecord *
add (EoStore    *store,
     const char *kind,
     ...)
{
  EoRecord *record = eo_record_new (eo_kind_lookup (kind));
  g_autoptr (GError) error = NULL;
  const char *name;
  va_list words;

  va_start (words, kind);
  while ((name = va_arg (words, const char *)) != NULL)
    {
      eo_store_set_field (store, record, name, va_arg (words, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (words);
  eo_store_save (store, record, &error);
  g_assert_no_error (error);
  return record;
}

static GPtrArray *
select_all (EoStore      *store,
            const EoKind *kind)
{
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (GError) error = NULL;
  GPtrArray *all;

  eo_query_set_sort_reference (query, FALSE);
  all = eo_store_select (store, query, 0, &error);
  g_assert_no_error (error);
  return all;
}

/* Waits until @sql counts @n, and up to @more µs longer. */
static GPid
wait_for_count (Desk       *desk,
                GPid        pid,
                const char *sql,
                gint64      n,
                int         more)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (desk_query (desk, sql) < n && g_get_monotonic_time () < end)
    g_usleep (500);
  g_usleep ((gulong) g_random_int_range (0, more));
  return pid;
}

/* Import */

#define APPOINTMENTS "SELECT count(*) FROM appointment"

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* As the window does it. */
static int
run_import (const char *office,
            const char *path)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EoIcsCount count;
  int fd = eo_sealed_new_from_file (path, 1 << 26, &error);

  g_assert_no_error (error);
  eo_ics_import_async (store, fd, "calendar.ics", 1, NULL, on_imported, &result);
  close (fd);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  eo_ics_import_finish (store, result, &count, &lines, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 0);
  eo_store_close (store);
  return EXIT_SUCCESS;
}

/* Plain ones, and at the end of the file one of a series, which stands at its beginning. */
static char *
write_calendar (Desk *desk)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");

  g_string_append (text, "BEGIN:VEVENT\r\nUID:series@x\r\nDTSTART:20260907T060000Z\r\nDTEND:20260907T070000Z\r\nRRULE:FREQ=WEEKLY\r\n"
                         "SUMMARY:Cabinet\r\nEND:VEVENT\r\n");
  for (guint i = 0; i < EVENTS - 2; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u@x\r\nDTSTART:202609%02uT%02u0000Z\r\nDURATION:PT30M\r\nSUMMARY:Meeting %u\r\n"
                                  "END:VEVENT\r\n", i, i % 30 + 1, i % 12 + 5, i);
  g_string_append (text, "BEGIN:VEVENT\r\nUID:series@x\r\nRECURRENCE-ID:20260914T060000Z\r\nDTSTART:20260914T080000Z\r\n"
                         "DTEND:20260914T090000Z\r\nSUMMARY:Cabinet, later\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  return desk_file (desk, "calendar.ics", text->str, (gssize) text->len);
}

static void
make_diary (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (EoRecord) diary = add (store, "diary", "name", "The MEC", NULL);

  g_assert_cmpint (diary->id, ==, 1);
  eo_store_close (store);
}

static void
assert_exit (GPid pid)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

/* Whole batches only, and a second import goes on where it ended. */
static void
assert_import_goes_on (Desk       *desk,
                       const char *path)
{
  gint64 n = desk_query (desk, APPOINTMENTS);

  g_test_message ("%" G_GINT64_FORMAT " appointments after kill -9", n);
  g_assert_true (n == EVENTS || n % BATCH == 0);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM journal WHERE kind = 'appointment' AND action = 'created'"), ==, n);
  assert_clean (desk->office);
  assert_exit (spawn_self ("--import", desk->office, path, NULL));
  g_assert_cmpint (desk_query (desk, APPOINTMENTS), ==, EVENTS);
  g_assert_cmpint (desk_query (desk, "SELECT count(DISTINCT ical_uid) FROM appointment WHERE series IS NULL OR series = 0"), ==,
                   EVENTS - 1);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM appointment WHERE moved_on <> ''"), ==, 1);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM search_row WHERE kind = 'appointment'"), ==, EVENTS);
  assert_clean (desk->office);
}

static void
test_import (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *path = write_calendar (desk);
  g_autofree char *base = g_strdup (desk->office);
  guint inside = 0;

  for (guint i = 0; i < IMPORT_KILLS; i++)
    {
      g_free (desk->office);
      desk->office = g_strdup_printf ("%s-%u", base, i);
      make_diary (desk->office);
      inside += kill_inside (desk, wait_for_count (desk, spawn_self ("--import", desk->office, path, NULL), APPOINTMENTS,
                                                   BATCH * (i % 3), 200000), 0);
      assert_import_goes_on (desk, path);
    }
  g_test_message ("%u kills inside a transaction", inside);
  g_assert_cmpuint (inside, >=, IMPORT_KILLS / 2);
}

/* Confirming */

static gboolean
write_confirmed (EoWriter  *writer,
                 gpointer   data,
                 GError   **error)
{
  EoRecord *request = data;

  return eo_record_set_text (request, "chosen", "1", error) && eo_writer_step (writer, request, "confirmed", error);
}

static int
run_confirm (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (GPtrArray) all = select_all (store, &eo_request_kind);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < all->len; i++)
    if (EO_REQUEST (all->pdata[i])->status == EO_REQUEST_HOLD)
      {
        eo_store_write (store, write_confirmed, all->pdata[i], &error);
        g_assert_no_error (error);
      }
  eo_store_close (store);
  return EXIT_SUCCESS;
}

static gboolean
write_held (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  return eo_writer_step (writer, data, "triage", error) && eo_writer_step (writer, data, "hold", error);
}

static void
make_requests (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (EoRecord) diary = add (store, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) owner = add (store, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) from = add (store, "organisation", "name", "Chamber of Business", NULL);
  g_autoptr (EoRecord) reply = add (store, "standard_reply", "title", "Yes", "purpose", "accept", "body", "I shall come.", "owner",
                                    "Sipho Mthembu", NULL);

  for (guint i = 0; i < REQUESTS; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("2031-%02u-%02uT10:00 2031-%02u-%02uT15:00", i / 20 + 1, i % 20 + 1, i / 20 + 1,
                                                 i % 20 + 1);
      g_autofree char *subject = g_strdup_printf ("Breakfast %u", i);
      g_autoptr (EoRecord) letter = add (store, "letter", "direction", "incoming", "subject", subject, "received-on", "2030-11-01",
                                         "correspondent", "Chamber of Business", NULL);
      g_autoptr (EoRecord) request = eo_record_new (&eo_request_kind);
      g_autoptr (GError) error = NULL;

      eo_request_kind.follow (request, letter);
      eo_record_set_text (request, "wanted", wanted, NULL);
      eo_store_set_field (store, request, "owner", "Sipho Mthembu", NULL);
      eo_store_save (store, request, &error);
      g_assert_no_error (error);
      eo_store_write (store, write_held, request, &error);
      g_assert_no_error (error);
    }
  eo_store_close (store);
}

#define HELD \
  "SELECT count(*) FROM request r WHERE r.status = 'hold' AND coalesce (r.answer, 0) = 0 " \
  "AND (SELECT count(*) FROM appointment a WHERE a.request = r.id AND a.status = 'hold' AND a.hold_count = 2) = 2 " \
  "AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.answers = r.letter)"
#define CONFIRMED \
  "SELECT count(*) FROM request r WHERE r.status = 'confirmed' " \
  "AND EXISTS (SELECT 1 FROM appointment a WHERE a.id = r.appointment AND a.status = 'confirmed' AND a.starts = r.chosen) " \
  "AND (SELECT count(*) FROM appointment a WHERE a.request = r.id AND a.status = 'released') = 1 " \
  "AND EXISTS (SELECT 1 FROM letter l WHERE l.id = r.answer AND l.answers = r.letter AND l.body <> '')"

static void
test_confirm (Desk          *desk,
              gconstpointer  data)
{
  guint inside = 0;

  make_requests (desk->office);
  g_assert_cmpint (desk_query (desk, HELD), ==, REQUESTS);
  for (guint i = 0; i < STEP_KILLS && desk_query (desk, CONFIRMED) < REQUESTS; i++)
    {
      gint64 confirmed;

      inside += kill_inside (desk, wait_for_count (desk, spawn_self ("--confirm", desk->office, NULL), CONFIRMED,
                                                   MIN (desk_query (desk, CONFIRMED) + i % 3, REQUESTS), 5000), 0);
      confirmed = desk_query (desk, CONFIRMED);
      g_test_message ("%" G_GINT64_FORMAT " confirmed", confirmed);
      g_assert_cmpint (confirmed + desk_query (desk, HELD), ==, REQUESTS);
      assert_clean (desk->office);
    }
  g_test_message ("%u kills inside a transaction", inside);
  g_assert_cmpuint (inside, >=, 3);
  assert_exit (spawn_self ("--confirm", desk->office, NULL));
  g_assert_cmpint (desk_query (desk, CONFIRMED), ==, REQUESTS);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, 2 * REQUESTS);
}

/* Series */

#define LATER "SELECT count(*) FROM appointment WHERE repeats <> '' AND starts LIKE '%T10:00'"

static gboolean
write_onwards (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return eo_writer_change_occurrence (writer, data, EO_REACH_ONWARDS, error);
}

/* From the fifth time on an hour later. */
static int
run_split (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (GPtrArray) all = select_all (store, &eo_appointment_kind);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      EoAppointment *series = all->pdata[i];
      g_autoptr (EoRecord) one = NULL;
      EoLocalTime fifth;

      if (strstr (series->repeats, "COUNT=10") == NULL)
        continue;
      fifth = eo_local_time_add_minutes (&series->starts, 4 * 7 * 1440);
      one = eo_series_take_out (series, &fifth);
      EO_APPOINTMENT (one)->starts = eo_local_time_add_minutes (&fifth, 60);
      EO_APPOINTMENT (one)->ends = eo_local_time_add_minutes (&fifth, 120);
      eo_store_write (store, write_onwards, one, &error);
      g_assert_no_error (error);
    }
  eo_store_close (store);
  return EXIT_SUCCESS;
}

static gboolean
write_this (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  return eo_writer_change_occurrence (writer, data, EO_REACH_THIS, error);
}

/* Ten weeks each, with somebody who attends; the seventh stands elsewhere already. */
static void
make_series (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (EoRecord) diary = add (store, "diary", "name", "The MEC", NULL);

  for (guint i = 0; i < SERIES; i++)
    {
      g_autofree char *starts = g_strdup_printf ("2031-01-%02uT09:00", i % 20 + 1);
      g_autofree char *subject = g_strdup_printf ("Series %u", i);
      g_autoptr (EoRecord) series = add (store, "appointment", "subject", subject, "diary", "The MEC", "starts", starts, "repeats",
                                         "FREQ=WEEKLY;COUNT=10", NULL);
      g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, series->id);
      g_autoptr (EoRecord) chair = add (store, "attendee", "appointment", link, "name", "The Premier", NULL);
      EoLocalTime seventh = eo_local_time_add_minutes (&EO_APPOINTMENT (series)->starts, 6 * 7 * 1440);
      g_autoptr (EoRecord) one = eo_series_take_out (EO_APPOINTMENT (series), &seventh);
      g_autoptr (GError) error = NULL;

      eo_record_set_text (one, "place", "Elsewhere", NULL);
      eo_store_write (store, write_this, one, &error);
      g_assert_no_error (error);
    }
  eo_store_close (store);
}

/* As it was (ten at nine), or as it is to be (four at nine, six at ten), each with who attends. Returns how many were split. */
static guint
assert_whole_series (const char *office)
{
  g_autoptr (EoStore) store = open_office (office);
  g_autoptr (GPtrArray) all = select_all (store, &eo_appointment_kind);
  g_autoptr (GPtrArray) attendees = select_all (store, eo_kind_lookup ("attendee"));
  guint whole[SERIES] = { 0 }, first[SERIES] = { 0 }, rest[SERIES] = { 0 }, moved[SERIES] = { 0 };
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      EoAppointment *one = all->pdata[i];
      guint nth = (guint) atoi (one->subject + strlen ("Series "));
      const char *count = strstr (one->repeats, "COUNT=");

      if (one->series.id != 0)
        moved[nth]++;
      else if (count != NULL && g_str_equal (count, "COUNT=10"))
        whole[nth]++;
      else if (strstr (one->starts.iso, "T09:") != NULL)
        first[nth]++;
      else
        rest[nth]++;
    }
  for (guint i = 0; i < SERIES; i++)
    {
      g_assert_cmpuint (whole[i] + first[i], ==, 1);
      g_assert_cmpuint (rest[i], ==, first[i]);
      g_assert_cmpuint (moved[i], ==, 1);
      n += first[i];
    }
  g_assert_cmpuint (attendees->len, ==, 2 * SERIES + n);
  eo_store_close (store);
  return n;
}

static void
test_split (Desk          *desk,
            gconstpointer  data)
{
  guint inside = 0;

  make_series (desk->office);
  g_assert_cmpuint (assert_whole_series (desk->office), ==, 0);
  for (guint i = 0; i < STEP_KILLS && desk_query (desk, LATER) < SERIES; i++)
    {
      inside += kill_inside (desk, wait_for_count (desk, spawn_self ("--split", desk->office, NULL), LATER,
                                                   MIN (desk_query (desk, LATER) + i % 3, SERIES), 5000), 0);
      g_test_message ("%u split", assert_whole_series (desk->office));
      assert_clean (desk->office);
    }
  g_test_message ("%u kills inside a transaction", inside);
  g_assert_cmpuint (inside, >=, 3);
  assert_exit (spawn_self ("--split", desk->office, NULL));
  g_assert_cmpuint (assert_whole_series (desk->office), ==, SERIES);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--import"))
    return run_import (argv[2], argv[3]);
  if (argc == 3 && g_str_equal (argv[1], "--confirm"))
    return run_confirm (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--split"))
    return run_split (argv[2]);
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/diary-kill/import", test_import);
  desk_test ("/faults/diary-kill/confirm", test_confirm);
  desk_test ("/faults/diary-kill/split", test_split);
  return g_test_run ();
}
