/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: what a file that was taken in needs before it is registered. */

#include "store/eo-store-private.h"

G_BEGIN_DECLS

/* Whether @record, saved in this transaction, may have the draft's documents. @tied: the record of the same bytes that
 * it shall be tied to, or 0. */
gboolean eo_unregistered_may_take (EoWriter  *writer,
                                   gint64     draft,
                                   EoRecord  *record,
                                   gint64    *tied,     /* (out) */
                                   GError   **error);

G_END_DECLS
