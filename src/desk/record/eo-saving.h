/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/eo-undo.h"

G_BEGIN_DECLS

/* One transaction for all that the saving of a form is: the parties named in it for the first time, the record
 * (or its next step), and the draft with its documents.
 *
 * @edited: copied; never touched
 * @parties: (nullable): of EoNewParty, from the form
 * @draft: id of the draft that ends with it, or 0
 * @to_state: (nullable): the step to take */
void      eo_saving_async  (EoStore             *store,
                            EoRecord            *edited,
                            GPtrArray           *parties,
                            gint64               draft,
                            const char          *to_state,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);

/* @sent: (out) (transfer full) (optional): what was edited when the saving began, on failure, too.
 * @undo: (out) (transfer full) (optional): takes it back; NULL on failure
 * Returns: (transfer full): the record as it stands in the store now; or NULL with the store's error */
EoRecord *eo_saving_finish (EoStore             *store,
                            GAsyncResult        *result,
                            EoRecord           **sent,
                            EoUndo             **undo,
                            GError             **error);

G_END_DECLS
