/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoChoiceRow:
 *
 * One of a few: a drop-down as wide as the row.
 */
#define EO_TYPE_CHOICE_ROW (eo_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (EoChoiceRow, eo_choice_row, EO, CHOICE_ROW, EoFormRow)

/**
 * EoSwitchRow:
 *
 * Yes or no.
 */
#define EO_TYPE_SWITCH_ROW (eo_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (EoSwitchRow, eo_switch_row, EO, SWITCH_ROW, EoFormRow)

G_END_DECLS
