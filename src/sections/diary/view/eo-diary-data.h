/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/view/eo-day-note.h"

G_BEGIN_DECLS

/**
 * EoDiaryFilter:
 * @text: "" for any: what must be in title or place
 * @category: -1 for any
 * @only_clashes: what clashes with something
 */
typedef struct
{
  char     *text;
  int       category;
  gboolean  only_clashes;
} EoDiaryFilter;

/**
 * EoDiaryData:
 *
 * What the views of the diary show: the diaries in use, which of them are shown, and what stands in those between two
 * days. It reads in a worker, forgets what was asked for before, and reads again when the office changes.
 *
 * Signals: `diaries`: there are others, or others are shown; `loaded`: days or what stands in them are others.
 */
#define EO_TYPE_DIARY_DATA (eo_diary_data_get_type ())
G_DECLARE_FINAL_TYPE (EoDiaryData, eo_diary_data, EO, DIARY_DATA, GObject)

EoDiaryData   *eo_diary_data_new             (EoStore              *store);
EoStore       *eo_diary_data_get_store       (EoDiaryData          *self);

GPtrArray     *eo_diary_data_get_diaries     (EoDiaryData          *self);    /* (transfer none) of EoDiary, those in use */
EoDiary       *eo_diary_data_find_diary      (EoDiaryData          *self,     /* (transfer none) (nullable) */
                                              gint64                id);
const char    *eo_diary_data_get_tag         (EoDiaryData          *self,     /* "" of the first one, which needs none */
                                              gint64                id);
gboolean       eo_diary_data_is_shown        (EoDiaryData          *self,
                                              gint64                id);
void           eo_diary_data_set_shown       (EoDiaryData          *self,
                                              gint64                id,
                                              gboolean              shown);
EoDiary       *eo_diary_data_get_main        (EoDiaryData          *self);    /* the first that is shown; else the first; or NULL */
/* Those that are not shown, by their uids: what a desk remembers. */
void           eo_diary_data_set_hidden      (EoDiaryData          *self,
                                              const char *const    *uids);
char         **eo_diary_data_get_hidden      (EoDiaryData          *self);
/* The clocks the views show: those of the main diary. */
const char    *eo_diary_data_get_zone_name   (EoDiaryData          *self);
GTimeZone     *eo_diary_data_get_zone        (EoDiaryData          *self);    /* (transfer none) */
EoDate         eo_diary_data_get_today       (EoDiaryData          *self);    /* on those clocks */

/* Reads these days; `loaded` follows. */
void           eo_diary_data_load            (EoDiaryData          *self,
                                              const EoDate         *first,
                                              guint                 n_days);
/* What was read last: "" and 0 before the first time. */
EoDate         eo_diary_data_get_first       (EoDiaryData          *self);
guint          eo_diary_data_get_n_days      (EoDiaryData          *self);
void           eo_diary_data_set_filter      (EoDiaryData          *self,
                                              const EoDiaryFilter  *filter);
gboolean       eo_diary_data_is_filtered     (EoDiaryData          *self);
GPtrArray     *eo_diary_data_get_occurrences (EoDiaryData          *self);    /* (transfer none), in order of their beginnings */
GHashTable    *eo_diary_data_get_clashes     (EoDiaryData          *self);    /* (transfer none), as of eo_clash_find() */
EoOccurrence  *eo_diary_data_get_clash       (EoDiaryData          *self,     /* (transfer none) (nullable) */
                                              EoOccurrence         *occurrence);
EoOccurrence  *eo_diary_data_find            (EoDiaryData          *self,     /* (transfer none) (nullable) */
                                              gint64                appointment,
                                              const char           *original);
/* Shows it there already while that is being written, so that what is done next begins from it. Returns a number for
 * eo_diary_data_settle(), which is to be called when it is written, or was not: then what the office has is read again. */
guint          eo_diary_data_expect          (EoDiaryData          *self,
                                              const EoOccurrence   *occurrence,
                                              gint64                diary,
                                              gint64                starts,
                                              gint64                ends);
void           eo_diary_data_settle          (EoDiaryData          *self,
                                              guint                 expected);
/* What of it falls on @day: FALSE for nothing. Minutes of the day on the clocks shown, 0 to 1440. */
gboolean       eo_diary_data_on_day          (EoDiaryData          *self,
                                              const EoOccurrence   *occurrence,
                                              const EoDate         *day,
                                              int                  *from,
                                              int                  *until);
EoDate         eo_diary_data_first_day       (EoDiaryData          *self,
                                              const EoOccurrence   *occurrence);
/* The holiday and the sitting of a day, and the replies that are due then: (transfer full) of EoDayNote. */
GArray        *eo_diary_data_get_notes       (EoDiaryData          *self,
                                              const EoDate         *day);
gboolean       eo_diary_data_get_hide_private (EoDiaryData         *self);
void           eo_diary_data_set_hide_private (EoDiaryData         *self,
                                              gboolean              hide);
gboolean       eo_diary_data_is_hidden       (EoDiaryData          *self,     /* only that the time is taken may be seen */
                                              const EoOccurrence   *occurrence);

G_END_DECLS
