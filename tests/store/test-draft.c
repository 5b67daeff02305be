/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/eo-draft.h"
#include "store/eo-link.h"

#define LETTER (eo_kind_lookup ("letter"))

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gint64
keep (Office   *office,
      gint64    id,
      EoRecord *record)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  eo_store_keep_draft_async (office->store, id, record, on_kept, &done);
  /* The values are taken at once. */
  eo_record_set_text (record, "notes", "typed after", NULL);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);
  id = eo_store_keep_draft_finish (office->store, done, &error);
  g_assert_no_error (error);

  return id;
}

typedef struct
{
  gint64      id;
  EoRecord   *record;
  const char *bytes;
} Work;

static gboolean
write_attach (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Work *work = data;
  g_autoptr (GBytes) bytes = g_bytes_new (work->bytes, strlen (work->bytes));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.pdf");

  return eo_writer_draft_attach (writer, &work->id, work->record, source, error);
}

static gboolean
write_take (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Work *work = data;

  return eo_writer_save (writer, work->record, error) && eo_writer_take_draft (writer, work->id, work->record, error);
}

static gboolean
write_discard (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return eo_writer_discard_draft (writer, ((Work *) data)->id, error);
}

static guint
count_drafts (Office *office)
{
  g_autoptr (GPtrArray) drafts = eo_store_get_drafts (office->store);

  return drafts->len;
}

/* Every field comes back, after a restart too. */
static void
test_new (Office        *office,
          gconstpointer  data)
{
  g_autoptr (EoRecord) org = office_add (office, "organisation", "name", "Forum \"A\" \\ \n", NULL);
  g_autoptr (EoRecord) record = eo_record_new (LETTER);
  g_autoptr (EoRecord) expected = NULL;
  g_autoptr (EoRecord) opened = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  const EoDraft *draft;
  gint64 id;

  eo_record_set_text (record, "subject", "Half a \"subject\" \\ – Zoë 🎉", NULL);
  eo_record_set_text (record, "direction", "outgoing", NULL);
  eo_record_set_text (record, "classification", "secret", NULL);
  eo_record_set_link (record, eo_kind_find_field (LETTER, "correspondent"), org->id, eo_record_get_title (org));
  expected = eo_record_copy (record);

  id = keep (office, 0, record);
  g_assert_cmpint (id, >, 0);
  office_close (office);
  office_open (office);

  drafts = eo_store_get_drafts (office->store);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpint (draft->id, ==, id);
  g_assert_true (draft->kind == LETTER);
  g_assert_cmpstr (draft->title, ==, eo_record_get_title (expected));
  opened = eo_store_open_draft (office->store, id, &error);
  g_assert_no_error (error);
  g_assert_true (eo_record_same_fields (opened, expected));
  g_assert_cmpint (opened->id, ==, 0);
}

static void
test_again (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) record = eo_record_new (LETTER);
  g_autoptr (EoRecord) opened = NULL;
  Work work = { 0 };
  gint64 first, id;

  eo_record_set_text (record, "subject", "one", NULL);
  first = id = keep (office, 0, record);
  eo_record_set_text (record, "subject", "two", NULL);
  g_assert_cmpint (keep (office, id, record), ==, id);
  g_assert_cmpuint (count_drafts (office), ==, 1);
  opened = eo_store_open_draft (office->store, id, NULL);
  g_assert_cmpstr (eo_record_get_title (opened), ==, "two");

  work.id = id;
  g_assert_true (eo_store_write (office->store, write_discard, &work, NULL));
  g_assert_cmpuint (count_drafts (office), ==, 0);
  g_assert_null (eo_store_open_draft (office->store, id, NULL));

  /* A number is never drawn twice: documents hang on it. */
  g_assert_cmpint (keep (office, 0, record), >, first);
}

/* Saving what was typed on an older version says so. */
static void
test_of_saved (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "first", "received_on", "2026-01-02", NULL);
  g_autoptr (EoRecord) typed = eo_record_copy (letter);
  g_autoptr (EoRecord) opened = NULL;
  g_autoptr (EoDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  eo_record_set_text (typed, "subject", "typed", NULL);
  id = keep (office, 0, typed);
  eo_record_set_text (letter, "subject", "theirs", NULL);
  g_assert_true (eo_store_save (office->store, letter, NULL));

  draft = eo_store_get_draft_of (office->store, LETTER, letter->id);
  g_assert_nonnull (draft);
  g_assert_cmpint (draft->id, ==, id);
  g_assert_cmpint (draft->version, ==, 1);
  g_assert_null (eo_store_get_draft_of (office->store, LETTER, letter->id + 1));

  opened = eo_store_open_draft (office->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (eo_record_get_title (opened), ==, "typed");
  g_assert_false (eo_store_save (office->store, opened, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
}

static void
test_documents (Office        *office,
                gconstpointer  data)
{
  g_autoptr (EoRecord) record = eo_record_new (LETTER);
  g_autoptr (GPtrArray) held = NULL;
  g_autoptr (GPtrArray) hung = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  Work work = { 0, record, "first" };

  g_assert_true (eo_store_write (office->store, write_attach, &work, NULL));
  work.bytes = "second";
  g_assert_true (eo_store_write (office->store, write_attach, &work, NULL));
  g_assert_cmpuint (count_drafts (office), ==, 1);
  held = eo_store_get_draft_attachments (office->store, work.id);
  g_assert_cmpuint (held->len, ==, 2);

  /* Not saved: nothing moves. */
  g_assert_false (eo_store_write (office->store, write_take, &work, NULL));
  g_assert_cmpuint (count_drafts (office), ==, 1);

  eo_record_set_text (record, "subject", "Done", NULL);
  g_assert_true (eo_store_write (office->store, write_take, &work, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_drafts (office), ==, 0);
  hung = eo_store_get_attachments (office->store, LETTER, record->id);
  g_assert_cmpuint (hung->len, ==, 2);
  history = eo_store_get_history (office->store, LETTER, record->id, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpstr (((EoHistoryEntry *) g_ptr_array_index (history, 0))->action, ==, "attached");
}

/* What was only in the draft goes with it; what hangs elsewhere too stays. */
static void
test_discard (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) record = eo_record_new (LETTER);
  g_autoptr (EoRecord) other = eo_record_new (LETTER);
  Work work = { 0, record, "shared" };
  Work shared = { 0, other, "shared" };
  g_autoptr (GPtrArray) held = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kept, dropped;
  int fd;

  g_assert_true (eo_store_write (office->store, write_attach, &work, NULL));
  g_assert_true (eo_store_write (office->store, write_attach, &shared, NULL));
  work.bytes = "only here";
  g_assert_true (eo_store_write (office->store, write_attach, &work, NULL));
  held = eo_store_get_draft_attachments (office->store, work.id);
  kept = ((EoAttachment *) g_ptr_array_index (held, 0))->document;
  dropped = ((EoAttachment *) g_ptr_array_index (held, 1))->document;

  g_assert_true (eo_store_write (office->store, write_discard, &work, &error));
  g_assert_no_error (error);
  fd = eo_store_open_document (office->store, kept, &error);
  g_assert_no_error (error);
  close (fd);
  g_assert_cmpint (eo_store_open_document (office->store, dropped, &error), ==, -1);
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
}

typedef struct
{
  EoRecord   *from;
  EoRecord   *to;
  const char *role;
  gint64      tie;
} Tie;

static gboolean
write_tie (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Tie *tie = data;

  return eo_writer_tie (writer, eo_record_get_kind (tie->from), tie->from->id, eo_record_get_kind (tie->to),
                        tie->to->id, tie->role, error);
}

static gboolean
write_untie (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  return eo_writer_untie (writer, ((Tie *) data)->tie, error);
}

static GPtrArray *
ties_of (Office   *office,
         EoRecord *record)
{
  return eo_store_get_ties (office->store, eo_record_get_kind (record), record->id);
}

static void
test_ties (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Road", "received_on", "2026-01-02", NULL);
  g_autoptr (EoRecord) reply = office_add (office, "letter", "subject", "Reply", "received_on", "2026-01-03",
                                           "direction", "outgoing", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Zoë", NULL);
  g_autoptr (GPtrArray) ties = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  Tie one = { reply, letter, "reply to" };
  Tie two = { reply, person, NULL };
  Tie self = { reply, reply, NULL };
  EoTie *tie;

  g_assert_true (eo_store_write (office->store, write_tie, &one, &error));
  g_assert_no_error (error);
  g_assert_true (eo_store_write (office->store, write_tie, &one, &error));
  g_assert_true (eo_store_write (office->store, write_tie, &two, &error));
  g_assert_false (eo_store_write (office->store, write_tie, &self, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);

  ties = ties_of (office, reply);
  g_assert_cmpuint (ties->len, ==, 2);
  tie = g_ptr_array_index (ties, 0);
  g_assert_true (tie->outgoing && tie->kind == LETTER);
  g_assert_cmpint (tie->record, ==, letter->id);
  g_assert_cmpstr (tie->reference, ==, letter->reference);
  g_assert_cmpstr (tie->title, ==, "Road");
  g_assert_cmpstr (tie->role, ==, "reply to");
  back = ties_of (office, letter);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_false (((EoTie *) g_ptr_array_index (back, 0))->outgoing);

  one.tie = tie->id;
  g_assert_true (eo_store_write (office->store, write_untie, &one, NULL));
  g_assert_false (eo_store_write (office->store, write_untie, &one, NULL));
  none = ties_of (office, letter);
  g_assert_cmpuint (none->len, ==, 0);
  history = eo_store_get_history (office->store, LETTER, letter->id, NULL);
  g_assert_cmpstr (((EoHistoryEntry *) g_ptr_array_index (history, 0))->action, ==, "untied");
  g_assert_cmpstr (((EoHistoryEntry *) g_ptr_array_index (history, 1))->action, ==, "tied");
}

static void
test_ties_to_deleted (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Road", "received_on", "2026-01-02", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Zoë", NULL);
  g_autoptr (GPtrArray) ties = NULL;
  g_autoptr (GError) error = NULL;
  Tie one = { letter, person, NULL };

  g_assert_true (eo_store_write (office->store, write_tie, &one, NULL));
  eo_store_delete_async (office->store, eo_kind_lookup ("person"), person->id, FALSE, NULL, NULL, NULL);
  g_assert_false (eo_store_write (office->store, write_tie, &one, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  ties = ties_of (office, letter);
  g_assert_cmpuint (ties->len, ==, 0);
}

static void
test_actions (Office        *office,
              gconstpointer  data)
{
  static const struct { const char *task, *due; } tasks[] = {
    { "undated", "" }, { "late", "2026-01-02" }, { "later", "2026-03-02" },
  };
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Road", "received_on", "2026-01-02", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);
  g_autoptr (GPtrArray) actions = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    g_object_unref (office_add (office, "action", "task", tasks[i].task, "due", tasks[i].due, "about_kind", "letter",
                                "about_id", id, NULL));
  g_object_unref (office_add (office, "action", "task", "other", "about_kind", "person", "about_id", id, NULL));

  actions = eo_store_get_actions (office->store, LETTER, letter->id);
  g_assert_cmpuint (actions->len, ==, 3);
  g_assert_cmpstr (eo_record_get_title (g_ptr_array_index (actions, 0)), ==, "late");
  g_assert_cmpstr (eo_record_get_title (g_ptr_array_index (actions, 2)), ==, "undated");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/draft/new", test_new);
  office_test ("/draft/again", test_again);
  office_test ("/draft/of-saved", test_of_saved);
  office_test ("/draft/documents", test_documents);
  office_test ("/draft/discard", test_discard);
  office_test ("/link/ties", test_ties);
  office_test ("/link/deleted", test_ties_to_deleted);
  office_test ("/link/actions", test_actions);
  return g_test_run ();
}
