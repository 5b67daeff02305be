/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment-choices.h"
#include "store/eo-kind.h"

G_BEGIN_DECLS

/* The days on which its principal works, but for public holidays. */
typedef enum
{
  EO_WORKS_WEEKDAYS,
  EO_WORKS_SIX,
  EO_WORKS_EVERY,
} EoWorks;
GType eo_works_get_type (void);

/* How private and classified appointments go out to a server. */
typedef enum
{
  EO_DISCLOSES_BUSY,
  EO_DISCLOSES_NOTHING,
} EoDiscloses;
GType eo_discloses_get_type (void);

typedef enum
{
  EO_DIARY_USED,
  EO_DIARY_RETIRED,
} EoDiaryStatus;
GType eo_diary_status_get_type (void);

/* The diary of a principal. Who keeps it is another than whose it is. */
#define EO_TYPE_DIARY (eo_diary_get_type ())
EO_DECLARE_RECORD (EoDiary, eo_diary, DIARY)

struct _EoDiary
{
  EoRecord       parent_instance;

  char          *name;
  char          *tag;        /* "HOD": beside what is drawn of it, since colour alone says nothing */
  EoLink         principal;
  EoLink         keeper;
  EoDiaryColour  colour;
  char          *zone;       /* "Africa/Johannesburg" */
  char          *day_starts; /* "08:00" */
  char          *day_ends;
  EoWorks        works;
  gint64         words_per_minute;
  gint64         travel_minutes; /* each way, where nothing else is said */
  EoDiscloses    discloses;
  EoDiaryStatus  status;
};

#define EO_HOME_ZONE "Africa/Johannesburg"

G_END_DECLS
