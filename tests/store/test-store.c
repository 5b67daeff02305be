/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "store-fixture.h"
#include "store/eo-backup.h"
#include "store/eo-record-list.h"
#include "store/eo-sql.h"

static void
test_save_and_read (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) org = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Road at Ndwedwe", "received-on",
                                            "2026-11-02", "correspondent", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) read = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *from = NULL;
  EoDate today = eo_date_today ();

  expected = g_strdup_printf ("IN/%.4s/00001", today.iso);
  g_assert_cmpstr (letter->reference, ==, expected);
  g_assert_cmpint (letter->version, ==, 1);
  read = eo_store_find (office->store, eo_kind_lookup ("letter"), letter->reference, NULL);
  g_assert_true (eo_record_same_fields (letter, read));
  g_object_get (read, "correspondent-label", &from, NULL);
  g_assert_cmpstr (from, ==, "Ndwedwe Residents’ Forum");
  g_assert_cmpstr (read->uid, ==, letter->uid);
}

static void
test_numbers (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) in = office_add (office, "letter", "subject", "a", "received-on", "2026-01-02", NULL);
  g_autoptr (EoRecord) out
    = office_add (office, "letter", "direction", "outgoing", "subject", "b", "received-on", "2026-01-02", NULL);
  g_autoptr (EoRecord) next = NULL;

  g_assert_true (g_str_has_prefix (in->reference, "IN/"));
  g_assert_true (g_str_has_prefix (out->reference, "OUT/"));
  eo_store_delete_async (office->store, eo_kind_lookup ("letter"), in->id, FALSE, NULL, NULL, NULL);
  next = office_add (office, "letter", "subject", "c", "received-on", "2026-01-02", NULL);
  g_assert_true (g_str_has_suffix (next->reference, "/00002"));
}

static void
test_conflict (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) mine = office_add (office, "letter", "subject", "first", "received-on", "2026-01-02", NULL);
  g_autoptr (EoRecord) theirs = eo_record_copy (mine);
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_record_set_text (theirs, "subject", "second", NULL));
  g_assert_true (eo_store_save (office->store, theirs, NULL));
  g_assert_true (eo_record_set_text (mine, "subject", "third", NULL));
  g_assert_false (eo_store_save (office->store, mine, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, mine->reference));
}

static void
test_invalid (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (GError) error = NULL;
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));

  g_assert_false (eo_store_save (office->store, letter, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_cmpint (eo_store_count (office->store, query), ==, 0);
  g_assert_cmpint (letter->id, ==, 0);
}

/* What must be filled in must be where a record shows it, and nowhere else: a stay has no “to”, a flight has, and the check
 * follows when the one becomes the other. */
static void
test_required_where_shown (Office        *office,
                           gconstpointer  data)
{
  static const struct { const char *mode, *to_place; const char *problem; } cases[] = {
    { "stay", "", NULL },
    { "flight", "", "to_place" },
    { "flight", "Geneva", NULL },
    { "car", "", "to_place" },
    { "stay", "", NULL },
  };
  g_autoptr (EoRecord) leg = eo_record_new (eo_kind_lookup ("leg"));

  eo_record_set_text (leg, "trip", "#1 Geneva", NULL);
  eo_record_set_text (leg, "from-place", "Hotel Beau Rivage", NULL);
  eo_record_set_text (leg, "leaves", "2026-06-02T14:00", NULL);
  eo_record_set_text (leg, "arrives", "2026-06-05T10:00", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;

      eo_record_set_text (leg, "mode", cases[i].mode, NULL);
      eo_record_set_text (leg, "to-place", cases[i].to_place, NULL);
      problems = eo_record_validate (leg);
      g_test_message ("%s to “%s”: %u problems", cases[i].mode, cases[i].to_place, problems->len);
      g_assert_cmpuint (problems->len, ==, cases[i].problem != NULL);
      if (cases[i].problem != NULL)
        g_assert_cmpstr (((EoProblem *) problems->pdata[0])->field->name, ==, cases[i].problem);
    }
}

static void
test_steps (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "a", "received-on", "2026-01-02", NULL);
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (letter);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (steps->len, >, 0);
  g_assert_nonnull (eo_kind_find_step (letter, "marked-up"));
  g_assert_null (eo_kind_find_step (letter, "signed"));
  g_assert_true (eo_record_set_text (letter, "status", "closed", NULL));
  g_assert_false (eo_store_save (office->store, letter, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
}

static void
test_history (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "a \"b\"\n", "received-on", "2026-01-02", NULL);
  g_autoptr (GPtrArray) history = NULL;
  EoHistoryEntry *entry;
  EoChange *change;

  eo_record_set_text (letter, "subject", "c", NULL);
  g_assert_true (eo_store_save (office->store, letter, NULL));
  history = eo_store_get_history (office->store, eo_kind_lookup ("letter"), letter->id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  entry = g_ptr_array_index (history, 0);
  g_assert_cmpstr (entry->action, ==, "changed");
  g_assert_cmpstr (entry->by, ==, g_get_user_name ());
  change = g_ptr_array_index (entry->changes, 0);
  g_assert_cmpstr (change->field, ==, "subject");
  g_assert_cmpstr (change->after, ==, "c");
  g_assert_true (g_str_has_prefix (change->before, "a \"b\""));
}

/* Of a new record nothing, 0 and no go without saying; once they were something, they are said. */
static void
test_first_entry (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "T. Mkhize", NULL);
  g_autoptr (GPtrArray) history = NULL;
  EoHistoryEntry *entry;

  g_assert_true (eo_record_set_text (person, "staff", "true", NULL));
  g_assert_true (eo_store_save (office->store, person, NULL));
  g_assert_true (eo_record_set_text (person, "staff", "false", NULL));
  g_assert_true (eo_store_save (office->store, person, NULL));
  history = eo_store_get_history (office->store, eo_kind_lookup ("person"), person->id, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  entry = g_ptr_array_index (history, 2);
  for (guint i = 0; i < entry->changes->len; i++)
    g_assert_cmpstr (((EoChange *) g_ptr_array_index (entry->changes, i))->field, !=, "staff");
  entry = g_ptr_array_index (history, 0);
  g_assert_cmpuint (entry->changes->len, ==, 1);
  g_assert_cmpstr (((EoChange *) g_ptr_array_index (entry->changes, 0))->field, ==, "staff");
  g_assert_cmpstr (((EoChange *) g_ptr_array_index (entry->changes, 0))->after, ==, "false");
}

static gboolean
write_in_vain (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  EoRecord *letter = data;

  g_assert_true (eo_record_set_text (letter, "subject", "b", NULL));
  g_assert_true (eo_writer_save (writer, letter, NULL));
  eo_writer_note_refusal (writer, letter, "not today");
  g_set_error_literal (error, EO_ERROR, EO_ERROR_STATE, "not today");
  return FALSE;
}

/* What was journalled and rolled back is no part of the chain that the refusal is added to. */
static void
test_refusal (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "a", "received-on", "2026-01-02", NULL);
  g_autoptr (EoRecord) copy = eo_record_copy (letter);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (eo_store_write (office->store, write_in_vain, copy, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  history = eo_store_get_history (office->store, eo_kind_lookup ("letter"), letter->id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (((EoHistoryEntry *) g_ptr_array_index (history, 0))->action, ==, "refused");
  faults = eo_store_check (office->store, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
wait_loaded (EoRecordList *list)
{
  while (eo_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
pause_ms (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
test_list (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecordList) list = eo_record_list_new (office->store);
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (EoRecord) first = NULL;
  g_autoptr (EoRecord) again = NULL;
  g_autoptr (EoRecord) added = NULL;
  guint position;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *subject = g_strdup_printf ("letter %u", i);
      g_autoptr (EoRecord) record = office_add (office, "letter", "subject", subject, "received-on", "2026-01-02", NULL);
    }
  eo_record_list_set_query (list, query);
  wait_loaded (list);
  g_assert_cmpuint (eo_record_list_get_n (list), ==, 300);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == again);
  g_assert_cmpstr (eo_record_get_title (first), ==, "letter 299");

  added = office_add (office, "letter", "subject", "new", "received-on", "2026-01-03", NULL);
  pause_ms (400);
  wait_loaded (list);
  g_assert_cmpuint (eo_record_list_get_n (list), ==, 301);
  g_assert_true (eo_record_list_find (list, first->id, &position));
  g_assert_cmpuint (position, ==, 1);

  eo_record_set_text (added, "subject", "newer", NULL);
  g_assert_true (eo_store_save (office->store, added, NULL));
  {
    g_autoptr (EoRecord) shown = g_list_model_get_item (G_LIST_MODEL (list), 0);
    g_assert_cmpstr (eo_record_get_title (shown), ==, "newer");
  }
}

static void
test_reopen (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "kept", "received-on", "2026-01-02", NULL);
  g_autoptr (EoRecord) read = NULL;

  office_close (office);
  office_open (office);
  read = eo_store_find (office->store, eo_kind_lookup ("letter"), letter->reference, NULL);
  g_assert_cmpstr (eo_record_get_title (read), ==, "kept");
}

static void
test_names_order (Office        *office,
                  gconstpointer  data)
{
  static const char *const numbers[] = { "36/2/10", "36/2/9", "4/1", "36/2", "36/10/1" };
  static const char *const ordered[] = { "4/1", "36/2", "36/2/9", "36/2/10", "36/10/1" };
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("file"));
  g_autoptr (GPtrArray) files = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (EoRecord) file = office_add (office, "file", "number", numbers[i], "title", "x", NULL);
    }
  eo_query_set_sort (query, eo_kind_find_field (eo_kind_lookup ("file"), "number"), FALSE);
  files = eo_store_select (office->store, query, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    g_assert_cmpstr (eo_record_get_title (g_ptr_array_index (files, i)), ==, ordered[i]);
}

/* Counting and listing never reads the table of all letters: from an index alone, by the index of the open
 * ones, or within bounds. */
static void
test_plans (Office        *office,
            gconstpointer  data)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  EoDatabase *database = eo_store_main_reader (office->store);

  for (const EoSavedFilter *filter = kind->filters; filter->name != NULL; filter++)
    for (guint ordered = 0; ordered < 2; ordered++)
      {
        g_autoptr (EoQuery) query = eo_query_new (kind);
        g_autofree char *sql = NULL;
        g_autofree char *explain = NULL;
        sqlite3_stmt *row;
        eo_query_set_filter (query, filter);
        sql = eo_query_to_sql (query, ordered ? "t.id" : "count (*)", ordered, FALSE);
        explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
        row = eo_database_prepare (database, explain, NULL);
        g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
        g_test_message ("%s: %s", filter->name, eo_column_text (row, 3));
        g_assert_true (strstr (eo_column_text (row, 3), "COVERING INDEX") != NULL
                       || (ordered && (strstr (eo_column_text (row, 3), "INDEX letter_open") != NULL
                                       || g_str_has_prefix (eo_column_text (row, 3), "SEARCH"))));
        sqlite3_reset (row);
      }
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError **error = user_data;

  g_assert_cmpint (eo_store_count_finish (EO_STORE (source), result, error), ==, -1);
}

/* Workers that come late find the office closed, and say so as cancelled: nobody is to be troubled with it. */
static void
test_closed (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoStore) store = g_object_ref (office->store);
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (GError) error = NULL;

  office_close (office);
  eo_store_count_async (store, query, NULL, on_counted, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  office_test ("/store/save-and-read", test_save_and_read);
  office_test ("/store/numbers", test_numbers);
  office_test ("/store/conflict", test_conflict);
  office_test ("/store/invalid", test_invalid);
  office_test ("/store/required-where-shown", test_required_where_shown);
  office_test ("/store/steps", test_steps);
  office_test ("/store/history", test_history);
  office_test ("/store/first-entry", test_first_entry);
  office_test ("/store/refusal", test_refusal);
  office_test ("/store/list", test_list);
  office_test ("/store/reopen", test_reopen);
  office_test ("/store/names-order", test_names_order);
  office_test ("/store/plans", test_plans);
  office_test ("/store/closed", test_closed);
  return g_test_run ();
}
