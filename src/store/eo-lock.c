/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/eo-store-private.h"

/* SQLite before 3.51.3 can corrupt a WAL database when one connection checkpoints while
 * another writes (sqlite.org/wal.html#walresetbug); Debian 12 and 13 ship older ones. So
 * whoever writes, checkpoints, creates or migrates holds this lock. */
struct _EoLock
{
  int fd;
};

#define PATIENCE (60 * G_USEC_PER_SEC)

EoLock *
eo_lock_take (const char  *database_path,
              GError     **error)
{
  g_autofree char *path = g_strconcat (database_path, ".lock", NULL);
  g_autofree char *name = g_path_get_basename (database_path);
  gint64 until = g_get_monotonic_time () + PATIENCE;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gulong pause = 200;
  EoLock *lock;

  if (fd < 0)
    {
      gboolean full = errno == ENOSPC || errno == EDQUOT;
      g_set_error (error, EO_ERROR, full ? EO_ERROR_FULL : EO_ERROR_READ_ONLY,
                   full ? _("The disk that holds “%s” is full. Nothing was saved: make room, then try again.")
                        : _("“%s” cannot be written: the file or its folder is read-only."),
                   name);
      return NULL;
    }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        break;
      if (g_get_monotonic_time () > until)
        break;
      g_usleep (pause);
      pause = MIN (pause * 2, 20000);
      continue;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0) /* already ours: returns at once */
    {
      close (fd);
      g_set_error (error, EO_ERROR, EO_ERROR_IO,
                   _("“%s” is being written by another program. Nothing was saved: try again in a moment."), name);
      return NULL;
    }
  lock = g_new (EoLock, 1);
  lock->fd = fd;
  return lock;
}

void
eo_lock_release (EoLock *lock)
{
  close (lock->fd);
  g_free (lock);
}
