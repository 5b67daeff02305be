/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/page/eo-period.h"

/* The year that began last on the first of @month. */
static void
get_year (const EoDate *today,
          int           begins,
          EoDate       *first,
          EoDate       *last)
{
  int year, month, day;
  EoDate next;

  eo_date_get_ymd (today, &year, &month, &day);
  if (month < begins)
    year--;
  *first = eo_date_from_ymd (year, begins, 1);
  next = eo_date_from_ymd (year + 1, begins, 1);
  *last = eo_date_add_days (&next, -1);
}

gboolean
eo_period_get_days (EoPeriod      period,
                    const EoDate *today,
                    EoDate       *first,
                    EoDate       *last)
{
  int year, month, day;
  EoDate this_month, next;

  g_return_val_if_fail (today != NULL && first != NULL && last != NULL, FALSE);

  if (!eo_date_get_ymd (today, &year, &month, &day))
    return FALSE;
  this_month = eo_date_from_ymd (year, month, 1);
  switch (period)
    {
    case EO_PERIOD_THIS_MONTH:
      next = eo_date_from_ymd (month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1);
      *first = this_month;
      *last = eo_date_add_days (&next, -1);
      return TRUE;
    case EO_PERIOD_LAST_MONTH:
      *first = eo_date_from_ymd (month > 1 ? year : year - 1, month > 1 ? month - 1 : 12, 1);
      *last = eo_date_add_days (&this_month, -1);
      return TRUE;
    case EO_PERIOD_FINANCIAL_YEAR:
      get_year (today, 4, first, last);
      return TRUE;
    case EO_PERIOD_MUNICIPAL_YEAR:
      get_year (today, 7, first, last);
      return TRUE;
    case EO_PERIOD_ALL:
    default:
      return FALSE;
    }
}
