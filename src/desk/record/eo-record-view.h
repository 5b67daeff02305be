/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/page/eo-report-job.h"
#include "desk/record/eo-related-page.h"

G_BEGIN_DECLS

/**
 * EoRecordView:
 *
 * One record, of any kind: its title and state, the steps that are open, its fields beside its document, what is to
 * be done about it, what it is tied to, what happened to it.
 *
 * What is typed is kept as a draft within two seconds, and saved by Ctrl+S, by the button that appears with the first
 * change, or by leaving. Nobody is asked.
 *
 * Properties:
 * - `narrow` (gboolean): one pane only: the document is a tab, there is a button back
 *
 * Signals:
 * - `close`: the record is to be put away
 * - `saved (gint64 id)`, `deleted (gint64 id, const char *title)`
 * - `previous`, `next`: the one beside it in the list is wanted
 * - `open-record (const char *kind, gint64 id)`: a linked one is wanted
 * - `toast (const char *text)`: something to be told in passing; `undoable (const char *text, EoUndo *undo)` likewise,
 *   with the way back
 * - `shown`: another record, or another state of it
 */
#define EO_TYPE_RECORD_VIEW (eo_record_view_get_type ())
G_DECLARE_FINAL_TYPE (EoRecordView, eo_record_view, EO, RECORD_VIEW, GtkWidget)

EoRecordView *eo_record_view_new      (EoStore      *store,
                                       const EoKind *kind);
/* For a page that shows one after the other: the document first, the form after it with @footer below; no header. */
void          eo_record_view_set_aside (EoRecordView *self,
                                       GtkWidget    *footer,
                                       int           width);   /* of the form, px */
void          eo_record_view_show     (EoRecordView *self,   /* after eo_record_view_leave() */
                                       gint64        id);
void          eo_record_view_show_new (EoRecordView *self,
                                       EoRecord     *preset,   /* (nullable): not saved yet */
                                       gint64        draft);   /* one kept before, or 0 */
void          eo_record_view_light    (EoRecordView *self,     /* words in the document */
                                       const char   *words,
                                       gint64        document, /* which, where there are several */
                                       guint         page);    /* from 0 */
void          eo_record_view_leave    (EoRecordView *self);    /* saves, or keeps as a draft */
/* A page with what belongs to the record, for the section that made the view. */
void          eo_record_view_add_part (EoRecordView *self,
                                       const char   *name,
                                       const char   *label,    /* of its tab */
                                       EoRelatedPage *page);
/* A paper of its kind that is printed, or saved as a PDF, a spreadsheet or a table. */
void          eo_record_view_add_report (EoRecordView *self,
                                       const char   *label,    /* "Tracking Sheet…" */
                                       const EoReportOffer *offer); /* static */
/* What a section adds to its own records: a button beside the steps, entries of the menu. Their actions are the page's.
 * `shown` is emitted whenever another record, or another state of it, is shown. */
void          eo_record_view_add_button (EoRecordView *self,
                                       GtkWidget    *button);
void          eo_record_view_add_menu (EoRecordView *self,
                                       GMenuModel   *section);
EoRecord     *eo_record_view_get_record (EoRecordView *self);  /* (nullable): as it is stored */
gboolean      eo_record_view_save     (EoRecordView *self);    /* FALSE: nothing to save, or it is being saved */
gint64        eo_record_view_get_id   (EoRecordView *self);    /* 0: a new one, or none */

G_END_DECLS
