/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EO_SCAN_DONE "registered" /* the folder, in the scan folder, that what was taken is moved to */

/* A file of a scan folder, as it was looked at. */
typedef struct
{
  char     *name;      /* of any bytes */
  gint64    size;
  gint64    modified;  /* ns since 1970 */
  guint64   device;
  guint64   inode;
  gboolean  writing;   /* somebody has it open for writing, as far as one is allowed to see */
} EoScanFile;

void       eo_scan_file_free (EoScanFile *file);
gboolean   eo_scan_file_same (const EoScanFile *one, const EoScanFile *other);
/* Any thread; waits. Regular files that are not hidden: no links, pipes, sockets or folders. */
GPtrArray *eo_scan_list      (const char  *folder,    /* of EoScanFile */
                              GError     **error);
char      *eo_scan_hash      (const char  *folder,    /* SHA-256, hex; NULL where it cannot be read */
                              const char  *name);
/* Moves a file that is still what it was into EO_SCAN_DONE, under another name where one of its name is there. */
gboolean   eo_scan_put_away  (const char        *folder,
                              const EoScanFile  *file,
                              GError           **error);

G_END_DECLS
