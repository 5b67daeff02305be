/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* The asynchronous reader, waited for: what the tests of it have in common. */
char       *fixture_data       (const char    *relative);  /* a path, or NULL: it is not there */
EoReader   *fixture_open       (const char    *path,
                                const char    *password,
                                GError       **error);
EoReader   *fixture_open_bytes (gconstpointer  data,
                                gsize          size,
                                const char    *name,
                                const char    *password,
                                GError       **error);
EoPixels   *fixture_render     (EoReader      *reader,
                                guint          page,
                                double         scale,
                                int            rotation,
                                GError       **error);
EoPageText *fixture_text       (EoReader      *reader,
                                guint          page,
                                GError       **error);
GPtrArray  *fixture_find       (EoReader      *reader,
                                const char    *text,
                                guint          first,
                                guint          n_pages,
                                GError       **error);
GPtrArray  *fixture_links      (EoReader      *reader,
                                guint          page,
                                GError       **error);
gboolean    fixture_bounds     (EoReader      *reader,
                                guint          page,
                                EoPageRect    *bounds,
                                GError       **error);
/* Callback that stores the result; user_data is a GAsyncResult **. */
void        fixture_on_result  (GObject       *source,
                                GAsyncResult  *result,
                                gpointer       user_data);
GAsyncResult *fixture_wait     (GAsyncResult **result);
/* How many pixels are not white. */
guint       fixture_count_ink  (const EoPixels *pixels);
/* The one child process of this one; 0: none. */
int         fixture_child      (void);
/* Whether all are gone, if not at once: those that were closed are waited for by a thread. */
gboolean    fixture_no_child   (void);

G_END_DECLS
