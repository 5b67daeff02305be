/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section.h"

G_BEGIN_DECLS

/* The registry's pages: the file plan, which stands in the sidebar, and what is chosen in its head. */
extern const EoSection eo_registry_files;
extern const EoSection eo_registry_volumes;
extern const EoSection eo_registry_loans;
extern const EoSection eo_registry_disposal;

G_END_DECLS
