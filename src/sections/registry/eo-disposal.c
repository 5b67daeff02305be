/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-disposal-rules.h"
#include "sections/registry/eo-disposal.h"

static const GEnumValue means[] = {
  { EO_DISPOSAL_DESTROY, N_("Destroy"), "destroy" },
  { EO_DISPOSAL_HAND_OVER, N_("Hand over to the archives"), "hand-over" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDisposalMeans, eo_disposal_means, means)

static const GEnumValue statuses[] = {
  { EO_DISPOSAL_LISTED, N_("Being listed"), "listed" },
  { EO_DISPOSAL_SUBMITTED, N_("For approval"), "submitted" },
  { EO_DISPOSAL_APPROVED, N_("Approved"), "approved" },
  { EO_DISPOSAL_CARRIED_OUT, N_("Carried out"), "carried-out" },
  { EO_DISPOSAL_WITHDRAWN, N_("Withdrawn"), "withdrawn" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDisposalStatus, eo_disposal_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoDisposal, title, N_("Title"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_CHOICE (EoDisposal, means, N_("What is done"), eo_disposal_means, EO_COLUMN),
  EO_TEXT (EoDisposal, authority, N_("Written authority"), EO_SEARCH | EO_COLUMN),
  EO_DATE (EoDisposal, listed_on, N_("Listed on"), EO_COLUMN),
  EO_TEXT (EoDisposal, approved_by, N_("Approved by"), EO_DERIVED),
  EO_DATE (EoDisposal, approved_on, N_("Approved on"), EO_DERIVED),
  EO_DATE (EoDisposal, carried_out_on, N_("Carried out on"), EO_COLUMN | EO_DERIVED),
  EO_TEXT (EoDisposal, witness, N_("Witness"), EO_DERIVED),
  EO_CHOICE (EoDisposal, status, N_("Status"), eo_disposal_status, EO_COLUMN | EO_STATE),
  EO_LONG_TEXT (EoDisposal, notes, N_("Notes"), EO_SEARCH),
};

static gboolean
approve (EoWriter  *writer,
         EoRecord  *record,
         GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (record);

  eo_str_set (&self->approved_by, eo_writer_get_by (writer));
  self->approved_on = eo_date_today ();
  return TRUE;
}

static const EoState states[] = {
  { "listed", EO_TONE_NEW, TRUE },
  { "submitted", EO_TONE_WAIT, TRUE },
  { "approved", EO_TONE_WORK, TRUE },
  { "carried-out", EO_TONE_DONE, FALSE },
  { "withdrawn", EO_TONE_ENDED, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "listed", "submitted", N_("Submit for Approval"), "authority!", .apply = eo_disposal_check },
  { "submitted", "approved", N_("Approve"), NULL, .apply = approve, .other_than = "status" },
  { "submitted", "listed", N_("Send Back"), "notes!" },
  { "approved", "carried-out", N_("Carry Out"), "witness!", .apply = eo_disposal_carry_out, .flags = EO_STEP_CAUTION },
  { "listed", "withdrawn", N_("Withdraw"), NULL },
  { "submitted", "withdrawn", N_("Withdraw"), NULL },
  { "approved", "withdrawn", N_("Withdraw"), NULL },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "open", N_("Open"), "status NOT IN ('carried-out', 'withdrawn')" },
  { "all", N_("All"), NULL },
  { NULL },
};

static const char *
series (EoRecord *record)
{
  return "DSP";
}

static void
defaults (EoRecord *record)
{
  EO_DISPOSAL (record)->listed_on = eo_date_today ();
}

EO_DEFINE_RECORD (EoDisposal, eo_disposal, "disposal", N_("Disposal run"), N_("Disposal runs"), fields,
                  .icon = "user-trash-symbolic",
                  .defaults = defaults,
                  .series = series,
                  .saving = eo_disposal_saving,
                  .saved = eo_disposal_saved,
                  .deleting = eo_disposal_deleting,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .sort = "listed_on")
