/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-occurrences.c. */

#include "sections/diary/eo-occurrence-row.h"

G_BEGIN_DECLS

/* When each series takes place in some weeks around what was last looked at, by its version: an office has thousands of
 * them, and looks at one week after another. More weeks would cost more when a diary is opened than they save. Belongs to the store. Any thread. */
typedef struct _EoSeriesCache EoSeriesCache;

EoSeriesCache *eo_series_cache_of   (EoStore       *store);  /* (transfer none) */
gboolean       eo_series_cache_has  (EoSeriesCache *self,
                                     gint64         id,
                                     gint64         version,
                                     gint64         from,
                                     gint64         until);
/* Reckons from EO_SERIES_BEFORE seconds before @from to EO_SERIES_AFTER after @until. */
void           eo_series_cache_put  (EoSeriesCache *self,
                                     EoRow         *row,
                                     gint64         from,
                                     gint64         until,
                                     EoZones       *zones);
#define EO_SERIES_BEFORE (14 * 86400)
#define EO_SERIES_AFTER  (42 * 86400)

/* Calls @func with each time of the series @id that may block something between the two. */
typedef void (*EoSeriesTimeFunc)    (const EoOccurrence     *pattern,
                                     const EoOccurrenceTime *time,
                                     gpointer                user_data);
void           eo_series_cache_walk (EoSeriesCache *self,
                                     gint64         id,
                                     EoSeriesTimeFunc func,
                                     gpointer       user_data);

G_END_DECLS
