/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/stat.h>

#include "../store/store-fixture.h"
#include "exchange/eo-intake.h"
#include "store/eo-draft.h"
#include "store/eo-link.h"

#define LETTER (eo_kind_lookup ("letter"))

#define wait_for(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
      if (!g_main_context_iteration (NULL, FALSE)) \
        g_usleep (1000); \
    g_assert_true (condition); \
  } G_STMT_END

static char *
make_file (Office     *office,
           const char *name,
           const char *contents)
{
  char *path = g_build_filename (office->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static EoIntakeItem *
add (Office     *office,
     const char *name)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);

  return eo_intake_add_path (eo_intake_get_for_store (office->store), path, "drop");
}

static gboolean
is_settled (EoIntakeItem *item)
{
  return item->state != EO_INTAKE_WAITING && item->state != EO_INTAKE_STORING
         && (item->draft == 0 || item->document != 0);
}

/* A file of these contents, taken in. */
static EoIntakeItem *
take (Office     *office,
      const char *name,
      const char *contents)
{
  g_autofree char *path = make_file (office, name, contents);
  EoIntakeItem *item = add (office, name);

  wait_for (is_settled (item));
  return item;
}

typedef struct
{
  EoRecord *record;
  gint64    draft;
} Registering;

static gboolean
write_registering (EoWriter  *writer,
                   gpointer   data,
                   GError   **error)
{
  Registering *registering = data;

  return eo_writer_save (writer, registering->record, error)
         && eo_writer_take_draft (writer, registering->draft, registering->record, error);
}

static EoRecord *
try_register (Office        *office,
              EoIntakeItem  *item,
              GError       **error)
{
  Registering registering = { eo_store_open_draft (office->store, item->draft, NULL), item->draft };

  if (registering.record == NULL)
    registering.record = eo_record_new (LETTER);
  eo_record_set_text (registering.record, "subject", item->name, NULL);
  if (eo_store_write (office->store, write_registering, &registering, error))
    return registering.record;
  g_object_unref (registering.record);
  return NULL;
}

static EoRecord *
register_item (Office       *office,
               EoIntakeItem *item)
{
  g_autoptr (GError) error = NULL;
  EoRecord *record = try_register (office, item, &error);

  g_assert_no_error (error);
  return record;
}

/* Every file has a plain outcome: it is in the office, with its document, or it says why not. */
static void
test_outcomes (Office        *office,
               gconstpointer  data)
{
  EoIntake *intake = eo_intake_get_for_store (office->store);
  g_autofree char *odd = make_file (office, "two\nlines.txt", "odd");
  g_autofree char *empty = make_file (office, "empty.pdf", "");
  g_autofree char *pipe = g_build_filename (office->folder, "pipe", NULL);
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://nowhere.example/letter.pdf");
  EoIntakeItem *item;
  const struct
  {
    const char *name;
    gboolean    taken;
  } cases[] = { { "two\nlines.txt", TRUE }, { "empty.pdf", FALSE }, { "pipe", FALSE }, { "gone.pdf", FALSE }, { ".", FALSE } };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      item = add (office, cases[i].name);
      wait_for (is_settled (item));
      g_assert_null (strchr (item->name, '\n'));
      g_assert_cmpint (item->draft != 0, ==, cases[i].taken);
      g_assert_cmpint (item->state == EO_INTAKE_ATTENTION, ==, !cases[i].taken);
      g_assert_cmpint (*item->why == '\0', ==, cases[i].taken);
    }
  eo_intake_add_files (intake, &remote, 1, "drop");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (intake)), ==, G_N_ELEMENTS (cases) + 1);
  g_assert_cmpuint (eo_store_count_unregistered (office->store, LETTER), ==, 1);

  /* What was not there is, the second time; what is not wanted goes. */
  item = add (office, "late.txt");
  wait_for (item->state == EO_INTAKE_ATTENTION);
  g_free (make_file (office, "late.txt", "late"));
  eo_intake_retry (intake, item);
  wait_for (eo_intake_item_is_open (item));
  g_assert_cmpuint (eo_store_count_unregistered (office->store, LETTER), ==, 2);
  eo_intake_remove (intake, item);
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (intake)) == G_N_ELEMENTS (cases) + 1);
  g_assert_cmpuint (eo_store_count_unregistered (office->store, LETTER), ==, 1);
}

/* What is stopped before its turn leaves nothing behind, and files that wait are there after a restart. */
static void
test_restart (Office        *office,
              gconstpointer  data)
{
  g_autofree char *first = make_file (office, "first.txt", "first");
  g_autofree char *second = make_file (office, "second.txt", "second");
  EoIntake *intake = eo_intake_get_for_store (office->store);
  EoIntakeItem *one = add (office, "first.txt");
  EoIntakeItem *two = add (office, "second.txt");
  g_autoptr (EoIntakeItem) again = NULL;

  eo_intake_stop (intake, two);
  g_assert_cmpint (two->state, ==, EO_INTAKE_ATTENTION);
  wait_for (is_settled (one));
  g_assert_cmpuint (eo_store_count_unregistered (office->store, LETTER), ==, 1);

  office_close (office);
  office_open (office);
  intake = eo_intake_get_for_store (office->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (intake)), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (intake), 0);
  g_assert_cmpstr (again->name, ==, "first.txt");
  g_assert_true (eo_intake_item_is_open (again));
}

static gboolean
write_delete (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_writer_delete (writer, LETTER, *(gint64 *) data, error);
}

static gboolean
has_tie (Office   *office,
         EoRecord *record,
         EoRecord *to)
{
  g_autoptr (GPtrArray) ties = eo_store_get_ties (office->store, LETTER, record->id);

  return ties->len == 1 && ((EoTie *) ties->pdata[0])->record == to->id;
}

/* The same bytes: while they wait, once they are registered, deleted; and what the clerk decides. */
static void
test_doubles (Office        *office,
              gconstpointer  data)
{
  EoIntake *intake = eo_intake_get_for_store (office->store);
  EoIntakeItem *first = take (office, "first.txt", "the same");
  EoIntakeItem *second = take (office, "second.txt", "the same");
  g_autoptr (EoRecord) one = NULL;
  g_autoptr (EoRecord) two = NULL;
  g_autoptr (EoRecord) three = NULL;
  g_autoptr (EoRecord) none = NULL;
  g_autoptr (GError) error = NULL;
  EoIntakeItem *third;

  wait_for (second->state == EO_INTAKE_SAME);
  g_assert_cmpint (second->first.same, ==, EO_SAME_WAITING);
  g_assert_cmpstr (second->first.name, ==, "first.txt");
  g_assert_cmpint (first->state, !=, EO_INTAKE_SAME);

  /* Two clerks: the second is told, and nothing is registered twice by itself. */
  one = register_item (office, first);
  none = try_register (office, second, &error);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, one->reference));
  g_clear_error (&error);
  none = try_register (office, first, &error);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_clear_error (&error);
  wait_for (first->state == EO_INTAKE_DONE);
  g_assert_cmpstr (first->reference, ==, one->reference);
  wait_for (second->first.same == EO_SAME_REGISTERED);
  g_assert_cmpint (second->first.record, ==, one->id);

  eo_intake_decide (intake, second, TRUE);
  wait_for (second->state != EO_INTAKE_SAME);
  two = register_item (office, second);
  g_assert_true (has_tie (office, two, one));

  /* Deleted ones are known too. */
  g_assert_true (eo_store_write (office->store, write_delete, &one->id, NULL));
  g_assert_true (eo_store_write (office->store, write_delete, &two->id, NULL));
  third = take (office, "third.txt", "the same");
  wait_for (third->state == EO_INTAKE_SAME);
  g_assert_cmpint (third->first.same, ==, EO_SAME_DELETED);
  g_assert_cmpstr (third->first.name, ==, one->reference);
  eo_intake_decide (intake, third, FALSE);
  wait_for (third->state != EO_INTAKE_SAME);
  three = register_item (office, third);
  g_assert_cmpstr (three->reference, !=, one->reference);
}

static EoIntakeItem *
first_of (EoIntake *intake)
{
  g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (intake), 0);

  return item;
}

/* What another desk takes in and registers is seen here. */
static void
test_two_desks (Office        *office,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) other = eo_store_open (office->path, EO_STORE_DEFAULT, &error);
  EoIntake *theirs = eo_intake_get_for_store (other);
  EoIntakeItem *mine = take (office, "scan.txt", "scan");
  g_autoptr (EoRecord) letter = NULL;

  g_assert_no_error (error);
  wait_for (first_of (theirs) != NULL);
  g_assert_cmpint (first_of (theirs)->draft, ==, mine->draft);
  letter = register_item (office, mine);
  wait_for (first_of (theirs)->state == EO_INTAKE_DONE);
  g_assert_cmpstr (first_of (theirs)->reference, ==, letter->reference);
  eo_store_close (other);
}

#define MESSAGE "From: Thandi Nkosi <thandi@example.org>\nSubject: Road at Ndwedwe\nMessage-ID: <1@example.org>\n" \
  "Date: Mon, 2 Nov 2026 10:00:00 +0200\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nText\n" \
  "--x\nContent-Disposition: attachment; filename=list.txt\n\nlist\n--x--\n"

/* A message fills its form; the same one is known by its id whatever its file, and may be kept as a document. */
static void
test_message (Office        *office,
              gconstpointer  data)
{
  EoIntake *intake = eo_intake_get_for_store (office->store);
  EoIntakeItem *first = take (office, "road.eml", MESSAGE);
  EoIntakeItem *second = take (office, "again.eml", MESSAGE "\n");
  g_autoptr (EoRecord) record = eo_store_open_draft (office->store, first->draft, NULL);
  g_autoptr (GPtrArray) documents = eo_store_get_draft_attachments (office->store, first->draft);
  g_autoptr (EoRecord) letter = NULL;
  EoIntakeItem *third;

  g_assert_cmpstr (first->source, ==, "drop");
  g_assert_cmpstr (eo_record_get_title (record), ==, "Road at Ndwedwe");
  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpint (second->state, ==, EO_INTAKE_SAME);
  g_assert_cmpint (second->draft, ==, 0);
  eo_intake_decide (intake, second, FALSE);
  wait_for (second->draft != 0 && second->document != 0);

  letter = register_item (office, first);
  third = take (office, "third.eml", MESSAGE);
  wait_for (third->state == EO_INTAKE_SAME);
  g_assert_cmpint (third->first.same, ==, EO_SAME_REGISTERED);
  g_assert_cmpstr (third->first.name, ==, letter->reference);
  g_assert_nonnull (strstr (third->why, letter->reference));
}

static EoIntakeItem *
take_answer (Office     *office,
             const char *id,
             const char *answers)
{
  g_autofree char *name = g_strconcat (id, ".eml", NULL);
  g_autofree char *text = g_strdup_printf ("From: Thandi Nkosi <thandi@example.org>\nSubject: %s\nMessage-ID: <%s@example.org>\n"
                                           "In-Reply-To: <%s@example.org>\n\nText\n", id, id, answers);

  return take (office, name, text);
}

static gint64
thread_of (EoRecord *letter)
{
  return eo_field_get_link (eo_kind_find_field (LETTER, "thread"), letter)->id;
}

/* A message that answers one: proposed in its form where that is registered, and left out where the clerk takes it out;
 * found when it is registered, where both waited. */
static void
test_answers (Office        *office,
              gconstpointer  data)
{
  EoIntakeItem *first = take_answer (office, "first", "none");
  EoIntakeItem *second = take_answer (office, "second", "first");
  g_autoptr (EoRecord) proposed = NULL;
  g_autoptr (EoRecord) one = NULL;
  g_autoptr (EoRecord) two = NULL;
  g_autoptr (EoRecord) four = NULL;
  EoIntakeItem *third, *fourth;
  Registering alone;

  one = register_item (office, first);
  two = register_item (office, second);
  g_assert_cmpint (thread_of (two), ==, one->id);

  third = take_answer (office, "third", "second");
  proposed = eo_store_open_draft (office->store, third->draft, NULL);
  g_assert_cmpint (thread_of (proposed), ==, two->id);

  fourth = take_answer (office, "fourth", "second");
  four = eo_store_open_draft (office->store, fourth->draft, NULL);
  eo_record_set_text (four, "thread", "", NULL);
  alone = (Registering) { four, fourth->draft };
  g_assert_true (eo_store_write (office->store, write_registering, &alone, NULL));
  g_assert_cmpint (thread_of (four), ==, 0);
}

/* Every file that somebody made to break programs is in the office, whole, or says why not. */
static void
test_hostile (Office        *office,
              gconstpointer  data)
{
  const char *test_data = g_getenv ("EXECOFFICE_TEST_DATA");
  g_autofree char *folder = g_build_filename (test_data != NULL ? test_data : "", "hostile", "pdf", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  EoIntake *intake = eo_intake_get_for_store (office->store);
  guint n = 0, taken = 0;
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no test data");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      eo_intake_add_path (intake, path, "drop");
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (intake));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (intake), i);

      wait_for (is_settled (item));
      g_assert_cmpint (item->draft != 0, ==, item->state != EO_INTAKE_ATTENTION);
      g_assert_cmpint (*item->why == '\0', ==, item->draft != 0);
      taken += item->draft != 0;
    }
  g_test_message ("%u files, %u taken", n, taken);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (taken, >, 0);
  g_assert_cmpuint (eo_store_count_unregistered (office->store, LETTER), ==, taken);
}

/* Two hundred files at once: the main thread is never kept busy for long. */
static void
test_many (Office        *office,
           gconstpointer  data)
{
  EoIntake *intake = eo_intake_get_for_store (office->store);
  gint64 longest = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%03u.txt", i);
      g_autofree char *path = make_file (office, name, name);

      eo_intake_add_path (intake, path, "drop");
    }
  while (eo_store_count_unregistered (office->store, LETTER) < 200)
    {
      gint64 start = g_get_monotonic_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
      else
        longest = MAX (longest, g_get_monotonic_time () - start);
    }
  g_test_message ("longest turn of the main loop: %.1f ms", longest / 1000.0);
  g_assert_cmpint (longest, <, 250 * 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/intake/outcomes", test_outcomes);
  office_test ("/intake/restart", test_restart);
  office_test ("/intake/doubles", test_doubles);
  office_test ("/intake/two-desks", test_two_desks);
  office_test ("/intake/message", test_message);
  office_test ("/intake/answers", test_answers);
  office_test ("/intake/hostile", test_hostile);
  office_test ("/intake/many", test_many);
  return g_test_run ();
}
