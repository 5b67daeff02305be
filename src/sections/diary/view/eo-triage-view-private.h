/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of the triage view: what is asked (eo-triage-view.c), the days (eo-triage-days.c), the decision
 * (eo-triage-decide.c). */

#include <adwaita.h>

#include "desk/document/eo-document-view.h"
#include "desk/form/eo-notice.h"
#include "desk/register/eo-status-pill.h"
#include "sections/diary/eo-wish-check.h"
#include "sections/diary/view/eo-time-grid.h"
#include "sections/diary/view/eo-triage-invitation.h"
#include "sections/diary/view/eo-triage-panes.h"
#include "sections/diary/view/eo-triage-times.h"
#include "sections/diary/view/eo-triage-view.h"
#include "store/eo-undo.h"

G_BEGIN_DECLS

struct _EoTriageView
{
  GtkBox           parent_instance;

  EoStore         *store;
  EoRequest       *request;     /* NULL before the first */
  EoDiary         *diary;       /* whose time; or NULL */
  GPtrArray       *occurrences; /* of EoOccurrence, around the times; or NULL while it looks */
  GCancellable    *loading;
  guint            reload;      /* source */
  GCancellable    *reading;     /* the document, for the times it names */
  char            *offered;     /* what it was found to name */
  gint64           minutes;     /* how long its text says it is; 0 for nothing */
  EoCalendarBatch *calendar;    /* the invitation that came with it; or NULL … */
  EoAttachment    *calendar_file; /* … and where it stands */
  gboolean         undecided;   /* nobody chose a time yet: those that fit are ticked */

  GtkWidget       *dialog;      /* (weak): asks for what a step wants … */
  char            *step;        /* … which is this one */
  gboolean         saving;

  AdwWindowTitle  *title;
  GtkLabel        *heading;
  EoStatusPill    *pill;
  GtkLabel        *about;
  EoNotice        *notice;
  GtkWidget       *tabs;
  GtkToggleButton *tab_buttons[EO_TRIAGE_N_PANES];
  EoTriagePanes   *panes;
  EoDocumentView  *document;
  GtkBox          *facts;       /* what is asked, row by row */
  EoTriageInvitation *invitation;
  EoTriageTimes   *times;
  GtkWidget       *advice_head;
  GtkLabel        *advice;
  EoTimeGrid      *grid;
  GtkWidget       *bar;
  GtkLabel        *count;
  GtkWidget       *others;      /* a menu, where there is no room for all buttons */
  GtkWidget       *buttons[8];
};

enum
{
  EO_TRIAGE_CLOSE,
  EO_TRIAGE_DETAILS,
  EO_TRIAGE_PREVIOUS,
  EO_TRIAGE_NEXT,
  EO_TRIAGE_DECIDED,
  EO_TRIAGE_OPEN_RECORD,
  EO_TRIAGE_TOAST,
  EO_TRIAGE_UNDOABLE,
  EO_TRIAGE_N_SIGNALS
};

extern guint _eo_triage_signals[EO_TRIAGE_N_SIGNALS];

/* eo-triage-view.c */
void _eo_triage_view_use          (EoTriageView *self,
                                   EoRequest    *request);

/* eo-triage-read.c: what the document says */
void _eo_triage_view_read         (EoTriageView *self,
                                   GPtrArray    *attachments); /* of EoAttachment */
void _eo_triage_view_stop_reading (EoTriageView *self);
void _eo_triage_view_show_invitation (EoTriageView *self);  /* again, of what is known */
void _eo_triage_view_note_invitation (EoTriageView *self,   /* what was decided is known by it from now on */
                                      EoUndo       *undo);
void _eo_triage_view_connect_invitation (EoTriageView *self);

/* eo-triage-days.c */
void _eo_triage_view_load_days    (EoTriageView *self);
void _eo_triage_view_show_days    (EoTriageView *self);     /* again, of what is known */
void _eo_triage_view_look_at      (EoTriageView *self,
                                   const char   *day);
void _eo_triage_view_find_time    (EoTriageView *self);

/* eo-triage-decide.c */
GtkWidget *_eo_triage_view_make_bar (EoTriageView *self);
void _eo_triage_view_update_bar   (EoTriageView *self);
void _eo_triage_view_step         (EoTriageView *self,
                                   const char   *name);
void _eo_triage_view_answered     (EoTriageView *self,
                                   int           button);

G_END_DECLS
