/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

typedef void (*EoProgressFunc) (double fraction, gpointer user_data);

/* A copy of the whole office by SQLite's online backup, checked before it takes the target's name;
 * an existing target is refused. */
gboolean   eo_store_backup  (EoStore         *self,
                             const char      *path,
                             EoProgressFunc   progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error);
/* Puts a backup in the office's place; the office that was there is kept beside it (the path is given back). */
gboolean   eo_backup_restore (const char     *backup,
                             const char      *office,
                             char           **kept,
                             GError         **error);
/* Everything that can be verified: SQLite's own check, foreign keys, the journal's chain, every document's hash,
 * search rows against records. (transfer full) lines, one a fault; empty when clean. Any thread. */
GPtrArray *eo_store_check   (EoStore         *self,
                             EoProgressFunc   progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error);

G_END_DECLS
