/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-object.h"
#include "sections/diary/exchange/eo-caldav-server.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-sync.h"

G_BEGIN_DECLS

/* Private to the synchronisation: eo-caldav-sync.c leads, eo-caldav-pull.c takes, eo-caldav-push.c sends,
 * eo-caldav-decide.c does what people decided. */
typedef struct
{
  EoStore             *store;
  EoDiary             *diary;      /* a copy */
  EoCaldavFlags        flags;
  const EoCaldavWatch *watch;
  GCancellable        *cancellable;
  EoCaldavCount       *count;
  EoCaldavHttp        *http;
  EoCaldavCalendar    *calendar;
  EoCaldavCollection  *state;
  GHashTable          *items;      /* of member: EoCaldavItem; owns them */
  GHashTable          *by_uid;     /* of UID: the same */
  GHashTable          *conflicts;  /* of member: EoCaldavConflict; owns them */
  GHashTable          *gone;       /* of members: those that the server said are */
  gboolean             is_done;    /* to its end */
  gboolean             is_partial; /* the server did not tell all that was asked: it is asked again the next time */
  EoCaldavStage        stage;
  guint64              done;
  guint64              of;
} EoCaldavSync;

void     _eo_caldav_tell      (EoCaldavSync       *self,
                               gboolean            is_refused,
                               const char         *format,      /* translated; %s is … */
                               const char         *title,
                               const char         *why);        /* a second %s, or NULL */
/* Another stage begins, of @of entries; @n of them more are done. */
void     _eo_caldav_begin     (EoCaldavSync       *self,
                               EoCaldavStage       stage,
                               guint               of);
void     _eo_caldav_progress  (EoCaldavSync       *self,
                               guint               n);
/* After it is committed: @item (transfer full) is what is known of @member; NULL: nothing. */
void     _eo_caldav_keep_item (EoCaldavSync       *self,
                               const char         *member,
                               EoCaldavItem       *item);
gboolean _eo_caldav_reload_conflicts (EoCaldavSync  *self,
                                      GError       **error);

/* Takes what the server has of @members by now. */
gboolean _eo_caldav_pull      (EoCaldavSync       *self,
                               GPtrArray          *members,     /* char * */
                               GError            **error);
/* What @events say becomes what stands in the diary, and both agree from here on. @item: what is known of it, brought up to
 * date and saved. */
gboolean _eo_caldav_take      (EoWriter           *writer,
                               EoCaldavSync       *self,
                               EoCaldavObject     *object,
                               GPtrArray          *events,
                               EoCaldavItem       *item,
                               const char         *etag,
                               GError            **error);
/* Does what people decided. */
gboolean _eo_caldav_decide    (EoCaldavSync       *self,
                               GError            **error);
/* Sends what changed here; @again: (out): members that are another on the server by now. */
gboolean _eo_caldav_push      (EoCaldavSync       *self,
                               GPtrArray          *again,
                               GError            **error);

G_END_DECLS
