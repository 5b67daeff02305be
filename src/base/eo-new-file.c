/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"

struct _EoNewFile
{
  char *path;
  char *temporary; /* NULL once it has its name, and for what is written straight */
  FILE *file;      /* NULL once it is closed */
  int   code;      /* errno of the first write that failed */
};

/* Takes @fd, which may be -1 with errno. */
static EoNewFile *
new_file (const char  *path,
          char        *temporary,
          int          fd,
          GError     **error)
{
  FILE *file = fd >= 0 ? fdopen (fd, "w") : NULL;
  EoNewFile *self;

  if (file == NULL)
    {
      eo_file_fail (path, errno, error);
      if (fd >= 0)
        {
          close (fd);
          if (temporary != NULL)
            g_unlink (temporary);
        }
      g_free (temporary);
      return NULL;
    }

  self = g_new0 (EoNewFile, 1);
  self->path = g_strdup (path);
  self->temporary = temporary;
  self->file = file;

  return self;
}

/* On the disk, and closed: some file systems tell only then that there was no room. */
static gboolean
finish (EoNewFile  *self,
        GError    **error)
{
  if (!eo_new_file_sync (self, error))
    return FALSE;
  if (self->file != NULL && fclose (g_steal_pointer (&self->file)) != 0)
    {
      self->code = errno;
      return eo_file_fail (self->path, self->code, error);
    }

  return TRUE;
}

static void
settle_name (EoNewFile  *self,
             const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_clear_pointer (&self->temporary, g_free);
  eo_file_sync_folder (folder);
}

/**
 * eo_new_file_open:
 * @path: (type filename): where it is to be
 * @mode: its permissions, less the umask
 * @error: EO_ERROR_FULL, _READ_ONLY or _IO, naming @path
 *
 * Begins a new file, empty, beside @path.
 *
 * Returns: (transfer full): free it with eo_new_file_free()
 */
EoNewFile *
eo_new_file_open (const char  *path,
                  guint        mode,
                  GError     **error)
{
  g_autofree char *folder = NULL;
  char *temporary;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  temporary = g_build_filename (folder, ".execoffice-XXXXXX", NULL);

  return new_file (path, temporary, g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, mode), error);
}

/**
 * eo_new_file_open_straight:
 * @path: (type filename): a device or a pipe (/dev/stdout): there is nothing beside it to rename
 *
 * Returns: (transfer full): what eo_new_file_replace() ends
 */
EoNewFile *
eo_new_file_open_straight (const char  *path,
                           GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return new_file (path, NULL, open (path, O_WRONLY | O_TRUNC | O_CLOEXEC), error);
}

const char *
eo_new_file_get_temporary (EoNewFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->temporary;
}

gboolean
eo_new_file_set_mode (EoNewFile  *self,
                      guint       mode,
                      GError    **error)
{
  g_return_val_if_fail (self != NULL && self->file != NULL, FALSE);

  return fchmod (fileno (self->file), mode) == 0 || eo_file_fail (self->path, errno, error);
}

gboolean
eo_new_file_write (EoNewFile   *self,
                   const void  *bytes,
                   gsize        n_bytes,
                   GError     **error)
{
  g_return_val_if_fail (self != NULL && self->file != NULL, FALSE);

  if (self->code == 0 && fwrite (bytes, 1, n_bytes, self->file) != n_bytes)
    self->code = errno != 0 ? errno : EIO;

  return self->code == 0 || eo_file_fail (self->path, self->code, error);
}

/**
 * eo_new_file_sync:
 * @error: EO_ERROR_FULL, _READ_ONLY or _IO, of this or an earlier write
 *
 * All that was written is on the disk. Giving the file its name does this by itself; it is for who has to know
 * before.
 */
gboolean
eo_new_file_sync (EoNewFile  *self,
                  GError    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->code == 0 && self->file != NULL
      && (fflush (self->file) != 0 || (self->temporary != NULL && fsync (fileno (self->file)) != 0)))
    self->code = errno;

  return self->code == 0 || eo_file_fail (self->path, self->code, error);
}

/**
 * eo_new_file_replace:
 * @error: EO_ERROR_FULL, _READ_ONLY or _IO
 *
 * Gives the file its name, in place of what may have had it.
 */
gboolean
eo_new_file_replace (EoNewFile  *self,
                     GError    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!finish (self, error))
    return FALSE;
  if (self->temporary == NULL)
    return TRUE;
  if (g_rename (self->temporary, self->path) != 0)
    return eo_file_fail (self->path, errno, error);
  settle_name (self, self->path);

  return TRUE;
}

/**
 * eo_new_file_place:
 * @path: (type filename): a name in the folder it was opened for
 * @error: EO_ERROR_INVALID where something has that name: another may be tried; _FULL, _READ_ONLY or _IO
 *
 * Gives the file the name @path if that is free.
 */
gboolean
eo_new_file_place (EoNewFile   *self,
                   const char  *path,
                   GError     **error)
{
  g_return_val_if_fail (self != NULL && self->temporary != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!finish (self, error))
    return FALSE;
  if (eo_file_rename_new (self->temporary, path) != 0)
    return errno == EEXIST ? eo_file_refuse_existing (path, error) : eo_file_fail (path, errno, error);
  settle_name (self, path);

  return TRUE;
}

void
eo_new_file_free (EoNewFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->file, fclose);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

gboolean
eo_file_fail (const char  *path,
              int          code,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, EO_ERROR, EO_ERROR_FULL,
                 _("The disk is full: “%s” was not written. Make room, then try again."), shown);
  else if (code == EACCES || code == EPERM || code == EROFS)
    g_set_error (error, EO_ERROR, EO_ERROR_READ_ONLY, _("“%s” may not be written here: choose another folder."),
                 shown);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be written: %s."), shown, g_strerror (code));

  return FALSE;
}

gboolean
eo_file_check_name (const char  *path,
                    GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR, _("“%s” is no file: choose another name."), shown);

  return FALSE;
}

gboolean
eo_file_refuse_existing (const char  *path,
                         GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("There is a file “%s” already: choose another name."), shown);

  return FALSE;
}

void
eo_file_sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  /* Some file systems cannot; the file itself is safe by now. */
  fsync (fd);
  close (fd);
}

int
eo_file_rename_new (const char *from,
                    const char *to)
{
  int fd;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;

  /* Some file systems (network, FUSE) cannot do that: there the name is reserved by an empty file first. */
  fd = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return -1;
  close (fd);

  return g_rename (from, to);
}
