/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/eo-window.h"

G_BEGIN_DECLS

void eo_tour_start (EoWindow   *window,    /* not shown yet */
                    EoStore    *store,
                    GSettings  *settings,
                    const char *folder);   /* where the pictures go; the window is closed after the last one */

G_END_DECLS
