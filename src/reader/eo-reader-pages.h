/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* @width, @height: of the page, in points. FALSE with @error set stops. */
typedef gboolean (*EoPagesFunc) (const EoPixels  *pixels,
                                 guint            page,
                                 double           width,
                                 double           height,
                                 gpointer         user_data,
                                 GError         **error);

/* Draws every page of a document in the cage, one after another, at @dpi dots an inch (less where a side would be over
 * 4096). Blocks: for worker threads and the command line. @seconds of wall clock for the whole.
 * Errors are the reader's, G_IO_ERROR_CANCELLED, or what @func says. */
gboolean eo_reader_each_page (int            fd,
                              const char    *name,
                              double         dpi,
                              guint          seconds,
                              GCancellable  *cancellable,
                              EoPagesFunc    func,
                              gpointer       user_data,
                              GError       **error);

G_END_DECLS
