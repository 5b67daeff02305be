/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoFactRow:
 *
 * A field that rules and steps write (EO_DERIVED): to be read and copied, not typed in.
 */
#define EO_TYPE_FACT_ROW (eo_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (EoFactRow, eo_fact_row, EO, FACT_ROW, EoFormRow)

G_END_DECLS
