/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-ics-import-private.h"
#include "sections/diary/exchange/eo-ics-names.h"
#include "store/eo-tally.h"

/* ?1 is the diary, ?2 the UID. What came from outside has it beside its own, which no other has. */
#define OF_UID \
  "SELECT id FROM appointment WHERE ical_uid = ?2 AND ical_uid <> '' AND diary = ?1 AND occurrence = '' AND deleted_at = ''"
#define OF_OWN_UID "SELECT id FROM appointment WHERE uid = ?2 AND diary = ?1 AND deleted_at = ''"
#define OF_SERIES  "SELECT id FROM appointment WHERE series = ?1 AND occurrence = ?2 AND deleted_at = ''"
/* One of a series that came without it; ?3 is which one. */
#define OF_LONE_UID \
  "SELECT id FROM appointment WHERE ical_uid = ?2 AND ical_uid <> '' AND diary = ?1 AND occurrence = ?3 AND series IS NULL" \
  " AND deleted_at = ''"
#define LONE_ONES \
  "SELECT id FROM appointment WHERE ical_uid = ?2 AND ical_uid <> '' AND diary = ?1 AND occurrence <> '' AND series IS NULL" \
  " AND deleted_at = ''"
#define PERSON_NAMED "SELECT CASE WHEN count (*) = 1 THEN max (id) ELSE 0 END FROM person WHERE name = ?2 AND deleted_at = ''"

/* What is being done. */
typedef struct
{
  EoWriter               *writer;
  EoIcsImport            *import;
  const EoCalendarEvent  *event;
  char                   *uid;
  EoAppointment          *series;     /* that it is one of; or NULL */
  EoLocalTime             occurrence; /* on the clocks of that */
  EoIcsOutcome           *outcome;
  char                  **line;
} Act;

/* The same moment on other clocks. */
static EoLocalTime
change_clocks (const EoLocalTime *time,
               const char        *from,
               const char        *to)
{
  g_autoptr (GTimeZone) theirs = g_str_equal (from, to) ? NULL : eo_zone_lookup (from);
  g_autoptr (GTimeZone) ours = g_str_equal (from, to) ? NULL : eo_zone_lookup (to);

  if (theirs == NULL || ours == NULL)
    return *time;
  return eo_local_time_from_unix (eo_local_time_to_unix (time, theirs), ours);
}

EoLocalTime
eo_ics_find_occurrence (const EoCalendarEvent *event,
                        const char            *home,
                        const char            *zone)
{
  EoLocalTime time = { "" };

  g_strlcpy (time.iso, event->occurrence, sizeof time.iso);
  if (event->all_day)
    return time;
  return change_clocks (&time, *event->occurrence_zone != '\0' ? event->occurrence_zone : home, zone);
}

static gboolean
take_id (EoRow    *row,
         gpointer  user_data)
{
  gint64 id = eo_row_get_integer (row, 0);

  g_array_append_val ((GArray *) user_data, id);
  return TRUE;
}

static EoAppointment *
get_appointment (EoWriter  *writer,
                 gint64     id,
                 GError   **error)
{
  EoRecord *record = eo_writer_get (writer, &eo_appointment_kind, id, error);

  return record != NULL ? EO_APPOINTMENT (record) : NULL;
}

static gint64
find_by_uid (const Act *act)
{
  const gint64 diary = EO_RECORD (act->import->diary)->id;
  gint64 id = eo_writer_get_integer (act->writer, OF_UID, diary, act->uid);

  return id != 0 || !g_uuid_string_is_valid (act->uid) ? id : eo_writer_get_integer (act->writer, OF_OWN_UID, diary, act->uid);
}

/* Where it begins: on the clocks of that, what came without its series keeps which one of them it is. */
static const char *
get_zone (const Act *act)
{
  return *act->event->starts_zone != '\0' ? act->event->starts_zone : act->import->diary->zone;
}

/* What the diary has for it: @series is filled in for one of a series. 0 without an error: nothing. */
static gint64
find (Act     *act,
      GError **error)
{
  EoIcsImport *import = act->import;
  g_autoptr (GArray) lone = NULL;
  gint64 id = find_by_uid (act);

  if (*act->event->occurrence == '\0')
    return id;
  if (id != 0)
    {
      act->series = get_appointment (act->writer, id, error);
      if (act->series == NULL)
        return 0;
      act->occurrence = eo_ics_find_occurrence (act->event, import->diary->zone, act->series->starts_zone);
      return eo_writer_get_integer (act->writer, OF_SERIES, id, act->occurrence.iso);
    }
  act->occurrence = eo_ics_find_occurrence (act->event, import->diary->zone, get_zone (act));
  lone = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!eo_writer_tally (act->writer, OF_LONE_UID, EO_RECORD (import->diary)->id, act->uid, act->occurrence.iso, take_id, lone, error))
    return 0;
  return lone->len > 0 ? g_array_index (lone, gint64, 0) : 0;
}

static void
tell (const Act  *act,
      const char *format) /* translated; %s is what it is called */
{
  g_autoptr (GString) line = g_string_new (format);
  const char *title = *act->event->summary != '\0' ? act->event->summary : act->uid;

  g_string_replace (line, "%s", title, 1);
  g_free (*act->line);
  *act->line = g_string_free (g_steal_pointer (&line), FALSE);
}

/* To whom the principal sends somebody: known here by that very name, or it is open who attends. */
static void
take_delegate (const Act     *act,
               EoAppointment *appointment)
{
  const char *name = g_hash_table_lookup (act->event->own, EO_ICS_DELEGATE);

  if (appointment->attendance != EO_ATTENDANCE_DELEGATED)
    return;
  if (name != NULL && g_strcmp0 (name, appointment->delegate.title) != 0)
    {
      appointment->delegate.id = eo_writer_get_integer (act->writer, PERSON_NAMED, 0, name);
      eo_str_set (&appointment->delegate.title, appointment->delegate.id != 0 ? name : "");
    }
  if (appointment->delegate.id != 0)
    return;
  appointment->attendance = EO_ATTENDANCE_TO_CONFIRM;
  tell (act, _("“%s”: to whom it was delegated is nobody known here. Who attends is to be confirmed."));
}

/* The starts of which the file itself says what became: so that the series is written once, not with each of them. */
static void
note_moved (const Act     *act,
            EoAppointment *series)
{
  GPtrArray *events = g_hash_table_lookup (act->import->moved, act->uid);
  g_autoptr (GString) moved = g_string_new (series->moved_on);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      EoLocalTime time = eo_ics_find_occurrence (events->pdata[i], act->import->diary->zone, series->starts_zone);

      if (strstr (moved->str, time.iso) == NULL)
        g_string_append_printf (moved, "%s%s", moved->len > 0 ? " " : "", time.iso);
    }
  eo_str_set (&series->moved_on, moved->str);
}

/* Those of the series that came before it. */
static gboolean
adopt (const Act      *act,
       EoAppointment  *series,
       GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean ok = eo_writer_tally (act->writer, LONE_ONES, EO_RECORD (act->import->diary)->id, act->uid, NULL, take_id, ids, error);

  for (guint i = 0; ok && i < ids->len; i++)
    {
      g_autoptr (EoAppointment) one = get_appointment (act->writer, g_array_index (ids, gint64, i), error);

      if (one == NULL)
        return FALSE;
      one->occurrence = change_clocks (&one->occurrence, one->starts_zone, series->starts_zone);
      one->series.id = EO_RECORD (series)->id;
      eo_str_set (&one->series.title, series->subject);
      ok = eo_writer_save (act->writer, EO_RECORD (one), error);
    }
  return ok;
}

static gboolean
add (const Act  *act,
     GError    **error)
{
  EoDiary *diary = act->import->diary;
  g_autoptr (EoAppointment) appointment = EO_APPOINTMENT (eo_record_new (&eo_appointment_kind));
  gboolean changed = FALSE;

  appointment->diary.id = EO_RECORD (diary)->id;
  eo_str_set (&appointment->diary.title, diary->name);
  eo_str_set (&appointment->ical_uid, act->uid);
  appointment->occurrence = act->occurrence;
  if (act->series != NULL)
    {
      appointment->series.id = EO_RECORD (act->series)->id;
      eo_str_set (&appointment->series.title, act->series->subject);
    }
  eo_ics_apply (appointment, act->event, diary->zone, TRUE);
  if (act->import->keeps_edits)
    eo_ics_note_came (appointment, act->event);
  take_delegate (act, appointment);
  if (act->series == NULL && *appointment->repeats != '\0')
    note_moved (act, appointment);
  *act->outcome = EO_ICS_ADDED;
  return eo_writer_save (act->writer, EO_RECORD (appointment), error) &&
         eo_ics_write_people (act->writer, act->import, appointment, act->event, TRUE, &changed, error) &&
         (*appointment->repeats == '\0' || adopt (act, appointment, error));
}

static gboolean
check_sound (EoAppointment  *appointment,
             GError        **error)
{
  g_autoptr (GPtrArray) problems = eo_record_validate (EO_RECORD (appointment));

  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, ((EoProblem *) problems->pdata[0])->message);
  return FALSE;
}

/* The status changes as it does with another record's step: who writes the calendar took it. */
static gboolean
save_changed (EoWriter             *writer,
              EoAppointment        *appointment,
              EoAppointmentStatus   before,
              GError              **error)
{
  if (appointment->status == before)
    return eo_writer_save (writer, EO_RECORD (appointment), error);
  return check_sound (appointment, error) &&
         eo_writer_set_state (writer, EO_RECORD (appointment),
                              eo_choice_nick (eo_appointment_status_get_type (), appointment->status), error);
}

/* Somebody looks after it; on a calendar server it is the principal who changes it. */
static gboolean
is_requested (const Act     *act,
              EoAppointment *appointment)
{
  return act->import->keeps_edits && appointment->request.id != 0;
}

static gboolean
change (const Act  *act,
        gint64      id,
        GError    **error)
{
  g_autoptr (EoAppointment) appointment = get_appointment (act->writer, id, error);
  g_autoptr (EoRecord) before = NULL;
  gboolean changed = FALSE, moved = FALSE;

  if (appointment == NULL)
    return FALSE;
  *act->outcome = EO_ICS_SAME;
  if (act->event->sequence < appointment->sequence)
    {
      tell (act, _("“%s” is older than what the diary has: nothing was changed."));
      return TRUE;
    }
  if (act->import->keeps_edits && eo_ics_came_from (appointment, act->event))
    return TRUE;
  before = eo_record_copy (EO_RECORD (appointment));
  eo_ics_apply (appointment, act->event, act->import->diary->zone, FALSE);
  if (act->import->keeps_edits)
    eo_ics_note_came (appointment, act->event);
  if (is_requested (act, appointment))
    moved = eo_ics_keep_requested (appointment, EO_APPOINTMENT (before));
  take_delegate (act, appointment);
  if (!eo_record_same_fields (before, EO_RECORD (appointment)))
    {
      changed = TRUE;
      if (!save_changed (act->writer, appointment, EO_APPOINTMENT (before)->status, error))
        return FALSE;
    }
  if (moved && !eo_ics_tell_moved (act->writer, appointment, act->line, error))
    return FALSE;
  if (!eo_ics_write_people (act->writer, act->import, appointment, act->event, FALSE, &changed, error))
    return FALSE;
  *act->outcome = changed ? EO_ICS_CHANGED : EO_ICS_SAME;
  return TRUE;
}

static gboolean
set_cancelled (const Act  *act,
               gint64      id,
               GError    **error)
{
  g_autoptr (EoAppointment) appointment = get_appointment (act->writer, id, error);

  if (appointment == NULL)
    return FALSE;
  *act->outcome = EO_ICS_SAME;
  if (appointment->status == EO_APPOINTMENT_CANCELLED || appointment->status == EO_APPOINTMENT_RELEASED)
    return TRUE;
  *act->outcome = EO_ICS_CHANGED;
  appointment->sequence = MAX (appointment->sequence, act->event->sequence);
  if (is_requested (act, appointment))
    return eo_ics_call_off (act->writer, appointment, act->line, error);
  return eo_writer_set_state (act->writer, EO_RECORD (appointment), "cancelled", error);
}

/* One time of a series that stood as the others: it does not take place. */
static gboolean
except (const Act  *act,
        GError    **error)
{
  EoAppointment *series = act->series;
  g_autofree char *longer = NULL;

  *act->outcome = EO_ICS_SAME;
  if (strstr (series->except_on, act->occurrence.iso) != NULL)
    return TRUE;
  *act->outcome = EO_ICS_CHANGED;
  longer = g_strconcat (series->except_on, *series->except_on != '\0' ? " " : "", act->occurrence.iso, NULL);
  eo_str_set (&series->except_on, longer);
  return eo_writer_save (act->writer, EO_RECORD (series), error);
}

static gboolean
cancel (const Act  *act,
        gint64      id,
        GError    **error)
{
  if (id != 0)
    return set_cancelled (act, id, error);
  if (act->series != NULL)
    return except (act, error);
  *act->outcome = EO_ICS_SAME;
  tell (act, _("“%s” was called off, but is not in this diary."));
  return TRUE;
}

static gboolean
answer (const Act  *act,
        gint64      id,
        GError    **error)
{
  g_autoptr (EoAppointment) appointment = NULL;
  gboolean changed = FALSE;

  *act->outcome = EO_ICS_REFUSED;
  if (id == 0 && act->series == NULL)
    {
      tell (act, _("An answer to “%s”, which is not in this diary."));
      return TRUE;
    }
  appointment = id != 0 ? get_appointment (act->writer, id, error) : g_object_ref (act->series);
  if (appointment == NULL || !eo_ics_write_answer (act->writer, act->import, appointment, act->event, &changed, error))
    return FALSE;
  *act->outcome = changed ? EO_ICS_CHANGED : EO_ICS_SAME;
  return TRUE;
}

static gboolean
act_on (const Act  *act,
        gint64      id,
        GError    **error)
{
  const EoCalendarMethod method = act->event->method;

  if (method == EO_METHOD_CANCEL)
    return cancel (act, id, error);
  if (method == EO_METHOD_REPLY)
    return answer (act, id, error);
  if (method == EO_METHOD_COUNTER || method == EO_METHOD_DECLINECOUNTER || method == EO_METHOD_REFRESH)
    {
      *act->outcome = EO_ICS_REFUSED;
      tell (act, method == EO_METHOD_COUNTER ? _("Another time is proposed for “%s”: nothing was changed. Decide, and change it by hand.")
                                             : _("A question about “%s” was left out: answer it by mail."));
      return TRUE;
    }
  if (id != 0)
    return change (act, id, error);
  if (*act->event->occurrence != '\0' && act->series == NULL && !act->import->is_last)
    {
      *act->outcome = EO_ICS_WAITS;
      return TRUE;
    }
  return add (act, error);
}

gboolean
eo_ics_write_event (EoWriter               *writer,
                    EoIcsImport            *self,
                    const EoCalendarEvent  *event,
                    EoIcsOutcome           *outcome,
                    char                  **line,
                    GError                **error)
{
  g_autofree char *uid = eo_ics_get_uid (event);
  Act act = { writer, self, event, uid, NULL, { "" }, outcome, line };
  GError *problem = NULL;
  gint64 id;
  gboolean ok;

  id = find (&act, &problem);
  ok = problem == NULL && act_on (&act, id, &problem);
  g_clear_object (&act.series);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return ok;
}
