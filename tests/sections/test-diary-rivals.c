/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "registry-fixture.h"
#include "diary-fixture.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-series-edit.h"

/* Two people at two desks who change the same in the diary: the second is told, and nothing is lost unseen. */

typedef struct
{
  Office  *mine;
  EoStore *theirs;
  EoRecord *diary;
} Desks;

static void
desks_init (Desks  *self,
            Office *office)
{
  g_autoptr (GError) error = NULL;

  self->mine = office;
  self->diary = diary_add (office, "The MEC");
  self->theirs = eo_store_open (office->path, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
desks_clear (Desks *self)
{
  g_object_unref (self->diary);
  eo_store_close (self->theirs);
  g_object_unref (self->theirs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desks, desks_clear)

static EoRecord *
get (EoStore  *store,
     EoRecord *record)
{
  g_autoptr (GError) error = NULL;
  EoRecord *now = eo_store_get (store, eo_record_get_kind (record), record->id, &error);

  g_assert_no_error (error);
  return now;
}

static EoRecord *
add_cabinet (Office *office)
{
  return office_add (office, "appointment", "subject", "Cabinet", "diary", "The MEC", "starts", "2031-09-02T09:00", "repeats",
                     "FREQ=WEEKLY;COUNT=6", NULL);
}

static void
assert_told (GError     *error,
             int         code,
             const char *words)
{
  g_assert_error (error, EO_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_test_message ("“%s” is not in: %s", words, error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* The same appointment is open at both. */
static void
test_same_appointment (Office        *office,
                       gconstpointer  data)
{
  g_auto (Desks) desks = { NULL };
  g_autoptr (EoRecord) made = NULL;
  g_autoptr (EoRecord) mine = NULL;
  g_autoptr (EoRecord) theirs = NULL;
  g_autoptr (GError) error = NULL;

  desks_init (&desks, office);
  made = office_add (office, "appointment", "subject", "Budget", "diary", "The MEC", "starts", "2031-09-22T09:00", NULL);
  mine = get (office->store, made);
  theirs = get (desks.theirs, made);
  eo_record_set_text (theirs, "starts", "2031-09-22T11:00", NULL);
  eo_record_set_text (theirs, "ends", "2031-09-22T12:00", NULL);
  g_assert_true (eo_store_save (desks.theirs, theirs, NULL));
  eo_record_set_text (mine, "place", "Boardroom", NULL);
  g_assert_false (eo_store_save (office->store, mine, &error));
  assert_told (error, EO_ERROR_CONFLICT, "Budget");
  assert_field (office, made, "starts", "2031-09-22T11:00");
  assert_field (office, made, "place", "");
}

typedef struct
{
  EoRecord    *edited;
  gint64       series;
  EoLocalTime  original;
  EoReach      reach;
} Edit;

static gboolean
write_occurrence (EoWriter  *writer,
                  gpointer   data,
                  GError   **error)
{
  Edit *change = data;

  return eo_writer_change_occurrence (writer, EO_APPOINTMENT (change->edited), change->reach, error);
}

static gboolean
write_drop (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Edit *change = data;

  return eo_writer_drop_occurrence (writer, change->series, &change->original, change->reach, error);
}

/* One of @series on 16 September, at @place; not saved. */
static EoRecord *
take_out (EoStore    *store,
          EoRecord   *series,
          const char *place)
{
  g_autoptr (EoRecord) now = get (store, series);
  EoLocalTime original;
  EoRecord *one;

  g_assert_true (eo_local_time_parse ("2031-09-16T09:00", &original, NULL));
  one = eo_series_take_out (EO_APPOINTMENT (now), &original);
  eo_record_set_text (one, "place", place, NULL);
  return one;
}

/* Both change the same one of a series. */
static void
test_same_occurrence (Office        *office,
                      gconstpointer  data)
{
  g_auto (Desks) desks = { NULL };
  g_autoptr (EoRecord) series = NULL;
  g_autoptr (EoRecord) mine = NULL;
  g_autoptr (EoRecord) theirs = NULL;
  g_autoptr (GError) error = NULL;
  Edit change = { .reach = EO_REACH_THIS };

  desks_init (&desks, office);
  series = add_cabinet (office);
  mine = take_out (office->store, series, "Mine");
  theirs = take_out (desks.theirs, series, "Theirs");
  change.edited = theirs;
  g_assert_true (eo_store_write (desks.theirs, write_occurrence, &change, NULL));
  change.edited = mine;
  g_assert_false (eo_store_write (office->store, write_occurrence, &change, &error));
  assert_told (error, EO_ERROR_CONFLICT, "Cabinet");
  diary_assert (office, "2031-09-16", "2031-09-17", "2031-09-16T09:00 Cabinet");
  assert_field (office, theirs, "place", "Theirs");
}

/* One deletes the series while the other has one of it open: who saves is told, however far the change reaches. */
static void
test_deleted_series (Office        *office,
                     gconstpointer  data)
{
  static const EoReach reaches[] = { EO_REACH_THIS, EO_REACH_ONWARDS, EO_REACH_ALL };
  g_auto (Desks) desks = { NULL };

  desks_init (&desks, office);
  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++)
    {
      g_autoptr (EoRecord) series = add_cabinet (office);
      g_autoptr (EoRecord) mine = take_out (office->store, series, "Mine");
      g_autoptr (GError) error = NULL;
      Edit theirs = { .series = series->id, .reach = EO_REACH_ALL };
      Edit change = { .edited = mine, .reach = reaches[i] };

      g_test_message ("reach %d", reaches[i]);
      g_assert_true (eo_local_time_parse ("2031-09-02T09:00", &theirs.original, NULL));
      g_assert_true (eo_store_write (desks.theirs, write_drop, &theirs, NULL));
      g_assert_false (eo_store_write (office->store, write_occurrence, &change, &error));
      assert_told (error, EO_ERROR_CONFLICT, "Cabinet");
      g_assert_nonnull (strstr (error->message, "deleted"));
      diary_assert (office, "2031-09-01", "2031-12-01", "");

      change = (Edit) { .series = series->id, .reach = reaches[i] };
      g_assert_true (eo_local_time_parse ("2031-09-16T09:00", &change.original, NULL));
      g_assert_true (eo_store_write (office->store, write_drop, &change, NULL)); /* it does not take place: as wished */
      diary_assert (office, "2031-09-01", "2031-12-01", "");
    }
}

/* The other way round: one was changed, and then the whole is deleted. Both are gone, and both come back. */
static void
test_changed_then_deleted (Office        *office,
                           gconstpointer  data)
{
  g_auto (Desks) desks = { NULL };
  g_autoptr (EoRecord) series = NULL;
  g_autoptr (EoRecord) theirs = NULL;
  g_autoptr (EoRecord) later = NULL;
  g_autoptr (GError) error = NULL;
  Edit change = { .reach = EO_REACH_THIS };
  Edit drop = { .reach = EO_REACH_ALL };

  desks_init (&desks, office);
  series = add_cabinet (office);
  theirs = take_out (desks.theirs, series, "Theirs");
  change.edited = theirs;
  g_assert_true (eo_store_write (desks.theirs, write_occurrence, &change, NULL));
  later = get (desks.theirs, theirs);
  drop.series = series->id;
  g_assert_true (eo_local_time_parse ("2031-09-02T09:00", &drop.original, NULL));
  g_assert_true (eo_store_write (office->store, write_drop, &drop, NULL));
  diary_assert (office, "2031-09-01", "2031-12-01", "");

  /* Who has the changed one open still is told, too. */
  eo_record_set_text (later, "notes", "Bring the annexures", NULL);
  g_assert_false (eo_store_save (desks.theirs, later, &error));
  assert_told (error, EO_ERROR_CONFLICT, "deleted");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/diary-rivals/same-appointment", test_same_appointment);
  office_test ("/diary-rivals/same-occurrence", test_same_occurrence);
  office_test ("/diary-rivals/deleted-series", test_deleted_series);
  office_test ("/diary-rivals/changed-then-deleted", test_changed_then_deleted);
  return g_test_run ();
}
