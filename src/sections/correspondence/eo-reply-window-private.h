/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-reply-window*.c. */

#include "desk/form/eo-notice.h"
#include "desk/register/eo-status-pill.h"
#include "sections/correspondence/eo-letter-sheet.h"
#include "sections/correspondence/eo-reply-window.h"
#include "store/eo-draft.h"

G_BEGIN_DECLS

struct _EoReplyWindow
{
  AdwWindow        parent_instance;

  EoStore         *store;
  EoRecord        *letter;         /* as it is stored */
  EoRecord        *answered;       /* or NULL */
  GCancellable    *cancellable;
  const char      *marked;         /* the text whose placeholders are being lit */
  guint            n_unfilled;
  guint            draft_source;
  gint64           draft;          /* 0: none kept */
  gint64           offered;        /* a draft from before */
  gboolean         asks;           /* whether to take that up */
  gboolean         filling;        /* the text is set by us */
  gboolean         keeping;        /* a draft is on its way */
  gboolean         saved_meanwhile;/* and nobody wants it any more */
  gboolean         saving;
  gboolean         closing_down;
  gboolean         small;          /* the screen: two panes at a time */

  AdwWindowTitle  *title;
  GtkToggleButton *document_button;
  GtkToggleButton *texts_button;
  GtkLabel        *heading;
  EoStatusPill    *pill;
  GtkLabel        *facts;
  GtkButton       *step_button;
  GtkStack        *document_stack;
  EoNotice        *notice;
  GtkLabel        *office;
  GtkLabel        *motto;
  GtkLabel        *address;
  GtkLabel        *references;
  GtkLabel        *addressee;
  GtkLabel        *salutation;
  GtkLabel        *subject;
  GtkTextView     *editor;
  GtkLabel        *closing;
  GtkLabel        *signatory;
  GtkLabel        *post;
  GtkLabel        *count;
  GtkLabel        *unfilled;
  GtkLabel        *kept;
  GtkWidget       *texts;
  GtkBox          *standard;
  GtkBox          *past;
};

/* eo-reply-window.c */
void      _eo_reply_window_say             (EoReplyWindow  *self,
                                            const char     *text);
char     *_eo_reply_window_get_text        (EoReplyWindow  *self);
EoRecord *_eo_reply_window_get_edited      (EoReplyWindow  *self);   /* (transfer full) */
void      _eo_reply_window_save            (EoReplyWindow  *self,
                                            const char     *step);   /* (nullable) */

/* eo-reply-window-show.c */
gboolean  _eo_reply_window_may_write       (EoReplyWindow  *self);
void      _eo_reply_window_show_paper      (EoReplyWindow  *self);
void      _eo_reply_window_show_facts      (EoReplyWindow  *self);
void      _eo_reply_window_show_marks      (EoReplyWindow  *self);
void      _eo_reply_window_show_answered   (EoReplyWindow  *self);
void      _eo_reply_window_fill_standard   (EoReplyWindow  *self);
void      _eo_reply_window_fill_past       (EoReplyWindow  *self);

/* eo-reply-window-actions.c */
void      _eo_reply_window_install_actions (GtkWidgetClass *widget_class);
void      _eo_reply_window_add_keys        (EoReplyWindow  *self);

G_END_DECLS
