/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-series-edit.h"
#include "store/eo-undo.h"

G_BEGIN_DECLS

typedef enum
{
  EO_ACT_ADD,       /* @record */
  EO_ACT_MOVE,      /* to @starts and @ends, and to @diary where one is said */
  EO_ACT_GIVE,      /* to @diary */
  EO_ACT_COPY,      /* into @diary; 0: beside itself */
  EO_ACT_DELETE,
  EO_ACT_STEP,      /* @step, one that asks for nothing */
} EoDiaryActKind;

/**
 * EoDiaryAct:
 * @appointment: id
 * @original: of one of a series, the local start that names it; "" of what stands alone
 * @reach: of one of a series, how far it goes; a copy is of this one
 * @starts: seconds since 1970
 * @record: a new appointment
 * @step: as eo_transition_get_name() says it
 *
 * What is done to something that stands in a diary, in one transaction, and taken back in one.
 */
typedef struct
{
  EoDiaryActKind  kind;
  gint64          appointment;
  EoLocalTime     original;
  EoReach         reach;
  gint64          starts;
  gint64          ends;
  gint64          diary;
  EoRecord       *record;
  const char     *step;
} EoDiaryAct;

/* When it takes place, in the zones that it has; of an all-day one, by whole days there. */
void    eo_appointment_set_moments (EoAppointment        *self,
                                    gint64                starts,
                                    gint64                ends);

/* @act is copied. */
void    eo_diary_act_async         (EoStore              *store,
                                    const EoDiaryAct     *act,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
/* (transfer full): takes it back. */
EoUndo *eo_diary_act_finish        (EoStore              *store,
                                    GAsyncResult         *result,
                                    gint64               *made,   /* (out) (optional): id of what is new, or was changed */
                                    char                **clash,  /* (out) (optional) (transfer full) (nullable): what it clashes with now */
                                    GError              **error);

G_END_DECLS
