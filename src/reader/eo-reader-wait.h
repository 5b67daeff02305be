/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-private.h"

G_BEGIN_DECLS

/* The asynchronous reader for worker threads: driven from a main context of its own until the answer is there. */
typedef struct
{
  GMainContext *context;
  GSource      *timer;
  GSource      *stopper;
  GAsyncResult *result;
  EoReader     *reader;
} EoReaderWait;

/* Opens @fd, with @seconds of wall clock for all that is asked until eo_reader_wait_end(). What is asked when the
 * time is up, or @cancellable cancelled, fails.
 * Returns the reader, which is @wait's, or NULL; eo_reader_wait_end() is called either way. */
EoReader     *eo_reader_wait_open   (EoReaderWait  *wait,
                                     int            fd,
                                     const char    *name,
                                     guint          seconds,
                                     GCancellable  *cancellable,
                                     GError       **error);
void          eo_reader_wait_end    (EoReaderWait  *wait);

/* The callback of what is asked, with @wait as its data; and its result, waited for (transfer full). */
void          eo_reader_wait_notify (GObject       *source,
                                     GAsyncResult  *result,
                                     gpointer       wait);
GAsyncResult *eo_reader_wait_result (EoReaderWait  *wait);

G_END_DECLS
