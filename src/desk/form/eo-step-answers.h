/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

/* Before a step asks: what an earlier one left goes from the fields it asks for (the reason of the last return is not
 * this one's), and a day that must be given is proposed to be today. */
void eo_step_prepare (EoRecord  *record,
                      GPtrArray *asked,      /* of EoField */
                      GPtrArray *required);  /* of EoField */

G_END_DECLS
