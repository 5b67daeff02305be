/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_CAME_LETTER,
  EO_CAME_MAIL,
  EO_CAME_PHONE,
  EO_CAME_HAND,
} EoCameBy;
GType eo_came_by_get_type (void);

typedef enum
{
  EO_REQUEST_RECEIVED,
  EO_REQUEST_TRIAGE,
  EO_REQUEST_MORE,      /* more was asked of who sent it */
  EO_REQUEST_HOLD,
  EO_REQUEST_DECISION,  /* with the principal */
  EO_REQUEST_CONFIRMED,
  EO_REQUEST_BRIEFED,
  EO_REQUEST_HELD,
  EO_REQUEST_FOLLOW_UP,
  EO_REQUEST_POSTPONED,
  EO_REQUEST_CLOSED,
  EO_REQUEST_DELEGATED,
  EO_REQUEST_DECLINED,
  EO_REQUEST_CANCELLED,
} EoRequestStatus;
GType eo_request_status_get_type (void);

/* Somebody wants the principal's time. */
#define EO_TYPE_REQUEST (eo_request_get_type ())
EO_DECLARE_RECORD (EoRequest, eo_request, REQUEST)

struct _EoRequest
{
  EoRecord         parent_instance;

  char            *subject;
  EoLink           requester;
  char            *contact;      /* whom to ring: name, number, address */
  EoCameBy         came_by;
  EoDate           asked_on;
  EoDate           answer_by;
  EoLink           diary;        /* whose time */
  char            *asked;        /* what the principal is to do: "Keynote, 15 minutes" */
  char            *place;
  char            *address;
  char            *audience;
  char            *media;
  char            *cost;         /* who pays what */
  gint64           minutes;
  char            *wanted;       /* local starts, or days, apart by spaces: 2026-10-07T09:00 2026-10-08 */
  char            *chosen;       /* likewise: held, or, once it is confirmed, when it is */
  EoLink           owner;
  EoLink           letter;       /* it came with */
  char            *advice;
  EoLink           delegate;
  char            *reason;       /* why it is declined, or what is missing */
  EoLink           answer;       /* the letter that answers it */
  EoLink           appointment;  /* what became of it */
  char            *notes;
  EoRequestStatus  status;
};

G_END_DECLS
