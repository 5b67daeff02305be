/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sections/correspondence/eo-letter.h"
#include "store/eo-attachment.h"
#include "store/eo-link.h"
#include "store/eo-own-filter.h"
#include "store/eo-split.h"
#include "store-fixture.h"

/* Letters of two matters, letters that follow one another, and filters of one's own. */

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

static EoLetter *
get (Office *office,
     gint64  id)
{
  g_autoptr (GError) error = NULL;
  EoRecord *record = eo_store_get (office->store, &eo_letter_kind, id, &error);

  g_assert_no_error (error);
  return EO_LETTER (record);
}

static gboolean
attach (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a scan", 6);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.txt");

  return eo_writer_attach (writer, &eo_letter_kind, *(gint64 *) data, source, NULL, error);
}

static void
test_split (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) first = office_add (office, "letter", "subject", "A road and a hall", "received_on", "2026-09-15",
                                           "correspondent", "Ndwedwe Residents’ Forum", "their_reference", "NRF/12",
                                           "assigned_to", "Sipho Mthembu", "classification", "restricted", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (EoLetter) second = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) ties = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (eo_store_write (office->store, attach, &first->id, &error));
  eo_store_split_async (office->store, &eo_letter_kind, first->id, NULL, on_done, &result);
  wait_for (&result);
  id = eo_store_split_finish (office->store, result, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, first->id);

  second = get (office, id);
  g_assert_cmpstr (EO_RECORD (second)->reference, !=, first->reference);
  g_assert_true (g_str_has_prefix (EO_RECORD (second)->reference, "IN/"));
  g_assert_cmpint (EO_RECORD (second)->classification, ==, EO_RESTRICTED);
  g_assert_cmpint (second->correspondent.id, ==, forum->id);
  g_assert_cmpstr (second->received_on.iso, ==, "2026-09-15");
  g_assert_cmpstr (second->their_reference, ==, "NRF/12");
  g_assert_cmpint (second->assigned_to.id, ==, 0); /* nobody has decided about the second matter yet */
  g_assert_cmpint (second->status, ==, EO_LETTER_REGISTERED);
  documents = eo_store_get_attachments (office->store, &eo_letter_kind, id);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpstr (((EoAttachment *) g_ptr_array_index (documents, 0))->name, ==, "scan.txt");
  ties = eo_store_get_ties (office->store, &eo_letter_kind, first->id);
  g_assert_cmpuint (ties->len, ==, 1);
  g_assert_cmpint (((EoTie *) g_ptr_array_index (ties, 0))->record, ==, id);
  g_assert_cmpstr (((EoTie *) g_ptr_array_index (ties, 0))->role, ==, "split from");

  eo_store_undo_async (office->store, undo, NULL, on_done, &undone);
  wait_for (&undone);
  g_assert_true (eo_store_undo_finish (office->store, undone, &error));
  g_clear_object (&second);
  second = get (office, id);
  g_assert_cmpstr (EO_RECORD (second)->deleted_at.iso, !=, "");
}

static void
follow (Office     *office,
        EoRecord   *letter,
        EoRecord   *earlier,
        GError    **error)
{
  g_autoptr (EoRecord) record = EO_RECORD (get (office, letter->id));

  eo_record_set_link (record, eo_kind_find_field (&eo_letter_kind, "thread"), earlier->id, "");
  eo_store_save (office->store, record, error);
}

static void
assert_follows (Office   *office,
                EoRecord *letter,
                EoRecord *first)
{
  g_autoptr (EoLetter) stored = get (office, letter->id);

  g_assert_cmpint (stored->thread.id, ==, first != NULL ? first->id : 0);
}

/* Whatever one follows, all name the first of them. */
static void
test_thread (Office        *office,
             gconstpointer  data)
{
  EoRecord *letters[5];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    letters[i] = office_add (office, "letter", "subject", "A road", "received_on", "2026-09-15", NULL);

  follow (office, letters[1], letters[0], &error);
  follow (office, letters[2], letters[1], &error); /* through the second, the first */
  g_assert_no_error (error);
  assert_follows (office, letters[2], letters[0]);

  follow (office, letters[4], letters[3], &error); /* another thread … */
  follow (office, letters[3], letters[2], &error); /* … which turns out to be the same matter */
  g_assert_no_error (error);
  assert_follows (office, letters[3], letters[0]);
  assert_follows (office, letters[4], letters[0]);

  follow (office, letters[0], letters[4], &error);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  assert_follows (office, letters[0], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_object_unref (letters[i]);
}

static gboolean
keep (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  return eo_writer_keep_own_filter (writer, &eo_letter_kind, data, "open", "road", NULL, error);
}

static void
test_own_filters (Office        *office,
                  gconstpointer  data)
{
  static const struct { const char *name; gboolean taken; } cases[] = {
    { "Roads", TRUE }, { "  Halls ", TRUE }, { "Roads", FALSE }, { "", FALSE }, { "   ", FALSE }, { "overdue", FALSE },
  };
  g_autoptr (GPtrArray) filters = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_cmpint (eo_store_write (office->store, keep, (gpointer) cases[i].name, &failure), ==, cases[i].taken);
      if (!cases[i].taken)
        g_assert_error (failure, EO_ERROR, EO_ERROR_INVALID);
    }
  filters = eo_store_get_own_filters (office->store, &eo_letter_kind);
  g_assert_cmpuint (filters->len, ==, 2);
  g_assert_cmpstr (((EoOwnFilter *) g_ptr_array_index (filters, 0))->name, ==, "Halls");
  g_assert_cmpstr (((EoOwnFilter *) g_ptr_array_index (filters, 1))->text, ==, "road");

  /* Another's are another's. */
  {
    g_autoptr (EoRecord) person = office_add (office, "person", "name", "Ms T. Dlamini", NULL);
    g_autoptr (GPtrArray) others = NULL;

    eo_store_act_as (office->store, "Ms T. Dlamini", &error);
    g_assert_no_error (error);
    others = eo_store_get_own_filters (office->store, &eo_letter_kind);
    g_assert_cmpuint (others->len, ==, 0);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/matter/split", test_split);
  office_test ("/matter/thread", test_thread);
  office_test ("/matter/own-filters", test_own_filters);
  return g_test_run ();
}
