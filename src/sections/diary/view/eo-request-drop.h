/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Mails that were dropped where requests are: each is registered, and a request begun from it. The last of them is opened.
 * @page: what has the signals `open-record (kind, id)` and `toast (text)`. FALSE: there are other files among them. */
gboolean eo_request_drop_take (GtkWidget  *page,
                               EoStore    *store,
                               GFile     **files,
                               guint       n_files);

G_END_DECLS
