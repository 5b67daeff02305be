/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"
#include "store/eo-backup.h"
#include "store/eo-schema.h"
#include "store/eo-store-private.h"

#define PAGES_A_STEP 512
#define PAUSE_MS     20

/* Who wants to know how far it is, and may stop it. */
typedef struct
{
  EoProgressFunc  progress;
  gpointer        user_data;
  GCancellable   *cancellable;
} Watch;

static void
tell (const Watch *watch,
      double       fraction)
{
  if (watch->progress != NULL)
    watch->progress (CLAMP (fraction, 0, 1), watch->user_data);
}

static gboolean
copy_pages (EoDatabase   *from,
            EoDatabase   *to,
            const Watch  *watch,
            GError      **error)
{
  sqlite3_backup *copy = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  gboolean cancelled = FALSE;
  int code = SQLITE_OK;

  if (copy == NULL)
    return eo_database_fail (to, error);

  while (!cancelled && (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED))
    {
      code = sqlite3_backup_step (copy, PAGES_A_STEP);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (PAUSE_MS);
      if (sqlite3_backup_pagecount (copy) > 0)
        tell (watch, 0.9 * (1 - sqlite3_backup_remaining (copy) / (double) sqlite3_backup_pagecount (copy)));
      cancelled = g_cancellable_is_cancelled (watch->cancellable);
    }
  code = sqlite3_backup_finish (copy);

  if (cancelled)
    return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);

  return code == SQLITE_OK || eo_database_fail (to, error);
}

/* The first thing SQLite finds wrong with a file that nobody else has. */
static gboolean
check_whole (const char   *path,
             const char   *shown,
             const Watch  *watch,
             GError      **error)
{
  g_autoptr (EoDatabase) database = eo_database_open (path, EO_DATABASE_IMMUTABLE, error);
  sqlite3_stmt *check;
  gboolean whole = FALSE;
  int code;

  if (database == NULL || (check = eo_database_prepare (database, "PRAGMA integrity_check (1)", error)) == NULL)
    return FALSE;

  eo_database_set_cancellable (database, watch->cancellable);
  if ((code = sqlite3_step (check)) == SQLITE_ROW)
    whole = g_str_equal (eo_column_text (check, 0), "ok");
  else
    eo_database_fail (database, error);
  sqlite3_reset (check);
  eo_database_set_cancellable (database, NULL);

  if (code == SQLITE_ROW && !whole)
    g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED, _("“%s” is damaged and was not used. Take another backup."), shown);

  return whole;
}

/* All of @from in a new file beside @path, checked and on the disk; NULL on error. */
static EoNewFile *
copy_beside (EoDatabase   *from,
             const char   *path,
             const Watch  *watch,
             GError      **error)
{
  g_autofree char *shown = g_path_get_basename (path);
  g_autoptr (EoNewFile) file = eo_new_file_open (path, 0600, error);
  EoDatabase *to;
  gboolean copied;

  if (file == NULL)
    return NULL;

  to = eo_database_open (eo_new_file_get_temporary (file), EO_DATABASE_WRITER, error);
  /* A copy that fails is thrown away: no journal, and the disk is waited for once, at the end. */
  copied = to != NULL
           && eo_database_execute (to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error)
           && copy_pages (from, to, watch, error);
  g_clear_pointer (&to, eo_database_close);

  if (copied && check_whole (eo_new_file_get_temporary (file), shown, watch, error) && eo_new_file_sync (file, error))
    return g_steal_pointer (&file);

  if (error != NULL && g_error_matches (*error, EO_ERROR, EO_ERROR_FULL))
    {
      g_clear_error (error); /* it names the file beside, which nobody knows */
      eo_file_fail (path, ENOSPC, error);
    }

  return NULL;
}

/* One moment of the office: writers go on, and the copy does not begin anew each time they do. */
static EoNewFile *
copy_snapshot (EoStore      *self,
               const char   *path,
               const Watch  *watch,
               GError      **error)
{
  EoDatabase *reader = eo_store_lend_reader (self, error);
  EoNewFile *file = NULL;

  if (reader == NULL)
    return NULL;

  if (eo_database_execute (reader, "BEGIN; SELECT count (*) FROM setting", error))
    file = copy_beside (reader, path, watch, error);
  eo_database_execute (reader, "ROLLBACK", NULL);
  eo_store_return_reader (self, reader);

  return file;
}

/**
 * eo_store_backup:
 * @self: the store
 * @path: (type filename): a file that is not there yet
 * @progress: (nullable): told how far it is, on this thread
 * @cancellable: (nullable): to stop it
 * @error: EO_ERROR_INVALID when the file is there; _FULL, _READ_ONLY, _DAMAGED
 *
 * Copies the whole office, checks the copy, and only then gives it its name. The office may be worked in meanwhile.
 * Any thread.
 */
gboolean
eo_store_backup (EoStore         *self,
                 const char      *path,
                 EoProgressFunc   progress,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  Watch watch = { progress, user_data, cancellable };
  g_autoptr (EoNewFile) file = NULL;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return eo_file_refuse_existing (path, error);
  if ((file = copy_snapshot (self, path, &watch, error)) == NULL || !eo_new_file_place (file, path, error))
    return FALSE;

  tell (&watch, 1);

  return TRUE;
}

/* Writes the -wal into the office. Leaving the mode that needs one works only when nobody else has the office open,
 * which is what has to be known here; then it is put back. */
static gboolean
fold_in (const char  *office,
         GError     **error)
{
  g_autoptr (EoDatabase) database = eo_database_open (office, EO_DATABASE_WRITER, error);
  sqlite3_stmt *leave;
  int code;

  if (database == NULL)
    return FALSE;

  sqlite3_busy_timeout (database->handle, 500);
  if ((leave = eo_database_prepare (database, "PRAGMA journal_mode = DELETE", error)) == NULL)
    return FALSE;
  code = sqlite3_step (leave);
  if (code == SQLITE_ROW && g_str_equal (eo_column_text (leave, 0), "delete"))
    {
      sqlite3_reset (leave);
      sqlite3_db_config (database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
      return eo_database_execute (database, "PRAGMA journal_mode = WAL", error);
    }

  if (code == SQLITE_ROW || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
                 _("The office is open in another window. Close it, then restore again."));
  else
    eo_database_fail (database, error);
  sqlite3_reset (leave);

  return FALSE;
}

/* A moved -wal keeps its office's name. */
static void
move_beside (const char *office,
             const char *kept,
             const char *ending)
{
  g_autofree char *from = g_strconcat (office, ending, NULL);
  g_autofree char *to = g_strconcat (kept, ending, NULL);

  if (g_rename (from, to) != 0)
    g_debug ("%s: %s", from, g_strerror (errno));
}

static char *
name_for_kept (const char *office)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  const char *dot = strrchr (office, '.');
  g_autofree char *stem = NULL;

  if (dot == NULL || strchr (dot, '/') != NULL)
    dot = office + strlen (office);
  stem = g_strndup (office, dot - office);

  return g_strdup_printf ("%s-%s%s", stem, stamp, dot);
}

/* Moves the office that stands there out of the way; *kept stays NULL where there is none. */
static gboolean
put_aside (const char  *office,
           char       **kept,
           GError     **error)
{
  g_autofree char *name = name_for_kept (office);
  g_autoptr (GError) local = NULL;

  *kept = NULL;
  if (!g_file_test (office, G_FILE_TEST_EXISTS))
    return TRUE;

  /* A damaged office is why somebody restores: it is kept as it is, with its -wal beside it. */
  if (!fold_in (office, &local) && !g_error_matches (local, EO_ERROR, EO_ERROR_DAMAGED)
      && !g_error_matches (local, EO_ERROR, EO_ERROR_NOT_OFFICE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (eo_file_rename_new (office, name) != 0)
    return eo_file_fail (name, errno, error);
  move_beside (office, name, "-wal");
  move_beside (office, name, "-shm");
  *kept = g_steal_pointer (&name);

  return TRUE;
}

static gboolean
swap_in (EoNewFile   *file,
         const char  *office,
         char       **kept,
         GError     **error)
{
  g_autofree char *aside = NULL;

  if (!put_aside (office, &aside, error))
    return FALSE;

  if (!eo_new_file_place (file, office, error))
    {
      if (aside != NULL && g_rename (aside, office) == 0)
        move_beside (aside, office, "-wal");
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&aside);

  return TRUE;
}

static EoDatabase *
open_backup (const char  *backup,
             GError     **error)
{
  g_autofree char *shown = g_path_get_basename (backup);
  EoOfficeFile file;

  if (!eo_schema_inspect (backup, &file, error))
    return NULL;
  if (!file.exists)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no file “%s”."), shown);
      return NULL;
    }

  /* With a -wal beside it, it is an office that was not closed: its last changes are in there. */
  return eo_database_open (backup, file.unsettled ? EO_DATABASE_READER : EO_DATABASE_IMMUTABLE, error);
}

/**
 * eo_backup_restore:
 * @backup: (type filename): a backup, or any office
 * @office: (type filename): where the office is to be; not open anywhere
 * @kept: (out) (optional) (nullable): where the office is now that was there
 * @error: EO_ERROR_NOT_OFFICE, _NEWER, _DAMAGED, _CONFLICT when the office is open, _FULL …
 *
 * Everything is checked before anything is moved, and the old office is never deleted.
 */
gboolean
eo_backup_restore (const char  *backup,
                   const char  *office,
                   char       **kept,
                   GError     **error)
{
  Watch watch = { 0 };
  g_autoptr (EoDatabase) from = NULL;
  g_autoptr (EoLock) lock = NULL;
  g_autofree char *source = NULL;
  g_autofree char *place = NULL;
  g_autoptr (EoNewFile) file = NULL;

  g_return_val_if_fail (backup != NULL, FALSE);
  g_return_val_if_fail (office != NULL, FALSE);

  if (kept != NULL)
    *kept = NULL;
  source = eo_database_real_path (backup);
  place = eo_database_real_path (office);
  if ((from = open_backup (source, error)) == NULL || (lock = eo_lock_take (place, error)) == NULL
      || (file = copy_beside (from, place, &watch, error)) == NULL)
    return FALSE;

  return swap_in (file, place, kept, error);
}
