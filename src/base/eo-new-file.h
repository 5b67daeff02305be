/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoNewFile:
 *
 * A file that is written beside its place and gets its name once it is whole and on the disk: under that name
 * there is the old file, the new one or none, never half of one. Not for two threads at once.
 */
typedef struct _EoNewFile EoNewFile;

EoNewFile  *eo_new_file_open          (const char  *path,     /* where it is to be; nothing is there yet after this */
                                       guint        mode,     /* less the umask */
                                       GError     **error);
EoNewFile  *eo_new_file_open_straight (const char  *path,     /* a device or a pipe: written as it is, no renaming */
                                       GError     **error);
const char *eo_new_file_get_temporary (EoNewFile   *self);    /* where it is meanwhile, for who writes by name */
gboolean    eo_new_file_set_mode      (EoNewFile   *self,     /* whatever the umask */
                                       guint        mode,
                                       GError     **error);
gboolean    eo_new_file_write         (EoNewFile   *self,     /* buffered; after a failure only fails, for that reason */
                                       const void  *bytes,
                                       gsize        n_bytes,
                                       GError     **error);
gboolean    eo_new_file_sync          (EoNewFile   *self,
                                       GError     **error);
gboolean    eo_new_file_replace       (EoNewFile   *self,
                                       GError     **error);
gboolean    eo_new_file_place         (EoNewFile   *self,
                                       const char  *path,
                                       GError     **error);
void        eo_new_file_free          (EoNewFile   *self);    /* throws away what did not get its name */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoNewFile, eo_new_file_free)

/* What it is made of, for files that SQLite writes. */
gboolean    eo_file_fail              (const char  *path,     /* always FALSE; FULL, READ_ONLY or IO from an errno */
                                       int          code,
                                       GError     **error);
gboolean    eo_file_check_name        (const char  *path,     /* NOT_REGULAR where a folder or a device has it */
                                       GError     **error);
gboolean    eo_file_refuse_existing   (const char  *path,     /* always FALSE; INVALID */
                                       GError     **error);
void        eo_file_sync_folder       (const char  *folder);  /* so that a rename in it survives a power cut */
int         eo_file_rename_new        (const char  *from,     /* rename() that fails with EEXIST instead of replacing */
                                       const char  *to);      /* 0, or -1 with errno */

G_END_DECLS
