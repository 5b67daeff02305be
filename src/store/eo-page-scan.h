/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-attachment.h"

G_BEGIN_DECLS

/* Pages that are pictures, and their queue, which survives a restart: what came last is read first. Pages count from 0.
 * "attachments-changed" of the records that the document hangs on tells of every page read. */

/* How far the reading of a document is. */
typedef struct
{
  const char *text;      /* of the text that the file itself has: "queued", "read", "failed" or "none" */
  guint       n_scans;   /* pages that are pictures; of them: */
  guint       n_read;
  guint       n_queued;
  guint       n_stopped; /* by hand */
  guint       n_failed;
  guint       n_before;  /* other documents, whose pages come first */
  char       *why;       /* why pages are not read; "" where there is nothing to say */
} EoReadingState;

void        eo_reading_state_clear    (EoReadingState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoReadingState, eo_reading_state_clear)

void        eo_store_get_reading      (EoStore        *self,
                                       gint64          document,
                                       EoReadingState *state);     /* (out): to be cleared */
guint       eo_store_count_unscanned  (EoStore        *self);      /* pages in the queue */

/* The next page of the queue: of @document, or of any where that is 0. FALSE: there is none. */
gboolean    eo_store_next_scan        (EoStore        *self,
                                       gint64          document,
                                       EoAttachment  **attachment, /* (out) (transfer full) */
                                       guint          *page);      /* (out) */

/* What was read off a page; any thread. NULL where nothing was. (transfer full) */
char       *eo_store_get_page_words   (EoStore        *self,       /* as eo_scan_page_format() has them */
                                       gint64          document,
                                       guint           page);
char      **eo_store_get_page_codes   (EoStore        *self,       /* an array, empty for none */
                                       gint64          document,
                                       guint           page);

/* Inside a write. A document that is gone meanwhile, with a discarded draft, is no error. */

/* These pages, in place of those there were. @why: "", or why none is read for now. */
gboolean    eo_writer_queue_scans     (EoWriter       *writer,
                                       gint64          document,
                                       const guint    *pages,
                                       guint           n_pages,
                                       const char     *why,
                                       GError        **error);
/* What was read off a page: @words and @codes as they are kept, @text for the search index. Or @why nothing was. */
gboolean    eo_writer_set_scan        (EoWriter       *writer,
                                       gint64          document,
                                       guint           page,
                                       const char     *words,
                                       const char     *codes,
                                       const char     *text,
                                       const char     *why,        /* (nullable) */
                                       GError        **error);
/* Why no scan can be read for now; the queue stays. "": they can. @document: the one whose records are told. */
gboolean    eo_writer_set_scan_trouble (EoWriter      *writer,
                                       gint64          document,
                                       const char     *why,
                                       GError        **error);
/* Takes the pages of a document off the queue, or puts back all that are not read. */
gboolean    eo_writer_stop_scans      (EoWriter       *writer,
                                       gint64          document,
                                       gboolean        stop,
                                       GError        **error);

G_END_DECLS
