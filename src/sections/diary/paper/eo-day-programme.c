/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/paper/eo-paper-items.h"

#define MINUTE 60

static void
append (GString    *text,
        const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
append_clock (GString      *text,
              EoPaperSpan  *span,
              const EoDate *day,
              const char   *what,
              gint64        at)
{
  g_autofree char *clock = _eo_paper_clock (span, at, day);

  g_string_append_printf (text, "\n%s %s", what, clock);
}

/* When it is, when to leave for it and when one is back. Where the clocks at the place show something else, that too. */
static char *
say_when (EoPaperSpan        *span,
          const EoOccurrence *one,
          EoAppointment      *record,
          const EoDate       *day)
{
  g_autofree char *times = _eo_paper_times (span, one, day);
  g_autofree char *there = record != NULL && !one->all_day ? _eo_paper_there (span, one->starts, record->starts_zone) : NULL;
  GString *text = g_string_new (times);

  append (text, there);
  if (one->is_private)
    return g_string_free (text, FALSE);
  if (one->travel_before > 0)
    append_clock (text, span, day, _("Leave"), one->starts - (gint64) (one->travel_before + one->preparation) * MINUTE);
  if (one->preparation > 0)
    append_clock (text, span, day, _("Prepare"), one->starts - (gint64) one->preparation * MINUTE);
  if (one->travel_after > 0)
    append_clock (text, span, day, _("Back"), eo_occurrence_get_until (one));
  return g_string_free (text, FALSE);
}

static char *
say_what (const EoOccurrence *one,
          EoAppointment      *record)
{
  GString *text = g_string_new (_eo_paper_title (one));

  if (one->is_private)
    return g_string_free (text, FALSE);
  append (text, one->place);
  append (text, record != NULL ? record->address : NULL);
  append (text, one->travel_note);
  append (text, record != NULL ? record->notes : NULL);
  return g_string_free (text, FALSE);
}

static char *
say_who (EoPaperSpan        *span,
         const EoOccurrence *one,
         EoAppointment      *record)
{
  g_autoptr (GPtrArray) attendees = NULL;
  g_autoptr (EoRecord) request = NULL;
  GString *text = g_string_new (NULL);

  if (record == NULL)
    return g_string_free (text, FALSE);
  attendees = _eo_paper_get_attendees (span->store, one->appointment);
  for (guint i = 0; i < attendees->len; i++)
    {
      g_autofree char *line = _eo_paper_attendee (g_ptr_array_index (attendees, i));

      append (text, line);
    }
  if (record->request.id != 0)
    request = eo_store_get (span->store, &eo_request_kind, record->request.id, NULL);
  if (request != NULL && *EO_REQUEST (request)->contact != '\0')
    {
      g_autofree char *contact = g_strdup_printf (_("Contact: %s"), EO_REQUEST (request)->contact);

      append (text, contact);
    }
  return g_string_free (text, FALSE);
}

static void
add_programme (EoReport         *report,
               EoPaperSpan      *span,
               const EoDate     *day,
               gboolean          is_one_of_many,
               EoClassification *highest)
{
  const EoReportColumn columns[] = {
    { _("Time"), 1.35, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Programme"), 3.7, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Who"), 2.5, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("To note"), 2.15, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  g_autoptr (GPtrArray) items = _eo_paper_span_get_day (span, day, FALSE);
  GPtrArray *rows = _eo_paper_rows_new ();

  for (guint i = 0; i < items->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (items, i);
      g_autoptr (EoAppointment) record = _eo_paper_get_record (span, one);
      char **cells = g_new0 (char *, G_N_ELEMENTS (columns) + 1);

      cells[0] = say_when (span, one, record, day);
      cells[1] = say_what (one, record);
      cells[2] = say_who (span, one, record);
      cells[3] = _eo_paper_standing (span, one, record, day, FALSE);
      _eo_paper_rows_add (rows, cells);
      _eo_paper_raise (highest, one);
    }
  eo_report_add_table (report, is_one_of_many ? span->diary->name : NULL, columns, G_N_ELEMENTS (columns), rows->len,
                       _eo_paper_rows_give, rows, (GDestroyNotify) g_ptr_array_unref);
}

/* Whoever has yesterday's print looks for it. */
static void
add_called_off (EoReport         *report,
                EoPaperSpan      *span,
                const EoDate     *day,
                EoClassification *highest)
{
  g_autoptr (GPtrArray) items = _eo_paper_span_get_day (span, day, TRUE);
  gboolean begun = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (items, i);
      g_autofree char *times = _eo_paper_times (span, one, day);
      g_autofree char *what = g_strdup_printf ("%s (%s)", _eo_paper_title (one),
                                               eo_choice_label (eo_appointment_status_get_type (), one->status));

      if (one->is_private)
        continue;
      if (!begun)
        eo_report_add_group (report, _("Does not take place"));
      begun = TRUE;
      eo_report_add_field (report, times, what);
      _eo_paper_raise (highest, one);
    }
}

static char *
say_day (EoStore      *store,
         const EoDate *day)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (store);
  g_autofree char *notes = _eo_paper_notes (calendar, day, ", ");
  g_autofree char *date = eo_date_format_long (day);

  return *notes != '\0' ? g_strdup_printf ("%s, %s", date, notes) : g_steal_pointer (&date);
}

EoReport *
eo_day_programme_new (EoStore       *store,
                      gint64         diary,
                      const EoDate  *day,
                      GError       **error)
{
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree char *date = NULL;
  EoClassification highest = EO_OPEN;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && day != NULL && day->iso[0] != '\0', NULL);

  spans = _eo_paper_spans_new (store, diary, day, 1, error);
  if (spans == NULL)
    return NULL;
  date = say_day (store, day);
  report = _eo_paper_report (store, _("Daily programme"), spans, date);
  for (guint i = 0; i < spans->len; i++)
    {
      EoPaperSpan *span = g_ptr_array_index (spans, i);

      add_programme (report, span, day, spans->len > 1, &highest);
      add_called_off (report, span, day, &highest);
    }
  _eo_paper_mark (report, spans, highest);
  return report;
}
