/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Talks to one calendar server, for one user. What it gives is used in the thread that made it, which waits: for workers and
 * the command line. The password goes to that server's host alone, and never over a line that others can read. */
typedef struct _EoCaldavHttp EoCaldavHttp;

typedef struct
{
  guint   status; /* of HTTP: 2xx */
  char   *etag;   /* "" where none was given */
  GUri   *uri;    /* where it came from in the end */
  GBytes *body;   /* at most EO_CALDAV_ANSWER bytes */
} EoCaldavReply;

/* What is asked. Texts that are NULL are not sent. */
typedef struct
{
  const char *method;
  GUri       *uri;
  const char *depth;        /* "0", "1" */
  const char *if_match;     /* an ETag */
  gboolean    if_new;       /* only where nothing is there yet */
  const char *content_type;
  GBytes     *body;
  guint       patience;     /* seconds without a byte, after which nothing is expected any more; 0: a minute */
} EoCaldavAsk;

/* The patience with a question for which a server may look at each of its entries before it says a word: asked of 10,000 for
 * the first time, Radicale needs three to seven minutes. */
#define EO_CALDAV_THINKS 900
#define EO_CALDAV_ANSWER   (64 * 1024 * 1024) /* bytes */
#define EO_CALDAV_REDIRECTS 5

/* "calendars.example.org/thandi": https, where nothing is said. Plain http is for this machine only, unless @plain. No user
 * and no password may stand in it. EO_ERROR_INVALID. */
GUri          *eo_caldav_address_parse (const char          *address,
                                        gboolean             plain,
                                        GError             **error);

EoCaldavHttp  *eo_caldav_http_new      (GUri                *server,      /* its host is the only one asked */
                                        const char          *user,
                                        const char          *password,
                                        GCancellable        *cancellable);
void           eo_caldav_http_free     (EoCaldavHttp        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavHttp, eo_caldav_http_free)
const char    *eo_caldav_http_get_host (EoCaldavHttp        *self);

/* Errors, in EO_ERROR: IO (cannot be reached, or has a fault of its own: later it may go), PASSWORD, NOT_FOUND (404 and 410),
 * CONFLICT (412: it is another there by now), STATE (it does not allow this: 403, 405, 409, 423 and the like),
 * INVALID (it does not take this: 400, 413, 415, 422, 507), UNSUPPORTED, TOO_LARGE; G_IO_ERROR_CANCELLED. */
EoCaldavReply *eo_caldav_http_send     (EoCaldavHttp        *self,
                                        const EoCaldavAsk   *ask,
                                        GError             **error);
void           eo_caldav_reply_free    (EoCaldavReply       *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavReply, eo_caldav_reply_free)

G_END_DECLS
