/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: what becomes of a draft's message. */

#include "store/eo-database.h"

G_BEGIN_DECLS

/* The draft was registered as that record. */
gboolean eo_mail_move   (EoDatabase  *database,
                         gint64       draft,
                         const char  *kind,
                         gint64       id,
                         GError     **error);
/* The draft was thrown away: its message may come again. */
gboolean eo_mail_forget (EoDatabase  *database,
                         gint64       draft,
                         GError     **error);

G_END_DECLS
