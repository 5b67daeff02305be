/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-private.h"
#include "sections/correspondence/eo-letter-sheet.h"

static const EoField fields[] = {
  EO_CHOICE (EoLetter, direction, N_("Direction"), eo_direction, EO_REQUIRED),
  EO_DATE (EoLetter, received_on, N_("Received"), EO_REQUIRED | EO_COLUMN),
  EO_TEXT (EoLetter, received_time, N_("Time received"), EO_NO_FLAGS),
  EO_LINK (EoLetter, correspondent, N_("From"), "party", EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_TEXT (EoLetter, subject, N_("Subject"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoLetter, signed_by, N_("Signed by"), EO_SEARCH | EO_WHO),
  EO_LINK (EoLetter, addressee, N_("Addressed to"), "person", EO_NO_FLAGS),
  EO_DATE (EoLetter, letter_date, N_("Date on the letter"), EO_NO_FLAGS),
  EO_TEXT (EoLetter, their_reference, N_("Sender’s reference"), EO_SEARCH),
  EO_CHOICE (EoLetter, mode, N_("Came by"), eo_mode, EO_NO_FLAGS),
  EO_LINK (EoLetter, file, N_("File"), "file", EO_SEARCH),
  EO_LINK (EoLetter, volume, N_("Volume"), "volume", EO_DERIVED),
  EO_CHOICE (EoLetter, matter, N_("Kind"), eo_matter, EO_NO_FLAGS),
  EO_CHOICE (EoLetter, language, N_("Language"), eo_language, EO_NO_FLAGS),
  EO_CHOICE (EoLetter, priority, N_("Priority"), eo_priority, EO_NO_FLAGS),
  EO_CHOICE (EoLetter, markup, N_("How it was marked up"), eo_markup, EO_NO_FLAGS),
  EO_TEXT (EoLetter, instruction, N_("Instruction"), EO_SEARCH),
  EO_LINK (EoLetter, assigned_to, N_("With"), "person", EO_COLUMN),
  EO_LINK (EoLetter, unit, N_("Unit"), "organisation", EO_NO_FLAGS),
  EO_TEXT (EoLetter, supporting, N_("Supporting units"), EO_SEARCH),
  EO_INTEGER (EoLetter, asked, N_("Contributions awaited"), EO_HIDDEN),
  EO_LINK (EoLetter, onward, N_("Sent on to"), "party", EO_DERIVED),
  EO_DATE (EoLetter, sender_due, N_("Sender asks for a reply by"), EO_NO_FLAGS),
  EO_DATE (EoLetter, allocate_due, N_("Mark up by"), EO_NO_FLAGS),
  EO_DATE (EoLetter, draft_due, N_("Draft due"), EO_NO_FLAGS),
  EO_DATE (EoLetter, office_due, N_("In the private office by"), EO_NO_FLAGS),
  EO_DATE (EoLetter, reply_due, N_("Reply due"), EO_COLUMN | EO_DEADLINE),
  EO_CHOICE (EoLetter, due_basis, N_("Counted in"), eo_due_basis, EO_HIDDEN),
  EO_DATE (EoLetter, clock_stopped, N_("Clock stopped on"), EO_DERIVED),
  EO_TEXT (EoLetter, clock_reason, N_("Why the clock was stopped"), EO_DERIVED),
  EO_INTEGER (EoLetter, extension_days, N_("Days more"), EO_DERIVED),
  EO_TEXT (EoLetter, extension_reason, N_("Why more time is needed"), EO_DERIVED),
  EO_CHOICE (EoLetter, extension_state, N_("More time"), eo_extension, EO_DERIVED),
  EO_LINK (EoLetter, holder, N_("Paper is with"), "person", EO_NO_FLAGS),
  EO_TEXT (EoLetter, place, N_("Paper is kept at"), EO_NO_FLAGS),
  EO_CHOICE (EoLetter, return_reason, N_("Returned for"), eo_return_reason, EO_DERIVED),
  EO_TEXT (EoLetter, return_note, N_("Note on the return"), EO_DERIVED),
  EO_LINK (EoLetter, answers, N_("Answers"), "letter", EO_NO_FLAGS),
  EO_LINK (EoLetter, replied_with, N_("Replied with"), "letter", EO_DERIVED),
  EO_DATE (EoLetter, replied_on, N_("Replied on"), EO_DERIVED),
  EO_LINK (EoLetter, thread, N_("Follows"), "letter", EO_NO_FLAGS),
  EO_LONG_TEXT (EoLetter, body, N_("Text of the letter"), EO_SEARCH),
  EO_CHOICE (EoLetter, signed_how, N_("Signed"), eo_signed_how, EO_DERIVED),
  EO_DATE (EoLetter, signed_on, N_("Signed on"), EO_DERIVED),
  EO_TEXT (EoLetter, signed_off, N_("Signed off"), EO_DERIVED),
  EO_TEXT (EoLetter, proof, N_("Proof of dispatch or delivery"), EO_SEARCH | EO_DERIVED),
  EO_CHOICE (EoLetter, delivery, N_("Delivery"), eo_delivery, EO_DERIVED),
  EO_DATE (EoLetter, delivered_on, N_("Delivered on"), EO_DERIVED),
  EO_TEXT (EoLetter, sent_hash, N_("SHA-256 as sent"), EO_HIDDEN),
  EO_CHOICE (EoLetter, status, N_("Status"), eo_letter_status, EO_COLUMN | EO_STATE),
  EO_LONG_TEXT (EoLetter, notes, N_("Notes"), EO_SEARCH),
};

/* Stands in the partial indexes, word for word (data/schema). A reply and the letter it answers are one piece of work:
 * it is counted once, as the letter while somebody has to answer it, as the reply where that is signed and sent. */
#define OPEN "answers IS NULL AND status NOT IN ('closed', 'transferred', 'no-reply')"

static const EoSavedFilter filters[] = {
  { "open", N_("Open"), OPEN },
  { "mine", N_("Mine"), OPEN " AND assigned_to = :me" },
  { "others", N_("With others"), OPEN " AND ((assigned_to IS NOT NULL AND assigned_to <> :me) OR asked > 0)" },
  { "overdue", N_("Overdue"), OPEN " AND reply_due <> '' AND reply_due < :today" },
  { "due", N_("Due this week"), OPEN " AND reply_due <> '' AND reply_due >= :today AND reply_due <= :week" },
  { "signature", N_("Awaiting signature"), "status = 'signature' AND replied_with IS NULL" },
  { "dispatched", N_("Dispatched"), "status = 'dispatched' AND replied_with IS NULL" },
  { "all", N_("All"), NULL },
  { NULL },
};

static const char *
series (EoRecord *record)
{
  return EO_LETTER (record)->direction == EO_INCOMING ? "IN" : "OUT";
}

static const char *
field_label (EoRecord      *record,
             const EoField *field)
{
  static const struct { const char *name, *label; } outgoing[] = {
    { "received_on", N_("Sent") },
    { "correspondent", N_("To") },
    { "their_reference", N_("Their reference") },
    { "mode", N_("Went by") },
  };

  if (EO_LETTER (record)->direction != EO_OUTGOING)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (outgoing); i++)
    if (g_str_equal (field->name, outgoing[i].name))
      return outgoing[i].label;
  return NULL;
}

/* What an incoming letter has, and what only a letter of ours has. */
static gboolean
field_shown (EoRecord      *record,
             const EoField *field)
{
  static const char *const incoming[] = {
    "addressee", "received_time", "markup", "sender_due", "allocate_due", "draft_due", "office_due", "reply_due", "replied_with",
    "replied_on", "onward", NULL,
  };
  static const char *const outgoing[] = {
    "answers", "body", "signed_how", "signed_on", "proof", "delivery", "delivered_on", NULL,
  };
  gboolean is_incoming = EO_LETTER (record)->direction == EO_INCOMING;

  return !g_strv_contains (is_incoming ? outgoing : incoming, field->name);
}

/* Our letter has a day from its beginning, on which it was sent only when it was. */
static gboolean
field_holds (EoRecord      *record,
             const EoField *field)
{
  static const EoLetterStatus sent[] = { EO_LETTER_DISPATCHED, EO_LETTER_DELIVERED, EO_LETTER_CLOSED };
  EoLetter *self = EO_LETTER (record);

  if (self->direction != EO_OUTGOING || (!g_str_equal (field->name, "received_on") && !g_str_equal (field->name, "mode")))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    if (self->status == sent[i])
      return TRUE;
  return FALSE;
}

static void
defaults (EoRecord *record)
{
  EO_LETTER (record)->received_on = eo_date_today ();
}

/* A date on the letter after the day it came in is most often last month's, or last year's: offer that. */
static void
check_letter_date (EoLetter  *self,
                   GPtrArray *problems)
{
  int year, month, day;
  EoDate guess;
  g_autofree char *shown = NULL;
  g_autofree char *label = NULL;
  g_autofree char *message = NULL;

  if (strcmp (self->letter_date.iso, self->received_on.iso) <= 0 || self->received_on.iso[0] == '\0')
    return;
  eo_date_get_ymd (&self->letter_date, &year, &month, &day);
  guess = month > 1 ? eo_date_from_ymd (year, month - 1, day) : eo_date_from_ymd (year - 1, 12, day);
  if (guess.iso[0] == '\0' || strcmp (guess.iso, self->received_on.iso) > 0)
    guess = eo_date_from_ymd (year - 1, month, day);
  if (guess.iso[0] == '\0' || strcmp (guess.iso, self->received_on.iso) > 0)
    {
      eo_problems_add (problems, EO_RECORD (self), "letter_date", _("After the date received"));
      return;
    }
  shown = eo_date_format_short (&guess, &self->received_on);
  label = g_strdup_printf (_("Use %s"), shown);
  message = g_strdup_printf (_("After the date received. Was it %s?"), shown);
  eo_problems_add_with_cure (problems, EO_RECORD (self), "letter_date", message, label, guess.iso);
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoLetter *self = EO_LETTER (record);

  if (self->direction == EO_INCOMING)
    check_letter_date (self, problems);
  if (self->reply_due.iso[0] != '\0' && self->received_on.iso[0] != '\0'
      && strcmp (self->reply_due.iso, self->received_on.iso) < 0)
    eo_problems_add (problems, record, "reply_due", _("Before the date of the letter’s receipt"));
  if (*self->received_time != '\0' && !eo_text_is_clock (self->received_time))
    eo_problems_add (problems, record, "received_time", _("A time such as 09:20"));
  if (self->answers.id != 0 && self->answers.id == record->id)
    eo_problems_add (problems, record, "answers", _("A letter does not answer itself"));
  if (self->thread.id != 0 && self->thread.id == record->id)
    eo_problems_add (problems, record, "thread", _("A letter does not follow itself"));
}

static const EoManyAct many[] = {
  { "assign", N_("_Assign…"), "assigned_to!" },
  { "file", N_("_File…"), "file!" },
  { "due", N_("D_ue Date…"), "reply_due!" },
  { NULL },
};

EO_DEFINE_RECORD (EoLetter, eo_letter, "letter", N_("Letter"), N_("Letters"), fields,
                  .icon = "mail-unread-symbolic",
                  .defaults = defaults,
                  .validate = validate,
                  .series = series,
                  .field_holds = field_holds,
                  .field_label = field_label,
                  .field_shown = field_shown,
                  .warning = _eo_letter_warning,
                  .follows = "answers",
                  .follow = _eo_letter_begin_from,
                  .fill = eo_letter_fill_in,
                  .saving = _eo_letter_saving,
                  .saved = _eo_letter_saved,
                  .states = _eo_letter_states,
                  .transitions = _eo_letter_transitions,
                  .filters = filters,
                  .many = many,
                  .part = "contribution",
                  .part_label = N_("_Ask for a Contribution…"),
                  .split = _eo_letter_split,
                  .sort = "received_on")
