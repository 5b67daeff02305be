/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What the registry prints. (transfer full) each. */

/* Of a disposal run that was carried out and destroyed: authority, files, each document with its size and SHA-256, lines
 * to sign. EO_ERROR_STATE while nothing was destroyed. */
EoReport  *eo_certificate_new    (EoStore   *store,
                                  EoRecord  *run,
                                  GError   **error);
/* Of a disposal run that hands over: what goes along with the files to the archives. EO_ERROR_STATE for another run. */
EoReport  *eo_transfer_list_new  (EoStore   *store,
                                  EoRecord  *run,
                                  GError   **error);
/* The front of a file's cover. */
EoReport  *eo_file_cover_new     (EoStore   *store,
                                  EoRecord  *file,
                                  GError   **error);
/* All files, in the order of their numbers. @record: not used, so that all papers are made alike. */
EoReport  *eo_file_plan_new      (EoStore   *store,
                                  EoRecord  *record,
                                  GError   **error);

G_END_DECLS
