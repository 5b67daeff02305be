/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-attachment.h"

G_BEGIN_DECLS

#define EO_TYPE_DOCUMENT_VIEW (eo_document_view_get_type ())
G_DECLARE_FINAL_TYPE (EoDocumentView, eo_document_view, EO, DOCUMENT_VIEW, GtkWidget)

/* The document beside a record, read only in the cage.
 * Signals: `send-text (const char *field, const char *text)` when selected text is sent to
 * one of the targets, on one line; `changed` when what is shown, its page or zoom changed. */

typedef enum
{
  EO_DOCUMENT_EMPTY,
  EO_DOCUMENT_LOADING,
  EO_DOCUMENT_SHOWN,
  EO_DOCUMENT_LOCKED,
  EO_DOCUMENT_FAILED,
} EoDocumentState;

GtkWidget      *eo_document_view_new             (void);

void            eo_document_view_show            (EoDocumentView     *self,
                                                  EoStore            *store,
                                                  const EoAttachment *attachment);
/* All documents of a record, to choose from; the first is shown, or the one shown already if it is among them. */
void            eo_document_view_set_attachments (EoDocumentView     *self,
                                                  EoStore            *store,
                                                  GPtrArray          *attachments); /* of EoAttachment */
void            eo_document_view_open_fd         (EoDocumentView     *self,
                                                  int                 fd,    /* sealed memfd; duplicated */
                                                  const char         *name);
void            eo_document_view_clear           (EoDocumentView     *self);

/* Where selected text can be sent. NULL-terminated; @labels as the form has them. The first is the one meant most. */
void            eo_document_view_set_targets     (EoDocumentView     *self,
                                                  const char *const  *names,
                                                  const char *const  *labels);
/* Printed above and below each page, such as the classification; NULL for nothing. */
void            eo_document_view_set_marking     (EoDocumentView     *self,
                                                  const char         *marking);

/* Lights @words, each by itself, and goes to the first on or after @page (from 0); at once
 * or as soon as the document is open. */
void            eo_document_view_find            (EoDocumentView     *self,
                                                  const char         *words,
                                                  int                 page);
/* Lights texts a proposal was read from, in another colour. NULL: none. */
void            eo_document_view_set_marks       (EoDocumentView     *self,
                                                  const char *const  *texts);
/* The text of the first @n_pages of what is shown, for whoever makes something of it. */
void            eo_document_view_read_text_async (EoDocumentView     *self,
                                                  guint               n_pages,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
GPtrArray      *eo_document_view_read_text_finish (EoDocumentView    *self,    /* of EoPageText */
                                                  GAsyncResult       *result,
                                                  GError            **error);

EoDocumentState eo_document_view_get_state       (EoDocumentView     *self);
guint           eo_document_view_get_n_pages     (EoDocumentView     *self);
guint           eo_document_view_get_page        (EoDocumentView     *self);   /* from 0 */
void            eo_document_view_go_to_page      (EoDocumentView     *self,
                                                  guint               page);
double          eo_document_view_get_zoom        (EoDocumentView     *self);   /* 1.0 is 100 % */
guint           eo_document_view_get_n_matches   (EoDocumentView     *self);
const char     *eo_document_view_get_selection   (EoDocumentView     *self);   /* (nullable) */

G_END_DECLS
