/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * EoTroubleWindow:
 *
 * What stands in the window's place when the office cannot be opened: which file, why, and what to do.
 *
 * Signal: `try-again`.
 */
#define EO_TYPE_TROUBLE_WINDOW (eo_trouble_window_get_type ())
G_DECLARE_FINAL_TYPE (EoTroubleWindow, eo_trouble_window, EO, TROUBLE_WINDOW, AdwApplicationWindow)

GtkWindow *eo_trouble_window_new (GtkApplication *application,
                                  const char     *database,
                                  const GError   *error);

G_END_DECLS
