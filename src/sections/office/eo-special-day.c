/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/office/eo-special-day.h"

struct _EoSpecialDayRecord
{
  EoRecord   parent_instance;

  EoDate     date;
  char      *title;
  EoDayWork  working;
};

/* The nicks "worked" and "sitting" stand in eo-store-calendar.c. */
static const GEnumValue works[] = {
  { EO_DAY_OFF, N_("No work"), "off" },
  { EO_DAY_WORKED, N_("Worked"), "worked" },
  { EO_DAY_SITTING, N_("Sitting of the House or council"), "sitting" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDayWork, eo_day_work, works)

static const EoField fields[] = {
  EO_DATE (EoSpecialDayRecord, date, N_("Date"), EO_REQUIRED | EO_COLUMN),
  EO_TEXT (EoSpecialDayRecord, title, N_("Occasion"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_CHOICE (EoSpecialDayRecord, working, N_("Office"), eo_day_work, EO_COLUMN),
};

static const EoSavedFilter filters[] = {
  { "coming", N_("Coming"), "date >= :today" },
  { "all", N_("All"), NULL },
  { NULL },
};

EO_DEFINE_RECORD (EoSpecialDayRecord, eo_special_day, "special_day", N_("Special day"), N_("Special days"), fields,
                  .icon = "x-office-calendar-symbolic",
                  .filters = filters,
                  .sort = "date")
