/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-day-note.h"

G_BEGIN_DECLS

/* A note as it stands above a day: a box with its mark and its text, which is the tooltip too. */
GtkWidget *eo_day_note_chip_new (const EoDayNote *note);

G_END_DECLS
