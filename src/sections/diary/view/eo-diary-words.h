/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/* An appointment in words, for lists: all (transfer full). */

typedef enum
{
  EO_MARK_NONE,
  EO_MARK_CLASH,
  EO_MARK_HOLD,
  EO_MARK_TO_CONFIRM,
  EO_MARK_OFF,    /* called off, delegated, not attended */
} EoDiaryMark;

char        *eo_diary_words_title (EoDiaryData    *data,        /* "Hold 2 of 3: Ndwedwe Forum", "Busy" */
                                   EoOccurrence   *occurrence);
char        *eo_diary_words_times (EoDiaryData    *data,        /* what of it is on @day: "08:30–10:15", "all day" */
                                   EoOccurrence   *occurrence,
                                   const EoDate   *day);
/* What is to be known beside: "Clash with Premier: depots · to be confirmed". @mark: the gravest of it. */
char        *eo_diary_words_marks (EoDiaryData    *data,
                                   EoOccurrence   *occurrence,
                                   EoDiaryMark    *mark);       /* (out) */
/* Whether it is to be confirmed that the principal attends. */
gboolean     eo_diary_words_is_open (EoDiaryData   *data,
                                   EoOccurrence   *occurrence);
/* All of it, for who does not see it. */
char        *eo_diary_words_name  (EoDiaryData    *data,
                                   EoOccurrence   *occurrence,
                                   const EoDate   *day);
const char  *eo_diary_words_icon  (EoDiaryData    *data,        /* NULL for none */
                                   EoOccurrence   *occurrence);
/* What a day is, apart from appointments: "Heritage Day, House sits"; "" for nothing. */
char        *eo_diary_words_notes (EoDiaryData    *data,
                                   const EoDate   *day);
/* "Tuesday, 22 September 2026, today, Heritage Day". */
char        *eo_diary_words_day   (EoDiaryData    *data,
                                   const EoDate   *day);
const char  *eo_diary_colour_class (EoDiaryColour  colour);     /* CSS: "d-blue" */

G_END_DECLS
