/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/eo-intake.h"
#include "exchange/eo-scan-folder.h"
#include "exchange/eo-scan-look.h"
#include "fault-fixture.h"
#include "small-disk.h"
#include "store/eo-draft.h"

/* Files on their way into the office when the disk is full, when they vanish, when two desks have the same. */

#define LETTER (eo_kind_lookup ("letter"))
#define BYTES  (1536 * 1024)
#define ROUNDS 12

#define wait_for(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
      if (!g_main_context_iteration (NULL, FALSE)) \
        g_usleep (1000); \
    g_assert_true (condition); \
  } G_STMT_END

static EoStore *
open_office (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  EoStore *store = eo_store_open (desk->office, EO_STORE_CREATE, &error);

  g_assert_no_error (error);
  return store;
}

/* Bytes that no other file has. */
static char *
make_scan (const char *folder,
           const char *name,
           gsize       n_bytes)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = g_malloc (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (char) g_random_int ();
  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  return path;
}

static gboolean
is_settled (EoIntakeItem *item)
{
  return item->state == EO_INTAKE_ATTENTION || (item->draft != 0 && item->document != 0);
}

static void
assert_stored (Desk   *desk,
               gint64  n)
{
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM draft"), ==, n);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, n);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM attachment WHERE kind = 'draft'"), ==, n);
  assert_clean (desk->office);
}

/* Not enough room for the copy in the office: told, nothing half-saved, and taken once there is room. */
static void
test_full_office (Desk          *desk,
                  gconstpointer  data)
{
  static const goffset rooms[] = { 0, 65536, 524288, 1048576, 1572864 };
  g_autofree char *outside = g_dir_make_tmp ("eo-scans-XXXXXX", NULL);
  g_autoptr (EoStore) store = NULL;
  EoIntake *intake;

  if (!small_disk_mount (desk->folder, 0))
    {
      g_test_skip ("only root may mount a small disk here");
      return;
    }
  store = open_office (desk);
  intake = eo_intake_get_for_store (store);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *path = make_scan (outside, "scan.bin", BYTES);
      g_autofree char *filler = small_disk_leave_room (desk->folder, rooms[i]);
      EoIntakeItem *item = eo_intake_add_path (intake, path, "scan");

      wait_for (is_settled (item));
      g_test_message ("room for %" G_GINT64_FORMAT " bytes: %s", (gint64) rooms[i], item->why);
      g_assert_cmpint (item->state, ==, EO_INTAKE_ATTENTION);
      g_assert_nonnull (strstr (item->why, "full"));
      g_assert_cmpint (g_remove (filler), ==, 0);
      assert_stored (desk, i);

      eo_intake_retry (intake, item);
      wait_for (is_settled (item));
      g_assert_cmpint (item->draft, !=, 0);
      assert_stored (desk, i + 1);
    }
  eo_store_close (store);
  umount (desk->folder);
  desk_remove (outside);
}

static gboolean
is_there (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The scan folder's own disk is full, so that what was taken cannot be moved: told, taken once, moved later. */
static void
test_full_folder (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (desk->folder, "scans", NULL);
  g_autofree char *done = g_build_filename (folder, EO_SCAN_DONE, NULL);
  g_autofree char *hidden = g_build_filename (folder, ".filler", NULL);
  g_autofree char *scan = NULL;
  g_autoptr (EoStore) store = NULL;
  g_autoptr (EoScanFolder) scans = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  if (!small_disk_mount (folder, 3)) /* no room for the folder that it is moved to */
    {
      g_test_skip ("only root may mount a small disk here");
      return;
    }
  scan = make_scan (folder, "scan.bin", BYTES);
  g_assert_true (g_file_set_contents_full (hidden, "full", 4, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  store = open_office (desk);
  scans = eo_scan_folder_new (store, folder);
  wait_for (eo_scan_folder_get_problem (scans) != NULL);
  g_test_message ("%s", eo_scan_folder_get_problem (scans));
  g_assert_nonnull (strstr (eo_scan_folder_get_problem (scans), "scan.bin"));
  g_assert_nonnull (strstr (eo_scan_folder_get_problem (scans), g_strerror (ENOSPC)));
  g_assert_true (is_there (folder, "scan.bin"));
  assert_stored (desk, 1);

  g_assert_cmpint (g_remove (hidden), ==, 0);
  wait_for (is_there (done, "scan.bin") && eo_scan_folder_get_problem (scans) == NULL);
  g_assert_false (is_there (folder, "scan.bin"));
  assert_stored (desk, 1);
  eo_scan_folder_stop (scans);
  eo_store_close (store);
  umount (folder);
}

/* Keeps the writer busy until it is told to go on. */
typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean go;
} Gate;

static gboolean
write_waiting (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static void
rest (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Between being opened and being stored, a file vanishes, grows, or is cut off. */
static void
test_vanished (Desk          *desk,
               gconstpointer  data)
{
  enum { VANISH, GROW, CUT, REPLACE };
  static const struct { int how; const char *words; } cases[] = {
    { VANISH, "taken away" }, { GROW, "changed while" }, { CUT, "changed while" }, { REPLACE, "taken away" },
  };
  g_autofree char *outside = g_dir_make_tmp ("eo-scans-XXXXXX", NULL);
  g_autoptr (EoStore) store = open_office (desk);
  EoIntake *intake = eo_intake_get_for_store (store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%u.bin", i);
      g_autofree char *path = make_scan (outside, name, BYTES);
      Gate gate = { .go = FALSE };
      EoIntakeItem *item;

      g_mutex_init (&gate.mutex);
      g_cond_init (&gate.cond);
      eo_store_write_async (store, write_waiting, &gate, NULL, NULL, NULL, NULL);
      item = eo_intake_add_path (intake, path, "drop");
      rest (300); /* it is open by now, and waits for the writer */
      g_assert_cmpint (item->state, ==, EO_INTAKE_STORING);
      if (cases[i].how == VANISH || cases[i].how == REPLACE)
        g_assert_cmpint (g_remove (path), ==, 0);
      if (cases[i].how == REPLACE)
        g_free (make_scan (outside, name, 100));
      if (cases[i].how == GROW || cases[i].how == CUT)
        g_assert_cmpint (truncate (path, cases[i].how == GROW ? BYTES + 1 : BYTES - 1), ==, 0);
      g_mutex_lock (&gate.mutex);
      gate.go = TRUE;
      g_cond_signal (&gate.cond);
      g_mutex_unlock (&gate.mutex);

      wait_for (is_settled (item));
      g_test_message ("%s", item->why);
      g_assert_cmpint (item->state, ==, EO_INTAKE_ATTENTION);
      g_assert_nonnull (strstr (item->why, cases[i].words));
      assert_stored (desk, 0);
      g_mutex_clear (&gate.mutex);
      g_cond_clear (&gate.cond);
    }
  eo_store_close (store);
  desk_remove (outside);
}

/* Processes */

typedef struct
{
  Desk       *desk;
  const char *path;
  Outcome     outcome;
} Clerk;

static gpointer
import_file (gpointer data)
{
  Clerk *clerk = data;

  clerk->outcome = desk_run (clerk->desk, "import", clerk->path, NULL);
  return NULL;
}

/* Two processes import the same file at once: one letter, which both are told, and no number is lost. */
static void
test_import_together (Desk          *desk,
                      gconstpointer  data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%u.txt", i);
      g_autofree char *path = desk_file (desk, name, name, -1);
      Clerk clerks[2] = { { .desk = desk, .path = path }, { .desk = desk, .path = path } };
      GThread *threads[2];

      for (guint j = 0; j < 2; j++)
        threads[j] = g_thread_new ("clerk", import_file, &clerks[j]);
      for (guint j = 0; j < 2; j++)
        g_thread_join (threads[j]);
      assert_done (clerks[0].outcome);
      assert_done (clerks[1].outcome);
      g_assert_cmpstr (clerks[0].outcome.out, ==, clerks[1].outcome.out);
      g_assert_true (strstr (clerks[0].outcome.err, "already") != NULL || strstr (clerks[1].outcome.err, "already") != NULL);
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, i + 1);
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM attachment"), ==, i + 1);
      for (guint j = 0; j < 2; j++)
        outcome_clear (&clerks[j].outcome);
    }
  g_assert_cmpint (desk_query (desk, "SELECT last FROM number_series WHERE series = 'IN'"), ==, ROUNDS);
  assert_clean (desk->office);
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
try_register (EoStore  *store,
              gint64    draft,
              GError  **error)
{
  g_autoptr (EoRecord) record = eo_store_open_draft (store, draft, error);
  Registering registering = { record, draft };

  if (record == NULL)
    return NULL;
  eo_record_set_text (record, "subject", "Registered at a desk", NULL);
  return eo_store_write (store, write_registering, &registering, error) ? g_steal_pointer (&record) : NULL;
}

/* test-intake --register OFFICE DRAFT: a desk of its own. Prints the reference, or why not. */
static int
run_desk (const char *office,
          const char *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = NULL;
  g_autoptr (EoRecord) record = NULL;

  eo_kinds_init ();
  store = eo_store_open (office, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  record = try_register (store, g_ascii_strtoll (draft, NULL, 10), &error);
  if (record != NULL)
    g_print ("%s\n", record->reference);
  else
    g_printerr ("%s\n", error->message);
  eo_store_close (store);
  return record != NULL ? 0 : 1;
}

static GSubprocess *
start_desk (Desk   *desk,
            gint64  draft)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, draft);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                           "/proc/self/exe", "--register", desk->office, number, NULL);

  g_assert_no_error (error);
  return process;
}

/* Two desks register the same file of the queue at once: one gets it, the other is told, and no number is lost. */
static void
test_register_together (Desk          *desk,
                        gconstpointer  data)
{
  g_autoptr (EoStore) store = open_office (desk);
  EoIntake *intake = eo_intake_get_for_store (store);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%u.txt", i);
      g_autofree char *path = desk_file (desk, name, name, -1);
      EoIntakeItem *item = eo_intake_add_path (intake, path, "drop");
      GSubprocess *desks[2];
      guint done = 0;

      wait_for (is_settled (item));
      for (guint j = 0; j < 2; j++)
        desks[j] = start_desk (desk, item->draft);
      for (guint j = 0; j < 2; j++)
        {
          g_autofree char *out = NULL;
          g_autofree char *err = NULL;

          g_assert_true (g_subprocess_communicate_utf8 (desks[j], NULL, NULL, &out, &err, NULL));
          g_assert_true (g_subprocess_get_if_exited (desks[j]));
          if (g_subprocess_get_exit_status (desks[j]) == 0)
            done++;
          else if (strstr (err, "meanwhile") == NULL && strstr (err, "not there any more") == NULL)
            g_error ("%s", err);
          g_object_unref (desks[j]);
        }
      g_assert_cmpuint (done, ==, 1);
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, i + 1);
    }
  eo_store_close (store);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM attachment WHERE kind = 'letter'"), ==, ROUNDS);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM draft"), ==, 0);
  g_assert_cmpint (desk_query (desk, "SELECT last FROM number_series WHERE series = 'IN'"), ==, ROUNDS);
  assert_clean (desk->office);
}

/* What a command printed, which went well. */
static char *
tell (Outcome outcome) /* (transfer full) */
{
  char *line = g_strdup (outcome.out);

  assert_done (outcome);
  outcome_clear (&outcome);
  return g_strchomp (line);
}

#define done(...) g_free (tell (desk_run (desk, __VA_ARGS__, NULL)))

/* A letter with @path, on a file that was disposed of and destroyed. */
static void
destroy (Desk        *desk,
         const char  *path,
         char       **letter,
         char       **disposal)
{
  g_autofree char *assignment = NULL;

  done ("add", "person", "name=N Dlamini");
  done ("add", "file", "number=8/1", "title=Tenders", "disposal=D5", "opened-on=2010-04-01");
  *letter = tell (desk_run (desk, "import", path, NULL));
  done ("set", "letter", *letter, "file=8/1");
  done ("step", "letter", *letter, "no-reply-asked", "instruction=Awarded");
  done ("--as", "N Dlamini", "step", "letter", *letter, "no-reply");
  done ("step", "file", "8/1", "closed", "closed-on=2015-03-31");
  *disposal = tell (desk_run (desk, "add", "disposal", "title=Yearly run", NULL));
  assignment = g_strconcat ("run=", *disposal, NULL);
  done ("set", "file", "8/1", assignment);
  done ("step", "disposal", *disposal, "submitted", "authority=D12/2026");
  done ("--as", "N Dlamini", "step", "disposal", *disposal, "approved");
  done ("step", "disposal", *disposal, "carried-out", "witness=T Mkhize");
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, 0);
}

/* Destroyed, and the same bytes come again: told with the certificate that says so, by the command and in the queue. */
static void
test_destroyed (Desk          *desk,
                gconstpointer  data)
{
  g_autofree char *path = desk_file (desk, "bid.txt", "The bid of 2014", -1);
  g_autofree char *letter = NULL;
  g_autofree char *disposal = NULL;
  g_auto (Outcome) again = { 0 };
  g_autoptr (EoStore) store = NULL;
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  EoIntakeItem *item;

  destroy (desk, path, &letter, &disposal);
  again = desk_run (desk, "import", path, NULL);
  assert_refused (again, 1, disposal);
  assert_refused (again, 1, letter);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, 0);

  store = open_office (desk);
  item = eo_intake_add_path (eo_intake_get_for_store (store), path, "scan");
  wait_for (item->state == EO_INTAKE_SAME);
  g_assert_cmpint (item->first.same, ==, EO_SAME_DESTROYED);
  g_assert_cmpstr (item->first.name, ==, letter);
  g_assert_cmpstr (item->first.run, ==, disposal);
  record = try_register (store, item->draft, &error);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, disposal));
  g_clear_error (&error);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, 1);

  eo_intake_decide (eo_intake_get_for_store (store), item, FALSE);
  wait_for (item->state != EO_INTAKE_SAME);
  record = try_register (store, item->draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, 1);
  eo_store_close (store);
  assert_clean (desk->office);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--register"))
    return run_desk (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/intake/full-office", test_full_office);
  desk_test ("/faults/intake/full-folder", test_full_folder);
  desk_test ("/faults/intake/vanished", test_vanished);
  desk_test ("/faults/intake/import-together", test_import_together);
  desk_test ("/faults/intake/register-together", test_register_together);
  desk_test ("/faults/intake/destroyed", test_destroyed);
  return g_test_run ();
}
