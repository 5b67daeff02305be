/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

/**
 * EoSpecialDay:
 * @date: a day that the Act does not know
 * @name: what it is called
 * @worked: a day of work, be it a Saturday or a holiday; else a day off
 * @sitting: on which the House or the council sits: to be known, and worked or not as any other
 *
 * A day the President declares (section 2A), on which the office is shut, or works where others do not. The office
 * edits these.
 */
typedef struct
{
  EoDate      date;
  const char *name;
  gboolean    worked;
  gboolean    sitting;
} EoSpecialDay;

typedef enum
{
  EO_PERIOD_MOVES_ON, /* from a Sunday or holiday to the next day that is neither */
  EO_PERIOD_STAYS,    /* ends where it ends */
} EoPeriodEnd;

/**
 * EoCalendar:
 *
 * Which days are working days in South Africa. It never changes once made, so any thread may use it; when the
 * special days change, a new one is made.
 */
typedef struct _EoCalendar EoCalendar;

EoCalendar *eo_calendar_new                  (const EoSpecialDay *special,    /* copied */
                                              gsize               n_special);
EoCalendar *eo_calendar_ref                  (EoCalendar         *self);
void        eo_calendar_unref                (EoCalendar         *self);

char       *eo_calendar_get_holiday_name     (EoCalendar         *self,
                                              const EoDate       *date);      /* NULL for a day like any other */
char       *eo_calendar_get_sitting_name     (EoCalendar         *self,
                                              const EoDate       *date);      /* NULL where nobody sits */
gboolean    eo_calendar_is_working_day       (EoCalendar         *self,
                                              const EoDate       *date);
EoDate      eo_calendar_add_working_days     (EoCalendar         *self,
                                              const EoDate       *date,
                                              int                 days);      /* the first day is not counted */
int         eo_calendar_working_days_between (EoCalendar         *self,
                                              const EoDate       *from,       /* not counted */
                                              const EoDate       *to);        /* counted; negative where before */
EoDate      eo_calendar_add_calendar_days    (EoCalendar         *self,
                                              const EoDate       *date,
                                              int                 days,
                                              EoPeriodEnd         end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCalendar, eo_calendar_unref)

G_END_DECLS
