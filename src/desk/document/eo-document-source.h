/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-attachment.h"

G_BEGIN_DECLS

#define EO_TYPE_DOCUMENT_SOURCE (eo_document_source_get_type ())
G_DECLARE_FINAL_TYPE (EoDocumentSource, eo_document_source, EO, DOCUMENT_SOURCE, GObject)

/* Where the bytes of a document come from: an attachment in the store, or an open file.
 * All reading is done in a thread. */
EoDocumentSource *eo_document_source_new_for_attachment (EoStore             *store,
                                                         const EoAttachment  *attachment);
EoDocumentSource *eo_document_source_new_for_fd         (int                  fd,     /* duplicated */
                                                         const char          *name);
const char         *eo_document_source_get_name         (EoDocumentSource    *self);
const EoAttachment *eo_document_source_get_attachment   (EoDocumentSource    *self);  /* (nullable) */

void              eo_document_source_open_async         (EoDocumentSource    *self,
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data);
int               eo_document_source_open_finish        (EoDocumentSource    *self,   /* a sealed memfd, -1 on error */
                                                         GAsyncResult        *result,
                                                         GError             **error);

void              eo_document_source_save_async         (EoDocumentSource    *self,
                                                         GFile               *file,   /* replaced */
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data);
gboolean          eo_document_source_save_finish        (EoDocumentSource    *self,
                                                         GAsyncResult        *result,
                                                         GError             **error);

/* A copy for another program: its folder 0700, itself 0400, gone with the session. */
void              eo_document_source_lend_async         (EoDocumentSource    *self,
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data);
GFile            *eo_document_source_lend_finish        (EoDocumentSource    *self,
                                                         GAsyncResult        *result,
                                                         GError             **error);
/* Removes what was lent by this process; to be called as the application ends. */
void              eo_document_source_clean_up           (void);

G_END_DECLS
