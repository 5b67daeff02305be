/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-intake-page*.c. */

#include <adwaita.h>

#include "desk/page/eo-intake-page.h"
#include "desk/page/eo-panes.h"
#include "desk/record/eo-record-view.h"

G_BEGIN_DECLS

struct _EoIntakePage
{
  AdwBin              parent_instance;

  EoStore            *store;
  EoIntake           *intake;
  GtkSingleSelection *selection;
  EoIntakeItem       *item;      /* the one at hand, or NULL */
  gulong              changed;   /* of the item */
  gint64              shown;     /* its draft, as far as the form has it */
  gboolean            registering; /* the form's answer is waited for, and shows itself */
  gboolean            go_on;     /* to the next once this is registered */
  gboolean            begin;     /* with the first that can be opened */
  EoRecordView       *view;

  AdwWindowTitle     *title;
  GtkStack           *stack;
  AdwStatusPage      *empty;
  EoPanes            *panes;
  GtkLabel           *progress;
  GtkListView        *list;
  GtkStack           *work;
  AdwBin             *slot;
  AdwStatusPage      *note;
  GtkWidget          *note_retry;
  GtkWidget          *note_copy;
  GtkWidget          *footer;
  GtkWidget          *same;
  GtkLabel           *same_label;
  GtkWidget          *same_open;
};

/* eo-intake-page-actions.c */
void     _eo_intake_page_install_actions (GtkWidgetClass *widget_class);
void     _eo_intake_page_update_actions  (EoIntakePage   *self);
void     _eo_intake_page_select          (EoIntakePage   *self,
                                          guint           n);
gboolean _eo_intake_page_go_to           (EoIntakePage   *self,   /* FALSE: there is none */
                                          int             from,
                                          int             by,
                                          gboolean        any);
int      _eo_intake_page_get_at          (EoIntakePage   *self);  /* -1: none */
void     _eo_intake_page_go_on           (EoIntakePage   *self);

G_END_DECLS
