/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sections/correspondence/eo-letter.h"
#include "store/eo-bulk.h"
#include "store-fixture.h"

/* Many records at once: all or none, and one way back for the whole. */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static EoUndo *
run (Office  *office,
     EoBulk  *bulk,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  eo_store_bulk_async (office->store, bulk, NULL, on_done, &result);
  wait_for (&result);
  return eo_store_bulk_finish (office->store, result, error);
}

static gboolean
undo (Office  *office,
      EoUndo  *what,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  eo_store_undo_async (office->store, what, NULL, on_done, &result);
  wait_for (&result);
  return eo_store_undo_finish (office->store, result, error);
}

static gboolean
write_step (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  gpointer *step = data;

  return eo_writer_step (writer, step[0], step[1], error);
}

static gboolean
take_step (Office      *office,
           gint64       id,
           const char  *name,
           GError     **error)
{
  g_autoptr (EoRecord) record = eo_store_get (office->store, &eo_letter_kind, id, NULL);
  gpointer step[] = { record, (gpointer) name };

  return eo_store_write (office->store, write_step, step, error);
}

static char *
get_field (Office     *office,
           gint64      id,
           const char *name)
{
  g_autoptr (EoRecord) record = eo_store_get (office->store, &eo_letter_kind, id, NULL);

  return eo_field_to_text (eo_kind_find_field (&eo_letter_kind, name), record);
}

static void
assert_field (Office     *office,
              gint64      id,
              const char *name,
              const char *text)
{
  g_autofree char *value = get_field (office, id, name);

  g_assert_cmpstr (value, ==, text);
}

/* Five letters in, in order of their ids. */
static GArray *
add_letters (Office *office)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Letter %u", i + 1);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", subject, "received_on", "2026-09-01", NULL);

      g_array_append_val (ids, letter->id);
    }
  return ids;
}

#define ID(ids, i) g_array_index (ids, gint64, i)

static EoBulk *
new_due (GArray     *ids,
         const char *day)
{
  EoBulk *bulk = eo_bulk_new (&eo_letter_kind, ids);
  g_autoptr (EoRecord) values = eo_record_new (&eo_letter_kind);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  eo_record_set_text (values, "reply_due", day, NULL);
  g_ptr_array_add (fields, (gpointer) eo_kind_find_field (&eo_letter_kind, "reply_due"));
  eo_bulk_set_values (bulk, values, fields);
  return bulk;
}

static void
test_fields (Office        *office,
             gconstpointer  data)
{
  g_autoptr (GArray) ids = add_letters (office);
  g_autoptr (EoBulk) bulk = new_due (ids, "2026-10-01");
  g_autoptr (EoBulk) wrong = new_due (ids, "2026-08-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (EoUndo) way_back = NULL;
  g_autofree char *counted = get_field (office, ID (ids, 0), "reply_due");

  way_back = run (office, bulk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eo_bulk_get_done (bulk), ==, 5);
  for (guint i = 0; i < ids->len; i++)
    assert_field (office, ID (ids, i), "reply_due", "2026-10-01");

  /* One day that none of them can have: all say so, none is changed. */
  g_assert_null (run (office, wrong, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  g_clear_error (&error);
  g_assert_cmpuint (eo_bulk_get_refused (wrong)->len, ==, 5);
  assert_field (office, ID (ids, 0), "reply_due", "2026-10-01");

  g_assert_true (undo (office, way_back, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    assert_field (office, ID (ids, i), "reply_due", counted);
  {
    g_autoptr (GPtrArray) history = eo_store_get_history (office->store, &eo_letter_kind, ID (ids, 0), NULL);

    g_assert_cmpstr (((EoHistoryEntry *) g_ptr_array_index (history, 0))->action, ==, "undone");
  }
  /* Once. */
  g_assert_false (undo (office, way_back, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
}

/* Some are not where the step begins: they are named, nothing is done; the rest can be done without them. */
static void
test_step (Office        *office,
           gconstpointer  data)
{
  g_autoptr (GArray) ids = add_letters (office);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoBulk) bulk = eo_bulk_new (&eo_letter_kind, ids);
  g_autoptr (EoBulk) rest = NULL;
  g_autoptr (EoRecord) values = eo_record_new (&eo_letter_kind);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (EoUndo) way_back = NULL;
  g_autoptr (GError) error = NULL;

  eo_record_set_text (values, "markup", "policy", NULL);
  eo_record_set_link (values, eo_kind_find_field (&eo_letter_kind, "assigned_to"), person->id, "Sipho Mthembu");
  g_ptr_array_add (fields, (gpointer) eo_kind_find_field (&eo_letter_kind, "markup"));
  g_ptr_array_add (fields, (gpointer) eo_kind_find_field (&eo_letter_kind, "assigned_to"));
  eo_bulk_set_values (bulk, values, fields);
  eo_bulk_set_step (bulk, "marked-up");
  {
    g_autoptr (EoRecord) third = eo_store_get (office->store, &eo_letter_kind, ID (ids, 2), NULL);

    eo_record_set_text (third, "markup", "policy", NULL);
    eo_record_set_link (third, eo_kind_find_field (&eo_letter_kind, "assigned_to"), person->id, "Sipho Mthembu");
    eo_store_save (office->store, third, &error);
    g_assert_no_error (error);
  }
  g_assert_true (take_step (office, ID (ids, 2), "marked-up", &error));
  g_assert_true (take_step (office, ID (ids, 2), "drafting", &error));

  g_assert_null (run (office, bulk, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  g_clear_error (&error);
  g_assert_cmpuint (eo_bulk_get_refused (bulk)->len, ==, 1);
  {
    EoBulkRefusal *refusal = g_ptr_array_index (eo_bulk_get_refused (bulk), 0);

    g_assert_cmpint (refusal->id, ==, ID (ids, 2));
    g_assert_true (g_str_has_prefix (refusal->name, "IN/"));
    g_assert_nonnull (strstr (refusal->why, "marked-up"));
  }
  assert_field (office, ID (ids, 0), "status", "registered");

  rest = eo_bulk_copy_rest (bulk);
  g_assert_cmpuint (eo_bulk_get_n (rest), ==, 4);
  way_back = run (office, rest, &error);
  g_assert_no_error (error);
  assert_field (office, ID (ids, 0), "status", "marked-up");
  assert_field (office, ID (ids, 4), "markup", "policy");
  assert_field (office, ID (ids, 2), "status", "drafting");

  /* Somebody goes on with one of them: then none goes back. */
  g_assert_true (take_step (office, ID (ids, 4), "drafting", &error));
  g_assert_false (undo (office, way_back, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
  assert_field (office, ID (ids, 0), "status", "marked-up");
}

static void
test_delete (Office        *office,
             gconstpointer  data)
{
  g_autoptr (GArray) ids = add_letters (office);
  g_autoptr (EoBulk) bulk = eo_bulk_new (&eo_letter_kind, ids);
  g_autoptr (EoQuery) query = eo_query_new (&eo_letter_kind);
  g_autoptr (EoUndo) way_back = NULL;
  g_autoptr (GError) error = NULL;

  eo_query_set_match (query, "Letter");
  eo_bulk_set_delete (bulk);
  way_back = run (office, bulk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (eo_store_count (office->store, query), ==, 0);
  g_assert_true (undo (office, way_back, &error));
  g_assert_cmpint (eo_store_count (office->store, query), ==, 5);
}

/* A reply goes with its letter: chosen together, both are there, and both come back. */
static void
test_along (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "A road", "received_on", "2026-09-01", NULL);
  g_autofree char *answered = g_strdup_printf ("#%" G_GINT64_FORMAT, letter->id);
  g_autoptr (EoRecord) reply = office_add (office, "letter", "direction", "outgoing", "subject", "The road", "received_on",
                                           "2026-09-02", "answers", answered, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EoBulk) bulk = NULL;
  g_autoptr (EoUndo) way_back = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, letter->id);
  g_array_append_val (ids, reply->id);
  assert_field (office, letter->id, "status", "drafting");
  bulk = eo_bulk_new (&eo_letter_kind, ids);
  eo_bulk_set_step (bulk, "quality-check");
  way_back = run (office, bulk, &error);
  g_assert_no_error (error);
  assert_field (office, letter->id, "status", "quality-check");
  assert_field (office, reply->id, "status", "quality-check");
  g_assert_true (undo (office, way_back, &error));
  assert_field (office, letter->id, "status", "drafting");
  assert_field (office, reply->id, "status", "drafting");
}

/* A second person who thought better of it leaves the step where it was: with the first. */
static void
test_second_person (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) one = office_add (office, "person", "name", "Ms T. Dlamini", NULL);
  g_autoptr (EoRecord) other = office_add (office, "person", "name", "Mr S. Mthembu", NULL);
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EoBulk) bulk = NULL;
  g_autoptr (EoUndo) way_back = NULL;
  g_autoptr (GError) error = NULL;

  eo_store_act_as (office->store, "Ms T. Dlamini", &error);
  letter = office_add (office, "letter", "subject", "A road", "received_on", "2026-09-01", "instruction", "None", NULL);
  g_assert_true (take_step (office, letter->id, "no-reply-asked", &error));
  g_assert_false (take_step (office, letter->id, "no-reply", &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  g_clear_error (&error);

  eo_store_act_as (office->store, "Mr S. Mthembu", &error);
  g_array_append_val (ids, letter->id);
  bulk = eo_bulk_new (&eo_letter_kind, ids);
  eo_bulk_set_step (bulk, "no-reply");
  way_back = run (office, bulk, &error);
  g_assert_no_error (error);
  g_assert_true (undo (office, way_back, &error));

  eo_store_act_as (office->store, "Ms T. Dlamini", &error);
  g_assert_false (take_step (office, letter->id, "no-reply", &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  assert_field (office, letter->id, "status", "no-reply-asked");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/bulk/fields", test_fields);
  office_test ("/bulk/step", test_step);
  office_test ("/bulk/delete", test_delete);
  office_test ("/bulk/along", test_along);
  office_test ("/bulk/second-person", test_second_person);
  return g_test_run ();
}
