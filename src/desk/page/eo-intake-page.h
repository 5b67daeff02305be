/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exchange/eo-intake.h"

G_BEGIN_DECLS

/**
 * EoIntakePage:
 *
 * What came in and is not registered, one after the other: the files, the page of the one at hand, the form that it
 * becomes. Everything goes by the keyboard: Enter takes what is proposed, Ctrl+Enter registers and goes on, Alt+Down
 * and Alt+Up go to the next and the one before, Escape back.
 *
 * Signals: `toast (text)`, `open-record (kind, id)`, `add-files`: as of #EoSectionPage; `close`: the register is wanted.
 */
#define EO_TYPE_INTAKE_PAGE (eo_intake_page_get_type ())
G_DECLARE_FINAL_TYPE (EoIntakePage, eo_intake_page, EO, INTAKE_PAGE, AdwBin)

GtkWidget *eo_intake_page_new        (EoStore      *store);
/* Opens the first that can be registered, now or once there is one, unless one is being worked on. */
void       eo_intake_page_begin      (EoIntakePage *self);
void       eo_intake_page_leave      (EoIntakePage *self);    /* keeps what is typed */
void       eo_intake_page_set_folder (EoIntakePage *self,     /* (nullable): where scans are taken from */
                                      const char   *folder);

G_END_DECLS
