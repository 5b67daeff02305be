/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-appointment-choices.h"
#include "store/eo-field.h"

static const GEnumValue categories[] = {
  { EO_CATEGORY_MEETING, N_("Meeting"), "meeting" },
  { EO_CATEGORY_CABINET, N_("Executive council"), "cabinet" },
  { EO_CATEGORY_PARLIAMENT, N_("Legislature"), "parliament" },
  { EO_CATEGORY_COUNCIL, N_("Council"), "council" },
  { EO_CATEGORY_EVENT, N_("Event"), "event" },
  { EO_CATEGORY_VISIT, N_("Visit"), "visit" },
  { EO_CATEGORY_MEDIA, N_("Media"), "media" },
  { EO_CATEGORY_CALL, N_("Call"), "call" },
  { EO_CATEGORY_PREPARATION, N_("Preparation"), "preparation" },
  { EO_CATEGORY_TRAVEL, N_("Travel"), "travel" },
  { EO_CATEGORY_LEAVE, N_("Leave"), "leave" },
  { EO_CATEGORY_PERSONAL, N_("Personal"), "personal" },
  { EO_CATEGORY_OTHER, N_("Other"), "other" },
  { 0 },
};
EO_DEFINE_CHOICE (EoAppointmentCategory, eo_appointment_category, categories)

static const GEnumValue statuses[] = {
  { EO_APPOINTMENT_CONFIRMED, N_("Confirmed"), "confirmed" },
  { EO_APPOINTMENT_HOLD, N_("On hold"), "hold" },
  { EO_APPOINTMENT_BRIEFED, N_("Briefed"), "briefed" },
  { EO_APPOINTMENT_HELD, N_("Took place"), "held" },
  { EO_APPOINTMENT_POSTPONED, N_("Postponed"), "postponed" },
  { EO_APPOINTMENT_CANCELLED, N_("Cancelled"), "cancelled" },
  { EO_APPOINTMENT_RELEASED, N_("Released"), "released" },
  { 0 },
};
EO_DEFINE_CHOICE (EoAppointmentStatus, eo_appointment_status, statuses)

static const GEnumValue showings[] = {
  { EO_SHOWS_BUSY, N_("Busy"), "busy" },
  { EO_SHOWS_FREE, N_("Free"), "free" },
  { EO_SHOWS_TENTATIVE, N_("Tentative"), "tentative" },
  { EO_SHOWS_AWAY, N_("Away"), "away" },
  { 0 },
};
EO_DEFINE_CHOICE (EoShowsAs, eo_shows_as, showings)

static const GEnumValue attendances[] = {
  { EO_ATTENDANCE_TO_CONFIRM, N_("To be confirmed"), "to_confirm" },
  { EO_ATTENDANCE_YES, N_("Attends"), "yes" },
  { EO_ATTENDANCE_NO, N_("Does not attend"), "no" },
  { EO_ATTENDANCE_DELEGATED, N_("Delegated"), "delegated" },
  { 0 },
};
EO_DEFINE_CHOICE (EoAttendance, eo_attendance, attendances)
