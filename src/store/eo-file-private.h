/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the core: files written whole or not at all. */

#include <glib.h>

G_BEGIN_DECLS

gboolean eo_file_fail        (const char  *name,    /* always FALSE; FULL, READ_ONLY or IO from an errno */
                              int          code,
                              GError     **error);
gboolean eo_file_sync        (int          fd,
                              const char  *name,
                              GError     **error);
void     eo_file_sync_folder (const char  *folder); /* so that a rename in it survives a power cut */
/* rename() that fails with EEXIST instead of replacing; 0 or -1 with errno. */
int      eo_file_rename_new  (const char  *from,
                              const char  *to);

G_END_DECLS
