/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A scan whose cover sheets say which records it belongs to.
 *
 * A cover sheet on the first page alone: the scan, byte for byte, is attached to that record. Cover sheets further
 * down: what lies between them becomes a document each, drawn anew in the cage without its cover sheet; what lies
 * before the first one stays to be registered. The whole scan is not kept then, as it holds what belongs to other
 * records: the journal of each notes its name, its pages and its SHA-256. Everything in one transaction, or nothing:
 * a cover sheet of another office or of a deleted record leaves the whole scan to a person. */

typedef struct _EoCoverAttach EoCoverAttach;

/* The text of a file, and of which bytes it is. */
typedef struct
{
  char      *sha256; /* hex */
  GPtrArray *pages;  /* of char * */
} EoReadText;

void           eo_read_text_free              (EoReadText     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoReadText, eo_read_text_free)

/* Main thread: the next of the scans taken in and read to the end whose codes say something of cover sheets, and which
 * comes after the draft @after, which is moved on. NULL: there is none. (transfer full) */
EoCoverAttach *eo_cover_attach_next           (EoStore        *store,
                                               gint64         *after);
/* A file that is not in the office yet; its pages are read now, a tenth of a second each. NULL without @error: it has no
 * cover sheets. What lies before the first one is to be an incoming letter. Errors: of eo_cover_match().
 * @text: (out) (optional) (nullable): what was read, where it is all there is to read: no page is a picture */
EoCoverAttach *eo_cover_attach_new_for_path   (EoStore        *store,
                                               const char     *path,
                                               EoReadText    **text,
                                               GError        **error);
void           eo_cover_attach_free           (EoCoverAttach  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCoverAttach, eo_cover_attach_free)

/* Any thread: draws the parts, where there are several. What goes wrong is for a person to read on the scan. */
void           eo_cover_attach_draw           (EoCoverAttach  *self);
/* An EoWriteFunc. */
gboolean       eo_cover_attach_write          (EoWriter       *writer,
                                               gpointer        self,
                                               GError        **error);
/* After a write that failed: TRUE where it is to be written again, which notes on the scan what for. */
gboolean       eo_cover_attach_refuse         (EoCoverAttach  *self,
                                               const GError   *error);
/* Both at once. Errors are those that a person can do something about, too: nothing is noted. */
gboolean       eo_cover_attach_now            (EoCoverAttach  *self,
                                               GError        **error);
/* All that eo_cover_attach_next() finds. */
void           eo_cover_attach_all            (EoStore        *store);

/* Once it is written: what was done, in a sentence, or NULL where nothing could be. (transfer full) */
char          *eo_cover_attach_tell           (EoCoverAttach  *self);
/* The records, in the order of the pages. (element-type EoRecord) (transfer none) */
GPtrArray     *eo_cover_attach_get_records    (EoCoverAttach  *self);

/* Adds to @pages those whose text has what stands under the code of a cover sheet: one that was never on paper is no
 * picture, and its code is to be read all the same. */
void           eo_cover_find_marked         (GPtrArray      *texts,     /* of char *, one a page */
                                             GArray         *pages);    /* of guint, from 0 */

G_END_DECLS
