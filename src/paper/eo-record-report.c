/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "paper/eo-history-words.h"
#include "paper/eo-record-report.h"
#include "store/eo-attachment.h"
#include "store/eo-kind.h"
#include "store/eo-link.h"

static void
add_fields (EoReport *report,
            EoRecord *record)
{
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n_fields);

  eo_report_add_group (report, NULL);
  if (*record->reference != '\0')
    eo_report_add_field (report, _("Reference"), record->reference);
  for (guint i = 0; i < n_fields; i++)
    if (eo_kind_field_printed (record, fields[i]))
      {
        g_autofree char *value = eo_field_display (fields[i], record);

        eo_report_add_field (report, eo_kind_field_label (record, fields[i]), value);
      }
}

static void
add_documents (EoReport *report,
               EoStore  *store,
               EoRecord *record)
{
  g_autoptr (GPtrArray) attachments = eo_store_get_attachments (store, eo_record_get_kind (record), record->id);

  if (attachments == NULL || attachments->len == 0)
    return;
  eo_report_add_group (report, _("Documents"));
  for (guint i = 0; i < attachments->len; i++)
    {
      const EoAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *size = eo_format_size (attachment->size);

      eo_report_add_field (report, attachment->name, size);
    }
}

static void
add_actions (EoReport *report,
             EoStore  *store,
             EoRecord *record)
{
  g_autoptr (GPtrArray) actions = eo_store_get_actions (store, eo_record_get_kind (record), record->id);

  if (actions == NULL || actions->len == 0)
    return;
  eo_report_add_group (report, _("Actions"));
  for (guint i = 0; i < actions->len; i++)
    {
      EoRecord *action = g_ptr_array_index (actions, i);
      const EoField *state = eo_kind_get_state_field (eo_record_get_kind (action));
      g_autofree char *shown = state != NULL ? eo_field_display (state, action) : g_strdup ("");

      eo_report_add_field (report, eo_record_get_title (action), shown);
    }
}

static void
add_history (EoReport *report,
             EoStore  *store,
             EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  g_autoptr (GPtrArray) entries = eo_store_get_history (store, kind, record->id, NULL);

  if (entries == NULL || entries->len == 0)
    return;
  eo_report_add_group (report, _("History"));
  for (guint i = 0; i < entries->len; i++)
    {
      const EoHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) lines = eo_history_describe (store, kind, entry);
      g_autofree char *when = eo_instant_format (&entry->at);

      for (guint j = 0; j < lines->len; j++)
        eo_report_add_field (report, j == 0 ? when : "", g_ptr_array_index (lines, j));
    }
}

EoReport *
eo_record_report_new (EoStore  *store,
                      EoRecord *record)
{
  EoReport *report;
  EoInstant now = eo_instant_now ();
  g_autofree char *office = NULL;
  g_autofree char *printed = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (record), NULL);

  report = eo_report_new (eo_record_get_title (record));
  office = eo_store_get_setting (store, "office-name");
  printed = eo_instant_format (&now);
  eo_report_set_subtitle (report, _(eo_record_get_kind (record)->label));
  eo_report_set_office (report, office);
  eo_report_set_printed_on (report, printed);
  if (record->classification != EO_OPEN)
    eo_report_set_classification (report, eo_choice_label (eo_classification_get_type (), record->classification));
  add_fields (report, record);
  add_documents (report, store, record);
  add_actions (report, store, record);
  add_history (report, store, record);
  return report;
}
