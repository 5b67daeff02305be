/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list on a card that shows what belongs to a record. */

GtkWidget *eo_entries_new   (const char *label,   /* for screen readers */
                             const char *empty);  /* (nullable): what it says while there is nothing */
void       eo_entries_clear (GtkListBox *list);   /* any list box */

G_END_DECLS
