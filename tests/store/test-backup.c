/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store-fixture.h"
#include "store/eo-attachment.h"
#include "store/eo-backup.h"
#include "store/eo-search.h"

#define LETTER (eo_kind_lookup ("letter"))
#define MARK   "HERE-STANDS-THE-DOCUMENT"

static gboolean
write_scan (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  EoRecord *record = data;
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EoSource) source = NULL;

  memcpy (text + 100000, MARK, strlen (MARK));
  bytes = g_bytes_new (text, 200000);
  source = eo_source_new_for_bytes (bytes, "scan.txt");

  return eo_writer_attach (writer, LETTER, record->id, source, NULL, error);
}

static void
fill (Office *office)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Road number %u", i);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", subject, "received_on", "2026-01-02", NULL);
      g_autoptr (GError) error = NULL;

      if (i > 0)
        continue;
      eo_store_write (office->store, write_scan, letter, &error);
      g_assert_no_error (error);
    }
}

static gint64
count_letters (Office *office)
{
  g_autoptr (EoQuery) query = eo_query_new (LETTER);

  return eo_store_count (office->store, query);
}

static char *
beside (Office     *office,
        const char *name)
{
  return g_build_filename (office->folder, name, NULL);
}

/* The names of the office's folder that have @part in them. */
static guint
count_names (Office     *office,
             const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (office->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL ? 1 : 0;

  return n;
}

static void
assert_clean (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = eo_store_check (office->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
assert_fault (Office     *office,
              const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = eo_store_check (office->store, NULL, NULL, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    {
      g_test_message ("%s", (char *) g_ptr_array_index (faults, i));
      found = found || strstr (g_ptr_array_index (faults, i), part) != NULL;
    }
  g_assert_true (found);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_backup (Office        *office,
             gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");
  g_autoptr (GError) error = NULL;
  Office copy = { office->folder, path, NULL };
  double last = 0;
  struct stat status;

  fill (office);
  g_assert_true (eo_store_backup (office->store, path, on_progress, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-9);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_names (office, ".execoffice-"), ==, 0);
  g_assert_cmpuint (count_names (office, "copy.db-"), ==, 0);

  office_open (&copy);
  g_assert_cmpint (count_letters (&copy), ==, 20);
  assert_clean (&copy);
  office_close (&copy);

  g_assert_false (eo_store_backup (office->store, path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "copy.db"));
}

static void
cancel_soon (double   fraction,
             gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_backup_cancelled (Office        *office,
                       gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (office);
  g_assert_false (eo_store_backup (office->store, path, cancel_soon, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_names (office, "copy.db"), ==, 0);
  g_assert_cmpuint (count_names (office, ".execoffice-"), ==, 0);
}

static void
test_backup_nowhere (Office        *office,
                     gconstpointer  data)
{
  g_autofree char *path = beside (office, "no such folder/copy.db");
  g_autoptr (GError) error = NULL;

  g_assert_false (eo_store_backup (office->store, path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
}

static void
test_restore (Office        *office,
              gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");
  g_autofree char *kept = NULL;
  g_autoptr (EoRecord) extra = NULL;
  g_autoptr (GError) error = NULL;
  Office old = { office->folder, NULL, NULL };

  fill (office);
  g_assert_true (eo_store_backup (office->store, path, NULL, NULL, NULL, &error));
  extra = office_add (office, "letter", "subject", "After the backup", "received_on", "2026-01-02", NULL);

  /* Somebody works in it. */
  g_assert_false (eo_backup_restore (path, office->path, &kept, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
  g_assert_null (kept);
  g_clear_error (&error);
  g_assert_cmpint (count_letters (office), ==, 21);

  office_close (office);
  g_assert_true (eo_backup_restore (path, office->path, &kept, &error));
  g_assert_no_error (error);
  office_open (office);
  g_assert_cmpint (count_letters (office), ==, 20);
  assert_clean (office);

  g_assert_nonnull (strstr (kept, "/office-20"));
  g_assert_true (g_str_has_suffix (kept, ".db"));
  old.path = kept;
  office_open (&old);
  g_assert_cmpint (count_letters (&old), ==, 21);
  assert_clean (&old);
  /* It can be worked in again. */
  g_object_unref (office_add (&old, "letter", "subject", "more", "received_on", "2026-01-02", NULL));
  office_close (&old);
}

/* What a killed program left in the -wal is in what is kept, and in a backup taken of the file. */
static void
test_restore_unsettled (Office        *office,
                        gconstpointer  data)
{
  g_autofree char *copy = beside (office, "other.db");
  g_autofree char *copy_wal = beside (office, "other.db-wal");
  g_autofree char *wal = g_strconcat (office->path, "-wal", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  fill (office);
  g_assert_true (g_file_get_contents (office->path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, size, NULL));
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (wal, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  g_assert_true (g_file_set_contents (copy_wal, bytes, size, NULL));
  office_close (office);

  g_assert_true (eo_backup_restore (copy, office->path, &kept, &error));
  g_assert_no_error (error);
  office_open (office);
  g_assert_cmpint (count_letters (office), ==, 20);
  assert_clean (office);
}

static void
test_restore_where_none_was (Office        *office,
                             gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");
  g_autofree char *fresh = beside (office, "fresh.db");
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  Office other = { office->folder, fresh, NULL };

  fill (office);
  g_assert_true (eo_store_backup (office->store, path, NULL, NULL, NULL, &error));
  g_assert_true (eo_backup_restore (path, fresh, &kept, &error));
  g_assert_null (kept);
  office_open (&other);
  g_assert_cmpint (count_letters (&other), ==, 20);
  office_close (&other);
}

typedef enum { NO_DATABASE, OTHER_DATABASE, NEWER, CUT_OFF, DAMAGED, NOTHING } Unfit;

static const struct
{
  Unfit   unfit;
  EoError code;
} unfit[] = {
  { NO_DATABASE, EO_ERROR_NOT_OFFICE }, { OTHER_DATABASE, EO_ERROR_NOT_OFFICE }, { NEWER, EO_ERROR_NEWER },
  { CUT_OFF, EO_ERROR_DAMAGED }, { DAMAGED, EO_ERROR_DAMAGED }, { NOTHING, EO_ERROR_NOT_FOUND },
};

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static void
spoil (const char *path,
       Unfit       how)
{
  guint8 rubbish[4096];
  int fd;

  switch (how)
    {
    case NO_DATABASE:
      g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
      break;
    case OTHER_DATABASE:
      run_sql (path, "PRAGMA application_id = 7");
      break;
    case NEWER:
      run_sql (path, "PRAGMA user_version = 99");
      break;
    case CUT_OFF:
      g_assert_cmpint (truncate (path, 40960), ==, 0);
      break;
    case DAMAGED:
      memset (rubbish, 0xee, sizeof rubbish);
      fd = open (path, O_RDWR);
      for (guint page = 2; page < 30; page++)
        g_assert_cmpint (pwrite (fd, rubbish, sizeof rubbish, page * 4096), ==, 4096);
      close (fd);
      break;
    case NOTHING:
    default:
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* Nothing is touched when the backup is not fit. */
static void
test_restore_unfit (Office        *office,
                    gconstpointer  data)
{
  fill (office);

  for (guint i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autofree char *name = g_strdup_printf ("unfit-%u.db", i);
      g_autofree char *path = beside (office, name);
      g_autofree char *kept = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (eo_store_backup (office->store, path, NULL, NULL, NULL, NULL));
      spoil (path, unfit[i].unfit);
      office_close (office);
      g_assert_false (eo_backup_restore (path, office->path, &kept, &error));
      g_assert_error (error, EO_ERROR, (int) unfit[i].code);
      g_assert_nonnull (strstr (error->message, name));
      g_assert_null (kept);
      g_assert_cmpuint (count_names (office, "office-20"), ==, 0);
      g_assert_cmpuint (count_names (office, ".execoffice-"), ==, 0);
      office_open (office);
      g_assert_cmpint (count_letters (office), ==, 20);
    }
}

/* A damaged office is kept as it is. */
static void
test_restore_over_damaged (Office        *office,
                           gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autoptr (GError) error = NULL;

  fill (office);
  g_assert_true (eo_store_backup (office->store, path, NULL, NULL, NULL, NULL));
  office_close (office);
  spoil (office->path, NO_DATABASE);
  g_assert_true (g_file_get_contents (office->path, &before, &n_before, NULL));
  g_assert_true (eo_backup_restore (path, office->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kept, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  office_open (office);
  g_assert_cmpint (count_letters (office), ==, 20);
}

static void
test_check_clean (Office        *office,
                  gconstpointer  data)
{
  double last = 0;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (EoRecord) letter = NULL;

  assert_clean (office);
  fill (office);
  letter = office_add (office, "letter", "subject", "deleted", "received_on", "2026-01-02", NULL);
  eo_store_delete_async (office->store, LETTER, letter->id, FALSE, NULL, NULL, NULL);
  g_object_unref (office_add (office, "person", "name", "Zoë", NULL));
  assert_clean (office);
  faults = eo_store_check (office->store, on_progress, &last, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-9);
}

static void
test_check_cancelled (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (office);
  g_assert_null (eo_store_check (office->store, cancel_soon, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One bit of a document, which SQLite itself does not notice. */
static void
test_check_flipped (Office        *office,
                    gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autofree char *extracted = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  char *mark;

  fill (office);
  office_close (office);
  g_assert_true (g_file_get_contents (office->path, &bytes, &size, NULL));
  g_assert_nonnull (mark = memmem (bytes, size, MARK, strlen (MARK)));
  *mark ^= 1;
  g_assert_true (g_file_set_contents (office->path, bytes, size, NULL));
  office_open (office);
  assert_fault (office, "scan.txt");

  attachments = eo_store_get_attachments (office->store, LETTER, 1);
  g_assert_cmpuint (attachments->len, ==, 1);
  g_assert_false (eo_store_extract (office->store, g_ptr_array_index (attachments, 0), office->folder, &extracted,
                                    &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
  g_assert_cmpuint (count_names (office, "scan"), ==, 0);
  g_assert_cmpuint (count_names (office, ".execoffice-"), ==, 0);
}

/* What somebody did with another program, and the words that check says it with. */
static const struct
{
  const char *sql;
  const char *fault;
} tampered[] = {
  { "DROP TRIGGER journal_never_updated; UPDATE journal SET by = 'somebody else' WHERE seq = 3", "Journal entry 3" },
  { "DROP TRIGGER journal_never_deleted; DELETE FROM journal_payload WHERE seq = 4; DELETE FROM journal WHERE seq = 4",
    "Journal entry 5" },
  { "DROP TRIGGER journal_payload_never_updated; UPDATE journal_payload SET payload = '[]' WHERE seq = 2",
    "Journal entry 2" },
  { "DELETE FROM search_row WHERE kind = 'letter' AND record = 5", "letter #5" },
  { "UPDATE letter SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = 6", "letter #6" },
  { "PRAGMA foreign_keys = OFF; UPDATE letter SET correspondent = 77 WHERE id = 7", "letter #7" },
  { "UPDATE attachment SET record = 999", "attachment #1" },
  { "UPDATE document SET size = 7", "scan.txt" },
  { "DELETE FROM document_chunk", "scan.txt" },
};

static void
test_check_tampered (Office        *office,
                     gconstpointer  data)
{
  g_autofree char *path = beside (office, "copy.db");

  fill (office);
  for (guint i = 0; i < G_N_ELEMENTS (tampered); i++)
    {
      Office copy = { office->folder, path, NULL };
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      g_autofree char *shared = g_strconcat (path, "-shm", NULL);

      g_test_message ("%s", tampered[i].sql);
      g_assert_true (eo_store_backup (office->store, path, NULL, NULL, NULL, NULL));
      run_sql (path, tampered[i].sql);
      office_open (&copy);
      assert_fault (&copy, tampered[i].fault);
      office_close (&copy);
      g_remove (path);
      g_remove (log);
      g_remove (shared);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/backup/backup", test_backup);
  office_test ("/backup/cancelled", test_backup_cancelled);
  office_test ("/backup/nowhere", test_backup_nowhere);
  office_test ("/restore/restore", test_restore);
  office_test ("/restore/unsettled", test_restore_unsettled);
  office_test ("/restore/where-none-was", test_restore_where_none_was);
  office_test ("/restore/unfit", test_restore_unfit);
  office_test ("/restore/over-damaged", test_restore_over_damaged);
  office_test ("/check/clean", test_check_clean);
  office_test ("/check/cancelled", test_check_cancelled);
  office_test ("/check/flipped", test_check_flipped);
  office_test ("/check/tampered", test_check_tampered);
  return g_test_run ();
}
