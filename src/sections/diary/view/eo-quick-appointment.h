/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/**
 * EoQuickAppointment:
 *
 * A popover for a new appointment: what it is, and whose; when it is was drawn out before.
 *
 * Signals: `save (EoRecord *appointment)`; `more (EoRecord *appointment)`: with all its fields, please.
 */
#define EO_TYPE_QUICK_APPOINTMENT (eo_quick_appointment_get_type ())
G_DECLARE_FINAL_TYPE (EoQuickAppointment, eo_quick_appointment, EO, QUICK_APPOINTMENT, GtkPopover)

GtkWidget *eo_quick_appointment_new (EoDiaryData   *data,
                                     EoAppointment *preset); /* (transfer none): kept, and filled in */

G_END_DECLS
