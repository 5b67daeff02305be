/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * eo_intake_async:
 * @kind: of the new record
 * @files: (array length=n_files): what was dropped or chosen
 * @n_files: how many
 *
 * Keeps files as the documents of the draft of a new record, at once, so that they outlive a crash. A file that
 * cannot be taken does not keep the others out. Of a message (.eml) dropped for a letter comes a draft of its own, its
 * fields filled, with what came with it; one that came before is refused.
 */
void   eo_intake_async  (EoStore             *store,
                         const EoKind        *kind,
                         GFile              **files,
                         guint                n_files,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data);
/* The draft's id, or 0 with @error where nothing was taken. */
gint64 eo_intake_finish (GAsyncResult        *result,
                         char               **refused,  /* (out): lines saying which were not taken and why; NULL for none */
                         GError             **error);

G_END_DECLS
