/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: making, recognising and migrating the office file. */

#include "store/eo-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean exists;
  gboolean writable;  /* file and folder */
  gboolean unsettled; /* a -wal that is not empty */
  gboolean shared;    /* log and -shm may be read: others may have it open */
  int      version;   /* of the schema */
} EoOfficeFile;

/* Looks at a file without touching it: refuses what is no office, is newer, cut off or damaged at first sight. */
gboolean eo_schema_inspect (const char    *path,
                            EoOfficeFile  *file,
                            GError       **error);
/* Makes the file, 0600 before SQLite sees it, and the tables. Takes the lock. */
gboolean eo_schema_create  (const char    *path,
                            GError       **error);
/* Brings an older office to this program's schema; a copy of it is kept beside it first. Takes the lock. */
gboolean eo_schema_migrate (const char    *path,
                            GError       **error);
int      eo_schema_latest  (void);

G_END_DECLS
