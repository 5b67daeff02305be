/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/actions/eo-action.h"
#include "sections/correspondence/eo-contribution.h"
#include "sections/correspondence/eo-due-rule.h"
#include "sections/correspondence/eo-letter.h"
#include "sections/correspondence/eo-standard-reply.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-trip.h"
#include "sections/eo-kinds.h"
#include "sections/office/eo-special-day.h"
#include "sections/people/eo-organisation.h"
#include "sections/people/eo-person.h"
#include "sections/registry/eo-disposal.h"
#include "sections/registry/eo-file.h"
#include "sections/registry/eo-loan.h"
#include "sections/registry/eo-volume.h"

static const EoKind *const kinds[] = {
  &eo_letter_kind,
  &eo_file_kind,
  &eo_organisation_kind,
  &eo_person_kind,
  &eo_action_kind,
  &eo_volume_kind,
  &eo_loan_kind,
  &eo_disposal_kind,
  &eo_contribution_kind,
  &eo_standard_reply_kind,
  &eo_special_day_kind,
  &eo_due_rule_kind,
  &eo_diary_kind,
  &eo_appointment_kind,
  &eo_attendee_kind,
  &eo_request_kind,
  &eo_trip_kind,
  &eo_leg_kind,
};

void
eo_kinds_init (void)
{
  if (eo_kind_lookup (kinds[0]->name) != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    eo_kind_register (kinds[i]);
}
