/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/eo-drafts-bar.h"
#include "app/eo-shell.h"
#include "app/eo-sidebar.h"
#include "app/eo-window.h"
#include "desk/page/eo-section-page.h"
#include "desk/search/eo-search-palette.h"
#include "exchange/eo-scan-folder.h"
#include "store/eo-undo.h"

G_BEGIN_DECLS

struct _EoWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  EoShell              *shell;
  EoSidebar            *sidebar;
  GtkStack             *pages;
  GtkWidget            *read_only_bar;
  EoDraftsBar          *drafts_bar;
  EoSearchPalette      *palette;

  EoStore              *store;
  GSettings            *settings;
  EoScanFolder         *scans;         /* that are taken in by themselves, or NULL */
  GHashTable           *created;       /* section's id → its page, made at the first visit */
  const char           *section;
  GtkWidget            *focus_before;  /* (weak): where the focus was when the search was opened */
  GtkWidget            *focus;         /* (weak): watched, in case it goes out of sight */
  const EoKind         *deleted_kind;  /* what Ctrl+Z brings back */
  gint64                deleted_id;
  EoUndo               *undo;          /* or what it takes back: one of the two */
  AdwToast             *way_back;      /* (weak): the toast that offers it */
  gboolean              closing;
  EoRecordList         *awaited;       /* its first rows, with which the window is presented */
  guint                 patience;
};

/* eo-window-actions.c */
void           eo_window_class_install_actions (GtkWidgetClass *widget_class);
void           eo_window_update_undo           (EoWindow       *self);

/* eo-window-undo.c */
void           eo_window_undoable              (EoWindow       *self,    /* a toast with the way back */
                                                const char     *text,
                                                EoUndo         *what);
void           eo_window_show_way_back         (EoWindow       *self,
                                                AdwToast       *toast);  /* (transfer full) */
void           eo_window_set_undo              (EoWindow       *self,    /* what Ctrl+Z takes back */
                                                EoUndo         *what);   /* (nullable) */
void           eo_window_undo                  (EoWindow       *self);

/* eo-window-upkeep.c */
void           eo_window_back_up               (EoWindow       *self);
void           eo_window_check                 (EoWindow       *self);

/* eo-window-pages.c */
EoSectionPage *eo_window_get_section_page      (EoWindow       *self);
EoSectionPage *eo_window_show_kind             (EoWindow       *self,    /* NULL: there is no section of such records */
                                                const char     *kind);
void           eo_window_begin_record          (EoWindow       *self,
                                                const char     *kind,
                                                const char     *from_kind,
                                                gint64          from);
void           eo_window_open_draft            (EoWindow       *self,
                                                const EoKind   *kind,
                                                gint64          record,  /* 0: of a new one */
                                                gint64          draft);

G_END_DECLS
