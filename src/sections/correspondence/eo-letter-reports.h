/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What the section prints: made and drawn in any thread. */

/* The registers, in the order of their numbers, with the columns of the book on the counter. @query: of letters, which of
 * them; its direction is added. (transfer full) */
EoReport *eo_incoming_register_new (EoStore  *store,
                                    EoQuery  *query,
                                    GError  **error);
EoReport *eo_outgoing_register_new (EoStore  *store,
                                    EoQuery  *query,
                                    GError  **error);

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

/* The course of one letter, and of its reply: who did what and when, with the working days between, contributions, where
 * the paper went. (transfer full) */
EoReport *eo_tracking_sheet_new    (EoStore  *store,
                                    EoRecord *letter,
                                    GError  **error);

G_END_DECLS
