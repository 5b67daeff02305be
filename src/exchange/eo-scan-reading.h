/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-page-scan.h"

G_BEGIN_DECLS

/* Private to the indexer: the queue of scans, one page after another. */
typedef struct
{
  EoStore      *store;
  EoAttachment *attachment;  /* the document of the page at hand */
  guint         page;
  int           fd;          /* the document of the last page, kept for its next; -1 */
  gint64        fd_document;
  char         *trouble;     /* why no scan can be read: nothing more is tried */
  gboolean      has_read;    /* one could be */
  /* of the page at hand: */
  char         *words;
  char         *codes;
  char         *text;
  char         *why;
} EoScanReading;

EoScanReading *eo_scan_reading_new   (EoStore        *store);
void           eo_scan_reading_free  (EoScanReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoScanReading, eo_scan_reading_free)

/* Main thread: takes the next page at hand, of @document, or of any where that is 0. FALSE: there is none, or it is of
 * no use to try. */
gboolean       eo_scan_reading_next  (EoScanReading  *self,
                                      gint64          document);
/* Any thread; takes seconds. FALSE: cancelled, the page stays queued. */
gboolean       eo_scan_reading_read  (EoScanReading  *self,
                                      GCancellable   *cancellable);
/* An EoWriteFunc, with what was read, or why it was not. */
gboolean       eo_scan_reading_write (EoWriter       *writer,
                                      gpointer        self,
                                      GError        **error);

G_END_DECLS
