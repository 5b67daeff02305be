/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib.h>

/* A small disk of our own, seen by this process and its children only, so nothing has to be cleared away. */
static inline gboolean
small_disk_mount (const char *folder,
                  guint       max_files)  /* and folders, the disk's own among them; 0: as many as fit */
{
  static gboolean apart;
  g_autofree char *options = NULL;

  if (!apart && (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0))
    return FALSE;
  apart = TRUE;
  options = g_strdup_printf ("size=16m,mode=0755,nr_inodes=%u", max_files);
  return mount ("tmpfs", folder, "tmpfs", 0, options) == 0;
}

/* Fills it but for @room bytes, by the file whose path it returns. */
static inline char *
small_disk_leave_room (const char *folder,
                       goffset     room)
{
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  struct statvfs disk;
  int fd;

  g_assert_cmpint (statvfs (folder, &disk), ==, 0);
  fd = open (filler, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (posix_fallocate (fd, 0, (goffset) disk.f_bavail * (goffset) disk.f_bsize - room), ==, 0);
  close (fd);
  return g_steal_pointer (&filler);
}
