/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DIARY_DAY,
  EO_DIARY_WORK_WEEK,
  EO_DIARY_WEEK,
  EO_DIARY_MONTH,
  EO_DIARY_AGENDA,
  EO_DIARY_AHEAD,
  EO_DIARY_N_VIEWS,
} EoDiaryView;

#define EO_DIARY_AGENDA_DAYS 14

/* Which days a view of the diary shows, and what it is called. Plain sums. */

const char *eo_diary_view_get_name  (EoDiaryView   view);    /* "work-week": settings, actions */
const char *eo_diary_view_get_label (EoDiaryView   view);    /* "Work Week", translated */
gboolean    eo_diary_view_find      (const char   *name,
                                     EoDiaryView  *view);
/* The days shown where @date is looked at. @ahead: how many days the look-ahead has. */
EoDate      eo_diary_view_get_first (EoDiaryView   view,
                                     const EoDate *date);
guint       eo_diary_view_get_days  (EoDiaryView   view,
                                     const EoDate *date,
                                     guint         ahead);
/* The same day @by spans on: of a shorter month, its last. @date itself beyond the years 1 to 9999. */
EoDate      eo_diary_view_step      (EoDiaryView   view,
                                     const EoDate *date,
                                     int           by,
                                     guint         ahead);
char       *eo_diary_view_title     (EoDiaryView   view,     /* "21 – 25 September 2026" */
                                     const EoDate *date,
                                     guint         ahead);
char       *eo_diary_view_subtitle  (EoDiaryView   view,     /* "Week 39" */
                                     const EoDate *date,
                                     guint         ahead);
int         eo_diary_week_number    (const EoDate *date);    /* ISO 8601 */

/* What people type to go to a day: a date, "12 Oct" (the one nearest to @near), "Friday", "today", "+3" days, "w42".
 * FALSE where it is none of these. */
gboolean    eo_diary_parse_day      (const char   *text,
                                     const EoDate *near,
                                     EoDate       *day);

G_END_DECLS
