/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-appointment-rules.h"
#include "sections/diary/eo-request-rules.h"
#include "sections/diary/eo-series.h"
#include "sections/diary/eo-wish.h"

static const EoField fields[] = {
  EO_TEXT (EoAppointment, subject, N_("Title"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoAppointment, diary, N_("Diary"), "diary", EO_REQUIRED | EO_COLUMN),
  EO_TIME (EoAppointment, starts, N_("Begins"), EO_REQUIRED | EO_COLUMN),
  EO_TEXT (EoAppointment, starts_zone, N_("Zone"), EO_NO_FLAGS),
  EO_TIME (EoAppointment, ends, N_("Ends"), EO_NO_FLAGS),
  EO_TEXT (EoAppointment, ends_zone, N_("Zone of the end"), EO_NO_FLAGS),
  EO_BOOLEAN (EoAppointment, all_day, N_("All day"), EO_NO_FLAGS),
  EO_TEXT (EoAppointment, place, N_("Place"), EO_SEARCH | EO_COLUMN),
  EO_TEXT (EoAppointment, address, N_("Address"), EO_SEARCH | EO_MULTILINE),
  EO_TEXT (EoAppointment, map, N_("Map"), EO_NO_FLAGS),
  EO_CHOICE (EoAppointment, category, N_("Category"), eo_appointment_category, EO_COLUMN),
  EO_CHOICE (EoAppointment, status, N_("Status"), eo_appointment_status, EO_COLUMN | EO_STATE),
  EO_CHOICE (EoAppointment, shows_as, N_("Shows as"), eo_shows_as, EO_NO_FLAGS),
  EO_BOOLEAN (EoAppointment, private, N_("Private"), EO_NO_FLAGS),
  EO_CHOICE (EoAppointment, attendance, N_("Attendance"), eo_attendance, EO_COLUMN),
  EO_LINK (EoAppointment, delegate, N_("Delegated to"), "person", EO_SEARCH),
  EO_INTEGER (EoAppointment, preparation, N_("Preparation, minutes"), EO_NO_FLAGS),
  EO_INTEGER (EoAppointment, travel_before, N_("Travel there, minutes"), EO_NO_FLAGS),
  EO_INTEGER (EoAppointment, travel_after, N_("Travel back, minutes"), EO_NO_FLAGS),
  EO_INTEGER (EoAppointment, buffer, N_("Buffer after, minutes"), EO_NO_FLAGS),
  EO_TEXT (EoAppointment, travel_note, N_("Way"), EO_NO_FLAGS),
  EO_TEXT (EoAppointment, repeats, N_("Repeats"), EO_NO_FLAGS),
  EO_WORDED_TEXT (EoAppointment, except_on, N_("Not on"), &eo_wish_wording, EO_DERIVED),
  EO_WORDED_TEXT (EoAppointment, extra_on, N_("Also on"), &eo_wish_wording, EO_DERIVED),
  EO_WORDED_TEXT (EoAppointment, moved_on, N_("Changed on"), &eo_wish_wording, EO_DERIVED),
  EO_LINK (EoAppointment, series, N_("Series"), "appointment", EO_DERIVED),
  EO_TIME (EoAppointment, occurrence, N_("In place of"), EO_DERIVED),
  EO_LINK (EoAppointment, request, N_("Request"), "request", EO_DERIVED),
  EO_INTEGER (EoAppointment, hold_number, N_("Hold"), EO_DERIVED),
  EO_INTEGER (EoAppointment, hold_count, N_("Times held"), EO_DERIVED),
  EO_LINK (EoAppointment, leg, N_("Part of a trip"), "leg", EO_DERIVED),
  EO_LONG_TEXT (EoAppointment, brief, N_("Brief"), EO_SEARCH),
  EO_LONG_TEXT (EoAppointment, notes, N_("Notes"), EO_SEARCH),
  EO_INSTANT (EoAppointment, starts_at, N_("Begins (UTC)"), EO_HIDDEN | EO_DERIVED),
  EO_INSTANT (EoAppointment, ends_at, N_("Ends (UTC)"), EO_HIDDEN | EO_DERIVED),
  EO_INSTANT (EoAppointment, blocked_from, N_("Blocked from"), EO_HIDDEN | EO_DERIVED),
  EO_INSTANT (EoAppointment, blocked_until, N_("Blocked until"), EO_HIDDEN | EO_DERIVED),
  EO_INTEGER (EoAppointment, span, N_("Span"), EO_HIDDEN | EO_DERIVED),
  EO_TEXT (EoAppointment, ical_uid, N_("UID"), EO_HIDDEN),
  EO_INTEGER (EoAppointment, sequence, N_("Sequence"), EO_HIDDEN),
  EO_LONG_TEXT (EoAppointment, other_lines, N_("Other properties"), EO_HIDDEN),
  EO_TEXT (EoAppointment, pack, N_("Left out of the day pack"), EO_HIDDEN),
};

static const EoState states[] = {
  { "confirmed", EO_TONE_WORK, TRUE },
  { "hold", EO_TONE_WAIT, TRUE },
  { "briefed", EO_TONE_WORK, TRUE },
  { "held", EO_TONE_DONE, FALSE },
  { "postponed", EO_TONE_RETURNED, FALSE },
  { "cancelled", EO_TONE_ENDED, FALSE },
  { "released", EO_TONE_ENDED, FALSE },
  { NULL },
};

/* A time given up for a request is chosen again there. */
static gboolean
stands_alone (EoRecord *record)
{
  return EO_APPOINTMENT (record)->request.id == 0;
}

static const EoTransition transitions[] = {
  { "hold", "confirmed", N_("Confirm"), NULL, .apply = eo_appointment_confirm },
  { "hold", "confirmed", N_("Confirm Despite a Clash…"), "notes!", .flags = EO_STEP_CAUTION, .name = "confirm-despite" },
  { "hold", "released", N_("Release"), NULL },
  { "confirmed", "briefed", N_("Mark as Briefed"), NULL },
  { "confirmed", "held", N_("Mark as Taken Place"), NULL },
  { "briefed", "held", N_("Mark as Taken Place"), NULL },
  { "confirmed", "postponed", N_("Postpone"), "notes" },
  { "briefed", "postponed", N_("Postpone"), "notes" },
  { "confirmed", "cancelled", N_("Cancel Appointment…"), "notes" },
  { "briefed", "cancelled", N_("Cancel Appointment…"), "notes" },
  { "postponed", "confirmed", N_("Confirm Anew"), "starts! ends", .apply = eo_appointment_confirm, .name = "confirmed" },
  { "cancelled", "confirmed", N_("Reinstate"), NULL, .apply = eo_appointment_confirm, .name = "confirmed" },
  { "held", "confirmed", N_("Not Yet Taken Place"), NULL, .name = "confirmed" },
  { "released", "hold", N_("Hold Again"), NULL, .shown = stands_alone, .name = "hold" },
  { NULL },
};

/* Those of a series count as long as it goes on. */
static const EoSavedFilter filters[] = {
  { "coming", N_("Coming"), "status IN ('confirmed', 'hold', 'briefed') AND blocked_until >= :today" },
  { "holds", N_("On hold"), "status = 'hold'" },
  { "to-confirm", N_("Attendance to be confirmed"),
    "attendance = 'to_confirm' AND status IN ('confirmed', 'briefed') AND blocked_until >= :today" },
  { "week", N_("Next seven days"),
    "status IN ('confirmed', 'hold', 'briefed') AND blocked_until >= :today AND blocked_from <= :week" },
  { "series", N_("Repeating"), "span = 2" },
  { "all", N_("All"), NULL },
  { NULL },
};

static void
check_minutes (EoRecord   *record,
               GPtrArray  *problems,
               const char *field,
               gint64      minutes)
{
  if (minutes < 0 || minutes > 2880)
    eo_problems_add (problems, record, field, _("Between none and two days (2880)"));
}

static void
check_zone (EoRecord   *record,
            GPtrArray  *problems,
            const char *field,
            const char *name)
{
  g_autoptr (GTimeZone) zone = *name != '\0' ? eo_zone_lookup (name) : NULL;

  if (*name != '\0' && zone == NULL)
    eo_problems_add (problems, record, field, _("No such time zone: write it like Africa/Johannesburg"));
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoAppointment *self = EO_APPOINTMENT (record);
  g_autoptr (GError) error = NULL;

  check_zone (record, problems, "starts_zone", self->starts_zone);
  check_zone (record, problems, "ends_zone", self->ends_zone);
  check_minutes (record, problems, "preparation", self->preparation);
  check_minutes (record, problems, "travel_before", self->travel_before);
  check_minutes (record, problems, "travel_after", self->travel_after);
  check_minutes (record, problems, "buffer", self->buffer);
  if (self->starts.iso[0] != '\0' && self->ends.iso[0] != '\0'
      && eo_instant_from_local (&self->ends, *self->ends_zone != '\0' ? self->ends_zone : self->starts_zone, NULL)
         < eo_instant_from_local (&self->starts, self->starts_zone, NULL))
    eo_problems_add (problems, record, "ends", _("It ends before it begins"));
  if (*self->repeats != '\0' && !eo_series_check (self->repeats, &error))
    eo_problems_add (problems, record, "repeats", error->message);
  if (*self->repeats != '\0' && self->series.id != 0)
    eo_problems_add (problems, record, "repeats", _("One of a series cannot repeat by itself: change the series"));
  if (self->attendance == EO_ATTENDANCE_DELEGATED && self->delegate.id == 0)
    eo_problems_add (problems, record, "delegate", _("To whom?"));
}

static const char *
field_label (EoRecord      *record,
             const EoField *field)
{
  if (EO_APPOINTMENT (record)->all_day && g_str_equal (field->name, "starts"))
    return N_("First day");
  if (EO_APPOINTMENT (record)->all_day && g_str_equal (field->name, "ends"))
    return N_("Last day");
  return NULL;
}

static gboolean
field_shown (EoRecord      *record,
             const EoField *field)
{
  EoAppointment *self = EO_APPOINTMENT (record);

  if (g_str_equal (field->name, "delegate"))
    return self->attendance == EO_ATTENDANCE_DELEGATED;
  if (g_str_equal (field->name, "repeats"))
    return self->series.id == 0;
  return TRUE;
}

/* Who opens one of a series opens all of it. */
static char *
warning (EoRecord *record)
{
  EoAppointment *self = EO_APPOINTMENT (record);
  g_autofree char *rule = self->span == EO_SPAN_SERIES ? eo_series_describe (self->repeats, &self->starts) : NULL;

  if (rule == NULL)
    return NULL;
  /* Translators: after it comes when it repeats, such as "Every week on Tuesday" */
  return g_strdup_printf (_("This meeting repeats. %s. What you change here is changed in all of them."),
                          *rule != '\0' ? rule : _("On some days"));
}

const char *
eo_appointment_get_uid (EoAppointment *self)
{
  g_return_val_if_fail (EO_IS_APPOINTMENT (self), NULL);

  return *self->ical_uid != '\0' ? self->ical_uid : EO_RECORD (self)->uid;
}

EO_DEFINE_RECORD (EoAppointment, eo_appointment, "appointment", N_("Appointment"), N_("Appointments"), fields,
                  .icon = "x-office-calendar-symbolic",
                  .validate = validate,
                  .field_label = field_label,
                  .field_shown = field_shown,
                  .warning = warning,
                  .saving = eo_appointment_saving,
                  .saved = eo_appointment_saved,
                  .deleting = eo_request_release_appointment,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .part = "attendee",
                  .part_label = N_("_Add Somebody Who Attends…"),
                  .sort = "starts")
