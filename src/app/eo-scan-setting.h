/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

#define EO_SCAN_SETTING "scan-folders" /* the key; "changed::" EO_SCAN_SETTING tells of it */

/* The folder that this desk takes scans from for @store; NULL for none. (transfer full) */
char *eo_scan_setting_get (GSettings  *settings,
                           EoStore    *store);
void  eo_scan_setting_set (GSettings  *settings,
                           EoStore    *store,
                           const char *folder);  /* (nullable) */

G_END_DECLS
