/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "registry-fixture.h"
#include "sections/registry/eo-file.h"

static EoRecord *
add_file (Office     *office,
          const char *number)
{
  return office_add (office, "file", "number", number, "title", number, "disposal", "D5", NULL);
}

/* The number of the series that a file stands in. */
static char *
series_of (Office     *office,
           const char *number)
{
  g_autoptr (EoRecord) file = eo_store_find (office->store, &eo_file_kind, number, NULL);
  g_autoptr (EoRecord) series = NULL;

  g_assert_nonnull (file);
  if (EO_FILE (file)->parent.id == 0)
    return g_strdup ("");
  series = eo_store_get (office->store, &eo_file_kind, EO_FILE (file)->parent.id, NULL);
  return g_strdup (EO_FILE (series)->number);
}

static void
test_plan_order (Office        *office,
                 gconstpointer  data)
{
  /* In any order, each comes to stand in its nearest series. */
  static const char *const numbers[] = {
    "36/2/7/1", "36/2/71", "36/2/7/10", "3", "36/2", "36/20/1", "36/2/7", "36", "36/2/7/1/5", "36/20", "4/1",
  };
  static const struct { const char *number, *series; } expected[] = {
    { "36/2/7/1", "36/2/7" }, { "36/2/7/10", "36/2/7" }, { "36/2/7", "36/2" }, { "36/2/71", "36/2" }, { "36/2", "36" },
    { "36/20/1", "36/20" }, { "36/20", "36" }, { "36/2/7/1/5", "36/2/7/1" }, { "36", "" }, { "3", "" }, { "4/1", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_object_unref (add_file (office, numbers[i]));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *series = series_of (office, expected[i].number);

      g_test_message ("%s", expected[i].number);
      g_assert_cmpstr (series, ==, expected[i].series);
    }
}

static void
test_plan_renumbered (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (EoRecord) main = add_file (office, "36");
  g_autoptr (EoRecord) sub = add_file (office, "36/2");
  g_autoptr (EoRecord) file = add_file (office, "36/2/1");
  g_autoptr (EoRecord) other = add_file (office, "40/1");
  g_autofree char *was = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *taken = NULL;

  refuse_step (office, sub, NULL, "number", "40//1", "Numbers and slashes");
  do_step (office, sub, NULL, "number", "40");
  was = series_of (office, "36/2/1");
  taken = series_of (office, "40/1");
  moved = series_of (office, "40");
  g_assert_cmpstr (was, ==, "36");
  g_assert_cmpstr (taken, ==, "40");
  g_assert_cmpstr (moved, ==, "");
}

typedef struct
{
  const EoKind *kind;
  gint64        id;
} Deletion;

static gboolean
write_deletion (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Deletion *deletion = data;

  return eo_writer_delete (writer, deletion->kind, deletion->id, error);
}

static void
try_delete (Office     *office,
            EoRecord   *record,
            const char *refusal)
{
  Deletion deletion = { eo_record_get_kind (record), record->id };
  g_autoptr (GError) error = NULL;
  gboolean done = eo_store_write (office->store, write_deletion, &deletion, &error);

  if (refusal == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      return;
    }
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, refusal));
}

static void
test_deleting (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) series = add_file (office, "36");
  g_autoptr (EoRecord) file = add_file (office, "36/2");
  g_autoptr (EoRecord) filed = add_file (office, "37");
  g_autoptr (EoRecord) lent = add_file (office, "38");
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "T Mkhize", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "a", "received-on", "2026-01-02", "file", "37", NULL);
  g_autoptr (EoRecord) loan = office_add (office, "loan", "file", "38", "borrower", "T Mkhize", NULL);

  try_delete (office, series, "series");
  try_delete (office, filed, "holds letters");
  try_delete (office, lent, "on loan");
  try_delete (office, file, NULL);
  try_delete (office, series, NULL);
}

static void
test_volumes (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) file = add_file (office, "36/2");
  g_autoptr (EoRecord) first = get_volume (office, file, 1);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "a", "received-on", "2026-01-02", "file", "36/2", NULL);
  g_autoptr (EoRecord) second = NULL;
  g_autoptr (EoRecord) later = NULL;

  g_assert_nonnull (first);
  assert_field (office, first, "name", "36/2, volume 1");
  second = office_add (office, "volume", "file", "36/2", NULL);
  assert_field (office, second, "number", "2");
  assert_field (office, first, "status", "closed");
  assert_field (office, second, "status", "open");
  later = office_add (office, "letter", "subject", "b", "received-on", "2026-01-02", "file", "36/2", NULL);
  g_assert_cmpint (eo_field_get_link (eo_kind_find_field (eo_kind_lookup ("letter"), "volume"), letter)->id, ==, first->id);
  g_assert_cmpint (eo_field_get_link (eo_kind_find_field (eo_kind_lookup ("letter"), "volume"), later)->id, ==, second->id);

  /* One cover at a time: the one that is reopened closes the other. */
  refuse_step (office, first, "open", NULL, NULL, "fill in");
  do_step (office, first, "open", "why", "A late annexure");
  assert_field (office, first, "closed_on", "");
  assert_field (office, second, "status", "closed");
  try_delete (office, first, "holds letters");
}

static void
test_closing (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) file = add_file (office, "36/2");
  g_autoptr (EoRecord) volume = get_volume (office, file, 1);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "T Mkhize", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "outgoing", "subject", "a", "received-on",
                                            "2026-01-02", "file", "36/2", NULL);
  g_autoptr (EoRecord) loan = office_add (office, "loan", "file", "36/2", "volume", "36/2, volume 1", "borrower",
                                          "T Mkhize", NULL);
  g_autofree char *letter_id = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);
  g_autofree char *file_id = g_strdup_printf ("%" G_GINT64_FORMAT, file->id);
  g_autoptr (EoRecord) action = office_add (office, "action", "task", "Ask the contractor", "about_kind", "letter",
                                            "about_id", letter_id, NULL);
  g_autoptr (EoRecord) about = office_add (office, "action", "task", "Bind the file", "about_kind", "file", "about_id",
                                           file_id, NULL);

  refuse_step (office, file, "closed", NULL, NULL, "letters on it are not answered");
  do_step (office, letter, "closed", NULL, NULL);
  refuse_step (office, file, "closed", NULL, NULL, "actions about it are still to do (2)");
  do_step (office, action, "done", NULL, NULL);
  refuse_step (office, file, "closed", NULL, NULL, "actions about it are still to do (1)");
  do_step (office, about, "done", NULL, NULL);
  refuse_step (office, file, "closed", NULL, NULL, "on loan");
  assert_field (office, volume, "holder", "#1 T Mkhize");
  do_step (office, loan, "returned", NULL, NULL);
  assert_field (office, volume, "holder", "");
  refuse_step (office, file, NULL, "closed-on", "2099-01-01", "by its step");
  refuse_step (office, file, "closed", "closed-on", "1999-01-01", "Before the day it was opened");
  do_step (office, file, "closed", NULL, NULL);
  assert_field (office, volume, "status", "closed");

  /* Nothing is filed in it any more, and no volume made. */
  refuse_step (office, volume, "open", "why", "Forgotten", "is closed");
  refuse_step (office, file, "open", NULL, NULL, "fill in");
  do_step (office, file, "open", "why", "A further claim");
  assert_field (office, volume, "status", "open");
  assert_field (office, volume, "why", "A further claim");
  assert_field (office, file, "closed_on", "");
  assert_field (office, file, "dispose_on", "");
}

static void
test_closed_before (Office        *office,
                    gconstpointer  data)
{
  /* A file plan brought along: closed long ago, so it has no volume to put letters in. */
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "8/1", "title", "Tenders", "disposal", "D7",
                                          "closed-on", "2015-03-31", NULL);
  g_autoptr (EoRecord) volume = get_volume (office, file, 1);

  assert_field (office, file, "status", "closed");
  assert_field (office, file, "opened_on", "");
  assert_field (office, file, "dispose_on", "2023-01-01");
  g_assert_null (volume);
}

static void
test_loans (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) file = add_file (office, "36/2");
  g_autoptr (EoRecord) other = add_file (office, "36/3");
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "T Mkhize", NULL);
  g_autoptr (EoRecord) loan = office_add (office, "loan", "file", "36/2", "borrower", "T Mkhize", "due-back",
                                          "2099-01-31", NULL);
  g_autoptr (EoRecord) wrong = eo_record_new (eo_kind_lookup ("loan"));
  g_autoptr (GError) error = NULL;

  assert_field (office, loan, "title", "36/2 36/2");
  assert_field (office, file, "holder", "#1 T Mkhize");
  g_assert_true (eo_store_set_field (office->store, wrong, "file", "36/2", NULL));
  g_assert_true (eo_store_set_field (office->store, wrong, "borrower", "T Mkhize", NULL));
  g_assert_false (eo_store_save (office->store, wrong, &error));
  g_assert_nonnull (strstr (error->message, "is out already"));
  /* Nor its only volume, whichever file is named with it. */
  g_clear_error (&error);
  g_assert_true (eo_store_set_field (office->store, wrong, "file", "36/3", NULL));
  g_assert_true (eo_store_set_field (office->store, wrong, "volume", "36/2, volume 1", NULL));
  g_assert_false (eo_store_save (office->store, wrong, &error));
  g_assert_nonnull (strstr (error->message, "is out already"));

  refuse_step (office, loan, "extend", "due-back", "", "fill in");
  do_step (office, loan, "extend", "due-back", "2099-02-28");
  refuse_step (office, loan, "returned", "returned-on", "1999-01-01", "Before the day");
  do_step (office, loan, "returned", NULL, NULL);
  assert_field (office, file, "holder", "");
  assert_field (office, other, "holder", "");
}

static void
test_retention (void)
{
  static const struct
  {
    const char *disposal, *closed;
    int         month; /* the year ends with it */
    const char *expected;
  } cases[] = {
    { "D5", "2020-01-01", 12, "2026-01-01" },
    { "D5", "2020-12-31", 12, "2026-01-01" },
    { "D5", "2021-01-01", 12, "2027-01-01" },
    { "A20", "2004-06-16", 12, "2025-01-01" },
    /* provincial and national: April to March */
    { "D5", "2020-03-31", 3, "2025-04-01" },
    { "D5", "2020-04-01", 3, "2026-04-01" },
    { "D5", "2020-12-31", 3, "2026-04-01" },
    { "D1", "2024-02-29", 3, "2025-04-01" },
    /* municipal: July to June */
    { "D7", "2019-06-30", 6, "2026-07-01" },
    { "D7", "2019-07-01", 6, "2027-07-01" },
    /* a year that ends in November: the next begins in December */
    { "D3", "2020-11-30", 11, "2023-12-01" },
    { "D3", "2020-12-01", 11, "2024-12-01" },
    { "D0", "2020-12-01", 12, "" },
    { "", "2020-12-01", 12, "" },
    { "D5", "", 12, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate closed = { "" };
      EoDate from;

      g_strlcpy (closed.iso, cases[i].closed, sizeof closed.iso);
      from = eo_file_dispose_on (cases[i].disposal, &closed, cases[i].month);
      g_test_message ("%s closed %s, month %d", cases[i].disposal, cases[i].closed, cases[i].month);
      g_assert_cmpstr (from.iso, ==, cases[i].expected);
    }
}

static gboolean
set_year_end (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_writer_set_setting (writer, "retention-year-end-month", data, error);
}

static void
test_year_end (Office        *office,
               gconstpointer  data)
{
  static const struct { const char *month, *expected; } cases[] = {
    { "12", "2026-01-01" }, { "3", "2025-04-01" }, { "6", "2025-07-01" }, { "0", "2026-01-01" }, { "x", "2026-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("9/%u", i + 1);
      g_autoptr (EoRecord) file = NULL;

      g_assert_true (eo_store_write (office->store, set_year_end, (gpointer) cases[i].month, NULL));
      file = office_add (office, "file", "number", number, "title", "a", "disposal", "D5", "closed-on", "2020-02-01", NULL);
      assert_field (office, file, "dispose_on", cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/registry/plan/order", test_plan_order);
  office_test ("/registry/plan/renumbered", test_plan_renumbered);
  office_test ("/registry/deleting", test_deleting);
  office_test ("/registry/volumes", test_volumes);
  office_test ("/registry/closing", test_closing);
  office_test ("/registry/closed-before", test_closed_before);
  office_test ("/registry/loans", test_loans);
  g_test_add_func ("/registry/retention", test_retention);
  office_test ("/registry/year-end", test_year_end);
  return g_test_run ();
}
