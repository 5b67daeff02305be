/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Opens the mail program with a signed letter of ours attached; one that is classified is asked about first. What is to
 * be done next is told by @widget's signal `toast`. */
void eo_letter_send_by_mail (GtkWidget *widget,
                             EoStore   *store,
                             EoRecord  *letter);

G_END_DECLS
