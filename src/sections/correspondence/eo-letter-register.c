/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-register-private.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "store/eo-tally.h"

/* The registers as an office keeps them on paper (DOMAIN §2), in the order of their numbers. Only the ids of the letters
 * are held, so a register may be as long as it likes: its rows are read when they are asked for. */

#define SCAN_COLUMNS "t.id, t.classification"
/* The plus keeps the conditions' index: the ids of a month are sorted, and not the whole table walked. */
#define SCAN_TAIL "ORDER BY +t.id"

static gboolean
take_id (EoRow    *row,
         gpointer  user_data)
{
  EoLetterRegister *self = user_data;
  gint64 id = eo_row_get_integer (row, 0);
  int classification = EO_OPEN;

  g_array_append_val (self->ids, id);
  if (eo_choice_parse (eo_classification_get_type (), eo_row_get_text (row, 1), &classification))
    self->highest = MAX (self->highest, classification);
  return TRUE;
}

static void
add_incoming (EoReport         *report,
              EoLetterRegister *self)
{
  const EoReportColumn paper[] = {
    { _("Serial"), 0, EO_REPORT_START, FALSE },
    { _("Received, how"), 1.05, EO_REPORT_START, TRUE },
    { _("Sender, reference and date of the letter"), 2.1, EO_REPORT_START, TRUE },
    { _("Subject"), 2.6, EO_REPORT_START, TRUE },
    { _("File, class"), 1.0, EO_REPORT_START, TRUE },
    { _("Referred to, on"), 1.3, EO_REPORT_START, TRUE },
    { _("Action"), 1.4, EO_REPORT_START, TRUE },
    { _("Due"), 0.75, EO_REPORT_START, TRUE },
    { _("Replied, with"), 2.05, EO_REPORT_START, TRUE },
    { _("Status"), 1.2, EO_REPORT_START, TRUE },
  };
  const EoReportColumn values[] = {
    { _("Serial") }, { _("Received"), .type = EO_CELL_DATE }, { _("Time") }, { _("Came by") }, { _("Sender") },
    { _("Sender’s reference") }, { _("Date on the letter"), .type = EO_CELL_DATE }, { _("Subject") }, { _("File") },
    { _("Classification") }, { _("Referred to") }, { _("Referred on"), .type = EO_CELL_DATE }, { _("Action") },
    { _("Reply due"), .type = EO_CELL_DATE }, { _("Replied on"), .type = EO_CELL_DATE }, { _("Reply") }, { _("Status") },
  };

  eo_report_add_table (report, NULL, paper, G_N_ELEMENTS (paper), self->ids->len, _eo_letter_register_give_incoming, self, _eo_letter_register_free);
  eo_report_set_value_columns (report, values, G_N_ELEMENTS (values), _eo_letter_register_give_incoming_values);
}

static void
add_outgoing (EoReport         *report,
              EoLetterRegister *self)
{
  const EoReportColumn paper[] = {
    { _("Serial"), 0, EO_REPORT_START, FALSE },
    { _("Date"), 0.75, EO_REPORT_START, TRUE },
    { _("Addressee, their reference"), 2.2, EO_REPORT_START, TRUE },
    { _("Subject"), 2.8, EO_REPORT_START, TRUE },
    { _("File, class"), 1.0, EO_REPORT_START, TRUE },
    { _("Signatory"), 1.7, EO_REPORT_START, TRUE },
    { _("Went by"), 0.8, EO_REPORT_START, TRUE },
    { _("Proof, delivery"), 1.4, EO_REPORT_START, TRUE },
    { _("Answers"), 1.85, EO_REPORT_START, TRUE },
    { _("Status"), 1.2, EO_REPORT_START, TRUE },
  };
  const EoReportColumn values[] = {
    { _("Serial") }, { _("Date"), .type = EO_CELL_DATE }, { _("Addressee") }, { _("Their reference") }, { _("Subject") },
    { _("File") }, { _("Classification") }, { _("Signatory") }, { _("Went by") }, { _("Proof") },
    { _("Delivered on"), .type = EO_CELL_DATE }, { _("Answers") }, { _("Status") },
  };

  eo_report_add_table (report, NULL, paper, G_N_ELEMENTS (paper), self->ids->len, _eo_letter_register_give_outgoing, self, _eo_letter_register_free);
  eo_report_set_value_columns (report, values, G_N_ELEMENTS (values), _eo_letter_register_give_outgoing_values);
}

static EoReport *
register_new (EoStore      *store,
              EoQuery      *query,
              EoDirection   direction,
              GError      **error)
{
  g_autoptr (EoQuery) letters = eo_query_copy (query);
  g_autofree char *office = NULL;
  g_autofree char *count = NULL;
  g_autofree char *subtitle = NULL;
  EoLetterRegister *self = _eo_letter_register_new (store);
  EoReport *report;

  eo_query_add (letters, eo_kind_find_field (&eo_letter_kind, "direction"), EO_IS,
                direction == EO_INCOMING ? "incoming" : "outgoing");
  if (!eo_store_tally (store, letters, SCAN_COLUMNS, SCAN_TAIL, take_id, self, error))
    {
      _eo_letter_register_free (self);
      return NULL;
    }
  office = eo_store_get_setting (store, "office-name");
  count = eo_format_count (self->ids->len);
  subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s letter, as registered", "%s letters, as registered",
                                           self->ids->len), count);
  report = eo_report_new (direction == EO_INCOMING ? _("Register of incoming letters") : _("Register of outgoing letters"));
  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, subtitle);
  if (self->highest > EO_OPEN)
    eo_report_set_classification (report, eo_choice_label (eo_classification_get_type (), self->highest));
  if (direction == EO_INCOMING)
    add_incoming (report, self);
  else
    add_outgoing (report, self);
  return report;
}

EoReport *
eo_incoming_register_new (EoStore  *store,
                          EoQuery  *query,
                          GError  **error)
{
  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_QUERY (query), NULL);

  return register_new (store, query, EO_INCOMING, error);
}

EoReport *
eo_outgoing_register_new (EoStore  *store,
                          EoQuery  *query,
                          GError  **error)
{
  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_QUERY (query), NULL);

  return register_new (store, query, EO_OUTGOING, error);
}
