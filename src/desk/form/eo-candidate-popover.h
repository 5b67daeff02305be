/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoCandidatePopover:
 *
 * The records that a typed text may mean, in a list under the text, and the offer to add what is not there. The
 * keyboard stays in the text: eo_candidate_popover_handle_key() moves and picks.
 *
 * Signals:
 * - `picked (EoCandidate *candidate)`: one of the list; its id is 0 for "add it", its title the typed text.
 */
#define EO_TYPE_CANDIDATE_POPOVER (eo_candidate_popover_get_type ())
G_DECLARE_FINAL_TYPE (EoCandidatePopover, eo_candidate_popover, EO, CANDIDATE_POPOVER, GtkPopover)

EoCandidatePopover *eo_candidate_popover_new        (GtkWidget          *parent,
                                                     EoStore            *store,
                                                     const char         *target,   /* a kind's name, or "party" */
                                                     gboolean            may_add);
void                eo_candidate_popover_suggest    (EoCandidatePopover *self,
                                                     const char         *text);
void                eo_candidate_popover_close      (EoCandidatePopover *self);
gboolean            eo_candidate_popover_handle_key (EoCandidatePopover *self,
                                                     guint               keyval);  /* TRUE: it was for the list */
char               *eo_candidate_popover_describe   (EoCandidatePopover *self);    /* for a screen reader; NULL: closed */

G_END_DECLS
