/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

#define EO_ATTACHMENT_MAX_BYTES ((gint64) 1024 * 1024 * 1024)

/* A document as it hangs on a record. */
typedef struct
{
  gint64     id;
  gint64     document;   /* content: shared by all that have the same bytes */
  char      *name;       /* safe file name */
  char      *media_type; /* by content: application/pdf …, application/octet-stream */
  gint64     size;       /* bytes */
  char      *sha256;     /* of the original bytes, hex */
  EoInstant  added_at;
  char      *added_by;
} EoAttachment;

EoAttachment *eo_attachment_copy (const EoAttachment *attachment);
void          eo_attachment_free (EoAttachment       *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoAttachment, eo_attachment_free)

/* A file about to be attached: opened and looked at (regular, not empty, readable, at most 1 GiB)
 * before anything is written. */
typedef struct _EoSource EoSource;
EoSource   *eo_source_new_for_path  (const char   *path,
                                     GError      **error); /* NOT_FOUND, NOT_REGULAR, EMPTY, TOO_LARGE, IO */
EoSource   *eo_source_new_for_bytes (GBytes       *bytes,
                                     const char   *name);
const char *eo_source_get_name      (EoSource     *source);
void        eo_source_free          (EoSource     *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoSource, eo_source_free)

/* Inside a write. A source is read once, streamed in 1 MiB chunks and hashed. */
gboolean    eo_writer_attach        (EoWriter      *writer,
                                     const EoKind  *kind,
                                     gint64         id,
                                     EoSource      *source,
                                     gint64        *attachment,  /* (out) (optional) */
                                     GError       **error);      /* IO when it changed or vanished under reading */
GPtrArray  *eo_writer_get_attachments (EoWriter    *writer,      /* of EoAttachment, as eo_store_get_attachments() */
                                     const EoKind  *kind,
                                     gint64         id);
gboolean    eo_writer_attach_again  (EoWriter      *writer,      /* the same document under another name as well */
                                     const EoKind  *kind,
                                     gint64         id,
                                     const EoAttachment *attachment,
                                     const char    *name,
                                     GError       **error);
gboolean    eo_writer_detach        (EoWriter      *writer,
                                     gint64         attachment,
                                     GError       **error);

GPtrArray  *eo_store_get_attachments (EoStore      *self,        /* of EoAttachment */
                                     const EoKind  *kind,
                                     gint64         id);
GPtrArray  *eo_store_find_same       (EoStore      *self,        /* "KIND #ID"s of other records with these bytes: of EoCandidate */
                                     gint64         document);
int         eo_store_open_document   (EoStore      *self,        /* a sealed memfd; any thread */
                                     gint64         document,
                                     GError       **error);      /* TOO_LARGE to show; DAMAGED when the hash is another */
gboolean    eo_store_extract         (EoStore      *self,        /* byte for byte, hash checked; new file, never overwrites */
                                     const EoAttachment *attachment,
                                     const char    *folder,
                                     char         **path,        /* (out) */
                                     GError       **error);
/* The same into an open file (portal, "save a copy"). Any thread. */
gboolean    eo_store_copy_out        (EoStore      *self,
                                     const EoAttachment *attachment,
                                     GOutputStream *stream,
                                     GCancellable  *cancellable,
                                     GError       **error);

/* The queue of documents whose text is not indexed yet: survives a restart. */
gboolean    eo_store_next_unread     (EoStore      *self,
                                     gint64         after,       /* id of the last one tried, or 0 */
                                     EoAttachment **attachment); /* (out) (transfer full) */
guint       eo_store_count_unread    (EoStore      *self);
/* @pages: of char *, NULL when it has no text to read; @why: NULL, or why it could not be read. */
gboolean    eo_writer_set_document_text (EoWriter  *writer,
                                     gint64         document,
                                     GPtrArray     *pages,
                                     const char    *why,
                                     GError       **error);

G_END_DECLS
