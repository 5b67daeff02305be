/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-letter.h"

/* The incoming and outgoing registers (DOMAIN §2), in their simplest whole form. */
struct _EoLetter
{
  EoRecord        parent_instance;

  EoDirection     direction;
  char           *subject;
  EoLink          correspondent;   /* sender or addressee */
  char           *signed_by;
  EoDate          letter_date;     /* the date on the letter is not the date it was received */
  EoDate          received_on;     /* received or, of an outgoing letter, sent */
  char           *their_reference;
  EoMode          mode;
  EoLink          file;
  EoMatter        matter;
  EoLink          assigned_to;
  EoDate          reply_due;
  EoLetterStatus  status;
  char           *notes;
};

static const GEnumValue directions[] = {
  { EO_INCOMING, N_("Incoming"), "incoming" },
  { EO_OUTGOING, N_("Outgoing"), "outgoing" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDirection, eo_direction, directions)

static const GEnumValue modes[] = {
  { EO_MODE_POST, N_("Post"), "post" },
  { EO_MODE_HAND, N_("Hand"), "hand" },
  { EO_MODE_COURIER, N_("Courier"), "courier" },
  { EO_MODE_EMAIL, N_("E-mail"), "email" },
  { EO_MODE_FAX, N_("Fax"), "fax" },
  { EO_MODE_PORTAL, N_("Portal"), "portal" },
  { 0 },
};
EO_DEFINE_CHOICE (EoMode, eo_mode, modes)

static const GEnumValue matters[] = {
  { EO_MATTER_OTHER, N_("Other"), "other" },
  { EO_MATTER_REQUEST, N_("Request"), "request" },
  { EO_MATTER_COMPLAINT, N_("Complaint"), "complaint" },
  { EO_MATTER_INVITATION, N_("Invitation"), "invitation" },
  { EO_MATTER_OFFER, N_("Offer"), "offer" },
  { EO_MATTER_INFORMATION, N_("Information"), "information" },
  { EO_MATTER_PETITION, N_("Petition"), "petition" },
  { EO_MATTER_ACCESS, N_("Access to information"), "access" },
  { EO_MATTER_REPORT, N_("Report"), "report" },
  { 0 },
};
EO_DEFINE_CHOICE (EoMatter, eo_matter, matters)

static const GEnumValue statuses[] = {
  { EO_LETTER_REGISTERED, N_("Registered"), "registered" },
  { EO_LETTER_CLOSED, N_("Closed"), "closed" },
  { 0 },
};
EO_DEFINE_CHOICE (EoLetterStatus, eo_letter_status, statuses)

static const EoField fields[] = {
  EO_CHOICE (EoLetter, direction, N_("Direction"), eo_direction, EO_REQUIRED),
  EO_DATE (EoLetter, received_on, N_("Received"), EO_REQUIRED | EO_COLUMN),
  EO_LINK (EoLetter, correspondent, N_("From"), "party", EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_TEXT (EoLetter, subject, N_("Subject"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoLetter, signed_by, N_("Signed by"), EO_SEARCH | EO_WHO),
  EO_DATE (EoLetter, letter_date, N_("Date on the letter"), EO_NO_FLAGS),
  EO_TEXT (EoLetter, their_reference, N_("Sender’s reference"), EO_SEARCH),
  EO_CHOICE (EoLetter, mode, N_("Came by"), eo_mode, EO_NO_FLAGS),
  EO_LINK (EoLetter, file, N_("File"), "file", EO_SEARCH),
  EO_CHOICE (EoLetter, matter, N_("Kind"), eo_matter, EO_NO_FLAGS),
  EO_LINK (EoLetter, assigned_to, N_("With"), "person", EO_COLUMN),
  EO_DATE (EoLetter, reply_due, N_("Reply due"), EO_COLUMN | EO_DEADLINE),
  EO_CHOICE (EoLetter, status, N_("Status"), eo_letter_status, EO_COLUMN | EO_STATE),
  EO_LONG_TEXT (EoLetter, notes, N_("Notes"), EO_SEARCH),
};

static const EoState states[] = {
  { "registered", EO_TONE_NEW, TRUE },
  { "closed", EO_TONE_DONE, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "registered", "closed", N_("Close"), NULL, NULL },
  { "closed", "registered", N_("Reopen"), NULL, NULL },
  { NULL },
};

/* "status <> 'closed'" stands in the partial indexes, word for word. */
static const EoSavedFilter filters[] = {
  { "open", N_("Open"), "status <> 'closed'" },
  { "mine", N_("Mine"), "status <> 'closed' AND assigned_to = :me" },
  { "overdue", N_("Overdue"), "status <> 'closed' AND reply_due <> '' AND reply_due < :today" },
  { "due", N_("Due this week"),
    "status <> 'closed' AND reply_due <> '' AND reply_due >= :today AND reply_due <= :week" },
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
}

EO_DEFINE_RECORD (EoLetter, eo_letter, "letter", N_("Letter"), N_("Letters"), fields,
                  .icon = "mail-unread-symbolic",
                  .defaults = defaults,
                  .validate = validate,
                  .series = series,
                  .field_label = field_label,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .sort = "received_on")
