/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-text-row.h"

G_BEGIN_DECLS

/**
 * EoMapRow:
 *
 * A link to a map, with a button that opens it; where there is none, one that looks for the address or place. Nothing
 * goes out before it is pressed.
 */
#define EO_TYPE_MAP_ROW (eo_map_row_get_type ())
G_DECLARE_FINAL_TYPE (EoMapRow, eo_map_row, EO, MAP_ROW, EoTextRow)

G_END_DECLS
