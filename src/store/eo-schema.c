/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-new-file.h"
#include "store/eo-schema.h"

#define APPLICATION_ID 0x454f6666 /* "EOff" */
#define FOLDER "/org/example/ExecOffice/schema"
#define HEADER 100

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The numbered files of the schema, in order. */
static char **
list_steps (void)
{
  char **names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}

int
eo_schema_latest (void)
{
  g_auto (GStrv) names = list_steps ();

  return (int) g_strv_length (names);
}

static guint32
big_endian (const guint8 *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

static gboolean
refuse (GError     **error,
        EoError      code,
        const char  *path,
        const char  *message)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, EO_ERROR, code, "“%s” %s", name, message);
  return FALSE;
}

/* https://www.sqlite.org/fileformat.html: page size at 16, size in pages at 28, user_version at 60, application_id at 68. */
static gboolean
inspect_header (const char    *path,
                const guint8  *header,
                gint64         size,
                EoOfficeFile  *file,
                GError       **error)
{
  gint64 page = (header[16] << 8) | header[17];

  page = page == 1 ? 65536 : page;
  if (memcmp (header, "SQLite format 3", 16) != 0 || big_endian (header + 68) != APPLICATION_ID)
    return refuse (error, EO_ERROR_NOT_OFFICE, path, _("is not an office of this program. Choose another file."));
  file->version = (int) big_endian (header + 60);
  if (file->version > eo_schema_latest ())
    return refuse (error, EO_ERROR_NEWER, path,
                   _("was made by a newer version of this program. Install that version to open it."));
  /* Unless its log has something: what was being brought home when the program was killed, or the disk got full,
   * may end past the file, and all of it is still in the log. */
  if (!file->unsettled && size < page * (gint64) big_endian (header + 28))
    return refuse (error, EO_ERROR_DAMAGED, path, _("is cut off: part of it is missing. Restore the last backup."));
  return TRUE;
}

static gboolean
read_header (const char    *path,
             guint8         header[HEADER],
             gint64        *size,
             GError       **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status = { 0 };
  ssize_t n;

  if (fd < 0)
    return refuse (error, EO_ERROR_IO, path, errno == EACCES ? _("may not be read by this account.")
                                                            : _("cannot be opened."));
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      close (fd);
      return refuse (error, EO_ERROR_NOT_REGULAR, path, _("is not a file, so it cannot be an office."));
    }
  n = pread (fd, header, HEADER, 0);
  close (fd);
  *size = status.st_size;
  if (n != HEADER)
    return refuse (error, EO_ERROR_NOT_OFFICE, path, _("is not an office of this program. Choose another file."));
  return TRUE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return stat (log, &status) == 0 && status.st_size > 0;
}

static gboolean
may_follow (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  return access (log, R_OK) == 0 && access (shared, R_OK) == 0;
}

gboolean
eo_schema_inspect (const char    *path,
                   EoOfficeFile  *file,
                   GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  guint8 header[HEADER];
  gint64 size;

  memset (file, 0, sizeof *file);
  file->exists = g_file_test (path, G_FILE_TEST_EXISTS);
  if (!file->exists)
    return TRUE;
  file->writable = access (path, W_OK) == 0 && access (folder, W_OK) == 0;
  file->unsettled = has_log (path);
  file->shared = may_follow (path);
  return read_header (path, header, &size, error) && inspect_header (path, header, size, file, error);
}

/* Runs the steps from the file's version on, in one exclusive transaction. */
static gboolean
run_steps (EoDatabase  *database,
           GError     **error)
{
  g_auto (GStrv) names = list_steps ();
  int version = (int) eo_database_get_integer (database, "PRAGMA user_version", 0);
  g_autofree char *pragmas = NULL;

  if (!eo_database_execute (database, "BEGIN EXCLUSIVE", error))
    return FALSE;
  for (int i = version; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", FOLDER, names[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      if (!eo_database_execute (database, g_bytes_get_data (sql, NULL), error))
        {
          eo_database_execute (database, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  pragmas = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                             eo_schema_latest ());
  if (eo_database_execute (database, pragmas, error) && eo_database_execute (database, "COMMIT", error))
    return TRUE;
  eo_database_execute (database, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
settle (EoDatabase *database)
{
  return sqlite3_wal_checkpoint_v2 (database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK;
}

static gboolean
make_file (const char  *made,
           const char  *path,
           GError     **error)
{
  int fd = open (made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0 && errno == ENOSPC)
    return refuse (error, EO_ERROR_FULL, path, _("cannot be made: the disk is full."));
  if (fd < 0)
    return refuse (error, EO_ERROR_READ_ONLY, path, _("cannot be made: its folder is missing or read-only."));
  close (fd);
  return TRUE;
}

/* The file and what SQLite put beside it. */
static void
remove_all (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (path, endings[i], NULL);
      unlink (part);
    }
}

static gboolean
make_office (const char  *made,
             const char  *path,
             GError     **error)
{
  g_autoptr (EoDatabase) database = NULL;

  if (!make_file (made, path, error))
    return FALSE;
  database = eo_database_open (made, EO_DATABASE_WRITER, error);
  if (database == NULL)
    return FALSE;
  g_free (database->path); /* for messages */
  database->path = g_strdup (path);
  if (!eo_database_execute (database, "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL", error)
      || !run_steps (database, error))
    return FALSE;
  return settle (database) || refuse (error, EO_ERROR_IO, path, _("could not be made. Check the disk, then try again."));
}

/* Made under another name: whoever comes meanwhile, or after a crash, finds a whole office or none. */
gboolean
eo_schema_create (const char  *path,
                  GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *made = g_strconcat (path, ".new", NULL);
  g_autoptr (EoLock) lock = NULL;
  EoOfficeFile file;
  gboolean done;

  g_mkdir_with_parents (folder, 0700);
  lock = eo_lock_take (path, error);
  if (lock == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS)) /* another process was quicker */
    return eo_schema_inspect (path, &file, error);
  remove_all (made); /* of a crash */
  done = make_office (made, path, error);
  if (done && eo_file_rename_new (made, path) != 0)
    done = eo_file_fail (path, errno, error);
  remove_all (made);
  eo_file_sync_folder (folder);
  return done;
}

/* The old office, as it was, beside the new one. Whole or not there: what a crash left half is made again. */
static gboolean
keep_copy (EoDatabase  *database,
           int          version,
           GError     **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.version-%d", database->path, version);
  g_autofree char *made = g_strconcat (copy, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (copy);
  sqlite3_stmt *statement;
  gboolean synced;
  int fd;

  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE;
  unlink (made);
  statement = eo_database_prepare (database, "VACUUM INTO ?1", error);
  if (statement == NULL)
    return FALSE;
  eo_bind_text (statement, 1, made);
  if (!eo_database_run (database, statement, error))
    return FALSE;
  /* VACUUM INTO leaves it to others to bring it to the disk. */
  fd = open (made, O_RDONLY | O_CLOEXEC);
  synced = fd >= 0 && fchmod (fd, 0600) == 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  if (!synced || eo_file_rename_new (made, copy) != 0)
    return eo_file_fail (copy, errno, error);
  eo_file_sync_folder (folder);
  return TRUE;
}

gboolean
eo_schema_migrate (const char  *path,
                   GError     **error)
{
  g_autoptr (EoLock) lock = eo_lock_take (path, error);
  g_autoptr (EoDatabase) database = NULL;
  int version;

  if (lock == NULL || (database = eo_database_open (path, EO_DATABASE_WRITER, error)) == NULL)
    return FALSE;
  version = (int) eo_database_get_integer (database, "PRAGMA user_version", 0);
  if (version >= eo_schema_latest ())
    return TRUE;
  if (!keep_copy (database, version, error) || !run_steps (database, error))
    return FALSE;
  settle (database); /* else the next writer does */
  return TRUE;
}
