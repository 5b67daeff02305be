/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What those that stand in for a caged program have in common: a lie by name, and replies that may be wrong. */

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "reader/eo-reader-protocol.h"

#define ALL_SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

static char lie[32];

static inline gboolean
told (const char *name)
{
  return strcmp (lie, name) == 0;
}

static inline int
sealed (gconstpointer data,
        gsize         size,
        int           seals)
{
  int fd = memfd_create ("lie", MFD_ALLOW_SEALING);

  if (fd < 0 || write (fd, data, size) != (ssize_t) size || fcntl (fd, F_ADD_SEALS, seals) != 0)
    _exit (1);
  return fd;
}

static inline void
send_reply (const EoReaderReply *reply,
            gsize                size,
            int                  fd)
{
  union { struct cmsghdr header; char space[CMSG_SPACE (sizeof (int))]; } control = { 0 };
  struct iovec part = { (gpointer) reply, size };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

  if (fd >= 0)
    {
      message.msg_control = &control;
      message.msg_controllen = sizeof control;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
    }
  sendmsg (EO_READER_FD_SOCKET, &message, MSG_NOSIGNAL);
}
