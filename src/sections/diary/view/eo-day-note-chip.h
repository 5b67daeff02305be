/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-day-note.h"

G_BEGIN_DECLS

/* A note as it stands above a day: its mark and its text, which is the tooltip too. What replies are due for is a button that
 * opens the letter by the action `diary.open-letter`, or a menu button with the letters to choose from. */
GtkWidget *eo_day_note_chip_new    (const EoDayNote *note);
/* (transfer none) (nullable): what is due, of such a chip. */
EoDueDay  *eo_day_note_chip_get_due (GtkWidget      *chip);
/* The letters, a button each. */
GtkWidget *eo_day_note_letters_new (EoDueDay        *due);

G_END_DECLS
