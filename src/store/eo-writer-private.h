/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: the parts of the writer. */

#include "store/eo-store-private.h"

G_BEGIN_DECLS

/* What the record's kind says of it alone. */
gboolean _eo_writer_check_sound  (EoRecord     *record,
                                  GError      **error);

/* Of a record that is stored already. @action: (nullable): what the journal calls it, if it is more than a change. */
gboolean _eo_writer_save_changed (EoWriter     *writer,
                                  EoRecord     *record,
                                  const char   *action,
                                  GError      **error);

G_END_DECLS
