/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/exchange/eo-ics-import-private.h"

/* An invitation that changes or is called off, of something that came by a request: done, marked and told, never silently. */

static void
add_note (EoAppointment *appointment,
          const char    *note)
{
  EoDate today = eo_date_today ();
  g_autofree char *day = eo_date_format (&today);
  g_autofree char *notes = g_strdup_printf ("%s%s%s: %s", appointment->notes, *appointment->notes != '\0' ? "\n" : "", day, note);

  eo_str_set (&appointment->notes, notes);
}

gboolean
eo_ics_keep_requested (EoAppointment *appointment,
                       EoAppointment *before)
{
  static const char *const kept[] = {
    "subject", "notes", "category", "status", "shows_as", "private", "attendance", "delegate", "address", "map",
  };
  g_autofree char *was = eo_local_time_format (&before->starts);
  g_autofree char *is = eo_local_time_format (&appointment->starts);
  g_autofree char *note = NULL;

  g_return_val_if_fail (EO_IS_APPOINTMENT (appointment) && EO_IS_APPOINTMENT (before), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    eo_field_copy (eo_kind_find_field (&eo_appointment_kind, kept[i]), EO_RECORD (appointment), EO_RECORD (before));
  if (g_str_equal (appointment->starts.iso, before->starts.iso) && g_str_equal (appointment->ends.iso, before->ends.iso)
      && g_str_equal (appointment->starts_zone, before->starts_zone))
    return FALSE;
  if (appointment->attendance == EO_ATTENDANCE_YES)
    appointment->attendance = EO_ATTENDANCE_TO_CONFIRM;
  /* Translators: when it was, and when it is now */
  note = g_strdup_printf (_("moved from %s to %s by who invited"), was, is);
  add_note (appointment, note);
  return TRUE;
}

gboolean
eo_ics_tell_moved (EoWriter       *writer,
                   EoAppointment  *appointment,
                   char          **line,
                   GError        **error)
{
  g_autoptr (EoRecord) request = NULL;
  g_autoptr (EoOccurrence) clash = NULL;
  g_autofree char *when = NULL;
  g_autofree char *clashes = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (appointment) && line != NULL, FALSE);

  request = eo_writer_get (writer, &eo_request_kind, appointment->request.id, error);
  if (request == NULL || !eo_writer_find_clash (writer, appointment, &clash, error))
    return FALSE;
  when = eo_local_time_format (&appointment->starts);
  clashes = clash != NULL ? g_strdup_printf (_(" It clashes with “%s”."), clash->is_private ? _("Busy") : clash->title) : g_strdup ("");
  g_free (*line);
  /* Translators: title, when, the request’s number, and perhaps " It clashes with “…”." */
  *line = g_strdup_printf (_("“%s” was moved to %s by who invited. Look at %s again: is the principal still to come?%s"),
                           appointment->subject, when, eo_record_get_name (request), clashes);
  return TRUE;
}

gboolean
eo_ics_call_off (EoWriter       *writer,
                 EoAppointment  *appointment,
                 char          **line,
                 GError        **error)
{
  gboolean held = FALSE;
  g_autoptr (EoRecord) request = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_APPOINTMENT (appointment) && line != NULL, FALSE);

  held = appointment->status == EO_APPOINTMENT_HOLD;
  add_note (appointment, _("called off by who invited"));
  if (!eo_writer_set_state (writer, EO_RECORD (appointment), held ? "released" : "cancelled", error))
    return FALSE;
  request = eo_writer_get (writer, &eo_request_kind, appointment->request.id, error);
  if (request == NULL)
    return FALSE;
  eo_str_set (&EO_REQUEST (request)->reason, _("Called off by who invited"));
  g_free (*line);
  *line = g_strdup_printf (held ? _("“%s” was called off by who invited: the time held for %s is released.")
                                : _("“%s” was called off by who invited: %s is cancelled."),
                           appointment->subject, eo_record_get_name (request));
  return eo_writer_save (writer, request, error);
}
