/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-due-rules.h"
#include "sections/correspondence/eo-letter-private.h"

/* What a letter takes from other records, and what takes from it. */

#define FILE_IS_CLOSED "SELECT status <> 'open' FROM file WHERE id = ?1"
#define OPEN_VOLUME \
  "SELECT id FROM volume WHERE file = ?1 AND status = 'open' AND deleted_at = '' ORDER BY number DESC LIMIT 1"
#define OWNERS_UNIT "SELECT organisation FROM person WHERE id = ?1"

/* Filed in the volume that is open, and in no file that is closed. */
static gboolean
file_it (EoWriter  *writer,
         EoLetter  *self,
         EoLetter  *before,
         GError   **error)
{
  if (before != NULL && before->file.id == self->file.id)
    return TRUE;
  self->volume.id = 0;
  eo_str_set (&self->volume.title, "");
  if (self->file.id == 0)
    return TRUE;
  if (eo_writer_get_integer (writer, FILE_IS_CLOSED, self->file.id, NULL) != 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("File %s is closed. Reopen it, or choose another file. Nothing was saved."), self->file.title);
      return FALSE;
    }
  self->volume.id = eo_writer_get_integer (writer, OPEN_VOLUME, self->file.id, NULL);
  return TRUE;
}

/* The unit stays with the letter when its owner moves on. */
static void
note_unit (EoWriter *writer,
           EoLetter *self,
           EoLetter *before)
{
  gint64 owner = before != NULL ? before->assigned_to.id : 0;

  if (self->assigned_to.id == 0 || self->assigned_to.id == owner
      || (before != NULL && before->unit.id != self->unit.id) || (before == NULL && self->unit.id != 0))
    return;
  self->unit.id = eo_writer_get_integer (writer, OWNERS_UNIT, self->assigned_to.id, NULL);
  eo_str_set (&self->unit.title, "");
}

/* What the rules say of @self; nothing, in working days, where none fits. */
static gboolean
ask_dates (EoWriter    *writer,
           EoLetter    *self,
           EoDueDates  *dates,
           EoDueBasis  *basis,
           GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EoDueRule) rule = eo_due_rules_ask (writer, self->matter, self->markup, self->priority, &problem);
  EoCalendar *calendar = problem == NULL ? eo_writer_get_calendar (writer, &problem) : NULL;

  memset (dates, 0, sizeof *dates);
  *basis = rule != NULL ? rule->basis : EO_DUE_WORKING;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (rule != NULL)
    *dates = eo_due_rule_count (rule, calendar, &self->received_on);
  return TRUE;
}

/* A date that nobody wrote by hand: none yet, or what the rules said before. */
static void
set_date (EoDate       *date,
          const EoDate *stored,   /* NULL for a new letter */
          const EoDate *was,
          const EoDate *now)
{
  if (stored == NULL ? date->iso[0] == '\0'
                     : g_str_equal (date->iso, stored->iso) && g_str_equal (date->iso, was->iso))
    *date = *now;
}

/* By when each stage is due: counted when the letter is registered, and again when what the rules go by changes. */
static gboolean
set_due_dates (EoWriter  *writer,
               EoLetter  *self,
               EoLetter  *before,
               GError   **error)
{
  EoDueDates now, was = { 0 };
  EoDueBasis basis, old_basis;

  if (self->direction != EO_INCOMING || !eo_kind_is_open (EO_RECORD (self)) || self->clock_stopped.iso[0] != '\0'
      || self->extension_state == EO_EXTENSION_APPROVED)
    return TRUE;
  if (before != NULL && before->matter == self->matter && before->markup == self->markup
      && before->priority == self->priority && g_str_equal (before->received_on.iso, self->received_on.iso))
    return TRUE;
  if (!ask_dates (writer, self, &now, &basis, error)
      || (before != NULL && !ask_dates (writer, before, &was, &old_basis, error)))
    return FALSE;
  self->due_basis = basis;
  set_date (&self->allocate_due, before != NULL ? &before->allocate_due : NULL, &was.allocate, &now.allocate);
  set_date (&self->draft_due, before != NULL ? &before->draft_due : NULL, &was.draft, &now.draft);
  set_date (&self->office_due, before != NULL ? &before->office_due : NULL, &was.office, &now.office);
  set_date (&self->reply_due, before != NULL ? &before->reply_due : NULL, &was.reply, &now.reply);
  return TRUE;
}

static gboolean
check_answers (EoWriter  *writer,
               EoLetter  *self,
               GError   **error)
{
  g_autoptr (EoRecord) answered = NULL;

  if (self->answers.id == 0)
    return TRUE;
  answered = eo_writer_get (writer, &eo_letter_kind, self->answers.id, error);
  if (answered == NULL)
    return FALSE;
  if (EO_LETTER (answered)->direction != EO_INCOMING || self->direction != EO_OUTGOING)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("Only an outgoing letter answers, and only an incoming one: %s is not."),
                   eo_record_get_name (answered));
      return FALSE;
    }
  return TRUE;
}

/* What a signature stands under stays as it was; its text after it was sent, too. One that is returned is drafted anew. */
static gboolean
check_signed (EoLetter  *self,
              EoLetter  *old,
              GError   **error)
{
  static const char *const printed[] = { "body", "subject", "correspondent", "their_reference", "language", "signed_by" };

  if (old == NULL || old->direction != EO_OUTGOING || old->signed_how == EO_UNSIGNED || *old->body == '\0'
      || old->status < EO_LETTER_SIGNED || old->status > EO_LETTER_CLOSED || self->status == EO_LETTER_RETURNED)
    return TRUE;
  for (guint i = 0; i < (old->status == EO_LETTER_SIGNED ? G_N_ELEMENTS (printed) : 1); i++)
    {
      const EoField *field = eo_kind_find_field (&eo_letter_kind, printed[i]);

      if (!eo_field_equal (field, EO_RECORD (self), EO_RECORD (old)))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                       _("%s is signed: “%s” stays as it was. Return the letter for correction to change it."),
                       eo_record_get_name (EO_RECORD (old)), eo_kind_field_label (EO_RECORD (old), field));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
_eo_letter_saving (EoWriter  *writer,
                   EoRecord  *record,
                   EoRecord  *before,
                   GError   **error)
{
  EoLetter *self = EO_LETTER (record);
  EoLetter *old = before != NULL ? EO_LETTER (before) : NULL;

  if (!check_signed (self, old, error) || !file_it (writer, self, old, error) || !check_answers (writer, self, error)
      || !set_due_dates (writer, self, old, error) || !_eo_letter_follow (writer, self, old, error))
    return FALSE;
  note_unit (writer, self, old);
  if (old == NULL && self->answers.id != 0 && self->status == EO_LETTER_REGISTERED)
    self->status = EO_LETTER_DRAFTING;
  return TRUE;
}

static gboolean
is_before_drafting (EoLetterStatus status)
{
  return status == EO_LETTER_REGISTERED || status == EO_LETTER_MARKED_UP || status == EO_LETTER_RETURNED;
}

/* The incoming letter learns of its reply, and goes with it. */
static gboolean
take_answered_along (EoWriter  *writer,
                     EoLetter  *self,
                     EoLetter  *before,
                     GError   **error)
{
  g_autoptr (EoRecord) answered = eo_writer_get (writer, &eo_letter_kind, self->answers.id, error);
  EoLetter *other;
  gboolean follows;

  if (answered == NULL)
    return FALSE;
  other = EO_LETTER (answered);
  follows = before != NULL ? other->status == before->status : is_before_drafting (other->status);
  if (answered->deleted_at.iso[0] != '\0' || (before != NULL && before->status == self->status
                                               && other->replied_with.id == EO_RECORD (self)->id))
    return TRUE;
  other->replied_with.id = EO_RECORD (self)->id;
  eo_str_set (&other->replied_with.title, self->subject);
  if (follows)
    other->status = self->status;
  other->return_reason = self->return_reason;
  eo_str_set (&other->return_note, self->return_note);
  if (self->status == EO_LETTER_DISPATCHED)
    other->replied_on = self->received_on;
  return eo_writer_set_state (writer, answered, eo_choice_nick (eo_letter_status_get_type (), other->status), error);
}

/* Steps that an incoming letter takes before its reply is signed take the draft along. */
static gboolean
take_reply_along (EoWriter  *writer,
                  EoLetter  *self,
                  EoLetter  *before,
                  GError   **error)
{
  g_autoptr (EoRecord) reply = eo_writer_get (writer, &eo_letter_kind, self->replied_with.id, error);

  if (reply == NULL)
    return FALSE;
  if (EO_LETTER (reply)->status != before->status || reply->deleted_at.iso[0] != '\0')
    return TRUE;
  EO_LETTER (reply)->return_reason = self->return_reason;
  eo_str_set (&EO_LETTER (reply)->return_note, self->return_note);
  return eo_writer_set_state (writer, reply, eo_choice_nick (eo_letter_status_get_type (), self->status), error);
}

gboolean
_eo_letter_saved (EoWriter  *writer,
                  EoRecord  *record,
                  EoRecord  *before,
                  GError   **error)
{
  EoLetter *self = EO_LETTER (record);
  EoLetter *old = before != NULL ? EO_LETTER (before) : NULL;

  if (!_eo_letter_lead (writer, self, old, error))
    return FALSE;
  if (self->answers.id != 0)
    return take_answered_along (writer, self, old, error);
  if (self->replied_with.id != 0 && old != NULL && old->status != self->status)
    return take_reply_along (writer, self, old, error);
  return TRUE;
}
