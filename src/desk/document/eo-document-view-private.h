/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/document/eo-document-source.h"
#include "desk/document/eo-document-view.h"
#include "desk/document/eo-page-canvas.h"
#include "desk/document/eo-thumbnails.h"

G_BEGIN_DECLS

#define EO_DOCUMENT_SEND_KEYS 9 /* fields that selected text is sent to by Ctrl and a figure */

struct _EoDocumentView
{
  GtkWidget         parent_instance;

  /* What is shown */
  EoDocumentSource *source;
  EoPages          *pages;
  GCancellable     *opening;
  EoDocumentState   state;
  EoStore          *store;
  GPtrArray        *attachments; /* of EoAttachment: those in the picker */
  char             *marking;
  gboolean          in_pick;
  gboolean          was_asked; /* for a password, before */
  gboolean          is_risky; /* the caged program died on it */
  gboolean          has_thumbnails;
  guint             spinner_source;

  /* Finding */
  EoFind           *find;
  EoFind           *marks;
  char             *find_text; /* what was looked for last */
  char             *wanted_words; /* to be found once the document is open */
  int               wanted_page;
  char            **wanted_marks;

  /* Sending */
  char            **target_names;
  char            **target_labels;

  GtkWidget        *icon;
  GtkWidget        *name_label;
  GtkWidget        *picker;
  GtkWidget        *page_tools;
  GtkWidget        *page_stack;
  GtkWidget        *page_label;
  GtkWidget        *page_entry;
  GtkWidget        *zoom_label;
  GtkWidget        *zoom_button;
  GtkWidget        *more_button;
  GtkWidget        *find_revealer;
  GtkWidget        *find_entry;
  GtkWidget        *find_label;
  GtkWidget        *scan_revealer;
  GtkWidget        *scan_label;
  GtkWidget        *scan_button;
  GtkWidget        *toasts;
  GtkWidget        *stack;
  GtkWidget        *spinner;
  GtkWidget        *loading_label;
  GtkWidget        *thumbnails_revealer;
  GtkWidget        *thumbnail_list;
  EoPageCanvas     *canvas;
  GtkWidget        *password_row;
  GtkWidget        *password_label;
  GtkWidget        *failed_page;
  GtkWidget        *retry_button;
  GtkWidget        *convert_button;
  GtkWidget        *send_bar;
  GtkWidget        *send_box;
  GtkWidget        *context_menu;
};

enum
{
  EO_DOCUMENT_PROP_ZOOM_MODE = 1,
  EO_DOCUMENT_PROP_THUMBNAILS,
};

/* eo-document-view-open.c */
void     _eo_document_view_set_source     (EoDocumentView *self,
                                           EoDocumentSource *source);  /* (nullable) (transfer full) */
void     _eo_document_view_open           (EoDocumentView *self,
                                           const char     *password);  /* (nullable) */
void     _eo_document_view_convert        (EoDocumentView *self);      /* by way of an office program */
void     _eo_document_view_drop_pages     (EoDocumentView *self);

/* eo-document-view.c */
void     _eo_document_view_tell_changed   (EoDocumentView *self);
void     _eo_document_view_toast          (EoDocumentView *self,
                                           const char     *text);
void     _eo_document_view_tell_sent      (EoDocumentView *self,
                                           const char     *field,
                                           const char     *text);

/* eo-document-view-actions.c */
void     _eo_document_view_class_init_actions (GtkWidgetClass *widget_class);
void     _eo_document_view_update_actions (EoDocumentView *self);

/* eo-document-view-find.c */
void     _eo_document_view_class_init_find (GtkWidgetClass *widget_class);
void     _eo_document_view_opened         (EoDocumentView *self);      /* does what waited for it */
void     _eo_document_view_forget_find    (EoDocumentView *self);
void     _eo_document_view_open_find      (EoDocumentView *self);
gboolean _eo_document_view_close_find     (EoDocumentView *self);      /* FALSE: it was not open */
void     _eo_document_view_step_find      (EoDocumentView *self,
                                           int             direction);

/* eo-document-view-scan.c */
void     _eo_document_view_class_init_scan (GtkWidgetClass *widget_class);
void     _eo_document_view_watch_scans    (EoDocumentView *self,
                                           EoStore        *store);     /* the store of what is shown from now on */
void     _eo_document_view_update_scan    (EoDocumentView *self);

/* eo-document-view-send.c */
void     _eo_document_view_class_init_send (GtkWidgetClass *widget_class);
void     _eo_document_view_build_send_bar (EoDocumentView *self);
void     _eo_document_view_update_send_bar (EoDocumentView *self);
gboolean _eo_document_view_focus_send_bar (EoDocumentView *self);      /* FALSE: it is not shown */
void     _eo_document_view_copy           (EoDocumentView *self);
void     _eo_document_view_send           (EoDocumentView *self,
                                           const char     *field);
void     _eo_document_view_send_nth       (EoDocumentView *self,
                                           guint           n);      /* 1 to EO_DOCUMENT_SEND_KEYS */

G_END_DECLS
