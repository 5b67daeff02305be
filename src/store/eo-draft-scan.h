/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-attachment.h"

G_BEGIN_DECLS

/* Scans that were taken in, and what becomes of them by the codes on their pages. */

/* The next draft after @after that is nothing but one scan, read to its last page, with @mark in a code on a page.
 * One that somebody began to type in, or that needs a person for something, is theirs. FALSE: there is none. */
gboolean  eo_store_next_coded_draft (EoStore             *self,
                                     const char          *mark,
                                     gint64               after,       /* id of the last one looked at, or 0 */
                                     gint64              *draft,       /* (out) */
                                     EoAttachment       **attachment); /* (out) (transfer full) */
GArray   *eo_store_get_coded_pages  (EoStore             *self,        /* of guint, from 0 */
                                     gint64               document);

/* Inside a write. */

/* NOT_FOUND: somebody registered or discarded the draft meanwhile. */
gboolean  eo_writer_check_draft     (EoWriter            *writer,
                                     gint64               draft,
                                     GError             **error);
/* What the draft needs a person for. */
gboolean  eo_writer_set_draft_why   (EoWriter            *writer,
                                     gint64               draft,
                                     const char          *why,
                                     GError             **error);
/* @source in the place of the draft's documents. */
gboolean  eo_writer_draft_replace   (EoWriter            *writer,
                                     gint64               draft,
                                     EoSource            *source,
                                     GError             **error);
/* Hangs part of a document on a record. @origin: what it is a part of, for the journal. NOT_FOUND: the
 * record was deleted. */
gboolean  eo_writer_attach_part     (EoWriter            *writer,
                                     const EoKind        *kind,
                                     gint64               id,
                                     EoSource            *source,
                                     const char          *origin,
                                     GError             **error);
/* NOT_FOUND: the record was deleted. */
gboolean  eo_writer_check_living    (EoWriter            *writer,
                                     const EoKind        *kind,
                                     gint64               id,
                                     GError             **error);

G_END_DECLS
