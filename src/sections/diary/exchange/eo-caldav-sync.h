/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-account.h"

G_BEGIN_DECLS

/* Brings a diary and a calendar on a server together: what changed on either side since the last time goes to the other; what
 * changed on both is kept for a person to decide (eo-caldav-conflict.h). It may be ended at any point: what was done
 * is known, and the rest is done the next time. No clock is asked. */

typedef struct
{
  guint64 taken_added;   /* into the diary */
  guint64 taken_changed;
  guint64 taken_deleted;
  guint64 sent_added;    /* to the server */
  guint64 sent_changed;
  guint64 sent_deleted;
  guint64 refused;       /* by either side, and not before */
  guint64 conflicts;     /* that wait for a person, old and new */
  guint64 gone;          /* not on the server any more, and so many that nothing was done: a person has to say */
} EoCaldavCount;

typedef enum
{
  EO_CALDAV_LISTING, /* the server is asked what there is: it alone knows how long that takes */
  EO_CALDAV_TAKING,
  EO_CALDAV_SENDING,
} EoCaldavStage;

typedef void (*EoCaldavProgress) (EoCaldavStage  stage,
                                  guint64        done,  /* entries of this stage */
                                  guint64        of,
                                  gpointer       user_data);

/* Who wants to know; both may be NULL. Called in the thread that synchronises. */
typedef struct
{
  void           (*told)     (const char *line,
                              gboolean    is_refused,
                              gpointer    user_data);
  EoCaldavProgress progress;
  gpointer         user_data;
} EoCaldavWatch;

typedef enum
{
  EO_CALDAV_DEFAULT         = 0,
  EO_CALDAV_TRUST_DELETIONS = 1 << 0, /* also where most of the calendar is gone there */
  EO_CALDAV_UNATTENDED      = 1 << 1, /* nobody is asked to open the keyring */
} EoCaldavFlags;

/* Waits: for the command line and workers. What was done before an error, or before @cancellable was cancelled, stays.
 * Errors: those of eo_caldav_http_send() and of writing; STATE where the server lost most of what it had. What went wrong
 * is also kept for eo_caldav_collection_load(). */
gboolean eo_caldav_sync          (EoStore                *store,
                                  gint64                  diary,
                                  const EoCaldavAccount  *account,
                                  EoCaldavFlags           flags,
                                  const EoCaldavWatch    *watch,       /* (nullable) */
                                  GCancellable           *cancellable,
                                  EoCaldavCount          *count,       /* (out) */
                                  GError                **error);

/* The same from the window; @account NULL: that of the keyring. @progress is called in the thread that this is called in,
 * until the @callback. Lines come with the end. */
void     eo_caldav_sync_async    (EoStore                *store,
                                  gint64                  diary,
                                  const EoCaldavAccount  *account,     /* (nullable); copied */
                                  EoCaldavFlags           flags,
                                  EoCaldavProgress        progress,    /* (nullable) */
                                  gpointer                progress_data,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data);
gboolean eo_caldav_sync_finish   (EoStore                *store,
                                  GAsyncResult           *result,
                                  EoCaldavCount          *count,       /* (out); also where it fails */
                                  GPtrArray             **lines,       /* (out) (transfer full) of char * */
                                  GError                **error);

G_END_DECLS
