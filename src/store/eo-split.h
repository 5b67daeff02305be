/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-undo.h"

G_BEGIN_DECLS

/* A record in which there are two matters becomes two: the second has a number of its own, what EoKind.split gives it of
 * the first, and the same documents; a tie says where it comes from. */
EoRecord *eo_writer_split        (EoWriter            *writer,   /* (transfer full): the second; or NULL */
                                  const EoKind        *kind,
                                  gint64               id,
                                  GError             **error);
void      eo_store_split_async   (EoStore             *self,
                                  const EoKind        *kind,
                                  gint64               id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gint64    eo_store_split_finish  (EoStore             *self,     /* id of the second; 0 on error */
                                  GAsyncResult        *result,
                                  EoUndo             **undo,     /* (out) (transfer full) (optional) */
                                  GError             **error);

G_END_DECLS
