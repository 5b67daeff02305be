/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"

/* The office's own calendar: the Act, and the special days in the register. */

static EoDate
next_working_day (EoCalendar *calendar,
                  const char *iso)
{
  EoDate date;

  g_assert_true (eo_date_parse (iso, &date, NULL));

  return eo_calendar_add_working_days (calendar, &date, 1);
}

static void
check_next (Office     *office,
            const char *from,
            const char *expected)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (office->store);
  EoDate next = next_working_day (calendar, from);

  g_assert_cmpstr (next.iso, ==, expected);
}

static gboolean
write_delete (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  EoRecord *record = data;

  return eo_writer_delete (writer, eo_record_get_kind (record), record->id, error);
}

static void
test_changes (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoCalendar) before = eo_store_get_calendar (office->store);
  g_autoptr (EoCalendar) again = eo_store_get_calendar (office->store);
  g_autoptr (EoRecord) closed = NULL;
  g_autoptr (EoRecord) worked = NULL;
  EoDate still;

  g_assert_true (before == again);
  closed = office_add (office, "special_day", "date", "2026-11-26", "title", "Office closed", NULL);
  check_next (office, "2026-11-25", "2026-11-27");
  still = next_working_day (before, "2026-11-25");
  g_assert_cmpstr (still.iso, ==, "2026-11-26");

  worked = office_add (office, "special_day", "date", "2026-11-28", "title", "Stocktaking", "working", "worked", NULL);
  check_next (office, "2026-11-27", "2026-11-28");

  eo_record_set_text (closed, "date", "2026-11-24", NULL);
  g_assert_true (eo_store_save (office->store, closed, NULL));
  check_next (office, "2026-11-23", "2026-11-25");
  g_assert_true (eo_store_write (office->store, write_delete, closed, NULL));
  check_next (office, "2026-11-23", "2026-11-24");

  office_close (office);
  office_open (office);
  check_next (office, "2026-11-27", "2026-11-28");
}

/* Of another record of the office it is not asked anew. */
static void
test_kept (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoCalendar) before = eo_store_get_calendar (office->store);
  g_autoptr (EoRecord) record = office_add (office, "organisation", "name", "Ndwedwe Ratepayers", NULL);
  g_autoptr (EoCalendar) after = eo_store_get_calendar (office->store);

  g_assert_true (before == after);
}

static void
test_one_a_day (Office        *office,
                gconstpointer  data)
{
  g_autoptr (EoRecord) first = office_add (office, "special_day", "date", "2026-11-26", "title", "Election", NULL);
  g_autoptr (EoRecord) second = eo_record_copy (first);
  g_autoptr (GError) error = NULL;

  second->id = second->version = 0;
  second->uid[0] = '\0';
  g_assert_false (eo_store_save (office->store, second, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "26 Nov 2026"));
}

/* What the transaction itself wrote counts in it, and is gone with it. */
static gboolean
write_and_count (EoWriter  *writer,
                 gpointer   data,
                 GError   **error)
{
  g_autoptr (EoRecord) day = eo_record_new (eo_kind_lookup ("special_day"));
  EoCalendar *calendar = eo_writer_get_calendar (writer, error);
  EoDate next = next_working_day (calendar, "2026-11-25");

  g_assert_cmpstr (next.iso, ==, "2026-11-26");
  eo_record_set_text (day, "date", "2026-11-26", NULL);
  eo_record_set_text (day, "title", "Election", NULL);
  if (!eo_writer_save (writer, day, error))
    return FALSE;
  calendar = eo_writer_get_calendar (writer, error);
  next = next_working_day (calendar, "2026-11-25");
  g_assert_cmpstr (next.iso, ==, "2026-11-27");
  g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, "not after all");
  return FALSE;
}

static void
test_in_a_write (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eo_store_write (office->store, write_and_count, NULL, &error));
  g_assert_cmpstr (error->message, ==, "not after all");
  check_next (office, "2026-11-25", "2026-11-26");
}

static gpointer
ask_often (gpointer data)
{
  Office *office = data;
  guint n = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (EoCalendar) calendar = eo_store_get_calendar (office->store);
      EoDate next = next_working_day (calendar, "2026-11-25");

      n += next.iso[9] == '7';
    }

  return GUINT_TO_POINTER (n);
}

/* Several threads ask while the days change. */
static void
test_threads (Office        *office,
              gconstpointer  data)
{
  GThread *threads[3];
  g_autoptr (EoRecord) day = office_add (office, "special_day", "date", "2026-11-26", "title", "Election", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_often, office);
  for (guint i = 0; i < 10; i++)
    {
      eo_record_set_text (day, "date", i % 2 == 0 ? "2026-11-30" : "2026-11-26", NULL);
      g_assert_true (eo_store_save (office->store, day, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  check_next (office, "2026-11-25", "2026-11-27");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/office-calendar/changes", test_changes);
  office_test ("/office-calendar/kept", test_kept);
  office_test ("/office-calendar/one-a-day", test_one_a_day);
  office_test ("/office-calendar/in-a-write", test_in_a_write);
  office_test ("/office-calendar/threads", test_threads);
  return g_test_run ();
}
