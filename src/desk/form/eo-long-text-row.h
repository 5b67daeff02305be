/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoLongTextRow:
 *
 * Paragraphs: the row grows with what is written in it.
 */
#define EO_TYPE_LONG_TEXT_ROW (eo_long_text_row_get_type ())
G_DECLARE_FINAL_TYPE (EoLongTextRow, eo_long_text_row, EO, LONG_TEXT_ROW, EoFormRow)

G_END_DECLS
