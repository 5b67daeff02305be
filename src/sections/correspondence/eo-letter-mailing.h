/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* @widget: kept until then, and perhaps no longer shown */
typedef void (*EoMailTellFunc) (GtkWidget  *widget,
                                const char *text);

/* Opens the mail program with a signed letter of ours attached; one that is classified is asked about first. @tell says
 * what is to be done next, or what stands in the way. */
void eo_letter_send_by_mail (GtkWidget      *widget,
                             EoStore        *store,
                             EoRecord       *letter,
                             EoMailTellFunc  tell);

G_END_DECLS
