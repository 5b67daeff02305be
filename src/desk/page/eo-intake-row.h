/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exchange/eo-intake.h"

G_BEGIN_DECLS

/**
 * EoIntakeRow:
 *
 * A file of the intake in its list: its name, how large it is, its state as shape and words, and what can be done
 * about it (the actions `intake.stop`, `intake.retry` and `intake.remove`, with its position).
 */
#define EO_TYPE_INTAKE_ROW (eo_intake_row_get_type ())
G_DECLARE_FINAL_TYPE (EoIntakeRow, eo_intake_row, EO, INTAKE_ROW, GtkWidget)

GtkWidget *eo_intake_row_new        (void);
void       eo_intake_row_set_item   (EoIntakeRow  *self,
                                     EoIntakeItem *item,      /* (nullable) */
                                     guint         position);
void       eo_intake_row_set_worked (EoIntakeRow  *self,      /* its form is the one that is open */
                                     gboolean      worked);
/* "Same file as IN/2026/00398" */
char      *eo_intake_describe_same  (EoIntakeItem *item);

G_END_DECLS
