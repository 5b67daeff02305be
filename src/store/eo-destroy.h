/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A document that was destroyed: its bytes are gone, this stays. */
typedef struct
{
  gint64  file;     /* the file it was on … */
  gint64  letter;   /* … and its letter, or 0: it hung on the file itself or on a volume */
  char   *name;
  gint64  size;     /* bytes */
  char   *sha256;
  gboolean elsewhere; /* the same bytes hang on a record that was not disposed of, and stay there */
} EoDestroyed;

void        eo_destroyed_free               (EoDestroyed *destroyed);
GPtrArray  *eo_store_get_destroyed          (EoStore     *self,      /* of EoDestroyed, in order */
                                             gint64       disposal,
                                             GError     **error);

/* Inside a write: all documents of the files listed in @disposal, of their volumes and letters and of what was contributed
 * to these, deleted ones among them; and the texts of letters and contributions that were written in the program. The
 * bytes are overwritten in the database, what search and the journal had of the texts goes too; that there was
 * something, and that it was destroyed, stays in the journal. Each document is noted under @disposal. Nothing is found
 * any more; the pages of the search index are written anew after it, see eo_writer_forget_words(). */
gboolean    eo_writer_destroy_documents     (EoWriter    *writer,
                                             gint64       disposal,
                                             GError     **error);

/* Whether search still has words of what was destroyed, in pages of its index that only a merge writes anew. */
gboolean    eo_store_is_forgetting          (EoStore     *self);
/* Inside a write of its own: a step of that, some milliseconds long. Until nothing is left. @data is not used. */
gboolean    eo_writer_forget_words          (EoWriter    *writer,
                                             gpointer     data,
                                             GError     **error);

G_END_DECLS
