/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to record/: the record view, split by what its parts do. */

#include <adwaita.h>

#include "desk/form/eo-notice.h"
#include "desk/form/eo-proposal-bar.h"
#include "desk/form/eo-record-form.h"
#include "desk/record/eo-record-view.h"
#include "desk/register/eo-status-pill.h"
#include "store/eo-draft.h"
#include "store/eo-kind.h"
#include "store/eo-undo.h"

G_BEGIN_DECLS

/* What the notice above the pages asks. */
typedef enum
{
  EO_ASKS_NOTHING,
  EO_ASKS_DRAFT,     /* take up what was typed before, or discard it */
  EO_ASKS_CONFLICT,  /* keep mine, or take theirs */
} EoAsks;

/* Something on its way to the store for the record shown then. */
typedef struct
{
  EoRecordView *view;
  guint         session;
  gint64        draft;    /* what it replaces */
  EoRecord     *typed;    /* of a saving: what the form held then */
  char         *step;     /* of a saving: the step taken with it, or NULL */
  EoRecord     *next;     /* a later state, to be kept as soon as the draft has its number */
  gboolean      discard;  /* the record was saved meanwhile: nobody wants the draft any more */
} EoTurn;

typedef struct _EoRecordViewExtras EoRecordViewExtras;

struct _EoRecordView
{
  GtkWidget       parent_instance;

  EoStore        *store;
  const EoKind   *kind;
  EoRecord       *record;       /* as it is stored; of a new one, what it began as */
  gboolean        is_new;
  guint           session;      /* counts records shown: an answer to an earlier one is none for this */
  GPtrArray      *attachments;  /* of EoAttachment */
  gboolean        narrow;
  gboolean        aside;        /* the document comes before the form */
  char           *tab;
  GtkWidget      *document;     /* EoDocumentView, wherever it stands now */

  /* Drafts and saving: eo-record-view-save.c */
  gint64          draft;        /* 0: none kept */
  guint           draft_source;
  EoTurn         *keeping;      /* a draft on its way, or NULL */
  gboolean        saving;
  char           *save_next;    /* a saving waits for the draft's number: the step to take, or "" */
  GListModel     *attach_next;  /* and so do files */
  GtkWidget      *step_dialog;  /* (weak): asks for what a step wants … */
  char           *step_name;    /* … which is this one */
  EoDraft        *offered;      /* a draft of this record from before */
  EoAsks          asks;

  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *cancel_button;
  GtkWidget      *back_button;
  GtkWidget      *list_button;
  GtkWidget      *beside_box;
  GtkWidget      *menu_button;
  GtkWidget      *print_button;
  GtkWidget      *save_button;
  GtkWidget      *band;
  GtkWidget      *heading;
  GtkWidget      *facts;        /* under the title: all that follows here */
  GtkWidget      *pill;
  GtkWidget      *holder;
  GtkWidget      *deadline;
  GtkWidget      *about_button;
  GtkWidget      *other_steps;
  GtkWidget      *step_button;
  GtkWidget      *warning;
  GtkWidget      *warning_label;
  GtkPaned       *paned;
  GtkWidget      *form_pane;
  GtkWidget      *tabs;
  GtkWidget      *document_tab;
  GtkWidget      *actions_tab;
  GtkWidget      *links_tab;
  GtkWidget      *notice;
  GtkStack       *pages;
  GtkWidget      *details;
  AdwBin         *document_page;
  AdwClamp       *actions_slot;
  AdwClamp       *links_slot;
  AdwClamp       *history_slot;
  GtkWidget      *kept_line;
  GtkWidget      *kept_label;

  GtkWidget      *form;
  GtkWidget      *proposals;     /* EoProposalBar, above the form */
  GtkWidget      *attachments_group;
  GtkWidget      *actions_page;
  GtkWidget      *parts_group;  /* or NULL: the kind has none */
  GtkWidget      *links_page;
  GtkWidget      *history_page;
  EoRecordViewExtras *extras;    /* of the section; or NULL */
};

enum
{
  EO_RECORD_VIEW_CLOSE,
  EO_RECORD_VIEW_SAVED,
  EO_RECORD_VIEW_DELETED,
  EO_RECORD_VIEW_PREVIOUS,
  EO_RECORD_VIEW_NEXT,
  EO_RECORD_VIEW_OPEN_RECORD,
  EO_RECORD_VIEW_TOAST,
  EO_RECORD_VIEW_UNDOABLE,
  EO_RECORD_VIEW_SHOWN,
  EO_RECORD_VIEW_N_SIGNALS
};

extern guint _eo_record_view_signals[EO_RECORD_VIEW_N_SIGNALS];

/* eo-record-view.c */
void _eo_record_view_use             (EoRecordView  *self,     /* another state of the record shown */
                                      EoRecord      *record);
void _eo_record_view_toast           (EoRecordView  *self,
                                      const char    *text);

/* eo-record-view-parts.c: what stands beside the form, and follows the store */
void _eo_record_view_arrange         (EoRecordView  *self);
void _eo_record_view_reload_beside   (EoRecordView  *self);
void _eo_record_view_reload_documents (EoRecordView *self);
void _eo_record_view_set_targets     (EoRecordView  *self);
void _eo_record_view_follow_store    (EoRecordView  *self);

/* eo-record-view-band.c: what stands above the form */
void _eo_record_view_update_band     (EoRecordView  *self);
EoRecord *_eo_record_view_find_about (EoRecordView  *self);    /* (transfer full) (nullable): what an action is about */
void _eo_record_view_update_header   (EoRecordView  *self);
void _eo_record_view_say_kept        (EoRecordView  *self,
                                      const char    *format);  /* with one %s, the time */

/* eo-record-view-save.c */
void _eo_record_view_edited          (EoRecordView  *self);
void _eo_record_view_save            (EoRecordView  *self,
                                      const char    *to_state);  /* (nullable): a step to take with it */
gboolean _eo_record_view_is_sound    (EoRecordView  *self);      /* else the form says why not */
void _eo_record_view_offer_draft     (EoRecordView  *self);
void _eo_record_view_answered        (EoRecordView  *self,
                                      int            button);
void _eo_record_view_discard_draft   (EoRecordView  *self);
void _eo_record_view_keep_draft      (EoRecordView  *self);
void _eo_record_view_forget          (EoRecordView  *self);      /* the record shown is another now */

/* eo-record-view-step.c */
void _eo_record_view_step            (EoRecordView  *self,
                                      const char    *name);
EoRecord *_eo_record_view_get_answered (EoRecordView *self,      /* (transfer full): the form with what the dialog asked for */
                                      GPtrArray     *parties);   /* those named in the dialog are added */
void _eo_record_view_tell_step       (EoRecordView  *self,
                                      EoRecord      *before,
                                      const char    *name,
                                      EoUndo        *undo);
void _eo_record_view_end_step        (EoRecordView  *self);

/* eo-record-view-conflict.c */
void _eo_record_view_show_conflict   (EoRecordView  *self);
void _eo_record_view_resolve         (EoRecordView  *self,
                                      gboolean       mine);

/* eo-record-view-extras.c: what the section adds */
void _eo_record_view_load_parts      (EoRecordView  *self,
                                      const char    *kind);    /* that list such records; NULL: all */
void _eo_record_view_print_paper     (EoRecordView  *self,
                                      int            nth);
void _eo_record_view_offer_kinds     (EoRecordView  *self);
void _eo_record_view_free_extras     (EoRecordView  *self);

/* eo-record-view-actions.c */
void _eo_record_view_install_actions (GtkWidgetClass *widget_class);
void _eo_record_view_update_actions  (EoRecordView  *self);
void _eo_record_view_attach          (EoRecordView  *self,
                                      GListModel    *files);     /* of GFile */

G_END_DECLS
