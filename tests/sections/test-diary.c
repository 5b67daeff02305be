/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "diary-fixture.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/eo-series-edit.h"
#include "sections/diary/eo-slot.h"

static EoRecord *
book (Office     *office,
      const char *subject,
      const char *starts,
      const char *ends,
      const char *field,
      const char *value)
{
  return office_add (office, "appointment", "subject", subject, "diary", "The MEC", "starts", starts, "ends", ends, field, value,
                     NULL);
}

/* What the record derives, and what a range finds. */
static void
test_range (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) plain = book (office, "Plain", "2026-09-22T09:00", "2026-09-22T10:00", "place", "Ulundi");
  g_autoptr (EoRecord) night = book (office, "Night", "2026-09-22T23:00", "2026-09-23T01:00", "place", "");
  g_autoptr (EoRecord) leave = book (office, "Leave", "2026-09-01", "2026-09-30", "all-day", "true");
  g_autoptr (EoRecord) drive = book (office, "Drive", "2026-09-24T10:00", "2026-09-24T11:00", "travel-before", "180");
  g_autoptr (EoRecord) point = book (office, "Point", "2026-09-25T00:00", "2026-09-25T00:00", "place", "");
  g_autoptr (EoRecord) abroad = book (office, "Abroad", "2026-09-22T09:00", "", "starts-zone", "America/New_York");

  g_assert_cmpstr (EO_APPOINTMENT (plain)->starts_zone, ==, "Africa/Johannesburg");
  g_assert_cmpstr (EO_APPOINTMENT (plain)->starts_at.iso, ==, "2026-09-22T07:00:00Z");
  g_assert_cmpstr (EO_APPOINTMENT (leave)->ends_at.iso, ==, "2026-09-30T22:00:00Z");
  g_assert_cmpint (EO_APPOINTMENT (leave)->span, ==, EO_SPAN_LONG);
  g_assert_cmpstr (EO_APPOINTMENT (drive)->blocked_from.iso, ==, "2026-09-24T05:00:00Z");
  g_assert_cmpstr (EO_APPOINTMENT (abroad)->starts_at.iso, ==, "2026-09-22T13:00:00Z");
  g_assert_cmpstr (EO_APPOINTMENT (abroad)->ends.iso, ==, "2026-09-22T10:00");

  diary_assert (office, "2026-09-22", "2026-09-23",
                "2026-09-01T00:00 Leave\n2026-09-22T09:00 Plain\n2026-09-22T15:00 Abroad\n2026-09-22T23:00 Night");
  diary_assert (office, "2026-09-23", "2026-09-24", "2026-09-01T00:00 Leave\n2026-09-22T23:00 Night");
  diary_assert (office, "2026-09-24T07:30", "2026-09-24T08:00", "2026-09-01T00:00 Leave\n2026-09-24T10:00 Drive");
  diary_assert (office, "2026-09-25", "2026-09-26", "2026-09-01T00:00 Leave\n2026-09-25T00:00 Point");
  diary_assert (office, "2026-10-01", "2026-10-02", "");
}

/* Nine o'clock stays nine o'clock where clocks change; an hour stays an hour. */
static void
test_daylight (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) call = office_add (office, "appointment", "subject", "Call Berlin", "diary", "The MEC", "starts",
                                          "2026-03-20T09:00", "starts-zone", "Europe/Berlin", "repeats", "FREQ=WEEKLY", NULL);
  g_autoptr (EoRecord) night = office_add (office, "appointment", "subject", "Night", "diary", "The MEC", "starts",
                                           "2026-10-24T22:00", "ends", "2026-10-25T06:00", "starts-zone", "Europe/Berlin", NULL);

  diary_assert (office, "2026-03-27", "2026-03-28", "2026-03-27T10:00 Call Berlin");
  diary_assert (office, "2026-04-03", "2026-04-04", "2026-04-03T09:00 Call Berlin");
  diary_assert (office, "2026-10-30", "2026-10-31", "2026-10-30T10:00 Call Berlin");
  g_assert_cmpstr (EO_APPOINTMENT (night)->starts_at.iso, ==, "2026-10-24T20:00:00Z");
  g_assert_cmpstr (EO_APPOINTMENT (night)->ends_at.iso, ==, "2026-10-25T05:00:00Z"); /* nine hours */
}

typedef struct
{
  EoRecord    *edited;
  gint64       series;
  EoLocalTime  original;
  EoReach      reach;
} Change;

static gboolean
change_it (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Change *change = data;

  return eo_writer_change_occurrence (writer, EO_APPOINTMENT (change->edited), change->reach, error);
}

static gboolean
drop_it (EoWriter  *writer,
         gpointer   data,
         GError   **error)
{
  Change *change = data;

  return eo_writer_drop_occurrence (writer, change->series, &change->original, change->reach, error);
}

static void
move (Office      *office,
      EoRecord    *series,
      const char  *original,
      const char  *starts,
      EoReach      reach)
{
  Change change = { .series = series->id, .reach = reach };
  g_autoptr (EoRecord) stored = eo_store_get (office->store, &eo_appointment_kind, series->id, NULL);
  g_autoptr (GError) error = NULL;
  EoLocalTime from;

  g_assert_true (eo_local_time_parse (original, &from, NULL));
  change.edited = eo_series_take_out (EO_APPOINTMENT (stored), &from);
  eo_record_set_text (change.edited, "starts", starts, NULL);
  EO_APPOINTMENT (change.edited)->ends = eo_local_time_add_minutes (&EO_APPOINTMENT (change.edited)->starts, 60);
  eo_record_set_text (change.edited, "place", "Elsewhere", NULL);
  eo_store_write (office->store, change_it, &change, &error);
  g_assert_no_error (error);
  g_object_unref (change.edited);
}

static EoRecord *
cabinet (Office *office)
{
  EoRecord *series = office_add (office, "appointment", "subject", "Cabinet", "diary", "The MEC", "starts", "2026-09-01T09:00",
                                 "ends", "2026-09-01T10:00", "place", "Cabinet room", "repeats",
                                 "FREQ=WEEKLY;BYDAY=TU;COUNT=6", NULL);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, series->id);
  g_autoptr (EoRecord) chair = office_add (office, "attendee", "appointment", link, "name", "The Premier", "role", "chair", NULL);

  return series;
}

/* Of the appointments at @place. */
static guint
count_attendees (Office     *office,
                 const char *place)
{
  g_autoptr (EoQuery) there = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) appointments = NULL;
  guint n = 0;

  eo_query_add (there, eo_kind_find_field (&eo_appointment_kind, "place"), EO_IS, place);
  appointments = eo_store_select (office->store, there, 0, NULL);
  for (guint i = 0; i < appointments->len; i++)
    {
      g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
      g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, ((EoRecord *) appointments->pdata[i])->id);

      eo_query_add (query, eo_kind_find_field (&eo_attendee_kind, "appointment"), EO_IS, link);
      n += (guint) eo_store_count (office->store, query);
    }
  return n;
}

static void
test_this_one (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = cabinet (office);

  move (office, series, "2026-09-08T09:00", "2026-09-09T14:00", EO_REACH_THIS);
  diary_assert (office, "2026-09-01", "2026-09-16",
                "2026-09-01T09:00 Cabinet\n2026-09-09T14:00 Cabinet\n2026-09-15T09:00 Cabinet");
  g_assert_cmpuint (count_attendees (office, "Cabinet room"), ==, 1);
  g_assert_cmpuint (count_attendees (office, "Elsewhere"), ==, 1);
}

/* Somebody who is added to a series later attends those of it that were changed, too: those to come, and where nobody
 * changed who attends. */
static void
test_later_attendee (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = office_add (office, "appointment", "subject", "Cabinet", "diary", "The MEC", "starts",
                                            "2020-09-01T09:00", "place", "Cabinet room", "repeats", "FREQ=YEARLY", NULL);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, series->id);
  static const struct { const char *original, *place; guint n; } ones[] = {
    { "2021-09-01T09:00", "Past", 1 },
    { "2091-09-01T09:00", "To come", 2 },
    { "2092-09-01T09:00", "One more", 2 },
    { "2093-09-01T09:00", "Nobody", 0 },
  };

  g_object_unref (office_add (office, "attendee", "appointment", link, "name", "The Premier", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    {
      Change change = { .reach = EO_REACH_THIS };
      g_autoptr (EoRecord) stored = eo_store_get (office->store, &eo_appointment_kind, series->id, NULL);
      EoLocalTime from;

      g_assert_true (eo_local_time_parse (ones[i].original, &from, NULL));
      change.edited = eo_series_take_out (EO_APPOINTMENT (stored), &from);
      eo_record_set_text (change.edited, "place", ones[i].place, NULL);
      g_assert_true (eo_store_write (office->store, change_it, &change, NULL));
      if (i == 2)
        {
          g_autofree char *one = g_strdup_printf ("#%" G_GINT64_FORMAT, change.edited->id);

          g_object_unref (office_add (office, "attendee", "appointment", one, "name", "A guest", NULL));
        }
      if (i == 3)
        {
          g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
          g_autoptr (GPtrArray) all = NULL;
          g_autofree char *one = g_strdup_printf ("#%" G_GINT64_FORMAT, change.edited->id);

          eo_query_add (query, eo_kind_find_field (&eo_attendee_kind, "appointment"), EO_IS, one);
          all = eo_store_select (office->store, query, 0, NULL);
          g_assert_cmpuint (all->len, ==, 1);
          eo_store_delete_async (office->store, &eo_attendee_kind, ((EoRecord *) all->pdata[0])->id, FALSE, NULL, NULL, NULL);
        }
      g_object_unref (change.edited);
    }
  g_object_unref (office_add (office, "attendee", "appointment", link, "name", "The Clerk", "role", "speaks", NULL));
  g_assert_cmpuint (count_attendees (office, "Cabinet room"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    {
      g_test_message ("%s", ones[i].place);
      g_assert_cmpuint (count_attendees (office, ones[i].place), ==, ones[i].n);
    }

  /* Splitting the series copies who attends, and gives those that were changed nobody anew. */
  move (office, series, "2090-09-01T09:00", "2090-09-01T11:00", EO_REACH_ONWARDS);
  g_assert_cmpuint (count_attendees (office, "Elsewhere"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    g_assert_cmpuint (count_attendees (office, ones[i].place), ==, ones[i].n);
}

static void
test_onwards (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = cabinet (office);

  /* One of the later ones stands elsewhere already, and stays there. */
  move (office, series, "2026-09-22T09:00", "2026-09-24T08:00", EO_REACH_THIS);
  move (office, series, "2026-09-15T09:00", "2026-09-16T10:00", EO_REACH_ONWARDS);
  diary_assert (office, "2026-09-01", "2026-12-01",
                "2026-09-01T09:00 Cabinet\n2026-09-08T09:00 Cabinet\n2026-09-16T10:00 Cabinet\n2026-09-24T08:00 Cabinet\n"
                "2026-09-30T10:00 Cabinet\n2026-10-07T10:00 Cabinet");
  g_assert_cmpuint (count_attendees (office, "Cabinet room"), ==, 1);
  g_assert_cmpuint (count_attendees (office, "Elsewhere"), ==, 2); /* the one that stands elsewhere, and those from the 16th on */
}

static void
test_all (Office        *office,
          gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = cabinet (office);

  move (office, series, "2026-09-22T09:00", "2026-09-24T08:00", EO_REACH_THIS);
  move (office, series, "2026-09-15T09:00", "2026-09-16T10:00", EO_REACH_ALL);
  diary_assert (office, "2026-09-01", "2026-12-01",
                "2026-09-02T10:00 Cabinet\n2026-09-09T10:00 Cabinet\n2026-09-16T10:00 Cabinet\n2026-09-24T08:00 Cabinet\n"
                "2026-09-30T10:00 Cabinet\n2026-10-07T10:00 Cabinet");
}

static void
test_drop (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = cabinet (office);
  Change change = { .series = series->id, .reach = EO_REACH_THIS };

  g_assert_true (eo_local_time_parse ("2026-09-08T09:00", &change.original, NULL));
  g_assert_true (eo_store_write (office->store, drop_it, &change, NULL));
  g_assert_true (eo_store_write (office->store, drop_it, &change, NULL)); /* twice is once */
  g_assert_true (eo_local_time_parse ("2026-09-29T09:00", &change.original, NULL));
  change.reach = EO_REACH_ONWARDS;
  g_assert_true (eo_store_write (office->store, drop_it, &change, NULL));
  diary_assert (office, "2026-09-01", "2026-12-01",
                "2026-09-01T09:00 Cabinet\n2026-09-15T09:00 Cabinet\n2026-09-22T09:00 Cabinet");
  change.reach = EO_REACH_ALL;
  g_assert_true (eo_store_write (office->store, drop_it, &change, NULL));
  diary_assert (office, "2026-09-01", "2026-12-01", "");
}

/* What came out of a series goes with it, and comes back with it. */
static void
test_deleted_series (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) series = cabinet (office);
  Change change = { .series = series->id, .reach = EO_REACH_ALL };

  move (office, series, "2026-09-08T09:00", "2026-09-09T14:00", EO_REACH_THIS);
  g_assert_true (eo_local_time_parse ("2026-09-01T09:00", &change.original, NULL));
  g_assert_true (eo_store_write (office->store, drop_it, &change, NULL));
  diary_assert (office, "2026-09-01", "2026-12-01", "");
}

/* Confirming asks what stands there by then. */
static void
test_confirm (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) firm = book (office, "Firm", "2026-09-22T09:00", "2026-09-22T10:00", "travel-after", "30");
  static const struct
  {
    const char *starts, *ends, *field, *value;
    gboolean    clashes;
  } cases[] = {
    { "2026-09-22T09:30", "2026-09-22T11:00", "place", "x", TRUE },
    { "2026-09-22T10:15", "2026-09-22T11:00", "place", "x", TRUE },   /* on the road until 10:30 */
    { "2026-09-22T10:30", "2026-09-22T11:00", "place", "x", FALSE },
    { "2026-09-22T10:30", "2026-09-22T11:00", "preparation", "15", TRUE },
    { "2026-09-22T08:00", "2026-09-22T09:00", "place", "x", FALSE },
    { "2026-09-22T08:00", "2026-09-22T12:00", "shows-as", "free", FALSE },
    { "2026-09-15T09:30", "2026-09-15T09:45", "repeats", "FREQ=WEEKLY", TRUE },
    { "2026-09-16T09:30", "2026-09-16T09:45", "repeats", "FREQ=WEEKLY", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) hold = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      hold = office_add (office, "appointment", "subject", "Hold", "diary", "The MEC", "starts", cases[i].starts, "ends",
                         cases[i].ends, cases[i].field, cases[i].value, "status", "hold", NULL);
      g_assert_cmpint (diary_step (office, hold, "confirmed", &error), ==, !cases[i].clashes);
      if (cases[i].clashes)
        {
          g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
          g_assert_nonnull (strstr (error->message, "Firm"));
        }
      else
        {
          g_assert_no_error (error);
          g_assert_true (diary_step (office, hold, "cancelled", NULL));
        }
    }
}

static void
test_clashes (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) other = diary_add (office, "The HOD");
  g_autoptr (EoRecord) a = book (office, "A", "2026-09-22T09:00", "2026-09-22T12:00", "place", "x");
  g_autoptr (EoRecord) b = book (office, "B", "2026-09-22T09:30", "2026-09-22T09:45", "place", "x");
  g_autoptr (EoRecord) c = book (office, "C", "2026-09-22T11:30", "2026-09-22T13:00", "place", "x");
  g_autoptr (EoRecord) d = book (office, "D", "2026-09-22T13:00", "2026-09-22T14:00", "place", "x");
  g_autoptr (EoRecord) elsewhere = office_add (office, "appointment", "subject", "E", "diary", "The HOD", "starts",
                                               "2026-09-22T09:00", "ends", "2026-09-22T18:00", NULL);
  g_autoptr (GPtrArray) all = eo_occurrences_find (office->store, NULL, 0, diary_unix ("2026-09-22"), diary_unix ("2026-09-23"),
                                                   NULL);
  g_autoptr (GHashTable) clashes = eo_clash_find (all);

  g_assert_cmpuint (all->len, ==, 5);
  g_assert_cmpuint (g_hash_table_size (clashes), ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (all, i);
      EoOccurrence *with = g_hash_table_lookup (clashes, one);

      if (strcmp (one->title, "D") == 0 || strcmp (one->title, "E") == 0)
        g_assert_null (with);
      else
        g_assert_cmpstr (with->title, ==, strcmp (one->title, "A") == 0 ? "B" : "A");
    }
}

static char *
free_times (Office     *office,
            const char *first,
            const char *last,
            guint       minutes,
            int         travel)
{
  g_autoptr (EoRecord) mec = eo_store_find (office->store, eo_kind_lookup ("diary"), "The MEC", NULL);
  g_autoptr (EoRecord) hod = eo_store_find (office->store, eo_kind_lookup ("diary"), "The HOD", NULL);
  gint64 ids[] = { mec->id, hod->id };
  EoSlotWish wish = { .diaries = ids, .n_diaries = 2, .place = "", .minutes = minutes, .travel = travel, .most = 10 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) slots = NULL;
  GString *text = g_string_new (NULL);

  eo_date_parse (first, &wish.first, NULL);
  eo_date_parse (last, &wish.last, NULL);
  slots = eo_slots_find (office->store, &wish, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < slots->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (slots, EoSlot, i).local_starts.iso);

  return g_string_free (text, FALSE);
}

/* Days far ahead, so that nothing of it is past. 2031-09-24 is Heritage Day, a Wednesday. */
static void
test_slots (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) other = office_add (office, "diary", "name", "The HOD", "day-starts", "09:00", "day-ends", "13:00", NULL);
  g_autoptr (EoRecord) a = book (office, "A", "2031-09-23T09:30", "2031-09-23T10:00", "buffer", "10");
  g_autoptr (EoRecord) b = office_add (office, "appointment", "subject", "B", "diary", "The HOD", "starts", "2031-09-23T11:30",
                                       "ends", "2031-09-23T12:30", NULL);
  g_autofree char *hour = free_times (office, "2031-09-23", "2031-09-24", 60, 0);
  g_autofree char *half = free_times (office, "2031-09-23", "2031-09-24", 30, 0);
  g_autofree char *far = free_times (office, "2031-09-23", "2031-09-24", 30, 60);
  g_autofree char *next = free_times (office, "2031-09-24", "2031-09-25", 120, 0);

  g_assert_cmpstr (hour, ==, "2031-09-23T10:15");
  g_assert_cmpstr (half, ==, "2031-09-23T09:00 2031-09-23T10:15 2031-09-23T12:30");
  g_assert_cmpstr (far, ==, "");
  g_assert_cmpstr (next, ==, "2031-09-25T09:00 2031-09-25T11:00");
}

/* What stands in the diary for a leg of a trip follows it. */
static void
test_trip (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = diary_add (office, "The MEC");
  g_autoptr (EoRecord) trip = office_add (office, "trip", "title", "Geneva", "diary", "The MEC", "starts", "2026-06-01", NULL);
  g_autoptr (EoRecord) flight = office_add (office, "leg", "trip", "Geneva", "mode", "flight", "from-place", "Durban", "to-place",
                                            "Geneva", "leaves", "2026-06-01T18:00", "arrives", "2026-06-02T07:00", "arrives-zone",
                                            "Europe/Zurich", NULL);
  g_autoptr (EoRecord) night = office_add (office, "leg", "trip", "Geneva", "mode", "stay", "from-place", "Hotel", "leaves",
                                           "2026-06-02T14:00", "arrives", "2026-06-05T10:00", NULL);
  g_autoptr (GPtrArray) found = NULL;

  diary_assert (office, "2026-06-01", "2026-07-01", "2026-06-01T18:00 Durban → Geneva");
  found = eo_occurrences_find (office->store, NULL, 0, diary_unix ("2026-06-01"), diary_unix ("2026-07-01"), NULL);
  g_assert_cmpint (((EoOccurrence *) g_ptr_array_index (found, 0))->ends, ==, diary_unix ("2026-06-02T07:00")); /* the same offset in June */
  eo_record_set_text (flight, "leaves", "2026-06-01T20:00", NULL);
  g_assert_true (eo_store_save (office->store, flight, NULL));
  diary_assert (office, "2026-06-01", "2026-07-01", "2026-06-01T20:00 Durban → Geneva");
  g_assert_true (diary_step (office, trip, "cancelled", NULL));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = eo_occurrences_find (office->store, NULL, 0, diary_unix ("2026-06-01"), diary_unix ("2026-07-01"), NULL);
  g_assert_false (eo_occurrence_blocks (g_ptr_array_index (found, 0)));
}

/* Of what takes all day the register and the form say days. */
static void
test_all_day (Office        *office,
              gconstpointer  data)
{
  const EoField *ends = eo_kind_find_field (&eo_appointment_kind, "ends");
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) one = office_add (office, "appointment", "subject", "Lekgotla", "diary", "The MEC", "starts", "2026-10-15",
                                         "ends", "2026-10-16", "all-day", "true", NULL);
  g_autofree char *days = eo_field_display (ends, one);
  g_autofree char *times = NULL;

  g_assert_cmpstr (days, ==, "16 Oct 2026");
  eo_record_set_text (one, "all_day", "false", NULL);
  times = eo_field_display (ends, one);
  g_assert_cmpstr (times, ==, "16 Oct 2026, 00:00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/diary/range", test_range);
  office_test ("/diary/daylight", test_daylight);
  office_test ("/diary/this-one", test_this_one);
  office_test ("/diary/later-attendee", test_later_attendee);
  office_test ("/diary/onwards", test_onwards);
  office_test ("/diary/all", test_all);
  office_test ("/diary/drop", test_drop);
  office_test ("/diary/deleted-series", test_deleted_series);
  office_test ("/diary/confirm", test_confirm);
  office_test ("/diary/clashes", test_clashes);
  office_test ("/diary/slots", test_slots);
  office_test ("/diary/trip", test_trip);
  office_test ("/diary/all-day", test_all_day);

  return g_test_run ();
}
