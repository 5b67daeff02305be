/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* Letters that are late, by who has them: how many each, then all of them, the latest first. @query: of letters, which
 * of them; its saved filter is replaced. (transfer full) */
EoReport *eo_overdue_report_new    (EoStore  *store,
                                    EoQuery  *query,
                                    GError  **error);

/* Working days from receipt to reply, by month and by unit and month: average, median and longest. @query: of letters,
 * which of them. (transfer full) */
EoReport *eo_turnaround_report_new (EoStore  *store,
                                    EoQuery  *query,
                                    GError  **error);

G_END_DECLS
