/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: the bytes of documents, in from a source and out again. */

#include "store/eo-attachment.h"
#include "store/eo-store-private.h"

G_BEGIN_DECLS

#define EO_CHUNK_BYTES ((gsize) 1024 * 1024)

/* Eats a piece of a document; FALSE with @error set stops. */
typedef gboolean (*EoChunkFunc) (const void *bytes, gsize n_bytes, gpointer user_data, GError **error);

/* Size as it was when the source was opened, in bytes. */
gint64   eo_source_get_size    (EoSource      *source);
/* EMPTY or TOO_LARGE. */
gboolean eo_source_check       (EoSource      *source,
                                GError       **error);
/* Fills @buffer with the next bytes: fewer than asked only at the end. IO when the file fails. */
gboolean eo_source_read        (EoSource      *source,
                                guint8        *buffer,
                                gsize          n_bytes,
                                gsize         *n_read,
                                GError       **error);
/* After the last byte: IO unless the file is still what it was when opened. */
gboolean eo_source_verify      (EoSource      *source,
                                GError       **error);

/* By content first; the name only tells apart what shares a container. */
const char *eo_media_type_guess (const guint8 *head,
                                 gsize         n_bytes,
                                 const char   *name);

/* The document with the source's bytes: a new one, or the one that has them already. */
gboolean eo_document_store     (EoDatabase    *database,
                                EoSource      *source,
                                gint64        *document,
                                GError       **error);
/* All of a document, in pieces, its hash checked at the end: DAMAGED when it is another. */
gboolean eo_document_stream    (EoDatabase    *database,
                                gint64         document,
                                EoChunkFunc    func,
                                gpointer       user_data,
                                GCancellable  *cancellable,
                                GError       **error);
/* Takes away a document that hangs nowhere any more, its pages in the search index with it. */
gboolean eo_document_drop      (EoDatabase    *database,
                                gint64         document,
                                GError       **error);

/* Of attachment a and document d, for eo_attachment_read_row(), which returns a new one. */
#define EO_ATTACHMENT_COLUMNS "a.id, a.document, a.name, d.media_type, d.size, d.sha256, a.added_at, a.added_by"
#define EO_ATTACHMENT_N_COLUMNS 8
EoAttachment *eo_attachment_read_row (sqlite3_stmt *row);

/* Tells the records that a document hangs on, once the transaction is committed. */
gboolean eo_writer_note_document (EoWriter    *writer,
                                  gint64       document,
                                  GError     **error);
/* Forgets what was read off its pages. */
gboolean eo_page_scan_drop     (EoDatabase    *database,
                                gint64         document,
                                GError       **error);

/* Attaching to what is no record of a kind: drafts. No journal. */
gboolean eo_attachment_add     (EoWriter      *writer,
                                const char    *kind,
                                gint64         id,
                                EoSource      *source,
                                gint64        *attachment, /* (out) (optional) */
                                GError       **error);
GPtrArray *eo_attachment_list  (EoDatabase    *database,
                                const char    *kind,
                                gint64         id);
gboolean eo_attachment_journal (EoWriter      *writer,
                                const char    *kind,
                                gint64         id,
                                const char    *action,    /* attached, detached */
                                const char    *name,
                                GError       **error);

G_END_DECLS
