/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/register/eo-register.h"
#include "paper/eo-report.h"

G_BEGIN_DECLS

/* What a register shows, or the records selected in it when they are several, as a report: classified
 * as the highest of its rows. At most EO_REGISTER_TABLE_ROWS rows; the report says when there are more. */
EoReport *eo_register_report_new   (EoStore     *store,
                                    EoRegister  *view,
                                    const char  *title,
                                    const char  *filter,
                                    GError     **error);

/* Its two halves: what it says of itself, in the window's thread; what is read, in any. */
char     *eo_register_report_describe (EoRegister *view,      /* "Overdue · 4 letters · earliest first" */
                                       const char *filter);
EoReport *eo_register_report_make  (EoStore     *store,
                                    EoQuery     *query,
                                    const char  *title,
                                    const char  *subtitle,
                                    GError     **error);

/* What stands in it, or is selected in it, in its order. */
EoQuery  *eo_register_report_query (EoRegister  *view);    /* (transfer full) */

G_END_DECLS
