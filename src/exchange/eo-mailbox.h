/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where many messages lie: a Maildir, a folder of files, an mbox file. */

typedef struct
{
  char *path;
  char *shown;   /* within the folder: "cur/1667…" */
  char *refused; /* why it is not taken, or NULL: no link is followed, no pipe opened */
} EoMailboxEntry;

/* Whether @folder is a Maildir, all of whose files are messages whatever their names. */
gboolean   eo_mailbox_is_maildir (const char      *folder);
/* Of EoMailboxEntry, in the order of their names; without hidden ones. */
GPtrArray *eo_mailbox_list       (const char      *folder,
                                  GError         **error);

/* Whether the file begins as an mbox does. */
gboolean   eo_mailbox_is_mbox    (const char      *path);

/**
 * EoMailboxFunc:
 * @fd: a message, sealed; the mail box's. -1: one of over 256 MB
 * @number: from 1
 * @fraction: of the file that is read by now
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*EoMailboxFunc) (int        fd,
                                   guint      number,
                                   double     fraction,
                                   gpointer   user_data,
                                   GError   **error);

/* Reads an mbox by its "From " lines, a message at a time in memory. Blocks. */
gboolean   eo_mailbox_split      (const char      *path,
                                  EoMailboxFunc    func,
                                  gpointer         user_data,
                                  GError         **error);

G_END_DECLS
