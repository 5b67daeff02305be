/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* The letterhead of the sample office, and its standard replies: one of them is due to be looked at again. */
gboolean eo_demo_replies_write (EoWriter      *writer,
                                const EoDate  *newest,
                                const gint64  *staff,    /* ids, in the order of eo_demo_staff() */
                                GError       **error);

G_END_DECLS
