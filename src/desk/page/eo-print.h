/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "paper/eo-report.h"

G_BEGIN_DECLS

/**
 * EoPrintDone:
 * @error: (nullable): why nothing was printed; %NULL when it was, or when the person thought better of it
 */
typedef void (*EoPrintDone) (GtkWidget    *widget,
                             const GError *error);

/**
 * eo_print_report:
 * @widget: of the window it is printed from
 * @landscape: which way the paper lies at first
 * @done: (nullable)
 *
 * Asks for a printer and prints. The pages are drawn by the same code that writes the report as a PDF.
 */
void eo_print_report (GtkWidget   *widget,
                      EoReport    *report,
                      const char  *job_name,
                      gboolean     landscape,
                      EoPrintDone  done);

/* A page setup's sheet and margins. */
EoPaper eo_print_get_paper (GtkPageSetup *setup);

G_END_DECLS
