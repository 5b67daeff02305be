/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-due-rules.h"
#include "sections/correspondence/eo-letter-private.h"

/* PAIA s26: one extension of at most thirty days. */
#define ACCESS_EXTENSION_LIMIT 30

#define IS_NONE(date) ((date).iso[0] == '\0')

const EoState _eo_letter_states[] = {
  { "registered", EO_TONE_NEW, TRUE },
  { "marked-up", EO_TONE_WORK, TRUE },
  { "drafting", EO_TONE_WORK, TRUE },
  { "returned", EO_TONE_RETURNED, TRUE },
  { "quality-check", EO_TONE_WORK, TRUE },
  { "private-office", EO_TONE_WAIT, TRUE },
  { "signature", EO_TONE_WAIT, TRUE },
  { "signed", EO_TONE_WORK, TRUE },
  { "dispatched", EO_TONE_WAIT, TRUE },
  { "delivered", EO_TONE_DONE, TRUE },
  { "closed", EO_TONE_DONE, FALSE },
  { "transfer-asked", EO_TONE_WAIT, TRUE },
  { "transferred", EO_TONE_ENDED, FALSE },
  { "no-reply-asked", EO_TONE_WAIT, TRUE },
  { "no-reply", EO_TONE_ENDED, FALSE },
  { NULL },
};

static gboolean
is_incoming (EoRecord *record)
{
  return EO_LETTER (record)->direction == EO_INCOMING;
}

static gboolean
is_outgoing (EoRecord *record)
{
  return EO_LETTER (record)->direction == EO_OUTGOING;
}

/* What is signed and sent is the reply. Where an incoming letter has one, it follows. */
static gboolean
has_no_reply (EoRecord *record)
{
  return EO_LETTER (record)->replied_with.id == 0;
}

static gboolean
clock_runs (EoRecord *record)
{
  return is_incoming (record) && IS_NONE (EO_LETTER (record)->clock_stopped)
         && !IS_NONE (EO_LETTER (record)->reply_due);
}

static gboolean
clock_stands (EoRecord *record)
{
  return !IS_NONE (EO_LETTER (record)->clock_stopped);
}

static gboolean
may_ask_time (EoRecord *record)
{
  EoLetter *self = EO_LETTER (record);

  return clock_runs (record) && self->extension_state != EO_EXTENSION_ASKED
         && (self->matter != EO_MATTER_ACCESS || self->extension_state != EO_EXTENSION_APPROVED);
}

static gboolean
time_asked (EoRecord *record)
{
  return EO_LETTER (record)->extension_state == EO_EXTENSION_ASKED;
}

/* Petitions and complaints are dealt with elsewhere, and answered from here. */
static gboolean
points_onward (EoRecord *record)
{
  EoLetter *self = EO_LETTER (record);

  return is_incoming (record) && (self->matter == EO_MATTER_PETITION || self->matter == EO_MATTER_COMPLAINT);
}

static gboolean
stop_clock (EoWriter  *writer,
            EoRecord  *record,
            GError   **error)
{
  EO_LETTER (record)->clock_stopped = eo_date_today ();
  return TRUE;
}

/* The days it stood are added to every date that was still to come, counted as the dates were. */
static gboolean
restart_clock (EoWriter  *writer,
               EoRecord  *record,
               GError   **error)
{
  EoLetter *self = EO_LETTER (record);
  EoCalendar *calendar = eo_writer_get_calendar (writer, error);
  EoDate today = eo_date_today ();
  int days = 0;
  EoDate *dates[] = { &self->allocate_due, &self->draft_due, &self->office_due, &self->reply_due };

  if (calendar == NULL)
    return FALSE;
  days = MAX (0, eo_due_basis_between (self->due_basis, calendar, &self->clock_stopped, &today));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (strcmp (dates[i]->iso, self->clock_stopped.iso) >= 0)
      *dates[i] = eo_due_basis_add (self->due_basis, calendar, dates[i], days);
  self->clock_stopped = (EoDate) { "" };
  return TRUE;
}

static gboolean
ask_time (EoWriter  *writer,
          EoRecord  *record,
          GError   **error)
{
  EoLetter *self = EO_LETTER (record);

  if (self->extension_days < 1 || self->extension_days > 365)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_STATE, _("More time is between 1 and 365 days."));
      return FALSE;
    }
  if (self->matter == EO_MATTER_ACCESS && self->extension_days > ACCESS_EXTENSION_LIMIT)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                   _("A request for access to information is extended once, and by at most %d days (PAIA s26)."),
                   ACCESS_EXTENSION_LIMIT);
      return FALSE;
    }
  self->extension_state = EO_EXTENSION_ASKED;
  return TRUE;
}

/* In the days that the due date was counted in. */
static gboolean
approve_time (EoWriter  *writer,
              EoRecord  *record,
              GError   **error)
{
  EoLetter *self = EO_LETTER (record);
  EoCalendar *calendar = eo_writer_get_calendar (writer, error);

  if (calendar == NULL)
    return FALSE;
  self->reply_due = eo_due_basis_add (self->due_basis, calendar, &self->reply_due, (int) self->extension_days);
  self->extension_state = EO_EXTENSION_APPROVED;
  return TRUE;
}

static gboolean
refuse_time (EoWriter  *writer,
             EoRecord  *record,
             GError   **error)
{
  EO_LETTER (record)->extension_state = EO_EXTENSION_REFUSED;
  return TRUE;
}

static gboolean
deliver (EoWriter  *writer,
         EoRecord  *record,
         GError   **error)
{
  EO_LETTER (record)->delivery = EO_DELIVERY_DELIVERED;
  return TRUE;
}

static gboolean
come_back (EoWriter  *writer,
           EoRecord  *record,
           GError   **error)
{
  EO_LETTER (record)->delivery = EO_DELIVERY_RETURNED;
  return TRUE;
}

/* What a signature stood under is not what will be drafted now. */
static gboolean
unsign (EoWriter  *writer,
        EoRecord  *record,
        GError   **error)
{
  EoLetter *self = EO_LETTER (record);

  self->signed_how = EO_UNSIGNED;
  self->signed_on = (EoDate) { "" };
  eo_str_set (&self->signed_off, "");
  return TRUE;
}

#define RETURN N_("Return for Correction")
#define RETURN_ASKS "return_reason! return_note"
#define DISPATCH_ASKS "mode received_on! proof"
#define TRANSFER N_("Propose Transfer")
#define ONWARD_ASKS "onward! instruction"
#define NO_REPLY N_("Propose No Reply")
#define REOPEN N_("Reopen")

/* The first that a record is shown is its primary button. */
const EoTransition _eo_letter_transitions[] = {
  { "registered", "marked-up", N_("Mark Up"), "markup! assigned_to! supporting instruction", .shown = is_incoming },
  { "registered", "drafting", N_("Start Drafting"), NULL, .shown = is_outgoing },
  { "registered", "dispatched", N_("Record as Sent"), DISPATCH_ASKS, .shown = is_outgoing, .apply = _eo_letter_dispatch },
  { "registered", "closed", N_("Close"), NULL, .shown = is_outgoing },
  { "marked-up", "drafting", N_("Start Drafting"), NULL },
  { "drafting", "quality-check", N_("Send to Quality Check"), NULL },
  { "returned", "quality-check", N_("Send to Quality Check"), NULL },
  { "quality-check", "private-office", N_("Pass to Private Office"), NULL, .other_than = "status" },
  { "quality-check", "returned", RETURN, RETURN_ASKS },
  { "private-office", "signature", N_("Send for Signature"), NULL },
  { "private-office", "returned", RETURN, RETURN_ASKS },
  { "signature", "signed", N_("Sign"), "signed_how! signed_on", .shown = has_no_reply, .apply = _eo_letter_sign },
  { "signature", "returned", RETURN, RETURN_ASKS },
  { "signed", "dispatched", N_("Dispatch"), DISPATCH_ASKS, .shown = is_outgoing, .apply = _eo_letter_dispatch,
    .caution = _eo_letter_caution_dispatch },
  { "signed", "dispatched", N_("Dispatch"), "replied_on!", .shown = has_no_reply },
  { "signed", "returned", RETURN, RETURN_ASKS, .apply = unsign },
  { "dispatched", "delivered", N_("Record Delivery"), "delivered_on! proof", .shown = has_no_reply, .apply = deliver },
  { "dispatched", "signed", N_("Came Back Undelivered"), "proof", .shown = is_outgoing, .apply = come_back,
    .name = "undelivered" },
  { "dispatched", "closed", N_("Close"), NULL },
  { "delivered", "closed", N_("Close"), NULL },
  { "registered", "transfer-asked", TRANSFER, ONWARD_ASKS, .shown = is_incoming },
  { "marked-up", "transfer-asked", TRANSFER, ONWARD_ASKS, .shown = is_incoming },
  { "drafting", "transfer-asked", TRANSFER, ONWARD_ASKS, .shown = is_incoming },
  { "transfer-asked", "transferred", N_("Confirm Transfer"), NULL, .other_than = "status" },
  { "transfer-asked", "marked-up", N_("Refuse Transfer"), "return_note!", .name = "transfer-refused" },
  { "registered", "no-reply-asked", NO_REPLY, "instruction!", .shown = is_incoming },
  { "marked-up", "no-reply-asked", NO_REPLY, "instruction!", .shown = is_incoming },
  { "drafting", "no-reply-asked", NO_REPLY, "instruction!", .shown = is_incoming },
  { "no-reply-asked", "no-reply", N_("Confirm No Reply"), NULL, .other_than = "status" },
  { "no-reply-asked", "marked-up", N_("Ask for a Reply"), "return_note!", .name = "reply-wanted" },
  { "closed", "registered", REOPEN, NULL, .name = "reopened" },
  { "transferred", "registered", REOPEN, NULL, .name = "reopened" },
  { "no-reply", "registered", REOPEN, NULL, .name = "reopened" },
  { "*", "=", N_("Stop the Clock"), "clock_reason!", .shown = clock_runs, .apply = stop_clock, .name = "stop-clock" },
  { "*", "=", N_("Restart the Clock"), NULL, .shown = clock_stands, .apply = restart_clock, .name = "restart-clock" },
  { "*", "=", N_("Ask for More Time"), "extension_days! extension_reason!", .shown = may_ask_time, .apply = ask_time,
    .name = "ask-extension" },
  { "*", "=", N_("Approve More Time"), NULL, .shown = time_asked, .apply = approve_time,
    .other_than = "extension_state", .name = "approve-extension" },
  { "*", "=", N_("Refuse More Time"), NULL, .shown = time_asked, .apply = refuse_time,
    .other_than = "extension_state", .name = "refuse-extension" },
  { "*", "=", N_("Send On"), ONWARD_ASKS, .shown = points_onward, .name = "send-on" },
  { "*", "=", N_("Move the Paper"), "holder place", .name = "move-paper" },
  { "*", "=", N_("Follow an Earlier Letter"), "thread!", .name = "follow" },
  { NULL },
};
