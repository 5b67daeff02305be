/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-ask-dialog.h"
#include "desk/record/eo-record-view-private.h"
#include "desk/record/eo-saving.h"

/* A draft is kept this long after the first key: well within the two seconds promised. */
#define DRAFT_DELAY 900 /* ms */

#define FORM(self) EO_RECORD_FORM ((self)->form)

static EoTurn *
turn_new (EoRecordView *self)
{
  EoTurn *turn = g_new0 (EoTurn, 1);

  turn->view = g_object_ref (self);
  turn->session = self->session;
  turn->draft = self->draft;
  return turn;
}

static void
turn_free (EoTurn *turn)
{
  g_object_unref (turn->view);
  g_clear_object (&turn->next);
  g_clear_object (&turn->typed);
  g_free (turn->step);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoTurn, turn_free)

static gboolean
is_current (const EoTurn *turn)
{
  return turn->view->store != NULL && turn->view->record != NULL && turn->session == turn->view->session;
}

/* Drafts */

static void
on_discarded (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_warning ("A draft could not be discarded: %s", error->message);
}

static void
discard_draft (EoStore *store,
               gint64   draft)
{
  eo_store_discard_draft_async (store, draft, on_discarded, NULL);
}

static void on_kept (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data);

static void
go_on (EoRecordView *self,
       EoRecord     *next)
{
  g_autofree char *step = g_steal_pointer (&self->save_next);
  g_autoptr (GListModel) files = g_steal_pointer (&self->attach_next);

  if (files != NULL)
    _eo_record_view_attach (self, files);
  if (step != NULL)
    _eo_record_view_save (self, *step != '\0' ? step : NULL);
  else if (next != NULL)
    _eo_record_view_keep_draft (self);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (EoTurn) turn = data;
  g_autoptr (GError) error = NULL;
  EoRecordView *self = turn->view;
  gint64 draft = eo_store_keep_draft_finish (EO_STORE (source), result, &error);

  if (self->keeping == turn)
    self->keeping = NULL;
  if (draft != 0 && turn->discard)
    {
      discard_draft (EO_STORE (source), draft);
      if (is_current (turn) && turn->next != NULL)
        _eo_record_view_keep_draft (self);
      return;
    }
  if (!is_current (turn))
    {
      if (draft != 0 && turn->next != NULL)
        eo_store_keep_draft_async (EO_STORE (source), draft, turn->next, on_kept, turn_new (self));
      return;
    }
  if (draft == 0)
    {
      _eo_record_view_say_kept (self, _("Not kept as a draft %s"));
      _eo_record_view_toast (self, error->message);
      return;
    }
  self->draft = draft;
  _eo_record_view_say_kept (self, _("Draft kept %s"));
  _eo_record_view_update_actions (self);
  go_on (self, turn->next);
}

/* One at a time: a second one of a draft without a number would be a second draft. */
void
_eo_record_view_keep_draft (EoRecordView *self)
{
  EoRecord *edited = eo_record_form_get_edited (FORM (self));

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (edited == NULL || eo_store_is_read_only (self->store))
    return;
  if (self->keeping != NULL)
    {
      g_clear_object (&self->keeping->next);
      self->keeping->next = eo_record_copy (edited);
      return;
    }
  self->keeping = turn_new (self);
  eo_store_keep_draft_async (self->store, self->draft, edited, on_kept, self->keeping);
}

static gboolean
on_draft_time (gpointer data)
{
  EoRecordView *self = data;

  self->draft_source = 0;
  if (!self->saving)
    _eo_record_view_keep_draft (self);
  return G_SOURCE_REMOVE;
}

void
_eo_record_view_edited (EoRecordView *self)
{
  if (self->record == NULL || eo_store_is_read_only (self->store))
    return;
  if (!self->is_new && !eo_record_form_get_changed (FORM (self)))
    {
      _eo_record_view_discard_draft (self);
      gtk_widget_set_visible (self->kept_line, FALSE);
    }
  else if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_time, self);
}

void
_eo_record_view_discard_draft (EoRecordView *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->keeping != NULL)
    self->keeping->discard = TRUE;
  if (self->draft != 0)
    discard_draft (self->store, self->draft);
  self->draft = 0;
  _eo_record_view_update_actions (self);
}

/* Offers what was typed into this record before and not saved. */
void
_eo_record_view_offer_draft (EoRecordView *self)
{
  g_autofree char *when = NULL;
  g_autofree char *heading = NULL;

  self->offered = eo_store_get_draft_of (self->store, self->kind, self->record->id);
  if (self->offered == NULL)
    return;
  when = eo_instant_format (&self->offered->kept_at);
  heading = g_strdup_printf (_("You were changing this on %s"), when);
  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_INFO, heading, _("What was typed then is kept, and not saved."),
                  _("Take It Up Again"), _("Discard"));
  self->asks = EO_ASKS_DRAFT;
}

static void
answer_draft (EoRecordView *self,
              gboolean      take_up)
{
  g_autoptr (EoDraft) offered = g_steal_pointer (&self->offered);
  g_autoptr (EoRecord) edited = NULL;
  g_autoptr (GError) error = NULL;

  if (offered == NULL)
    return;
  if (!take_up)
    {
      discard_draft (self->store, offered->id);
      return;
    }
  edited = eo_store_open_draft (self->store, offered->id, &error);
  if (edited == NULL)
    {
      _eo_record_view_toast (self, error->message);
      return;
    }
  /* The record's version of then stays in it: where somebody saved meanwhile, the saving will say so. */
  self->draft = offered->id;
  eo_record_form_set_edited (FORM (self), self->record, edited);
  _eo_record_view_update_actions (self);
}

void
_eo_record_view_answered (EoRecordView *self,
                          int           button)
{
  EoAsks asked = self->asks;

  self->asks = EO_ASKS_NOTHING;
  eo_notice_hide (EO_NOTICE (self->notice));
  if (asked == EO_ASKS_DRAFT)
    answer_draft (self, button == 0);
  else if (asked == EO_ASKS_CONFLICT)
    _eo_record_view_resolve (self, button == 0);
}

/* Saving */

/* Whether somebody else changed the record since: what a rule refuses may be a conflict of another sort. */
static gboolean
is_overtaken (EoRecordView *self)
{
  g_autoptr (EoRecord) stored = eo_store_get (self->store, self->kind, self->record->id, NULL);

  return stored != NULL && stored->version != eo_record_form_get_edited (FORM (self))->version;
}

static void
tell_failure (EoRecordView *self,
              gboolean      step,
              GError       *error)
{
  if (self->step_dialog != NULL)
    {
      eo_ask_dialog_fail (EO_ASK_DIALOG (self->step_dialog), error->message);
    }
  else if (g_error_matches (error, EO_ERROR, EO_ERROR_CONFLICT) && is_overtaken (self))
    {
      _eo_record_view_show_conflict (self);
    }
  else
    {
      self->asks = EO_ASKS_NOTHING;
      eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, step ? _("Not done") : _("Not saved"), error->message,
                      NULL, NULL);
    }
  if (self->is_new || eo_record_form_get_changed (FORM (self)))
    _eo_record_view_keep_draft (self);
}

/* The record is put away already: what could not be saved waits as a draft, and the person is told. */
static void
tell_failure_later (EoRecordView *self,
                    EoStore      *store,
                    EoTurn       *turn,
                    EoRecord     *sent,
                    GError       *error)
{
  g_autofree char *text = g_strdup_printf (_("Kept as a draft: %s"), error->message);

  eo_store_keep_draft_async (store, turn->draft, sent, on_kept, turn_new (self));
  if (self->store != NULL)
    _eo_record_view_toast (self, text);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoTurn) turn = data;
  g_autoptr (EoRecord) saved = NULL;
  g_autoptr (EoRecord) sent = NULL;
  g_autoptr (EoRecord) before = NULL;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  EoRecordView *self = turn->view;
  gboolean was_new;

  saved = eo_saving_finish (EO_STORE (source), result, &sent, &undo, &error);
  if (!is_current (turn))
    {
      if (saved == NULL)
        tell_failure_later (self, EO_STORE (source), turn, sent, error);
      return;
    }
  self->saving = FALSE;
  _eo_record_view_update_actions (self);
  if (saved == NULL)
    {
      tell_failure (self, turn->step != NULL, error);
      return;
    }

  was_new = self->is_new;
  before = g_object_ref (self->record);
  _eo_record_view_end_step (self);
  self->is_new = FALSE;
  self->draft = 0;
  eo_notice_hide (EO_NOTICE (self->notice));
  self->asks = EO_ASKS_NOTHING;
  eo_record_form_saved (FORM (self), turn->typed, saved);
  eo_proposal_bar_start (EO_PROPOSAL_BAR (self->proposals), FALSE);
  _eo_record_view_use (self, saved);
  _eo_record_view_reload_documents (self);
  _eo_record_view_reload_beside (self); /* a new one has its id from now on, and a step changes what may be done beside it */
  _eo_record_view_say_kept (self, _("Saved %s"));
  if (eo_record_form_get_changed (FORM (self)))
    _eo_record_view_edited (self);
  if (was_new && *saved->reference != '\0')
    {
      g_autofree char *text = g_strdup_printf (_("Registered as %s"), saved->reference);

      _eo_record_view_toast (self, text);
    }
  if (turn->step != NULL)
    _eo_record_view_tell_step (self, before, turn->step, undo);
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_SAVED], 0, saved->id);
}

static void
send_off (EoRecordView *self,
          const char   *to_state)
{
  g_autoptr (GPtrArray) parties = eo_record_form_get_new_parties (FORM (self));
  g_autoptr (EoRecord) record = NULL;
  EoTurn *turn = turn_new (self);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->saving = TRUE;
  turn->typed = eo_record_copy (eo_record_form_get_edited (FORM (self)));
  turn->step = g_strdup (to_state);
  record = to_state != NULL && self->step_dialog != NULL ? _eo_record_view_get_answered (self, parties)
                                                         : g_object_ref (turn->typed);
  eo_saving_async (self->store, record, parties, self->draft, to_state, on_saved, turn);
}

gboolean
_eo_record_view_is_sound (EoRecordView *self)
{
  g_autoptr (GPtrArray) problems = eo_record_form_check (FORM (self));

  if (problems->len == 0)
    return TRUE;
  g_object_set (self, "tab", "details", NULL);
  eo_record_form_show_problems (FORM (self), problems);
  if (eo_record_form_get_changed (FORM (self)))
    _eo_record_view_keep_draft (self);
  return FALSE;
}

/**
 * _eo_record_view_save:
 * @to_state: (nullable): a step of the workflow, taken in the same transaction
 *
 * Saves what is in the form, or says what keeps it from being saved.
 */
void
_eo_record_view_save (EoRecordView *self,
                      const char   *to_state)
{
  if (self->record == NULL || self->saving)
    return;
  if (self->keeping != NULL && self->draft == 0)
    {
      g_free (self->save_next);
      self->save_next = g_strdup (to_state != NULL ? to_state : "");
      return;
    }
  if (!_eo_record_view_is_sound (self))
    return;
  send_off (self, to_state);
  _eo_record_view_update_actions (self);
}

/* Nothing of the record shown matters any more: answers still on their way find another session. */
void
_eo_record_view_forget (EoRecordView *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->session++;
  self->keeping = NULL;
  self->saving = FALSE;
  self->draft = 0;
  self->asks = EO_ASKS_NOTHING;
  _eo_record_view_end_step (self);
  g_clear_pointer (&self->save_next, g_free);
  g_clear_object (&self->attach_next);
  g_clear_pointer (&self->offered, eo_draft_free);
  if (self->header != NULL)
    eo_notice_hide (EO_NOTICE (self->notice));
  g_clear_object (&self->record);
}

/**
 * eo_record_view_leave:
 *
 * The record is put away: a changed one is saved if it is sound, kept as a draft if not; a new one is kept as a draft.
 */
void
eo_record_view_leave (EoRecordView *self)
{
  g_autoptr (GPtrArray) problems = NULL;

  g_return_if_fail (EO_IS_RECORD_VIEW (self));

  if (self->record == NULL)
    return;
  if (eo_record_form_get_changed (FORM (self)) && !self->saving && !eo_store_is_read_only (self->store))
    {
      problems = eo_record_form_check (FORM (self));
      if (!self->is_new && problems->len == 0 && self->asks != EO_ASKS_CONFLICT)
        {
          if (self->keeping != NULL && self->draft == 0)
            self->keeping->discard = TRUE;
          send_off (self, NULL);
        }
      else
        {
          _eo_record_view_keep_draft (self);
          _eo_record_view_toast (self, _("Not complete yet: kept as a draft"));
        }
    }
  _eo_record_view_forget (self);
}
