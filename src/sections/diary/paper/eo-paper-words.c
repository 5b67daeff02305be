/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/paper/eo-paper-items.h"

#define TITLE_CHARS 36 /* of what something clashes with */

char *
_eo_paper_clock (EoPaperSpan  *self,
                 gint64        at,
                 const EoDate *day)
{
  EoLocalTime local = eo_local_time_from_unix (at, self->zone);
  EoDate date = eo_local_time_get_date (&local);
  g_autofree char *shown = NULL;

  if (g_str_equal (date.iso, day->iso))
    return g_strdup (local.iso + strlen ("2026-09-22T"));
  shown = eo_date_format_short (&date, day);
  return g_strdup_printf ("%s, %s", shown, local.iso + strlen ("2026-09-22T"));
}

char *
_eo_paper_there (EoPaperSpan *self,
                 gint64       at,
                 const char  *zone)
{
  g_autoptr (GTimeZone) there = eo_zone_lookup (zone);
  const char *slash = strrchr (zone, '/');
  EoLocalTime home = eo_local_time_from_unix (at, self->zone), local;
  g_autofree char *city = g_strdup (slash != NULL ? slash + 1 : zone);

  if (there == NULL)
    return NULL;
  local = eo_local_time_from_unix (at, there);
  if (g_str_equal (local.iso, home.iso))
    return NULL;
  return g_strdup_printf ("%s (%s)", local.iso + strlen ("2026-09-22T"), g_strdelimit (city, "_", ' '));
}

char *
_eo_paper_times (EoPaperSpan        *self,
                 const EoOccurrence *one,
                 const EoDate       *day)
{
  EoDate next = eo_date_add_days (day, 1);
  gint64 from = _eo_paper_midnight (self, day), until = _eo_paper_midnight (self, &next);
  g_autofree char *starts = _eo_paper_clock (self, one->starts, day);
  g_autofree char *ends = _eo_paper_clock (self, one->ends, day);

  if (one->all_day || (one->starts <= from && one->ends >= until))
    return g_strdup (_("All day"));
  if (one->starts < from)
    return g_strdup_printf (_("until %s"), ends);
  if (one->ends > until)
    return g_strdup_printf (_("from %s"), starts);
  if (one->ends == until)
    return g_strdup_printf ("%s–24:00", starts);
  return one->ends == one->starts ? g_steal_pointer (&starts) : g_strdup_printf ("%s–%s", starts, ends);
}

const char *
_eo_paper_title (const EoOccurrence *one)
{
  return one->is_private ? _("Busy") : one->title;
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
say_hold (const EoOccurrence *one)
{
  if (one->status != EO_APPOINTMENT_HOLD)
    return NULL;
  /* Translators: of the times held for one request. */
  return one->hold_count > 1 ? g_strdup_printf (_("Hold %u of %u"), one->hold_number, one->hold_count)
                             : g_strdup (_("Hold, not confirmed"));
}

static gboolean
is_on (EoPaperSpan        *self,
       const EoOccurrence *one,
       const EoDate       *day)
{
  EoDate next = eo_date_add_days (day, 1);

  return eo_occurrence_get_from (one) < _eo_paper_midnight (self, &next) && eo_occurrence_get_until (one) > _eo_paper_midnight (self, day);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= TITLE_CHARS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, TITLE_CHARS - 1);
  return g_strdup_printf ("%s…", g_strchomp (start));
}

static char *
say_clash (EoPaperSpan        *self,
           const EoOccurrence *one,
           const EoDate       *day,
           gboolean            brief)
{
  const EoOccurrence *other = g_hash_table_lookup (self->clashes, one);
  g_autofree char *times = NULL;
  g_autofree char *title = NULL;

  if (other == NULL || !is_on (self, other, day))
    return NULL;
  times = other->all_day ? g_utf8_strdown (_("All day"), -1) : _eo_paper_clock (self, other->starts, day);
  title = shorten (_eo_paper_title (other));
  return brief ? g_strdup_printf (_("▲ Clash: %s"), times) : g_strdup_printf (_("▲ Clash: %s, %s"), times, title);
}

static char *
say_attendance (const EoOccurrence *one,
                EoAppointment      *record)
{
  switch (one->attendance)
    {
    case EO_ATTENDANCE_TO_CONFIRM:
      return one->status == EO_APPOINTMENT_HOLD ? NULL : g_strdup (_("To be confirmed"));
    case EO_ATTENDANCE_NO:
      return g_strdup (_("Does not attend"));
    case EO_ATTENDANCE_DELEGATED:
      return record != NULL && record->delegate.title != NULL && *record->delegate.title != '\0'
             ? g_strdup_printf (_("Delegated to %s"), record->delegate.title) : g_strdup (_("Delegated"));
    case EO_ATTENDANCE_YES:
    default:
      return NULL;
    }
}

char *
_eo_paper_standing (EoPaperSpan        *self,
                    const EoOccurrence *one,
                    EoAppointment      *record,
                    const EoDate       *day,
                    gboolean            brief)
{
  GString *text = g_string_new (NULL);
  g_autofree char *clash = say_clash (self, one, day, brief);
  g_autofree char *hold = say_hold (one);
  g_autofree char *attendance = one->is_private ? NULL : say_attendance (one, record);

  append_line (text, clash);
  append_line (text, hold);
  append_line (text, attendance);
  if (_eo_paper_is_called_off (one))
    append_line (text, eo_choice_label (eo_appointment_status_get_type (), one->status));
  return g_string_free (text, FALSE);
}

char *
_eo_paper_attendee (EoAttendee *attendee)
{
  const char *name = *attendee->name != '\0' ? attendee->name
                     : attendee->party.title != NULL ? attendee->party.title : attendee->email;
  g_autoptr (GString) text = g_string_new (name);
  g_autofree char *role = g_utf8_strdown (eo_choice_label (eo_attendee_role_get_type (), attendee->role), -1);

  if (attendee->role != EO_ROLE_ATTENDS)
    g_string_append_printf (text, " (%s)", role);
  if (attendee->response == EO_RESPONSE_NO || attendee->response == EO_RESPONSE_MAYBE)
    g_string_append_printf (text, ", %s", attendee->response == EO_RESPONSE_NO ? _("does not come") : _("perhaps"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
_eo_paper_notes (EoCalendar   *calendar,
                 const EoDate *day,
                 const char   *between)
{
  g_autofree char *holiday = eo_calendar_get_holiday_name (calendar, day);
  g_autofree char *sitting = eo_calendar_get_sitting_name (calendar, day);

  return g_strconcat (holiday != NULL ? holiday : "", holiday != NULL && sitting != NULL ? between : "",
                      sitting != NULL ? sitting : "", NULL);
}

char *
_eo_paper_names (GPtrArray *spans)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      EoPaperSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", span->diary->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

EoReport *
_eo_paper_report (EoStore          *store,
                  const char       *title,
                  GPtrArray        *spans,
                  const char       *period)
{
  EoReport *report = eo_report_new (title);
  g_autofree char *office = eo_store_get_setting (store, "office-name");
  g_autofree char *names = _eo_paper_names (spans);
  g_autofree char *subtitle = *names != '\0' ? g_strdup_printf ("%s · %s", period, names) : g_strdup (period);

  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, subtitle);
  return report;
}

void
_eo_paper_mark (EoReport         *report,
                GPtrArray        *spans,
                EoClassification  highest)
{
  for (guint i = 0; i < spans->len; i++)
    highest = MAX (highest, EO_RECORD (((EoPaperSpan *) g_ptr_array_index (spans, i))->diary)->classification);
  eo_report_set_classification (report, highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL);
}

GPtrArray *
_eo_paper_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
_eo_paper_rows_add (GPtrArray  *rows,
                    char      **cells)
{
  g_ptr_array_add (rows, cells);
}

gboolean
_eo_paper_rows_give (guint64    row,
                     char     **cells,
                     gpointer   rows,
                     GError   **error)
{
  char **given = g_ptr_array_index ((GPtrArray *) rows, row);

  for (guint i = 0; given[i] != NULL; i++)
    cells[i] = g_strdup (given[i]);
  return TRUE;
}
