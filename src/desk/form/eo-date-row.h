/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-text-row.h"

G_BEGIN_DECLS

/**
 * EoDateRow:
 *
 * A day: typed as people write it (9 Sep 2026, 9/9/2026, 2026-09-09), or picked from a calendar.
 */
#define EO_TYPE_DATE_ROW (eo_date_row_get_type ())
G_DECLARE_FINAL_TYPE (EoDateRow, eo_date_row, EO, DATE_ROW, EoTextRow)

G_END_DECLS
