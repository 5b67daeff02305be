/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"
#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What is printed of diaries: each of one (@diary: its id) or of all that are in use (0). Private appointments are “Busy”;
 * what was called off stands below, or is left out. Any thread. */

/* The programme of a day, as it is circulated. */
EoReport *eo_day_programme_new (EoStore       *store,
                                gint64         diary,
                                const EoDate  *day,
                                GError       **error);
/* The days of a week side by side, for a sheet in landscape. */
EoReport *eo_week_sheet_new    (EoStore       *store,
                                gint64         diary,
                                const EoDate  *day,    /* any of the week */
                                GError       **error);
EoPaper   eo_week_sheet_paper  (void);                 /* with margins as narrow as printers let them be */
/* What is coming, by week and day, with clashes and open holds in words. */
EoReport *eo_look_ahead_new    (EoStore       *store,
                                gint64         diary,
                                const EoDate  *first,
                                guint          n_days,
                                GError       **error);
/* The legs and nights of a trip, and what stands in the diary on the way. */
EoReport *eo_itinerary_new     (EoStore       *store,
                                EoRecord      *trip,
                                GError       **error);

G_END_DECLS
