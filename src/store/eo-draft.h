/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-attachment.h"

G_BEGIN_DECLS

/* An edited form as it was when last touched: kept within 2 s, offered again after a crash.
 * A draft of a new record may already hold documents: they move to the record when it is saved. */
typedef struct
{
  gint64        id;        /* 0 until kept */
  const EoKind *kind;
  gint64        record;    /* 0: a new one */
  gint64        version;   /* of the record when editing began */
  char         *title;
  EoInstant     kept_at;
} EoDraft;

#define EO_DRAFT_KIND "draft" /* what attachments of a draft hang on */

void       eo_draft_free             (EoDraft       *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDraft, eo_draft_free)

/* @id: 0 for a new draft; the same id again replaces it. The values are taken now, kept later. */
void       eo_store_keep_draft_async (EoStore       *self,
                                      gint64         id,
                                      EoRecord      *record,
                                      GAsyncReadyCallback callback,
                                      gpointer       user_data);
gint64     eo_store_keep_draft_finish (EoStore      *self,      /* the draft's id, 0 on error */
                                      GAsyncResult  *result,
                                      GError       **error);
GPtrArray *eo_store_get_drafts       (EoStore       *self);     /* of EoDraft, newest first */
EoDraft   *eo_store_get_draft_of     (EoStore       *self,      /* of a saved record, or NULL */
                                      const EoKind  *kind,
                                      gint64         record);
EoRecord  *eo_store_open_draft       (EoStore       *self,      /* the record with the draft's values in it */
                                      gint64         id,
                                      GError       **error);
GPtrArray *eo_store_get_draft_attachments (EoStore  *self,
                                      gint64         id);
gboolean   eo_writer_draft_attach    (EoWriter      *writer,    /* @id 0 with @record: makes the draft first */
                                      gint64        *id,
                                      EoRecord      *record,
                                      EoSource      *source,
                                      GError       **error);
gboolean   eo_writer_take_draft      (EoWriter      *writer,    /* its documents to the record, the draft away */
                                      gint64         id,
                                      EoRecord      *record,
                                      GError       **error);
gboolean   eo_writer_discard_draft   (EoWriter      *writer,
                                      gint64         id,
                                      GError       **error);
void       eo_store_discard_draft_async (EoStore    *self,      /* ends with eo_store_write_finish() */
                                      gint64         id,
                                      GAsyncReadyCallback callback,
                                      gpointer       user_data);

G_END_DECLS
