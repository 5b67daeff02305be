/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

typedef enum
{
  EO_PERIOD_ALL,
  EO_PERIOD_THIS_MONTH,
  EO_PERIOD_LAST_MONTH,
  EO_PERIOD_FINANCIAL_YEAR,  /* provincial and national: from 1 April */
  EO_PERIOD_MUNICIPAL_YEAR,  /* from 1 July */
} EoPeriod;

/* The first and the last day of a period; FALSE for one without. */
gboolean eo_period_get_days (EoPeriod      period,
                             const EoDate *today,
                             EoDate       *first,
                             EoDate       *last);

G_END_DECLS
