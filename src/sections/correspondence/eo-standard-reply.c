/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-letter.h"
#include "sections/correspondence/eo-standard-reply.h"

static const GEnumValue purposes[] = {
  { EO_PURPOSE_ANY, N_("Whatever it suits"), "any" },
  { EO_PURPOSE_ACCEPT, N_("A request for time is accepted"), "accept" },
  { EO_PURPOSE_DECLINE, N_("A request for time is declined"), "decline" },
  { EO_PURPOSE_DELEGATE, N_("A request for time is delegated"), "delegate" },
  { EO_PURPOSE_MORE, N_("More is asked about a request for time"), "more" },
  { EO_PURPOSE_POSTPONE, N_("What was accepted is postponed"), "postpone" },
  { EO_PURPOSE_CANCEL, N_("What was accepted is cancelled"), "cancel" },
  { 0 },
};
EO_DEFINE_CHOICE (EoPurpose, eo_purpose, purposes)

/* A reply written once. Somebody answers for its text, and looks at it again on a day. */
struct _EoStandardReply
{
  EoRecord    parent_instance;

  char       *title;
  EoMatter    matter;
  EoLanguage  language;
  EoPurpose   purpose;
  char       *body;      /* with placeholders, such as {subject} */
  EoLink      owner;
  EoDate      review_on;
};

static const EoField fields[] = {
  EO_TEXT (EoStandardReply, title, N_("Title"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_CHOICE (EoStandardReply, matter, N_("Kind of letter"), eo_matter, EO_COLUMN),
  EO_CHOICE (EoStandardReply, language, N_("Language"), eo_language, EO_COLUMN),
  EO_CHOICE (EoStandardReply, purpose, N_("Begun when"), eo_purpose, EO_NO_FLAGS),
  EO_LONG_TEXT (EoStandardReply, body, N_("Text"), EO_REQUIRED | EO_SEARCH),
  EO_LINK (EoStandardReply, owner, N_("Owner"), "person", EO_REQUIRED | EO_COLUMN),
  EO_DATE (EoStandardReply, review_on, N_("Review on"), EO_REQUIRED | EO_COLUMN | EO_DEADLINE),
};

static const EoSavedFilter filters[] = {
  { "stale", N_("Stale"), "review_on < :today" },
  { "all", N_("All"), NULL },
  { NULL },
};

/* A year from now. */
static void
defaults (EoRecord *record)
{
  EoDate today = eo_date_today ();

  EO_STANDARD_REPLY (record)->review_on = eo_date_add_days (&today, 365);
}

EO_DEFINE_RECORD (EoStandardReply, eo_standard_reply, "standard_reply", N_("Standard reply"), N_("Standard replies"),
                  fields,
                  .icon = "text-x-generic-symbolic",
                  .defaults = defaults,
                  .filters = filters)
