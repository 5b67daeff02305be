/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-request-rules.h"
#include "sections/diary/eo-wish.h"

static const GEnumValue ways[] = {
  { EO_CAME_LETTER, N_("Letter"), "letter" },
  { EO_CAME_MAIL, N_("E-mail"), "mail" },
  { EO_CAME_PHONE, N_("Telephone"), "phone" },
  { EO_CAME_HAND, N_("By hand"), "hand" },
  { 0 },
};
EO_DEFINE_CHOICE (EoCameBy, eo_came_by, ways)

static const GEnumValue statuses[] = {
  { EO_REQUEST_RECEIVED, N_("Received"), "received" },
  { EO_REQUEST_TRIAGE, N_("Triage"), "triage" },
  { EO_REQUEST_MORE, N_("More asked for"), "more" },
  { EO_REQUEST_HOLD, N_("Times held"), "hold" },
  { EO_REQUEST_DECISION, N_("With the principal"), "decision" },
  { EO_REQUEST_CONFIRMED, N_("Confirmed"), "confirmed" },
  { EO_REQUEST_BRIEFED, N_("Briefed"), "briefed" },
  { EO_REQUEST_HELD, N_("Took place"), "held" },
  { EO_REQUEST_FOLLOW_UP, N_("Follow-up"), "follow-up" },
  { EO_REQUEST_POSTPONED, N_("Postponed"), "postponed" },
  { EO_REQUEST_CLOSED, N_("Closed"), "closed" },
  { EO_REQUEST_DELEGATED, N_("Delegated"), "delegated" },
  { EO_REQUEST_DECLINED, N_("Declined"), "declined" },
  { EO_REQUEST_CANCELLED, N_("Cancelled"), "cancelled" },
  { 0 },
};
EO_DEFINE_CHOICE (EoRequestStatus, eo_request_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoRequest, subject, N_("What is asked for"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoRequest, requester, N_("From"), "party", EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_TEXT (EoRequest, contact, N_("Contact"), EO_SEARCH),
  EO_CHOICE (EoRequest, came_by, N_("Came by"), eo_came_by, EO_NO_FLAGS),
  EO_DATE (EoRequest, asked_on, N_("Received"), EO_COLUMN),
  EO_DATE (EoRequest, answer_by, N_("Answer by"), EO_COLUMN | EO_DEADLINE),
  EO_LINK (EoRequest, diary, N_("Diary"), "diary", EO_COLUMN),
  EO_TEXT (EoRequest, asked, N_("The principal is to"), EO_SEARCH),
  EO_TEXT (EoRequest, place, N_("Place"), EO_SEARCH | EO_COLUMN),
  EO_TEXT (EoRequest, address, N_("Address"), EO_MULTILINE),
  EO_TEXT (EoRequest, audience, N_("Audience"), EO_SEARCH),
  EO_TEXT (EoRequest, media, N_("Media"), EO_NO_FLAGS),
  EO_TEXT (EoRequest, cost, N_("Cost"), EO_NO_FLAGS),
  EO_INTEGER (EoRequest, minutes, N_("Length, minutes"), EO_NO_FLAGS),
  EO_WORDED_TEXT (EoRequest, wanted, N_("Wished times"), &eo_wish_wording, EO_NO_FLAGS),
  EO_WORDED_TEXT (EoRequest, chosen, N_("Chosen times"), &eo_wish_choice_wording, EO_DERIVED),
  EO_LINK (EoRequest, owner, N_("Owner"), "person", EO_SEARCH | EO_COLUMN),
  EO_LINK (EoRequest, letter, N_("Letter"), "letter", EO_NO_FLAGS),
  EO_LONG_TEXT (EoRequest, advice, N_("Advice"), EO_SEARCH),
  EO_LINK (EoRequest, delegate, N_("Delegated to"), "person", EO_DERIVED),
  EO_LONG_TEXT (EoRequest, reason, N_("Reason"), EO_DERIVED | EO_SEARCH),
  EO_LINK (EoRequest, answer, N_("Answered with"), "letter", EO_DERIVED),
  EO_LINK (EoRequest, appointment, N_("Appointment"), "appointment", EO_DERIVED),
  EO_LONG_TEXT (EoRequest, notes, N_("Notes"), EO_SEARCH),
  EO_CHOICE (EoRequest, status, N_("Status"), eo_request_status, EO_COLUMN | EO_STATE),
};

static const EoState states[] = {
  { "received", EO_TONE_NEW, TRUE },      { "triage", EO_TONE_WORK, TRUE },
  { "more", EO_TONE_WAIT, TRUE },         { "hold", EO_TONE_WAIT, TRUE },
  { "decision", EO_TONE_WAIT, TRUE },     { "confirmed", EO_TONE_WORK, TRUE },
  { "briefed", EO_TONE_WORK, TRUE },      { "held", EO_TONE_WORK, TRUE },
  { "follow-up", EO_TONE_WORK, TRUE },    { "postponed", EO_TONE_RETURNED, TRUE },
  { "closed", EO_TONE_DONE, FALSE },      { "delegated", EO_TONE_ENDED, FALSE },
  { "declined", EO_TONE_ENDED, FALSE },   { "cancelled", EO_TONE_ENDED, FALSE },
  { NULL },
};

/* received → triage → delegate | decline | more information | hold with dates → principal's decision → confirmed →
 * briefed → held → follow-up → closed; confirmed → moved | postponed | cancelled. */
static gboolean
is_unanswered (EoRecord *record)
{
  return EO_REQUEST (record)->answer.id == 0 && EO_REQUEST (record)->status != EO_REQUEST_RECEIVED;
}

#define HOLD N_("Hold Times")
#define PUT N_("Put to the Principal")
#define ACCEPT N_("Accept")
#define DESPITE N_("Accept Despite a Clash")
#define DELEGATE N_("Delegate")
#define DECLINE N_("Decline")
#define CHOSEN "chosen"

/* A step that asks for nothing goes on with the times that were chosen before. */
static const EoTransition transitions[] = {
  { "received", "triage", N_("Take Up"), NULL, .apply = eo_request_take_up },
  { "triage", "confirmed", ACCEPT, NULL, .apply = eo_request_confirm, .takes = CHOSEN },
  { "triage", "hold", HOLD, NULL, .apply = eo_request_hold, .takes = CHOSEN },
  { "triage", "decision", PUT, "advice" },
  { "triage", "more", N_("Ask for More"), "reason!", .apply = eo_request_ask_more },
  { "triage", "delegated", DELEGATE, "delegate!", .apply = eo_request_delegate, .takes = CHOSEN },
  { "triage", "declined", DECLINE, "reason", .apply = eo_request_decline },
  { "triage", "confirmed", DESPITE, "chosen reason!", .apply = eo_request_confirm_despite, .name = "confirm-despite" },
  { "more", "triage", N_("Answered"), "notes", .name = "triage" },
  { "more", "declined", DECLINE, "reason", .apply = eo_request_decline },
  { "hold", "decision", PUT, "advice" },
  { "hold", "confirmed", ACCEPT, NULL, .apply = eo_request_confirm, .takes = CHOSEN },
  { "hold", "=", N_("Change the Times Held"), "chosen!", .apply = eo_request_hold, .name = "hold" },
  { "hold", "delegated", DELEGATE, "delegate!", .apply = eo_request_delegate, .takes = CHOSEN },
  { "hold", "declined", DECLINE, "reason", .apply = eo_request_decline },
  { "hold", "confirmed", DESPITE, "chosen reason!", .apply = eo_request_confirm_despite, .name = "confirm-despite" },
  { "decision", "confirmed", ACCEPT, NULL, .apply = eo_request_confirm, .takes = CHOSEN },
  { "decision", "triage", N_("Back to Triage"), "reason", .name = "triage" },
  { "decision", "=", N_("Change the Times Held"), "chosen!", .apply = eo_request_hold, .name = "hold" },
  { "decision", "delegated", DELEGATE, "delegate!", .apply = eo_request_delegate, .takes = CHOSEN },
  { "decision", "declined", DECLINE, "reason", .apply = eo_request_decline },
  { "decision", "confirmed", DESPITE, "chosen reason!", .apply = eo_request_confirm_despite, .name = "confirm-despite" },
  { "confirmed", "briefed", N_("Mark as Briefed"), NULL },
  { "confirmed", "held", N_("Mark as Taken Place"), NULL },
  { "confirmed", "=", N_("Move"), "chosen!", .apply = eo_request_move, .name = "moved" },
  { "confirmed", "delegated", DELEGATE, "delegate!", .apply = eo_request_delegate },
  { "confirmed", "postponed", N_("Postpone"), "reason", .apply = eo_request_call_off },
  { "confirmed", "cancelled", N_("Cancel"), "reason", .apply = eo_request_call_off },
  { "briefed", "held", N_("Mark as Taken Place"), NULL },
  { "briefed", "=", N_("Move"), "chosen!", .apply = eo_request_move, .name = "moved" },
  { "briefed", "delegated", DELEGATE, "delegate!", .apply = eo_request_delegate },
  { "briefed", "postponed", N_("Postpone"), "reason", .apply = eo_request_call_off },
  { "briefed", "cancelled", N_("Cancel"), "reason", .apply = eo_request_call_off },
  { "held", "follow-up", N_("Follow Up"), "notes" },
  { "held", "closed", N_("Close"), NULL },
  { "follow-up", "closed", N_("Close"), NULL },
  { "postponed", "triage", N_("Find a New Time"), NULL, .name = "triage" },
  { "postponed", "cancelled", N_("Cancel"), "reason", .apply = eo_request_call_off },
  { "declined", "triage", N_("Take Up Again"), NULL, .name = "triage" },
  { "delegated", "triage", N_("Take Up Again"), NULL, .apply = eo_request_let_go, .name = "triage" },
  { "cancelled", "triage", N_("Take Up Again"), NULL, .name = "triage" },
  { "*", "=", N_("Begin the Reply"), NULL, .shown = is_unanswered, .apply = eo_request_answer, .name = "answer" },
  { NULL },
};

static const char *
field_hint (const EoField *field)
{
  if (g_str_equal (field->name, "chosen"))
    return N_("which of the times that are held, or wished for where none is, by its number (2), or a time such as "
              "2026-10-07T09:00; several apart by spaces where a step takes several");
  if (g_str_equal (field->name, "wanted"))
    return N_("days or times apart by spaces: \"2026-10-07T09:00 2026-10-08\"");
  return NULL;
}

#define WAITING "status IN ('received', 'triage', 'more', 'hold', 'decision', 'postponed')"

static const EoSavedFilter filters[] = {
  { "open", N_("To be answered"), WAITING },
  { "mine", N_("Mine"), WAITING " AND owner = :me" },
  { "overdue", N_("Overdue"), WAITING " AND answer_by <> '' AND answer_by < :today" },
  { "held", N_("Times held"), "status IN ('hold', 'decision')" },
  { "confirmed", N_("Confirmed"), "status IN ('confirmed', 'briefed', 'held', 'follow-up')" },
  { "all", N_("All"), NULL },
  { NULL },
};

static const char *
series (EoRecord *record)
{
  return "DR";
}

static void
defaults (EoRecord *record)
{
  EoRequest *self = EO_REQUEST (record);

  self->asked_on = eo_date_today ();
  self->minutes = 60;
}

static void
check_times (EoRequest  *self,
             GPtrArray  *problems,
             const char *field,
             const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  EoLocalTime time;

  for (guint i = 0; words[i] != NULL; i++)
    if (!eo_local_time_parse (words[i], &time, NULL))
      {
        eo_problems_add (problems, EO_RECORD (self), field,
                         _("Write days or times with a semicolon between them, such as 7 Oct 2026, 09:00; 8 Oct 2026"));
        return;
      }
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoRequest *self = EO_REQUEST (record);

  check_times (self, problems, "wanted", self->wanted);
  check_times (self, problems, "chosen", self->chosen);
  if (self->minutes < 0 || self->minutes > 14 * 1440)
    eo_problems_add (problems, record, "minutes", _("Between none and two weeks (20160)"));
  if (self->answer_by.iso[0] != '\0' && g_strcmp0 (self->answer_by.iso, self->asked_on.iso) < 0)
    eo_problems_add (problems, record, "answer_by", _("Before the day it was received"));
}

EO_DEFINE_RECORD (EoRequest, eo_request, "request", N_("Request"), N_("Requests"), fields,
                  .icon = "x-office-calendar-symbolic",
                  .series = series,
                  .defaults = defaults,
                  .validate = validate,
                  .field_hint = field_hint,
                  .follows = "letter",
                  .follow = eo_request_begin_from,
                  .saving = eo_request_saving,
                  .saved = eo_request_saved,
                  .deleting = eo_request_deleting,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters)
