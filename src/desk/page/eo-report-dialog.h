/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* A report that a section offers. */
typedef struct
{
  const char *name;       /* "incoming-register": as the command line has it */
  const char *title;      /* N_("Incoming Register") */
  const char *day;        /* the field a period is of; NULL where it has none */
  gboolean    landscape;
  EoReport *(*make) (EoStore *store, EoQuery *query, GError **error); /* in a worker */
} EoReportOffer;

typedef enum
{
  EO_PERIOD_ALL,
  EO_PERIOD_THIS_MONTH,
  EO_PERIOD_LAST_MONTH,
  EO_PERIOD_FINANCIAL_YEAR,  /* provincial and national: from 1 April */
  EO_PERIOD_MUNICIPAL_YEAR,  /* from 1 July */
} EoPeriod;

/* The first and the last day of a period; FALSE for one without. */
gboolean eo_period_get_days (EoPeriod      period,
                             const EoDate *today,
                             EoDate       *first,
                             EoDate       *last);

/**
 * EoReportDialog:
 *
 * Asks for the period of a report and whether it is printed or saved, and does so in a worker. The section's page tells
 * how it went, by its `toast`.
 */
#define EO_TYPE_REPORT_DIALOG (eo_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoReportDialog, eo_report_dialog, EO, REPORT_DIALOG, AdwWindow)

GtkWindow *eo_report_dialog_new        (GtkWidget           *page,     /* of EoSectionPage */
                                        const EoReportOffer *offer);   /* static */
void       eo_report_dialog_set_period (EoReportDialog      *self,
                                        EoPeriod             period);
void       eo_report_dialog_save       (EoReportDialog      *self,     /* and close */
                                        const char          *path);    /* by its ending .pdf, .xlsx or .csv */

G_END_DECLS
