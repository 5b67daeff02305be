/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoReplyWindow:
 *
 * Where an outgoing letter is written: the letter it answers on the left, the draft as it will stand on paper in the
 * middle, standard replies and past ones on the right. What is typed is kept as a draft, as in every form, and saved by
 * Ctrl+S, by a step, or by closing.
 */
#define EO_TYPE_REPLY_WINDOW (eo_reply_window_get_type ())
G_DECLARE_FINAL_TYPE (EoReplyWindow, eo_reply_window, EO, REPLY_WINDOW, AdwWindow)

GtkWindow  *eo_reply_window_new      (EoStore       *store,
                                      gint64         letter);   /* id of an outgoing letter */
gint64      eo_reply_window_get_id   (EoReplyWindow *self);
const char *eo_reply_window_get_kept (EoReplyWindow *self);     /* what it says of drafts and saving */

G_END_DECLS
