/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoIndexer:
 *
 * Reads the text of documents into the search index, in the background, one after
 * another, each in its own cage; then the pages that are pictures, which take seconds
 * each. The queues are the store's: they survive a restart. eo_store_get_reading()
 * tells how far a document is, eo_writer_stop_scans() stops it.
 *
 * A scan that was taken in and is read to its end goes to the record of its cover sheet
 * (exchange/eo-cover-attach.h).
 *
 * Words of what was destroyed go out of the search index before anything else is done.
 *
 * Property: `remaining` (guint), documents still to be read.
 * Signal: `attached (const char *)`: a scan went to its record, said in a sentence.
 */
#define EO_TYPE_INDEXER (eo_indexer_get_type ())
G_DECLARE_FINAL_TYPE (EoIndexer, eo_indexer, EO, INDEXER, GObject)

EoIndexer *eo_indexer_new           (EoStore   *store);
void       eo_indexer_stop          (EoIndexer *self);    /* before the store is closed; waits for the document at hand */

/* Reads all that is queued, now, at most @seconds a document: for the command line. Returns how many were read. Pages
 * that are pictures are those of these documents: a backlog of scans is the window's. */
guint      eo_indexer_run_now       (EoStore   *store,
                                     guint      seconds);

/* Writes the search index anew without the words of what was destroyed, for at most @seconds: for the command line, and
 * as seldom as possible, for at a million letters it takes a minute. Others write between its steps. */
void       eo_indexer_forget_now    (EoStore   *store,
                                     guint      seconds);

G_END_DECLS
