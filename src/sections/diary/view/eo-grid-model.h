/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-block-words.h"
#include "sections/diary/view/eo-day-note.h"

G_BEGIN_DECLS

/**
 * EoGridModel:
 * @zone: of the clocks that are shown
 * @first: of the days shown
 * @now: seconds since 1970
 * @diaries: of #EoGridDiary
 * @occurrences: of #EoOccurrence, in any order; some may lie outside the days
 * @notes: of #EoDayNote
 * @clashes: as of eo_clash_find(): from an occurrence to another of them (nullable)
 * @hide_private: who looks may not see what is private
 *
 * What a view of days is made of.
 */
typedef struct
{
  GTimeZone *zone;
  EoDate     first;
  guint      n_days;
  gint64     now;
  GArray    *diaries;
  GPtrArray *occurrences;
  GArray    *notes;
  GHashTable *clashes;
  gboolean   hide_private;
  gboolean   side_by_side;
} EoGridModel;

void               eo_grid_model_init         (EoGridModel        *model);
void               eo_grid_model_clear        (EoGridModel        *model);
/* These copy what they are given. */
void               eo_grid_model_set_diaries (EoGridModel        *model,
                                               const EoGridDiary  *diaries,
                                               guint               n);
void               eo_grid_model_set_notes   (EoGridModel        *model,
                                               const EoDayNote    *notes,
                                               guint               n);
/* References each, and the table. */
void               eo_grid_model_set_occurrences (EoGridModel     *model,
                                               GPtrArray          *occurrences,
                                               GHashTable         *clashes);

EoDate             eo_grid_model_get_day      (const EoGridModel  *model,
                                               guint               index);
EoDate             eo_grid_model_get_today    (const EoGridModel  *model);
/* NULL where the diary is not visible. */
const EoGridDiary *eo_grid_model_find_diary   (const EoGridModel  *model,
                                               gint64              id,
                                               guint              *column);  /* (out): among the visible ones */
guint              eo_grid_model_get_n_visible (const EoGridModel *model);
const EoGridDiary *eo_grid_model_get_visible  (const EoGridModel  *model,
                                               guint               column);  /* NULL past the last */
/* What nobody works for: a holiday, or no working day of @diary. */
gboolean           eo_grid_model_is_off       (const EoGridModel  *model,
                                               const EoGridDiary  *diary,
                                               const EoDate       *day);
/* FALSE where nothing of its diary is shown. @part may be NULL for a bar. */
gboolean           eo_grid_model_get_facts    (const EoGridModel  *model,
                                               const EoOccurrence *occurrence,
                                               const EoDayPart    *part,
                                               EoBlockFacts       *facts);
/* "Tuesday 22 September, today, Heritage Day, 9 appointments"; without their number where that is NULL. */
char              *eo_grid_model_name_day     (const EoGridModel  *model,
                                               guint               index,
                                               const guint        *n_appointments);

G_END_DECLS
