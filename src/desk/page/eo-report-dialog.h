/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/page/eo-period.h"
#include "desk/page/eo-report-job.h"

G_BEGIN_DECLS

/**
 * EoReportDialog:
 *
 * Asks for the period of a report and whether it is printed or saved, and does so in a worker. What takes longer than a
 * moment is shown with how far it is, and can be cancelled: by its button, or by closing it. The page or the view that
 * wanted it tells how it went, by its signal `toast`.
 */
#define EO_TYPE_REPORT_DIALOG (eo_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoReportDialog, eo_report_dialog, EO, REPORT_DIALOG, AdwWindow)

GtkWindow *eo_report_dialog_new        (GtkWidget           *page,     /* of EoSectionPage */
                                        const EoReportOffer *offer);   /* static, of letters */
GtkWindow *eo_report_dialog_new_of     (GtkWidget           *view,     /* with a signal `toast` */
                                        EoStore             *store,
                                        EoRecord            *record,
                                        const EoReportOffer *offer);   /* static, of one record */
void       eo_report_dialog_set_period (EoReportDialog      *self,
                                        EoPeriod             period);
void       eo_report_dialog_save       (EoReportDialog      *self,     /* and close */
                                        const char          *path);    /* by its ending .pdf, .xlsx or .csv */
void       eo_report_dialog_run        (GtkWidget           *page,     /* of EoSectionPage */
                                        const char          *title,
                                        EoReportJob         *job);     /* (transfer full) */

G_END_DECLS
