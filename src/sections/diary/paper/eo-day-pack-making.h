/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/paper/eo-day-pack-private.h"

G_BEGIN_DECLS

/* Private to the day pack: its plan, and its making. */
typedef struct
{
  EoPackItem    shown;
  guint         appointment; /* among those of the pack */
  EoAttachment *document;    /* or NULL; the appointment's */
  char         *key;
} EoPackPlanItem;

struct _EoDayPack
{
  EoStore     *store;
  EoDate       day;
  GPtrArray   *spans;        /* one, of the diary */
  EoPaperSpan *span;
  GPtrArray   *appointments; /* of EoPackAppointment */
  GArray      *items;        /* of EoPackPlanItem */
};

G_END_DECLS
