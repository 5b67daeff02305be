/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A document that was destroyed: its bytes are gone, this stays. */
typedef struct
{
  gint64  file;     /* the file it was on … */
  gint64  letter;   /* … and its letter */
  char   *name;
  gint64  size;     /* bytes */
  char   *sha256;
  gboolean elsewhere; /* the same bytes hang on a record that was not disposed of, and stay there */
} EoDestroyed;

void        eo_destroyed_free               (EoDestroyed *destroyed);
GPtrArray  *eo_store_get_destroyed          (EoStore     *self,      /* of EoDestroyed, in order */
                                             gint64       disposal,
                                             GError     **error);

/* Inside a write: all documents of all letters on @file, deleted letters among them. The bytes are overwritten in the
 * database, what search had of them goes too; journal entries stay. Each is noted under @disposal. */
gboolean    eo_writer_destroy_file_documents (EoWriter   *writer,
                                             gint64       disposal,
                                             gint64       file,
                                             GError     **error);

G_END_DECLS
