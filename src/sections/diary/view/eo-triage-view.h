/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoTriageView:
 *
 * A request that waits for a decision: the document it came with, what is asked, and the days it names in the diary; below
 * them what can be decided.
 *
 * Signals:
 * - `close`: it is to be put away; `details`: its form is wanted; `previous`, `next`: the one beside it in the list
 * - `decided (gint64 answer)`: nothing more is to be decided here; @answer: id of the letter that was begun, or 0
 * - `open-record (const char *kind, gint64 id)`, `toast (const char *text)`, `undoable (const char *text, EoUndo *undo)`
 */
#define EO_TYPE_TRIAGE_VIEW (eo_triage_view_get_type ())
G_DECLARE_FINAL_TYPE (EoTriageView, eo_triage_view, EO, TRIAGE_VIEW, GtkBox)

GtkWidget *eo_triage_view_new    (EoStore      *store);
gboolean   eo_triage_view_show   (EoTriageView *self,
                                  gint64        request);   /* FALSE: there is none */
gint64     eo_triage_view_get_id (EoTriageView *self);
/* Whether a request is one to be decided here. */
gboolean   eo_triage_view_is_for (EoRecord     *request);

G_END_DECLS
