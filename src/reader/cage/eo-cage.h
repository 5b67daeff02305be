/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shuts the calling process in, for good: nothing it does afterwards reaches a file
 * beyond @readable (folders; those that do not exist are left out), the network,
 * another process or a program. It may read and write the descriptors it has, make
 * memfds, and use @memory bytes of address space, @seconds of CPU (until the parent
 * raises that) and files of @file_size bytes.
 * Must be called before any thread is started and before a byte of the document is
 * read; every loadable module must be in memory by then.
 * Returns FALSE, with the name of what failed in @failed, if any part of it cannot be had. */
gboolean eo_cage_enter (const char * const *readable,
                        gsize               memory,
                        guint               seconds,
                        gsize               file_size,
                        const char        **failed);

G_END_DECLS
