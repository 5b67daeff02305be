/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pages @first to @first + @n_pages - 1 of a PDF (@n_pages 0: to its end) as a PDF of their own, with their text and
 * pictures as they are, and nothing of the other pages. The same pages give the same bytes. Done in the cage. Blocks: for
 * worker threads and the command line.
 * @n_cut: (out): how many pages these are. Returns NULL without @error where it is none: there is no page @first.
 * UNSUPPORTED: no PDF, or one whose pages cannot be told apart for certain; DAMAGED, TOO_LARGE, LIMIT, CRASHED, NO_CAGE. */
GBytes *eo_split_pages (int          fd,       /* a sealed memfd, still the caller's */
                        const char  *name,
                        guint        first,
                        guint        n_pages,
                        guint       *n_cut,
                        GError     **error);

G_END_DECLS
