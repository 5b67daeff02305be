/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoUndo:
 *
 * The records that one transaction changed, as they were before: so that all of it can be taken back at once. The
 * writer's while the transaction runs, then whoever's asked for it. Documents and ties are not in it: those made
 * with a new record go with it.
 */
typedef struct _EoUndo EoUndo;

EoUndo  *eo_undo_new            (void);
EoUndo  *eo_undo_ref            (EoUndo              *self);
void     eo_undo_unref          (EoUndo              *self);

void     eo_writer_keep_undo    (EoWriter            *writer,  /* what is saved from now on in this transaction */
                                 EoUndo              *undo);

/* Everything back as it was, or nothing: EO_ERROR_CONFLICT where somebody changed one of them since. Who undoes needs
 * no second person: it is his own step, and the journal says "undone". */
void     eo_store_undo_async    (EoStore             *self,
                                 EoUndo              *undo,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
gboolean eo_store_undo_finish   (EoStore             *self,
                                 GAsyncResult        *result,
                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoUndo, eo_undo_unref)

G_END_DECLS
