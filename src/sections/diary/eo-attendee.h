/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_ROLE_ATTENDS,
  EO_ROLE_HOST,
  EO_ROLE_CHAIR,
  EO_ROLE_SPEAKS,
  EO_ROLE_ACCOMPANIES,
  EO_ROLE_OPTIONAL,
} EoAttendeeRole;
GType eo_attendee_role_get_type (void);

typedef enum
{
  EO_RESPONSE_NONE,
  EO_RESPONSE_YES,
  EO_RESPONSE_NO,
  EO_RESPONSE_MAYBE,
} EoResponse;
GType eo_response_get_type (void);

/* Somebody, or an organisation, at an appointment. */
#define EO_TYPE_ATTENDEE (eo_attendee_get_type ())
EO_DECLARE_RECORD (EoAttendee, eo_attendee, ATTENDEE)

struct _EoAttendee
{
  EoRecord        parent_instance;

  char           *name;    /* as the invitation has it; of a party known here, its own */
  EoLink          appointment;
  EoLink          party;
  char           *email;
  EoAttendeeRole  role;
  EoResponse      response;
  char           *remarks;
};

G_END_DECLS
