/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoRepeatRow:
 *
 * How an appointment repeats: chosen from what is usual for the day it begins on, until a day or for ever; or a rule as
 * iCalendar writes it.
 */
#define EO_TYPE_REPEAT_ROW (eo_repeat_row_get_type ())
G_DECLARE_FINAL_TYPE (EoRepeatRow, eo_repeat_row, EO, REPEAT_ROW, EoFormRow)

G_END_DECLS
