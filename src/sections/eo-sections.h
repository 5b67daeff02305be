/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section.h"

G_BEGIN_DECLS

/* The sections there are, in the sidebar's order. Adding one is adding its folder and a line in the table. */
const EoSection *const *eo_sections_get (guint *n_sections);

G_END_DECLS
