/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Office documents, made into PDFs by LibreOffice where that and bubblewrap are
 * installed: shut in with no network, no files of the user's, its home in memory. */

#define EO_OFFICE_SECONDS 60 /* for a document, of wall clock and of CPU */

/* Whether @name is called as one of the documents that LibreOffice reads. */
gboolean eo_office_can_convert    (const char           *name);

/* @fd: a sealed memfd, still the caller's. Errors are in EO_ERROR: UNSUPPORTED (of another
 * kind, or the programs are not there), DAMAGED, LIMIT, TOO_LARGE, IO. Does not block. */
void     eo_office_convert_async  (int                   fd,
                                   const char           *name,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);

/* The PDF: a sealed memfd that is the caller's, fit for eo_reader_open_async(); or -1. */
int      eo_office_convert_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
