/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "exchange/eo-scan-look.h"

#define MAX_NAMES 1000 /* of one name in EO_SCAN_DONE */

void
eo_scan_file_free (EoScanFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_free (file);
}

gboolean
eo_scan_file_same (const EoScanFile *one,
                   const EoScanFile *other)
{
  return one->size == other->size && one->modified == other->modified && one->inode == other->inode
         && one->device == other->device;
}

static EoScanFile *
look (const char *folder,
      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat status;
  EoScanFile *file;

  if (*name == '.' || lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;

  file = g_new0 (EoScanFile, 1);
  file->name = g_strdup (name);
  file->size = status.st_size;
  file->modified = (gint64) status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec;
  file->device = status.st_dev;
  file->inode = status.st_ino;

  return file;
}

/* "flags:	0100001": whether it was opened to be written. */
static gboolean
is_opened_to_write (const char *process,
                    const char *number)
{
  g_autofree char *path = g_build_filename ("/proc", process, "fdinfo", number, NULL);
  g_autofree char *text = NULL;
  const char *flags;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (flags = strstr (text, "flags:")) == NULL)
    return FALSE;
  return (g_ascii_strtoull (flags + strlen ("flags:"), NULL, 8) & O_ACCMODE) != O_RDONLY;
}

static void
mark_of_process (const char *process,
                 GPtrArray  *files)
{
  g_autofree char *folder = g_build_filename ("/proc", process, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *number;

  while (dir != NULL && (number = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, number, NULL);
      struct stat status;

      if (stat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      for (guint i = 0; i < files->len; i++)
        {
          EoScanFile *file = files->pdata[i];

          if (file->inode == status.st_ino && file->device == status.st_dev)
            file->writing = file->writing || is_opened_to_write (process, number);
        }
    }
}

/* Of other people's programs nothing can be seen; those are told by the file's standing still. */
static void
mark_writing (GPtrArray *files)
{
  g_autoptr (GDir) dir = files->len > 0 ? g_dir_open ("/proc", 0, NULL) : NULL;
  const char *process;

  while (dir != NULL && (process = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (*process))
      mark_of_process (process, files);
}

GPtrArray *
eo_scan_list (const char  *folder,
              GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *files;
  const char *name;

  if (dir == NULL)
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                   _("The scan folder “%s” is not there. Scans are taken again once it is."), shown);
      return NULL;
    }

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_scan_file_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      EoScanFile *file = look (folder, name);

      if (file != NULL)
        g_ptr_array_add (files, file);
    }
  mark_writing (files);

  return files;
}

char *
eo_scan_hash (const char *folder,
              const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1024 * 1024);
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  gssize n = -1;

  while (fd >= 0 && (n = read (fd, buffer, 1024 * 1024)) > 0)
    g_checksum_update (checksum, buffer, n);
  if (fd >= 0)
    close (fd);

  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* "scan.pdf" → "scan (2).pdf" */
static char *
number_name (const char *name,
             guint       n)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL && dot != name ? (int) (dot - name) : (int) strlen (name);

  return n < 2 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)%s", stem, name, n, name + stem);
}

/* Never over another file, also where the file system cannot promise it by itself. */
static int
move_to (const char *from,
         const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  if (g_file_test (to, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return EEXIST;
  return rename (from, to) == 0 ? 0 : errno;
}

gboolean
eo_scan_put_away (const char        *folder,
                  const EoScanFile  *file,
                  GError           **error)
{
  g_autofree char *done = g_build_filename (folder, EO_SCAN_DONE, NULL);
  g_autofree char *from = g_build_filename (folder, file->name, NULL);
  EoScanFile *now = look (folder, file->name);
  gboolean is_same = now != NULL && eo_scan_file_same (now, file);
  int code = EEXIST;

  eo_scan_file_free (now);
  if (!is_same)
    return TRUE; /* another file by now: it is taken in by itself */

  if (g_mkdir_with_parents (done, 0700) != 0)
    code = errno;
  for (guint n = 1; code == EEXIST && n < MAX_NAMES; n++)
    {
      g_autofree char *name = number_name (file->name, n);
      g_autofree char *to = g_build_filename (done, name, NULL);

      code = move_to (from, to);
    }
  if (code != 0)
    {
      g_autofree char *shown = g_filename_display_name (file->name);

      g_set_error (error, EO_ERROR, EO_ERROR_IO,
                   _("“%s” is stored in the office, but could not be moved to the folder “%s”: %s. Move it by hand."),
                   shown, EO_SCAN_DONE, g_strerror (code));
    }

  return code == 0;
}
