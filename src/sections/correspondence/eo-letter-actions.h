/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section-page.h"

G_BEGIN_DECLS

/* What can be done with the open letter beside its steps: letter.reply (Ctrl+R; for a letter of ours: its text),
 * letter.cover. Of the page: letter.signing-box. */
void eo_letter_actions_install   (GtkWidgetClass *widget_class);
void eo_letter_actions_page_made (EoSectionPage *page);

G_END_DECLS
