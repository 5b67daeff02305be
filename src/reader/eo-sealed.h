/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Documents on their way to a caged program: memory that nobody can change any more,
 * as a descriptor. */

/* Copies @size bytes. Returns a descriptor that is the caller's, or -1. */
int    eo_sealed_new        (gconstpointer   data,
                             gsize           size,
                             GError        **error);

/* Copies a whole file; over @max_bytes gives EO_ERROR_TOO_LARGE, a folder or a device
 * EO_ERROR_NOT_REGULAR, nothing in it EO_ERROR_EMPTY. Blocks. */
int    eo_sealed_new_from_file (const char  *path,
                                gsize        max_bytes,
                                GError     **error);

/* For those who write one piece by piece: an empty one, and the seal set when it is full. */
int      eo_sealed_begin    (GError        **error);
gboolean eo_sealed_end      (int             fd,
                             GError        **error);

/* The size of @fd, if it is memory sealed against any change; -1 if it is anything else. */
gint64 eo_sealed_get_size   (int             fd);

/* Maps @fd, which eo_sealed_get_size() has vouched for, to read. NULL where memory is short. */
GBytes *eo_sealed_map       (int             fd,
                             gsize           size);

G_END_DECLS
