/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-appointment-rules.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-request-holds.h"
#include "sections/diary/eo-request-rules.h"

/* A request and what stands in the diary for it: the one follows the other, in the same transaction. A record that is
 * being saved is never saved again from here: who saved it goes on with the version he has. */

#define STANDS_FOR_REQUEST "t.request = ?1 AND t.status IN ('hold', 'confirmed', 'briefed')"
#define ATTENDS \
  "SELECT id FROM attendee WHERE appointment = ?1 AND party = CAST (?2 AS INTEGER) AND deleted_at = ''"

#define N_BOTH_WAYS 5 /* of the pairs: where the appointment leads, too */

static const struct
{
  EoRequestStatus      request;
  EoAppointmentStatus  appointment;
} pairs[] = {
  { EO_REQUEST_CONFIRMED, EO_APPOINTMENT_CONFIRMED },
  { EO_REQUEST_BRIEFED, EO_APPOINTMENT_BRIEFED },
  { EO_REQUEST_HELD, EO_APPOINTMENT_HELD },
  { EO_REQUEST_POSTPONED, EO_APPOINTMENT_POSTPONED },
  { EO_REQUEST_CANCELLED, EO_APPOINTMENT_CANCELLED },
  { EO_REQUEST_DELEGATED, EO_APPOINTMENT_CONFIRMED },
  { EO_REQUEST_TRIAGE, EO_APPOINTMENT_CANCELLED },
};

static const char *
state_of_request (EoRequestStatus status)
{
  return eo_choice_nick (eo_request_status_get_type (), status);
}

static const char *
state_of_appointment (EoAppointmentStatus status)
{
  return eo_choice_nick (eo_appointment_status_get_type (), status);
}

/* From the request to the diary */

static gboolean
add_host (EoWriter   *writer,
          EoRequest  *self,
          GError    **error)
{
  g_autofree char *party = g_strdup_printf ("%" G_GINT64_FORMAT, self->requester.id);
  g_autoptr (EoRecord) host = NULL;

  if (self->requester.id == 0 || eo_writer_get_integer (writer, ATTENDS, self->appointment.id, party) != 0)
    return TRUE;
  host = eo_record_new (&eo_attendee_kind);
  EO_ATTENDEE (host)->appointment.id = self->appointment.id;
  EO_ATTENDEE (host)->party.id = self->requester.id;
  eo_str_set (&EO_ATTENDEE (host)->party.title, self->requester.title);
  EO_ATTENDEE (host)->role = EO_ROLE_HOST;
  return eo_writer_save (writer, host, error);
}

static void
note_reason (EoAppointment *appointment,
             const char    *reason)
{
  g_autofree char *text = NULL;

  if (*reason == '\0')
    return;
  text = g_strdup_printf (_("Confirmed despite a clash: %s"), reason);
  if (*appointment->notes != '\0')
    {
      g_autofree char *longer = g_strconcat (appointment->notes, "\n", text, NULL);

      eo_str_set (&appointment->notes, longer);
    }
  else
    eo_str_set (&appointment->notes, text);
}

static void
set_attendance (EoRequest     *self,
                EoAppointment *appointment)
{
  if (self->status == EO_REQUEST_DELEGATED)
    {
      appointment->attendance = EO_ATTENDANCE_DELEGATED;
      appointment->delegate.id = self->delegate.id;
      eo_str_set (&appointment->delegate.title, self->delegate.title);
    }
  else if (self->status == EO_REQUEST_CONFIRMED && appointment->status == EO_APPOINTMENT_HOLD)
    {
      appointment->attendance = EO_ATTENDANCE_YES;
      note_reason (appointment, self->reason);
    }
}

static gboolean
settle_appointment (EoWriter   *writer,
                    EoRequest  *self,
                    EoRequest  *old,
                    GError    **error)
{
  gboolean stepped = old->status != self->status || old->appointment.id != self->appointment.id;
  gboolean moved = self->status >= EO_REQUEST_CONFIRMED && self->status <= EO_REQUEST_BRIEFED
                   && strcmp (old->chosen, self->chosen) != 0;
  g_autoptr (EoRecord) record = NULL;
  EoAppointment *appointment;
  EoAppointmentStatus status;

  if (self->appointment.id == 0 || (!stepped && !moved)
      || (self->status == EO_REQUEST_TRIAGE && old->status != EO_REQUEST_DELEGATED))
    return TRUE;
  record = eo_writer_get (writer, &eo_appointment_kind, self->appointment.id, error);
  if (record == NULL)
    return FALSE;
  appointment = EO_APPOINTMENT (record);
  status = appointment->status;
  if (record->deleted_at.iso[0] != '\0')
    return TRUE;
  if (moved)
    {
      g_autoptr (GArray) wishes = eo_wishes_read (self->chosen);
      EoWish stands = eo_appointment_get_wish (appointment);

      if (wishes->len == 1 && !eo_wish_equal (&g_array_index (wishes, EoWish, 0), &stands))
        eo_appointment_set_wish (appointment, &g_array_index (wishes, EoWish, 0));
    }
  if (stepped)
    set_attendance (self, appointment);
  for (guint i = 0; stepped && i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].request == self->status)
      status = pairs[i].appointment;
  return eo_writer_set_state (writer, record, state_of_appointment (status), error)
         && (self->status != EO_REQUEST_CONFIRMED || !stepped || add_host (writer, self, error));
}

/* What the request says anew is said anew in the diary, where it stood as the request had it. */
static gboolean
spread (EoWriter   *writer,
        EoRequest  *self,
        EoRequest  *old,
        GError    **error)
{
  static const char *const names[] = { "subject", "place", "address" };
  g_autoptr (GPtrArray) standing = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    any |= !eo_field_equal (eo_kind_find_field (&eo_request_kind, names[i]), EO_RECORD (self), EO_RECORD (old));
  if (!any)
    return TRUE;
  standing = eo_writer_select (writer, &eo_appointment_kind, STANDS_FOR_REQUEST, EO_RECORD (self)->id, error);
  if (standing == NULL)
    return FALSE;
  for (guint i = 0; i < standing->len; i++)
    {
      EoRecord *appointment = g_ptr_array_index (standing, i);

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          const EoField *field = eo_kind_find_field (&eo_appointment_kind, names[j]);
          const EoField *ours = eo_kind_find_field (&eo_request_kind, names[j]);

          if (g_str_equal (eo_field_get_string (field, appointment), eo_field_get_string (ours, EO_RECORD (old))))
            eo_record_set_text (appointment, names[j], eo_field_get_string (ours, EO_RECORD (self)), NULL);
        }
      if (!eo_writer_save (writer, appointment, error))
        return FALSE;
    }
  return TRUE;
}

/* Whose diary it stands in is another one now; where the old one's clocks counted, the new one's do. */
static gboolean
give_to (EoWriter       *writer,
         EoAppointment  *appointment,
         EoDiary        *from,
         EoDiary        *to,
         GError        **error)
{
  char **const zones[] = { &appointment->starts_zone, &appointment->ends_zone };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_str_equal (*zones[i], from->zone))
      eo_str_set (zones[i], to->zone);
  appointment->diary.id = EO_RECORD (to)->id;
  eo_str_set (&appointment->diary.title, to->name);
  return (appointment->status == EO_APPOINTMENT_HOLD || eo_appointment_confirm (writer, EO_RECORD (appointment), error))
         && eo_writer_save (writer, EO_RECORD (appointment), error);
}

/* What is held or confirmed in the diary that the request was for goes along to the other. CONFLICT where something firm
 * stands in the way of what is confirmed. */
static gboolean
change_diary (EoWriter   *writer,
              EoRequest  *self,
              EoRequest  *old,
              GError    **error)
{
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (EoRecord) from = NULL;
  g_autoptr (EoRecord) to = NULL;

  if (old->diary.id == 0 || self->diary.id == old->diary.id)
    return TRUE;
  standing = eo_writer_select (writer, &eo_appointment_kind, STANDS_FOR_REQUEST, EO_RECORD (self)->id, error);
  if (standing == NULL || standing->len == 0)
    return standing != NULL;
  if (self->diary.id == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s stands in the diary “%s”: choose another one, or give its times up first."),
                   eo_record_get_name (EO_RECORD (self)), old->diary.title);
      return FALSE;
    }
  from = eo_writer_get (writer, &eo_diary_kind, old->diary.id, error);
  to = from != NULL ? eo_writer_get (writer, &eo_diary_kind, self->diary.id, error) : NULL;
  for (guint i = 0; to != NULL && i < standing->len; i++)
    {
      EoAppointment *appointment = g_ptr_array_index (standing, i);

      if (appointment->diary.id == old->diary.id && !give_to (writer, appointment, EO_DIARY (from), EO_DIARY (to), error))
        return FALSE;
    }
  return to != NULL;
}

gboolean
eo_request_saved (EoWriter  *writer,
                  EoRecord  *record,
                  EoRecord  *before,
                  GError   **error)
{
  EoRequest *self = EO_REQUEST (record);
  EoRequest *old = before != NULL ? EO_REQUEST (before) : NULL;

  if (old == NULL)
    return TRUE;
  if (!change_diary (writer, self, old, error) || !settle_appointment (writer, self, old, error)
      || !spread (writer, self, old, error))
    return FALSE;
  return (old->status == self->status && g_str_equal (old->chosen, self->chosen))
         || eo_request_settle_holds (writer, self, error);
}

gboolean
eo_request_deleting (EoWriter  *writer,
                     EoRecord  *record,
                     GError   **error)
{
  g_autoptr (GPtrArray) standing = eo_writer_select (writer, &eo_appointment_kind, STANDS_FOR_REQUEST, record->id, error);

  if (standing == NULL)
    return FALSE;
  if (standing->len == 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s stands in the diary. Decline or cancel it first."),
               eo_record_get_name (record));
  return FALSE;
}

/* From the diary to the request */

/* A hold that is no longer one has no number; who confirms it in the diary says that the principal goes. */
void
eo_request_leave_hold (EoAppointment *appointment,
                       EoAppointment *before)
{
  if (before->status != EO_APPOINTMENT_HOLD || appointment->status == EO_APPOINTMENT_HOLD)
    return;
  appointment->hold_number = 0;
  appointment->hold_count = 0;
  if (appointment->status == EO_APPOINTMENT_CONFIRMED && appointment->attendance == EO_ATTENDANCE_TO_CONFIRM)
    appointment->attendance = EO_ATTENDANCE_YES;
}

static void
choose (EoRequest    *self,
        const EoWish *wish)
{
  g_autofree char *text = wish != NULL ? eo_wish_write (wish) : NULL;

  eo_str_set (&self->chosen, text);
}

/* @to: NULL: it goes. TRUE where it was among those chosen. */
static gboolean
replace_chosen (EoRequest    *self,
                const EoWish *from,
                const EoWish *to)
{
  g_autoptr (GArray) wishes = eo_wishes_read (self->chosen);
  g_autofree char *text = NULL;
  gboolean found = FALSE;

  for (guint i = wishes->len; i > 0; i--)
    {
      EoWish *wish = &g_array_index (wishes, EoWish, i - 1);

      if (!eo_wish_equal (wish, from))
        continue;
      found = TRUE;
      if (to != NULL)
        *wish = *to;
      else
        g_array_remove_index (wishes, i - 1);
    }
  text = eo_wishes_write (wishes);
  eo_str_set (&self->chosen, text);
  return found;
}

static gboolean
follow_hold (EoWriter       *writer,
             EoRequest      *request,
             EoAppointment  *self,
             EoAppointment  *old,
             GError        **error)
{
  EoWish was = eo_appointment_get_wish (old), is = eo_appointment_get_wish (self);

  if (self->status == EO_APPOINTMENT_HOLD)
    return eo_wish_equal (&was, &is) || !replace_chosen (request, &was, &is)
           || eo_writer_save (writer, EO_RECORD (request), error);
  if (self->status == EO_APPOINTMENT_RELEASED)
    {
      if (!replace_chosen (request, &was, NULL))
        return TRUE;
      if (*request->chosen == '\0' && request->status == EO_REQUEST_HOLD)
        return eo_writer_set_state (writer, EO_RECORD (request), "triage", error);
      return eo_writer_save (writer, EO_RECORD (request), error);
    }
  if (self->status != EO_APPOINTMENT_CONFIRMED || request->appointment.id == EO_RECORD (self)->id
      || request->status < EO_REQUEST_TRIAGE || request->status > EO_REQUEST_DECISION)
    return TRUE;
  choose (request, &is);
  request->appointment.id = EO_RECORD (self)->id;
  eo_str_set (&request->appointment.title, self->subject);
  eo_str_set (&request->reason, "");
  return eo_writer_set_state (writer, EO_RECORD (request), state_of_request (EO_REQUEST_CONFIRMED), error);
}

static gboolean
follow_confirmed (EoWriter       *writer,
                  EoRequest      *request,
                  EoAppointment  *self,
                  EoAppointment  *old,
                  GError        **error)
{
  EoWish was = eo_appointment_get_wish (old), is = eo_appointment_get_wish (self);
  EoRequestStatus status = request->status;

  if (request->appointment.id != EO_RECORD (self)->id || status < EO_REQUEST_CONFIRMED || status == EO_REQUEST_FOLLOW_UP
      || status == EO_REQUEST_CLOSED || status == EO_REQUEST_DELEGATED || status == EO_REQUEST_DECLINED)
    return TRUE;
  for (guint i = 0; i < N_BOTH_WAYS; i++)
    if (pairs[i].appointment == self->status)
      status = pairs[i].request;
  if (status == EO_REQUEST_POSTPONED || status == EO_REQUEST_CANCELLED)
    choose (request, NULL);
  else if (request->status != status || !eo_wish_equal (&was, &is))
    choose (request, &is);
  return eo_writer_set_state (writer, EO_RECORD (request), state_of_request (status), error);
}

gboolean
eo_request_follow_appointment (EoWriter       *writer,
                               EoAppointment  *appointment,
                               EoAppointment  *before,
                               GError        **error)
{
  g_autoptr (EoRecord) request = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (appointment), FALSE);

  if (before == NULL || appointment->request.id == 0)
    return TRUE;
  request = eo_writer_get (writer, &eo_request_kind, appointment->request.id, error);
  if (request == NULL)
    return FALSE;
  if (request->deleted_at.iso[0] != '\0')
    return TRUE;
  if (before->status == EO_APPOINTMENT_HOLD)
    return follow_hold (writer, EO_REQUEST (request), appointment, before, error);
  return follow_confirmed (writer, EO_REQUEST (request), appointment, before, error);
}

gboolean
eo_request_release_appointment (EoWriter  *writer,
                                EoRecord  *record,
                                GError   **error)
{
  EoAppointment *self = EO_APPOINTMENT (record);
  g_autoptr (EoRecord) request = NULL;

  if (self->request.id == 0)
    return TRUE;
  request = eo_writer_get (writer, &eo_request_kind, self->request.id, error);
  if (request == NULL)
    return FALSE;
  if (request->deleted_at.iso[0] != '\0')
    return TRUE;
  if (self->status == EO_APPOINTMENT_HOLD)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("“%s” is held for %s. Release it instead."), self->subject,
                 eo_record_get_name (request));
  else if ((self->status == EO_APPOINTMENT_CONFIRMED || self->status == EO_APPOINTMENT_BRIEFED)
           && EO_REQUEST (request)->appointment.id == record->id)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("“%s” is what became of %s. Cancel or postpone it instead."),
                 self->subject, eo_record_get_name (request));
  else
    return TRUE;
  return FALSE;
}
