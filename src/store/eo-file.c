/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "store/eo-file-private.h"

gboolean
eo_file_fail (const char  *name,
              int          code,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_name (name);

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
eo_file_sync (int          fd,
              const char  *name,
              GError     **error)
{
  return fsync (fd) == 0 || eo_file_fail (name, errno, error);
}

void
eo_file_sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

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
