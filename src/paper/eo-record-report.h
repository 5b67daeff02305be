/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-store.h"

/* A record as it is printed: its fields, documents, actions and history. (transfer full) */
EoReport *eo_record_report_new (EoStore  *store,
                                EoRecord *record);
