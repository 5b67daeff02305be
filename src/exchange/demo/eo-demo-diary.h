/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Three diaries: what repeats, the week of @newest in full, some weeks around it; requests, some of which came as letters,
 * times held for them, a trip. @staff: ids (gint64) in the order of eo_demo_staff(); @organisations: likewise. */
gboolean eo_demo_add_diary (EoWriter      *writer,
                            GArray        *staff,
                            GArray        *organisations,
                            guint64        seed,
                            const EoDate  *newest,
                            GError       **error);

G_END_DECLS
