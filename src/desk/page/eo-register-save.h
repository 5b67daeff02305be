/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-report-job.h"
#include "desk/register/eo-register.h"

G_BEGIN_DECLS

/* Writes what a register shows, or the records selected in it when they are several, to a file: by its ending a PDF as
 * it is printed, or a spreadsheet (.xlsx) or table (.csv) of all of them with all their fields. NULL with
 * EO_ERROR_USAGE for another ending. */
EoReportJob *eo_register_save_new (EoStore     *store,
                                   EoRegister  *view,
                                   const char  *title,
                                   const char  *filter,   /* what is shown: "Overdue" */
                                   const char  *path,
                                   GError     **error);

G_END_DECLS
