/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoSigningWindow:
 *
 * The signing box: what awaits the principal, to be taken along as one PDF, and the decisions that come back, entered in
 * one pass. S, R and H decide the letter at hand and go to the next.
 */
#define EO_TYPE_SIGNING_WINDOW (eo_signing_window_get_type ())
G_DECLARE_FINAL_TYPE (EoSigningWindow, eo_signing_window, EO, SIGNING_WINDOW, AdwWindow)

GtkWindow *eo_signing_window_new (EoStore *store);

G_END_DECLS
