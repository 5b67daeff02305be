/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-calendar.h"
#include "reader/eo-reader.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What a new incoming letter says of itself, for a clerk to accept or refuse. A wrong proposal is worse than none:
 * what is not sure enough is not in the list. */

#define EO_PROPOSE_PAGES 3 /* what lies further in is annexures */

/* Of no field: an earlier letter that this one follows or answers, text being its reference. */
#define EO_PROPOSE_EARLIER "earlier"

/**
 * EoProposal:
 * @field: a field's name (interned), or EO_PROPOSE_EARLIER
 * @text: its value as the field's canonical text; of a link the title
 * @kind: (nullable): of a link: the kind of the record, which is new where @id is 0
 * @id: of a link: the record's id, or 0
 * @page: from 0; -1 where it was not read from the page
 * @start: characters into the text of the page
 * @end: the character after the last
 * @words: (nullable): what stands there, as it stands there
 * @confidence: 0 to 1
 * @why: for people: where it comes from
 */
typedef struct
{
  const char   *field;
  char         *text;
  const EoKind *kind;
  gint64        id;
  int           page;
  guint         start;
  guint         end;
  char         *words;
  double        confidence;
  char         *why;
} EoProposal;

void        eo_proposal_free    (EoProposal         *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoProposal, eo_proposal_free)

/* What is read from the text alone: no office is asked. Any thread.
 * @pages: of EoPageText, the first ones; rects may be NULL. @received: the day it came in, or ""; @calendar: for terms
 * in working days. Of EoProposal, at most one a field. */
GPtrArray  *eo_proposals_read        (GPtrArray           *pages,
                                      const EoDate        *received,
                                      EoCalendar          *calendar);
EoProposal *eo_proposals_lookup      (GPtrArray           *proposals,  /* (transfer none) (nullable) */
                                      const char          *field);

/* Whether it is a letter coming in: of others nothing is proposed. */
gboolean    eo_proposals_are_for     (EoRecord            *record);

/* The same, and what the office knows: who the sender is, how the sender's letters were filed before, which earlier
 * letter this one answers or follows. The text is read on a worker; @pages is not to be touched meanwhile. */
void        eo_proposals_find_async  (EoStore             *store,
                                      const EoKind        *kind,       /* of letters; proposals for fields it lacks are left out */
                                      GPtrArray           *pages,
                                      const EoDate        *received,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GPtrArray  *eo_proposals_find_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
