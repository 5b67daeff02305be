/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-contribution.h"
#include "sections/correspondence/eo-letter.h"

/* What another unit is asked to say about a letter, and by when. */
struct _EoContribution
{
  EoRecord              parent_instance;

  char                 *question;
  EoLink                letter;
  EoLink                unit;
  EoDate                asked_on;
  EoDate                due;
  EoDate                received_on;
  char                 *answer;
  EoContributionStatus  status;
};

static const GEnumValue statuses[] = {
  { EO_CONTRIBUTION_ASKED, N_("Asked for"), "asked" },
  { EO_CONTRIBUTION_RECEIVED, N_("Received"), "received" },
  { EO_CONTRIBUTION_WITHDRAWN, N_("Withdrawn"), "withdrawn" },
  { 0 },
};
EO_DEFINE_CHOICE (EoContributionStatus, eo_contribution_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoContribution, question, N_("What is asked"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoContribution, letter, N_("Letter"), "letter", EO_REQUIRED | EO_COLUMN),
  EO_LINK (EoContribution, unit, N_("Asked of"), "party", EO_REQUIRED | EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_DATE (EoContribution, asked_on, N_("Asked on"), EO_NO_FLAGS),
  EO_DATE (EoContribution, due, N_("Due"), EO_COLUMN | EO_DEADLINE),
  EO_DATE (EoContribution, received_on, N_("Received on"), EO_NO_FLAGS),
  EO_LONG_TEXT (EoContribution, answer, N_("Contribution"), EO_SEARCH),
  EO_CHOICE (EoContribution, status, N_("Status"), eo_contribution_status, EO_COLUMN | EO_STATE),
};

static gboolean
receive (EoWriter  *writer,
         EoRecord  *record,
         GError   **error)
{
  EoContribution *self = EO_CONTRIBUTION (record);

  if (self->received_on.iso[0] == '\0')
    self->received_on = eo_date_today ();
  return TRUE;
}

static const EoState states[] = {
  { "asked", EO_TONE_WAIT, TRUE },
  { "received", EO_TONE_DONE, FALSE },
  { "withdrawn", EO_TONE_ENDED, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "asked", "received", N_("Record as Received"), "answer received_on", .apply = receive },
  { "asked", "withdrawn", N_("Withdraw"), NULL },
  { "received", "asked", N_("Ask Again"), "due", .name = "asked" },
  { "withdrawn", "asked", N_("Ask Again"), "due", .name = "asked" },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "open", N_("Awaited"), "status = 'asked'" },
  { "overdue", N_("Overdue"), "status = 'asked' AND due <> '' AND due < :today" },
  { "all", N_("All"), NULL },
  { NULL },
};

static void
defaults (EoRecord *record)
{
  EO_CONTRIBUTION (record)->asked_on = eo_date_today ();
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoContribution *self = EO_CONTRIBUTION (record);

  if (self->due.iso[0] != '\0' && g_strcmp0 (self->due.iso, self->asked_on.iso) < 0)
    eo_problems_add (problems, record, "due", _("Before the day it was asked"));
}

#define AWAITED "SELECT COUNT (*) FROM contribution WHERE letter = ?1 AND status = 'asked' AND deleted_at = ''"

/* The letter knows how many are awaited. */
static gboolean
saved (EoWriter  *writer,
       EoRecord  *record,
       EoRecord  *before,
       GError   **error)
{
  EoContribution *self = EO_CONTRIBUTION (record);
  g_autoptr (EoRecord) letter = eo_writer_get (writer, &eo_letter_kind, self->letter.id, error);

  if (letter == NULL)
    return FALSE;
  EO_LETTER (letter)->asked = eo_writer_get_integer (writer, AWAITED, self->letter.id, NULL);
  return letter->deleted_at.iso[0] != '\0' || eo_writer_save (writer, letter, error);
}

EO_DEFINE_RECORD (EoContribution, eo_contribution, "contribution", N_("Contribution"), N_("Contributions"), fields,
                  .icon = "system-users-symbolic",
                  .defaults = defaults,
                  .validate = validate,
                  .saved = saved,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters)
