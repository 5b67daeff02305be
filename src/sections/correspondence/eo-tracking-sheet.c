/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-contribution.h"
#include "sections/correspondence/eo-letter-course.h"
#include "sections/correspondence/eo-letter-reports.h"

static const char *const contribution_days[] = { "asked_on", "due", "received_on" };

static gboolean
give_event_value (guint64    row,
                  char     **cells,
                  gpointer   user_data,
                  GError   **error)
{
  const EoCourse *self = user_data;
  const EoCourseEvent *event = g_ptr_array_index (self->events, row);

  cells[0] = g_strdup (event->at.iso);
  cells[1] = event->days >= 0 ? g_strdup_printf ("%d", event->days) : g_strdup ("");
  cells[2] = g_strdup (event->of);
  cells[3] = g_strdup (event->what);
  cells[4] = g_strdup (event->who);
  return TRUE;
}

static gboolean
give_event (guint64    row,
            char     **cells,
            gpointer   user_data,
            GError   **error)
{
  const EoCourse *self = user_data;

  give_event_value (row, cells, user_data, error);
  g_free (cells[0]);
  cells[0] = eo_instant_format (&((EoCourseEvent *) g_ptr_array_index (self->events, row))->at);
  return TRUE;
}

static gboolean
give_move_value (guint64    row,
                 char     **cells,
                 gpointer   user_data,
                 GError   **error)
{
  const EoCourse *self = user_data;
  const EoCourseMove *move = g_ptr_array_index (self->moves, row);

  cells[0] = g_strdup (move->at.iso);
  cells[1] = g_strdup (move->holder);
  cells[2] = g_strdup (move->place);
  cells[3] = g_strdup (move->who);
  return TRUE;
}

static gboolean
give_move (guint64    row,
           char     **cells,
           gpointer   user_data,
           GError   **error)
{
  const EoCourse *self = user_data;

  give_move_value (row, cells, user_data, error);
  g_free (cells[0]);
  cells[0] = eo_instant_format (&((EoCourseMove *) g_ptr_array_index (self->moves, row))->at);
  return TRUE;
}

static gboolean
give_contribution_value (guint64    row,
                         char     **cells,
                         gpointer   user_data,
                         GError   **error)
{
  const EoCourse *self = user_data;
  EoRecord *contribution = g_ptr_array_index (self->contributions, row);

  cells[0] = _eo_course_show_field (contribution, "unit");
  cells[1] = _eo_course_show_field (contribution, "question");
  for (guint i = 0; i < G_N_ELEMENTS (contribution_days); i++)
    cells[2 + i] = eo_field_to_text (eo_kind_find_field (&eo_contribution_kind, contribution_days[i]), contribution);
  cells[5] = _eo_course_show_field (contribution, "status");
  return TRUE;
}

static gboolean
give_contribution (guint64    row,
                   char     **cells,
                   gpointer   user_data,
                   GError   **error)
{
  const EoCourse *self = user_data;

  give_contribution_value (row, cells, user_data, error);
  for (guint i = 0; i < G_N_ELEMENTS (contribution_days); i++)
    {
      g_free (cells[2 + i]);
      cells[2 + i] = _eo_course_show_field (g_ptr_array_index (self->contributions, row), contribution_days[i]);
    }
  return TRUE;
}

static void
add_head (EoReport *report,
          EoRecord *letter)
{
  static const char *const names[] = {
    "subject", "correspondent", "signed_by", "their_reference", "letter_date", "received_on", "received_time", "mode", "addressee",
    "file", "priority", "classification", "markup", "instruction", "assigned_to", "unit", "supporting", "reply_due",
    "replied_on", "replied_with", "answers", "signed_on", "proof", "delivered_on", "status", "holder", "place",
  };

  eo_report_add_group (report, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EoField *field = eo_kind_find_field (&eo_letter_kind, names[i]);
      g_autofree char *value = NULL;

      if (field == NULL || !eo_kind_field_printed (letter, field))
        continue;
      value = eo_field_display (field, letter);
      eo_report_add_field (report, eo_kind_field_label (letter, field), value);
    }
}

static void
add_time (EoReport *report,
          EoCourse   *self)
{
  EoLetter *letter = EO_LETTER (self->letter);
  EoDate today = eo_date_today ();
  const EoDate *end = letter->replied_on.iso[0] != '\0' ? &letter->replied_on : &today;
  int stood = self->stood;
  g_autofree char *taken = NULL;
  g_autofree char *standing = NULL;

  if (letter->direction != EO_INCOMING || letter->received_on.iso[0] == '\0')
    return;
  if (self->stopped.iso[0] != '\0')
    stood += MAX (0, eo_calendar_working_days_between (self->calendar, &self->stopped, &today));
  taken = g_strdup_printf ("%d", MAX (0, eo_calendar_working_days_between (self->calendar, &letter->received_on, end)));
  standing = g_strdup_printf ("%d", stood);
  eo_report_add_group (report, _("Working days"));
  if (end == &today && !eo_kind_is_open (self->letter))
    eo_report_add_field (report, _("Ended without a reply"), eo_choice_label (eo_letter_status_get_type (), letter->status));
  else
    eo_report_add_field (report, end == &today ? _("From receipt to today") : _("From receipt to reply"), taken);
  if (stood > 0)
    eo_report_add_field (report, _("Of these the clock stood"), standing);
}

static void
add_tables (EoReport *report,
            EoCourse   *self)
{
  const EoReportColumn events[] = {
    { _("When"), 1.95, EO_REPORT_START, TRUE, EO_CELL_INSTANT },
    { _("Days"), 0.5, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Letter"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("What happened"), 4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Who"), 1.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  const EoReportColumn contributions[] = {
    { _("Asked of"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("What is asked"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Asked on"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Due"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Received on"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Status"), 1, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  const EoReportColumn moves[] = {
    { _("When"), 1.95, EO_REPORT_START, TRUE, EO_CELL_INSTANT },
    { _("Paper is with"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Paper is kept at"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Noted by"), 1.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };

  eo_report_add_table (report, _("Course, with the working days since the step before"), events, G_N_ELEMENTS (events),
                       self->events->len, give_event, self, _eo_course_free);
  eo_report_set_values (report, give_event_value);
  if (self->contributions->len > 0)
    {
      eo_report_add_table (report, _("Contributions"), contributions, G_N_ELEMENTS (contributions),
                           self->contributions->len, give_contribution, self, NULL);
      eo_report_set_values (report, give_contribution_value);
    }
  if (self->moves->len > 0)
    {
      eo_report_add_table (report, _("Where the paper went"), moves, G_N_ELEMENTS (moves), self->moves->len, give_move, self,
                           NULL);
      eo_report_set_values (report, give_move_value);
    }
}

static const char *
find_marking (const EoCourse *self)
{
  EoClassification highest = self->letter->classification;

  if (self->other != NULL)
    highest = MAX (highest, self->other->classification);
  for (guint i = 0; i < self->contributions->len; i++)
    highest = MAX (highest, ((EoRecord *) g_ptr_array_index (self->contributions, i))->classification);
  return highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL;
}

EoReport *
eo_tracking_sheet_new (EoStore   *store,
                       EoRecord  *letter,
                       GError   **error)
{
  g_autofree char *office = NULL;
  EoCourse *self;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_LETTER (letter), NULL);

  self = _eo_course_new (store, letter, error);
  if (self == NULL)
    return NULL;
  office = eo_store_get_setting (store, "office-name");
  report = eo_report_new (_("Tracking sheet"));
  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, letter->reference);
  eo_report_set_classification (report, find_marking (self));
  add_head (report, letter);
  add_time (report, self);
  add_tables (report, self);
  return report;
}
