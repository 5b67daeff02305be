/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* Prints a document as pictures of its pages, drawn by the caged reader.
 * @path: a PDF to write instead of asking for a printer; NULL to ask.
 * @marking: above and below each page; NULL for nothing. */
void     eo_document_print_async  (GtkWidget            *widget,
                                   EoReader             *reader,
                                   const char           *name,
                                   const char           *marking,
                                   const char           *path,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean eo_document_print_finish (GAsyncResult         *result,     /* TRUE also when the person cancelled */
                                   GError              **error);

G_END_DECLS
