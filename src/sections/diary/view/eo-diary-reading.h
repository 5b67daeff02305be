/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-occurrence.h"
#include "sections/diary/view/eo-due-letters.h"

G_BEGIN_DECLS

/**
 * EoDiaryReading:
 * @occurrences: (element-type EoOccurrence): in order
 * @due: (element-type EoDueDay): likewise
 *
 * What stands on some days, read in one go.
 */
typedef struct
{
  GPtrArray *occurrences;
  GPtrArray *due;
} EoDiaryReading;

void            eo_diary_reading_free   (EoDiaryReading       *self);

/* @diaries: ids; none for no diary, and no occurrence. @zone: whose clocks say when a day begins. */
void            eo_diary_reading_async  (EoStore              *store,
                                         const gint64         *diaries,
                                         guint                 n_diaries,
                                         const EoDate         *first,
                                         guint                 n_days,
                                         GTimeZone            *zone,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
EoDiaryReading *eo_diary_reading_finish (EoStore              *store,
                                         GAsyncResult         *result,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDiaryReading, eo_diary_reading_free)

G_END_DECLS
