/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/eo-attachment.h"
#include "store/eo-database.h"
#include "store/eo-draft.h"
#include "store/eo-record-list.h"

static void
run_for_ms (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static gint64
count_letters (EoStore *store)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));

  return eo_store_count (store, query);
}

static EoRecord *
new_letter (const char *subject)
{
  EoRecord *letter = eo_record_new (eo_kind_lookup ("letter"));

  g_assert_true (eo_record_set_text (letter, "subject", subject, NULL));
  return letter;
}

static goffset
size_of (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 ? status.st_size : 0;
}

/* As it is beside @to, with its log. */
static void
copy_office (const char *from,
             const char *to)
{
  static const char *const endings[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *source = g_strconcat (from, endings[i], NULL);
      g_autofree char *target = g_strconcat (to, endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
    }
}

/* Killed, or the disk full, while the log was brought home: the file's header is there, its end is not. */
static void
test_checkpoint_cut_off (Office        *office,
                         gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (office->folder, "copy.db", NULL);
  g_autofree char *shared = g_strconcat (copy, "-shm", NULL);
  g_autoptr (EoStore) store = NULL;
  g_autoptr (GError) error = NULL;
  goffset before = size_of (office->path);
  EoDatabase *database;

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *notes = g_strnfill (4000, 'n');
      g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "road", "notes", notes, NULL);
    }
  copy_office (office->path, copy);
  database = eo_database_open (copy, EO_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_wal_checkpoint_v2 (database->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL), ==, SQLITE_OK);
  eo_database_close (database);
  g_remove (shared);
  g_assert_cmpint (size_of (copy), >, before);
  g_assert_cmpint (truncate (copy, before), ==, 0);

  store = eo_store_open (copy, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_letters (store), ==, 120);
  eo_store_close (store);
}

static void
test_killed_creating (Office        *office,
                      gconstpointer  data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("new-%u.db", i);
      g_autofree char *path = g_build_filename (office->folder, name, NULL);
      g_autoptr (EoStore) store = NULL;
      g_autoptr (GError) error = NULL;
      pid_t child;

      office_close (office); /* no thread of ours goes along */
      child = fork ();
      if (child == 0)
        {
          eo_store_open (path, EO_STORE_CREATE, NULL);
          pause ();
        }
      g_usleep (i * 500);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      store = eo_store_open (path, EO_STORE_CREATE, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_letters (store), ==, 0);
      eo_store_close (store);
    }
}

static void
on_changed (EoStore    *store,
            const char *kind,
            gint64      id,
            guint      *n)
{
  if (g_str_equal (kind, "letter") || *kind == '\0')
    (*n)++;
}

/* What could not be committed is not what was seen last: another's change, of the same number, is told. */
static void
test_failed_commit (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) first = office_add (office, "letter", "subject", "first", NULL);
  g_autoptr (EoStore) other = eo_store_open (office->path, EO_STORE_DEFAULT, NULL);
  g_autoptr (EoRecord) lost = new_letter ("lost");
  g_autoptr (EoRecord) theirs = new_letter ("theirs");
  g_autofree char *log = g_strconcat (office->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, whole;
  guint n = 0;
  gboolean saved;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  limit = (struct rlimit) { (rlim_t) size_of (log), whole.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  saved = eo_store_save (office->store, lost, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_assert_false (saved);
  g_assert_nonnull (error);
  g_assert_cmpint (lost->id, ==, 0);
  g_assert_cmpint (count_letters (office->store), ==, 1);

  g_signal_connect (office->store, "changed", G_CALLBACK (on_changed), &n);
  g_assert_true (eo_store_save (other, theirs, NULL));
  run_for_ms (1000);
  g_assert_cmpuint (n, >, 0);
  eo_store_close (other);
}

static gboolean
attach_many (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  EoRecord *letter = data;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *text = g_strdup_printf ("document %u", i);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "page.txt");

      if (!eo_writer_attach (writer, eo_record_get_kind (letter), letter->id, source, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Many at once are told as one, but are told: here, and where another process did it. */
static void
test_many_documents (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "first", NULL);
  g_autoptr (EoStore) other = eo_store_open (office->path, EO_STORE_DEFAULT, NULL);
  guint ours = 0;
  guint theirs = 0;

  g_signal_connect (office->store, "attachments-changed", G_CALLBACK (on_changed), &ours);
  g_signal_connect (other, "attachments-changed", G_CALLBACK (on_changed), &theirs);
  g_assert_true (eo_store_write (office->store, attach_many, letter, NULL));
  run_for_ms (1000);
  g_assert_cmpuint (ours, >, 0);
  g_assert_cmpuint (ours, <, 200);
  g_assert_cmpuint (theirs, >, 0);
  eo_store_close (other);
}

static void
check_thread (gpointer main_thread)
{
  g_assert_true (g_thread_self () == main_thread);
}

static void
on_cancelled (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eo_store_write_finish (EO_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(guint *) user_data)++;
}

static gboolean
never (EoWriter  *writer,
       gpointer   data,
       GError   **error)
{
  g_assert_not_reached ();
}

static void
test_cancelled (Office        *office,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n = 0;

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 300; i++)
    {
      eo_store_write_async (office->store, never, g_thread_self (), check_thread, cancellable, on_cancelled, &n);
      while (n <= i)
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  if (eo_store_save_finish (EO_STORE (source), result, NULL))
    (*(guint *) user_data)++;
}

static void
on_refused (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eo_store_save_finish (EO_STORE (source), result, &error));
  g_assert_nonnull (error);
  *(gboolean *) user_data = TRUE;
}

/* What was on its way is written before the office closes, and its callers are told, whatever still listens. */
static void
test_closed_while_writing (Office        *office,
                           gconstpointer  data)
{
  g_autoptr (EoRecord) first = office_add (office, "letter", "subject", "first", NULL);
  g_autoptr (EoRecordList) list = eo_record_list_new (office->store);
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (EoRecord) late = new_letter ("late");
  g_autoptr (EoRecord) shown = NULL;
  gboolean refused = FALSE;
  guint n = 0;

  eo_record_list_set_query (list, query);
  while (eo_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  shown = g_list_model_get_item (G_LIST_MODEL (list), 0);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (EoRecord) letter = new_letter ("pending");
      eo_store_save_async (office->store, letter, NULL, on_saved, &n);
    }
  eo_store_delete_async (office->store, eo_kind_lookup ("letter"), first->id, FALSE, NULL, NULL, NULL);
  eo_store_close (office->store);
  eo_store_save_async (office->store, late, NULL, on_refused, &refused);
  while (n < 20 || !refused)
    g_main_context_iteration (NULL, TRUE);
  run_for_ms (200);
  g_clear_object (&shown);
  g_clear_object (&list);

  g_clear_object (&office->store);
  office_open (office);
  g_assert_cmpint (count_letters (office->store), ==, 20);
}

static void
check_changed (GListModel *list,
               guint       position,
               guint       removed,
               guint       added,
               guint      *n)
{
  *n = *n - removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, *n);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (EoRecord) record = g_list_model_get_item (list, i);
      g_assert_true (EO_IS_RECORD (record));
    }
}

static void
wait_loaded (EoRecordList *list)
{
  while (eo_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

/* Another query while one is on its way, nothing left, and the list or the office gone while ids are fetched. */
static void
test_list (Office        *office,
           gconstpointer  data)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  EoRecordList *list = eo_record_list_new (office->store);
  g_autoptr (EoQuery) all = eo_query_new (kind);
  g_autoptr (EoQuery) none = eo_query_new (kind);
  g_autoptr (EoRecord) held = NULL;
  guint n = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "road", NULL);
    }
  eo_query_add (none, eo_kind_find_field (kind, "subject"), EO_IS, "bridge");
  g_signal_connect (list, "items-changed", G_CALLBACK (check_changed), &n);
  eo_record_list_set_query (list, none);
  eo_record_list_set_query (list, all);
  wait_loaded (list);
  g_assert_cmpuint (n, ==, 300);
  held = g_list_model_get_item (G_LIST_MODEL (list), 150);

  eo_record_list_set_query (list, all);
  eo_record_list_set_query (list, none);
  wait_loaded (list);
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (g_list_model_get_object (G_LIST_MODEL (list), 0));
  eo_record_list_set_query (list, all);
  wait_loaded (list);
  {
    g_autoptr (EoRecord) again = g_list_model_get_item (G_LIST_MODEL (list), 150);
    g_assert_true (again == held);
  }

  eo_record_list_set_query (list, none);
  g_object_run_dispose (G_OBJECT (list));
  g_object_unref (list);
  run_for_ms (100);

  list = eo_record_list_new (office->store);
  eo_record_list_set_query (list, all);
  office_close (office);
  run_for_ms (100);
  g_object_unref (list);
}

static gboolean
delete_record (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  EoRecord *record = data;

  return eo_writer_delete (writer, eo_record_get_kind (record), record->id, error);
}

static gboolean
undelete_record (EoWriter  *writer,
                 gpointer   data,
                 GError   **error)
{
  EoRecord *record = data;

  return eo_writer_undelete (writer, eo_record_get_kind (record), record->id, error);
}

static void
check_names (GError     *error,
             const char *name)
{
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_null (strstr (error->message, "constraint"));
}

static void
test_taken (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "36/2/7", "title", "Roads", NULL);
  g_autoptr (EoRecord) same = eo_record_new (eo_kind_lookup ("file"));
  g_autoptr (EoRecord) letter = new_letter ("to nobody");
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) undone = NULL;
  g_autoptr (GError) broken = NULL;

  g_assert_true (eo_record_set_text (same, "number", "36/2/7", NULL));
  g_assert_true (eo_record_set_text (same, "title", "Bridges", NULL));
  g_assert_false (eo_store_save (office->store, same, &twice));
  check_names (twice, "“36/2/7”");
  g_assert_true (eo_store_write (office->store, delete_record, file, NULL));
  g_assert_true (eo_store_save (office->store, same, NULL));
  g_assert_false (eo_store_write (office->store, undelete_record, file, &undone));
  check_names (undone, "“36/2/7”");

  g_assert_true (eo_record_set_text (letter, "correspondent", "#999 Nobody", NULL));
  g_assert_false (eo_store_save (office->store, letter, &broken));
  check_names (broken, "From");
  g_assert_cmpint (count_letters (office->store), ==, 0);
}

/* The main series' files have numbers without a stroke. */
static void
test_main_series (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "36", "title", "Roads", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "road", "file", "36", NULL);
  const EoField *field = eo_kind_find_field (eo_kind_lookup ("letter"), "file");

  g_assert_cmpint (eo_field_get_link (field, letter)->id, ==, file->id);
}

/* One file, one lock, whatever it is called. */
static void
test_other_name (Office        *office,
                 gconstpointer  data)
{
  g_autofree char *name = g_build_filename (office->folder, "link.db", NULL);
  g_autofree char *lock = g_strconcat (name, ".lock", NULL);
  g_autoptr (EoStore) store = NULL;
  g_autoptr (EoRecord) letter = new_letter ("by another name");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (office->path, name), ==, 0);
  store = eo_store_open (name, EO_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (eo_store_save (store, letter, NULL));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (eo_store_get_path (store), ==, office->path);
  eo_store_close (store);
}

/* A file manager, or a program that keeps folders alike, put another file in the office's place. */
static void
test_replaced (Office        *office,
               gconstpointer  data)
{
  g_autofree char *aside = g_build_filename (office->folder, "aside.db", NULL);
  g_autoptr (EoRecord) first = office_add (office, "letter", "subject", "first", NULL);
  g_autoptr (EoRecord) lost = new_letter ("lost");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (office->path, aside), ==, 0);
  g_assert_false (eo_store_save (office->store, lost, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  g_assert_cmpint (g_rename (aside, office->path), ==, 0);
  g_assert_true (eo_store_save (office->store, lost, NULL));
}

/* IN/2026/00001 is no number of an outgoing letter. */
static void
test_register_kept (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "came in", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_record_set_text (letter, "direction", "outgoing", NULL));
  g_assert_false (eo_store_save (office->store, letter, &error));
  check_names (error, letter->reference);
}

typedef struct
{
  const char *endings[3]; /* of what is copied */
  gboolean    opens;
} Locked;

static const Locked locked[] = {
  { { "", NULL }, TRUE },
  { { "", "-wal", NULL }, FALSE },       /* immutable would not show what the log has */
  { { "", "-wal", "-shm" }, TRUE },
};

/* In another process, as an account that may write nothing: 0 when it went as it should. */
static int
read_only_child (const char   *path,
                 const Locked *row)
{
  g_autoptr (EoRecord) letter = new_letter ("never");
  g_autoptr (EoStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  if (geteuid () == 0 && (setgroups (0, NULL) != 0 || setgid (65534) != 0 || setuid (65534) != 0))
    return 2;
  store = eo_store_open (path, EO_STORE_DEFAULT, &error);
  if (store == NULL || !row->opens)
    return store != NULL || row->opens || !g_error_matches (error, EO_ERROR, EO_ERROR_READ_ONLY) ? 3 : 0;
  if (!eo_store_is_read_only (store) || count_letters (store) != 1)
    return 4;
  if (eo_store_save (store, letter, &refused) || !g_error_matches (refused, EO_ERROR, EO_ERROR_READ_ONLY))
    return 5;
  eo_store_close (store);
  return 0;
}

static void
copy_locked (Office        *office,
             const char    *copy,
             const Locked  *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->endings) && row->endings[i] != NULL; i++)
    {
      g_autofree char *from = g_strconcat (office->path, row->endings[i], NULL);
      g_autofree char *to = g_strconcat (copy, row->endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
      g_assert_cmpint (g_chmod (to, 0444), ==, 0);
    }
}

static void
test_locked (Office        *office,
             gconstpointer  data)
{
  const Locked *row = data;
  g_autofree char *folder = g_build_filename (office->folder, "locked", NULL);
  g_autofree char *copy = g_build_filename (folder, "office.db", NULL);
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "first", NULL);
  static const char *const endings[] = { "", "-wal", "-shm" };
  int status;
  pid_t child;

  if (row->endings[1] == NULL)
    office_close (office);
  g_assert_cmpint (g_chmod (office->folder, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  copy_locked (office, copy, row);
  office_close (office);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (read_only_child (copy, row));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (copy, endings[i], NULL);
      g_remove (part);
    }
  g_rmdir (folder);
}

typedef enum
{
  LAMP_ON,
  LAMP_OFF
} Lamp;

GType lamp_get_type (void);

/* As a translation may have it. */
static const GEnumValue lamps[] = { { LAMP_ON, "Off", "on" }, { LAMP_OFF, "On", "off" }, { 0 } };
EO_DEFINE_CHOICE (Lamp, lamp, lamps)

static void
test_choice_label (Office        *office,
                   gconstpointer  data)
{
  int value;

  g_assert_true (eo_choice_parse (lamp_get_type (), "off", &value));
  g_assert_cmpint (value, ==, LAMP_OFF);
  g_assert_true (eo_choice_parse (lamp_get_type (), "Off", &value));
  g_assert_cmpint (value, ==, LAMP_ON);
}

typedef struct
{
  const char *text;
  gint64      draft;
} Drop;

static gboolean
drop (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  Drop *dropped = data;
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (GBytes) bytes = g_bytes_new (dropped->text, strlen (dropped->text));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.txt");

  return eo_writer_draft_attach (writer, &dropped->draft, letter, source, error);
}

static gboolean
discard (EoWriter  *writer,
         gpointer   data,
         GError   **error)
{
  return eo_writer_discard_draft (writer, ((Drop *) data)->draft, error);
}

static gboolean
write_text (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  g_ptr_array_add (pages, (gpointer) "whatever the first one said");
  return eo_writer_set_document_text (writer, *(gint64 *) data, pages, NULL, error);
}

/* A document is read while its draft is thrown away and another document comes: it must not get the first one's text. */
static void
test_text_comes_late (Office        *office,
                      gconstpointer  data)
{
  Drop first = { "first", 0 };
  Drop second = { "second", 0 };
  g_autoptr (EoAttachment) read = NULL;
  g_autoptr (EoAttachment) next = NULL;

  g_assert_true (eo_store_write (office->store, drop, &first, NULL));
  g_assert_true (eo_store_next_unread (office->store, 0, &read));
  g_assert_true (eo_store_write (office->store, discard, &first, NULL));
  g_assert_true (eo_store_write (office->store, drop, &second, NULL));
  g_assert_true (eo_store_write (office->store, write_text, &read->document, NULL));

  g_assert_true (eo_store_next_unread (office->store, 0, &next));
  g_assert_cmpint (next->document, !=, read->document);
  g_assert_cmpuint (eo_store_count_unread (office->store), ==, 1);
}

static gboolean
attach_large (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  EoRecord *letter = data;
  gsize size = 24 * 1024 * 1024;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.bin");

  return eo_writer_attach (writer, eo_record_get_kind (letter), letter->id, source, NULL, error);
}

/* After a large document the log is cut again: else every save would bring it home anew. */
static void
test_log_is_cut (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "large", NULL);
  g_autoptr (EoRecord) next = NULL;
  g_autofree char *log = g_strconcat (office->path, "-wal", NULL);

  g_assert_true (eo_store_write (office->store, attach_large, letter, NULL));
  g_assert_cmpint (size_of (log), >, EO_LOG_LIMIT);
  next = office_add (office, "letter", "subject", "small", NULL);
  g_assert_cmpint (size_of (log), <=, EO_LOG_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  office_test ("/fault/killed-creating", test_killed_creating);
  office_test ("/fault/checkpoint-cut-off", test_checkpoint_cut_off);
  office_test ("/fault/failed-commit", test_failed_commit);
  office_test ("/fault/many-documents", test_many_documents);
  office_test ("/fault/cancelled", test_cancelled);
  office_test ("/fault/closed-while-writing", test_closed_while_writing);
  office_test ("/fault/list", test_list);
  office_test ("/fault/taken", test_taken);
  office_test ("/fault/main-series", test_main_series);
  office_test ("/fault/other-name", test_other_name);
  office_test ("/fault/replaced", test_replaced);
  office_test ("/fault/register-kept", test_register_kept);
  for (guint i = 0; i < G_N_ELEMENTS (locked); i++)
    {
      g_autofree char *name = g_strdup_printf ("/fault/locked/%u", i);
      g_test_add (name, Office, &locked[i], office_set_up, test_locked, office_tear_down);
    }
  office_test ("/fault/choice-label", test_choice_label);
  office_test ("/fault/text-comes-late", test_text_comes_late);
  office_test ("/fault/log-is-cut", test_log_is_cut);
  return g_test_run ();
}
