/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/paper/eo-day-pack-private.h"

static void
add_documents (EoPackAppointment *self,
               EoStore           *store,
               EoRecord          *record)
{
  g_autoptr (GPtrArray) found = eo_store_get_attachments (store, eo_record_get_kind (record), record->id);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const EoAttachment *document = g_ptr_array_index (found, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < self->documents->len; j++)
        is_there = is_there || ((EoAttachment *) g_ptr_array_index (self->documents, j))->document == document->document;
      if (!is_there)
        g_ptr_array_add (self->documents, eo_attachment_copy (document));
    }
  self->documents_marking = MAX (self->documents_marking, record->classification);
}

static void
find_documents (EoPackAppointment *self,
                EoStore           *store)
{
  const EoKind *letters = eo_kind_lookup ("letter");
  g_autoptr (EoRecord) letter = self->request != NULL && self->request->letter.id != 0
                                ? eo_store_get (store, letters, self->request->letter.id, NULL) : NULL;

  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_attachment_free);
  add_documents (self, store, EO_RECORD (self->record));
  if (self->request != NULL)
    add_documents (self, store, EO_RECORD (self->request));
  if (letter != NULL)
    add_documents (self, store, letter);
}

EoPackAppointment *
_eo_pack_appointment_new (EoPaperSpan  *span,
                          const EoDate *day,
                          EoOccurrence *one)
{
  g_autoptr (EoAppointment) record = NULL;
  g_autofree char *clock = NULL;
  EoPackAppointment *self;

  if (one->attendance == EO_ATTENDANCE_NO || one->attendance == EO_ATTENDANCE_DELEGATED || _eo_paper_is_called_off (one))
    return NULL;
  record = _eo_paper_get_record (span, one);
  if (record == NULL)
    return NULL;

  self = g_new0 (EoPackAppointment, 1);
  self->one = eo_occurrence_ref (one);
  self->record = g_steal_pointer (&record);
  if (self->record->request.id != 0)
    self->request = (EoRequest *) eo_store_get (span->store, &eo_request_kind, self->record->request.id, NULL);
  self->attendees = _eo_paper_get_attendees (span->store, one->appointment);
  self->hosts = _eo_pack_hosts_new (span->store, self->attendees, self->request);
  find_documents (self, span->store);
  clock = _eo_paper_clock (span, one->starts, day);
  self->title = one->all_day ? g_strdup (one->title) : g_strdup_printf ("%s %s", clock, one->title);
  return self;
}

void
_eo_pack_appointment_free (EoPackAppointment *self)
{
  eo_occurrence_unref (self->one);
  g_clear_object (&self->record);
  g_clear_object (&self->request);
  g_clear_pointer (&self->attendees, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self->title);
  g_free (self);
}

gboolean
_eo_pack_appointment_speaks (EoPackAppointment *self)
{
  return self->attendees->len > 0 || self->request != NULL || *self->record->brief != '\0' || self->documents->len > 0;
}

/* Those that say something, in a group that begins with the first. */
static void
add_field (EoReport   *report,
           const char *label,
           const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (eo_report_count_rows (report) == 0)
    eo_report_add_group (report, NULL);
  eo_report_add_field (report, label, value);
}

static void
add_facts (EoPackAppointment *self,
           EoReport          *report,
           EoPaperSpan       *span,
           const EoDate      *day)
{
  g_autofree char *standing = _eo_paper_standing (span, self->one, self->record, day, FALSE);
  g_autofree char *place = *self->record->address != '\0'
                           ? g_strdup_printf ("%s\n%s", self->one->place, self->record->address) : g_strdup (self->one->place);
  g_autofree char *leave = NULL;

  if (self->one->travel_before > 0)
    leave = _eo_paper_clock (span, eo_occurrence_get_from (self->one), day);
  add_field (report, _("Where"), g_strstrip (place));
  add_field (report, _("Leave at"), leave);
  add_field (report, _("Way"), self->one->travel_note);
  add_field (report, _("To note"), standing);
  if (self->request != NULL)
    {
      add_field (report, _("Request"), EO_RECORD (self->request)->reference);
      add_field (report, _("Asked of the principal"), self->request->asked);
      add_field (report, _("Audience"), self->request->audience);
      add_field (report, _("Media"), self->request->media);
      add_field (report, _("Contact"), self->request->contact);
      add_field (report, _("Advice"), self->request->advice);
    }
  add_field (report, _("Notes"), self->record->notes);
}

static void
add_attendees (EoPackAppointment *self,
               EoReport          *report)
{
  const EoReportColumn columns[] = {
    { _("Name"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Role"), 1.2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Answer"), 1.4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Remarks"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  GPtrArray *rows;

  if (self->attendees->len == 0)
    return;
  rows = _eo_paper_rows_new ();
  for (guint i = 0; i < self->attendees->len; i++)
    {
      EoAttendee *attendee = g_ptr_array_index (self->attendees, i);
      char **cells = g_new0 (char *, G_N_ELEMENTS (columns) + 1);

      cells[0] = g_strdup (*attendee->name != '\0' ? attendee->name : attendee->party.title);
      cells[1] = g_strdup (eo_choice_label (eo_attendee_role_get_type (), attendee->role));
      cells[2] = g_strdup (eo_choice_label (eo_response_get_type (), attendee->response));
      cells[3] = g_strdup (attendee->remarks);
      _eo_paper_rows_add (rows, cells);
    }
  eo_report_add_table (report, _("Who attends"), columns, G_N_ELEMENTS (columns), rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

/* Records of other sections, by the names of their fields; NULL is the reference. */
static char **
show (EoRecord          *record,
      const char *const *fields,
      guint              n_fields)
{
  char **cells = g_new0 (char *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    {
      const EoField *field = fields[i] != NULL ? eo_kind_find_field (eo_record_get_kind (record), fields[i]) : NULL;

      cells[i] = field != NULL ? eo_field_display (field, record) : g_strdup (record->reference);
    }
  return cells;
}

static void
add_letters (EoPackHost       *host,
             EoReport         *report,
             EoClassification *highest)
{
  static const char *const fields[] = { NULL, "direction", "received_on", "subject", "status" };
  const EoReportColumn columns[] = {
    { _("Ref"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Direction"), 1, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Date"), 1.2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Subject"), 4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Status"), 1.4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  g_autofree char *heading = g_strdup_printf (_("Last letters: %s"), host->party.title);
  GPtrArray *rows;

  if (host->letters->len == 0)
    return;
  rows = _eo_paper_rows_new ();
  for (guint i = 0; i < host->letters->len; i++)
    {
      EoRecord *letter = g_ptr_array_index (host->letters, i);

      _eo_paper_rows_add (rows, show (letter, fields, G_N_ELEMENTS (fields)));
      *highest = MAX (*highest, letter->classification);
    }
  eo_report_add_table (report, heading, columns, G_N_ELEMENTS (columns), rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

static void
add_commitments (EoPackHost       *host,
                 EoReport         *report,
                 EoClassification *highest)
{
  static const char *const fields[] = { "task", "owner", "due", NULL };
  const EoReportColumn columns[] = {
    { _("What is open"), 4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Who"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Due"), 1.3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("About"), 1.5, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  g_autofree char *heading = g_strdup_printf (_("Open commitments: %s"), host->party.title);
  GPtrArray *rows;

  if (host->commitments->len == 0)
    return;
  rows = _eo_paper_rows_new ();
  for (guint i = 0; i < host->commitments->len; i++)
    {
      EoRecord *action = g_ptr_array_index (host->commitments, i);
      char **cells = show (action, fields, G_N_ELEMENTS (fields));

      g_free (cells[3]);
      cells[3] = g_strdup (g_hash_table_lookup (host->about, GSIZE_TO_POINTER (action->id)));
      _eo_paper_rows_add (rows, cells);
      *highest = MAX (*highest, action->classification);
    }
  eo_report_add_table (report, heading, columns, G_N_ELEMENTS (columns), rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

EoReport *
_eo_pack_appointment_report (EoPackAppointment *self,
                             EoPaperSpan       *span,
                             const EoDate      *day,
                             gboolean           with_letters,
                             gboolean           with_commitments,
                             EoClassification  *highest)
{
  EoReport *report = eo_report_new (self->one->title);
  g_autofree char *date = eo_date_format_long (day);
  g_autofree char *times = _eo_paper_times (span, self->one, day);
  g_autofree char *subtitle = g_strdup_printf ("%s, %s", date, times);

  *highest = MAX (*highest, EO_RECORD (self->record)->classification);
  if (self->request != NULL)
    *highest = MAX (*highest, EO_RECORD (self->request)->classification);
  eo_report_set_bound (report);
  eo_report_set_subtitle (report, subtitle);
  add_facts (self, report, span, day);
  if (*self->record->brief != '\0')
    eo_report_add_text (report, _("Brief"), self->record->brief);
  add_attendees (self, report);
  for (guint i = 0; i < self->hosts->len; i++)
    {
      if (with_letters)
        add_letters (g_ptr_array_index (self->hosts, i), report, highest);
      if (with_commitments)
        add_commitments (g_ptr_array_index (self->hosts, i), report, highest);
    }
  return report;
}
