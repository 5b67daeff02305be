/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-intake.h"

G_BEGIN_DECLS

/**
 * EoScanFolder:
 *
 * Takes in what a scanner puts into a folder: each file once it has stood still for two seconds and nobody writes it.
 * It is moved to the folder "registered" in there once it is safely in the office; what a crash left between the two is
 * known by its name and bytes, and only moved. A folder that goes away comes back by itself.
 *
 * Property: `problem` (string, to read): what is wrong with the folder, for people; %NULL: nothing.
 */
#define EO_TYPE_SCAN_FOLDER (eo_scan_folder_get_type ())
G_DECLARE_FINAL_TYPE (EoScanFolder, eo_scan_folder, EO, SCAN_FOLDER, GObject)

EoScanFolder *eo_scan_folder_new         (EoStore      *store,
                                          const char   *path);
void          eo_scan_folder_stop        (EoScanFolder *self);  /* before the store is closed */
const char   *eo_scan_folder_get_problem (EoScanFolder *self);  /* (nullable) */

G_END_DECLS
