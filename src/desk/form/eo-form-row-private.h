/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to form/: the row, and what is offered in it. */

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

char *_eo_form_row_offer_note (EoFormRow *self);   /* (nullable) */

G_END_DECLS
