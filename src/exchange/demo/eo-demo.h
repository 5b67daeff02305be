/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-backup.h"

G_BEGIN_DECLS

/* Fills an empty office with @n_letters letters up to the day @newest, who sends them, who works there, the file plan,
 * actions and links. The newest 2,000 carry scans. The same seed and day make the same office. Refused
 * (EO_ERROR_INVALID) where there are records already. */
gboolean eo_demo_fill (EoStore         *store,
                       guint            n_letters,
                       guint            seed,
                       const EoDate    *newest,
                       EoProgressFunc   progress,
                       gpointer         user_data,
                       GError         **error);

G_END_DECLS
