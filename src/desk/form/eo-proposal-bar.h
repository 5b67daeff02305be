/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/eo-document-view.h"
#include "desk/form/eo-record-form.h"

G_BEGIN_DECLS

/**
 * EoProposalBar:
 *
 * Stands above a form and fills it with what the document beside it proposes: "5 fields proposed from the page",
 * Take All (Alt+L: the A is Attach’s), and, where an earlier letter is followed or answered, a notice of it. The words a proposal comes from
 * are lit on the page. Hidden while there is nothing to say.
 *
 * A proposal stands in its row until it is taken (Enter, the tick), refused (Escape, the cross) or something else is
 * typed; it never replaces what stands in the field, and is not saved untaken. See eo-form-row-offer.c.
 *
 * Signals: `open-record (const char *kind, gint64 id)`: the earlier letter is wanted.
 */
#define EO_TYPE_PROPOSAL_BAR (eo_proposal_bar_get_type ())
G_DECLARE_FINAL_TYPE (EoProposalBar, eo_proposal_bar, EO, PROPOSAL_BAR, GtkWidget)

GtkWidget *eo_proposal_bar_new       (EoStore        *store,
                                      EoRecordForm   *form,
                                      EoDocumentView *document);
/* The form shows another record now: forgets the last one's proposals, and where @propose, reads the document that is
 * shown, or the first that will be. */
void       eo_proposal_bar_start     (EoProposalBar  *self,
                                      gboolean        propose);
void       eo_proposal_bar_take_all  (EoProposalBar  *self);
guint      eo_proposal_bar_get_n     (EoProposalBar  *self);   /* neither taken nor refused */

G_END_DECLS
