/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-sync.h"
#include "sections/diary/view/eo-sync-dialog.h"

G_BEGIN_DECLS

/* Private to the dialog: eo-sync-dialog.c synchronises, -account.c knows the server, -conflicts.c asks a person. */
struct _EoSyncDialog
{
  AdwWindow        parent_instance;

  EoStore         *store;
  EoDiary         *diary;
  EoCaldavAccount *account;     /* that it goes with; or NULL */
  EoCaldavAccount *given;       /* that the calendars listed are of; or NULL */
  GPtrArray       *calendars;   /* EoCaldavCalendar, listed; or NULL */
  GCancellable    *cancellable; /* of what is under way; or NULL */
  gint64           shown_at;    /* monotonic: of the progress */
  GPtrArray       *rows;        /* of GtkWidget, in the group of conflicts */

  GtkWidget       *sync_button;
  GtkWidget       *cancel_button;
  GtkWidget       *spinner;
  GtkWidget       *status;
  GtkWidget       *progress;
  GtkWidget       *gone;
  GtkWidget       *gone_row;
  GtkWidget       *conflicts;
  GtkWidget       *address;
  GtkWidget       *user;
  GtkWidget       *password;
  GtkWidget       *calendar;
};

void          _eo_sync_dialog_say            (EoSyncDialog   *self,
                                              const char     *text,
                                              gboolean        is_trouble);
/* Something begins that can be cancelled: by what is given, which is the dialog's. */
GCancellable *_eo_sync_dialog_begin          (EoSyncDialog   *self);
void          _eo_sync_dialog_end            (EoSyncDialog   *self);
/* How it stands, as the office knows it. */
void          _eo_sync_dialog_show_state     (EoSyncDialog   *self);
void          _eo_sync_dialog_synchronise    (EoSyncDialog   *self,
                                              EoCaldavFlags   flags);

void          _eo_sync_dialog_show_conflicts (EoSyncDialog   *self);

void          _eo_sync_dialog_load_account   (EoSyncDialog   *self);
void          _eo_sync_dialog_install_account (GtkWidgetClass *widget_class);

G_END_DECLS
