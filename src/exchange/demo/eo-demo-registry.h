/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* After the file plan and the staff: files of years gone by that are closed, further volumes, loans, a disposal run that was
 * carried out and one that is proposed. @plan, @staff: ids (gint64), the file plan in its own order. */
gboolean eo_demo_add_registry (EoWriter      *writer,
                               GArray        *plan,
                               GArray        *staff,
                               const EoDate  *newest,
                               GError       **error);

G_END_DECLS
