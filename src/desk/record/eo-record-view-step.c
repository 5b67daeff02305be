/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-step-answers.h"
#include "desk/record/eo-record-view-private.h"

/* Steps: what one asks for stands in a small window; one without questions is taken at once. */

static void
on_done (EoRecordView *self)
{
  g_autofree char *name = g_strdup (self->step_name);

  eo_ask_dialog_set_busy (EO_ASK_DIALOG (self->step_dialog), TRUE);
  _eo_record_view_save (self, name);
}

static void
open_dialog (EoRecordView       *self,
             const EoTransition *step,
             GPtrArray          *asked,
             GPtrArray          *required)
{
  g_autoptr (EoRecord) record = eo_record_copy (eo_record_form_get_edited (EO_RECORD_FORM (self->form)));
  g_autofree char *caution = step->caution != NULL ? step->caution (self->store, self->record) : NULL;
  EoAskDialog *dialog;

  eo_step_prepare (record, asked, required);
  dialog = eo_ask_dialog_new (GTK_WIDGET (self), self->store, record, asked, required, _(step->label),
                              eo_record_get_name (self->record));
  if ((step->flags & EO_STEP_CAUTION) != 0)
    eo_ask_dialog_warn (dialog, _("This cannot be taken back."));
  if (caution != NULL)
    eo_ask_dialog_caution (dialog, caution);
  g_set_weak_pointer (&self->step_dialog, GTK_WIDGET (dialog));
  g_free (self->step_name);
  self->step_name = g_strdup (eo_transition_get_name (step));
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What was answered, over what the form holds now. */
EoRecord *
_eo_record_view_get_answered (EoRecordView *self,
                              GPtrArray    *parties)
{
  EoRecord *record = eo_record_copy (eo_record_form_get_edited (EO_RECORD_FORM (self->form)));
  const EoTransition *step = eo_kind_find_step (record, self->step_name);
  EoRecordForm *form = eo_ask_dialog_get_form (EO_ASK_DIALOG (self->step_dialog));
  g_autoptr (GPtrArray) asked = step != NULL ? eo_transition_get_asked (step, self->kind, NULL) : g_ptr_array_new ();
  g_autoptr (GPtrArray) named = eo_record_form_get_new_parties (form);

  for (guint i = 0; i < asked->len; i++)
    eo_field_copy (g_ptr_array_index (asked, i), record, eo_record_form_get_edited (form));
  g_ptr_array_extend_and_steal (parties, g_steal_pointer (&named));
  return record;
}

/* "IN/2026/00042: Quality check", with the way back where there is one. */
void
_eo_record_view_tell_step (EoRecordView *self,
                           EoRecord     *before,
                           const char   *name,
                           EoUndo       *undo)
{
  const EoTransition *step = eo_kind_find_step (before, name);
  const EoField *field = eo_kind_get_state_field (self->kind);
  g_autofree char *text = NULL;

  if (step == NULL || field == NULL)
    return;
  /* Translators: what it was done to, then what: "IN/2026/00042: Quality check" */
  text = g_strdup_printf (_("%s: %s"), eo_record_get_name (self->record),
                          g_str_equal (step->to, "=")
                            ? _(step->label)
                            : eo_choice_label (field->choice (), eo_field_get_choice (field, self->record)));
  if ((step->flags & EO_STEP_CAUTION) != 0)
    _eo_record_view_toast (self, text);
  else
    g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_UNDOABLE], 0, text, undo);
}

void
_eo_record_view_end_step (EoRecordView *self)
{
  g_clear_pointer (&self->step_name, g_free);
  if (self->step_dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->step_dialog));
}

void
_eo_record_view_step (EoRecordView *self,
                      const char   *name)
{
  const EoTransition *step = self->record != NULL ? eo_kind_find_step (self->record, name) : NULL;
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) asked = NULL;

  if (step == NULL || self->saving || self->step_dialog != NULL)
    return;
  asked = eo_transition_get_asked (step, self->kind, &required);
  if (asked->len == 0 && (step->flags & EO_STEP_CAUTION) == 0)
    _eo_record_view_save (self, name);
  else if (_eo_record_view_is_sound (self))
    open_dialog (self, step, asked, required);
}
