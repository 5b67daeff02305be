/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DAY_OFF,
  EO_DAY_WORKED,
  EO_DAY_SITTING, /* of the House or the council: worked or not as any other */
} EoDayWork;

GType eo_day_work_get_type (void);

/* A day that the Public Holidays Act does not know: see EoSpecialDay. eo_store_get_calendar() counts with these. */
#define EO_TYPE_SPECIAL_DAY (eo_special_day_get_type ())
EO_DECLARE_RECORD (EoSpecialDayRecord, eo_special_day, SPECIAL_DAY)

G_END_DECLS
