/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoZoneRow:
 *
 * A time zone, chosen from those there are; none stands for the diary's own.
 */
#define EO_TYPE_ZONE_ROW (eo_zone_row_get_type ())
G_DECLARE_FINAL_TYPE (EoZoneRow, eo_zone_row, EO, ZONE_ROW, EoFormRow)

G_END_DECLS
