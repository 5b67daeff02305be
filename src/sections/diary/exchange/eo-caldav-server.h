/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-http.h"

G_BEGIN_DECLS

/* What is asked of a calendar server (RFC 4791, RFC 6578). All of it waits; errors are those of eo_caldav_http_send() and of
 * eo_dav_answer_read(). An entry is known by its member: the last part of its address, with as little escaped as may be. */

typedef struct
{
  GUri     *uri;
  char     *name;
  char     *colour;      /* as the server has it: "#3584e4ff"; or "" */
  char     *ctag;        /* changes with anything in it, asked by eo_caldav_look() where it cannot sync; or "" */
  gboolean  is_calendar; /* of events */
  gboolean  can_sync;    /* the server can tell what changed since a token */
} EoCaldavCalendar;

void        eo_caldav_calendar_free (EoCaldavCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavCalendar, eo_caldav_calendar_free)

/* What is at @uri now. */
EoCaldavCalendar *
            eo_caldav_look          (EoCaldavHttp  *http,
                                     GUri          *uri,
                                     GError       **error);

/* The calendars of events that the user has on a server of which @uri is known: the calendar's own address, that of the
 * user, or the server's. (transfer full) of EoCaldavCalendar. NOT_FOUND where it has none. */
GPtrArray  *eo_caldav_discover      (EoCaldavHttp  *http,
                                     GUri          *uri,
                                     GError       **error);

/* The folder that the user's calendars are in, from the same. */
GUri       *eo_caldav_find_home     (EoCaldavHttp  *http,
                                     GUri          *uri,
                                     GError       **error);

/* Makes a calendar at @uri, where there is nothing yet. */
gboolean    eo_caldav_make          (EoCaldavHttp  *http,
                                     GUri          *uri,
                                     const char    *name,
                                     GError       **error);

/* What changed since @token, or all there is where it is NULL or too old. */
typedef struct
{
  GHashTable *etags;    /* of member: its ETag, or NULL where it is gone */
  char       *token;    /* "" where the server gives none */
  gboolean    is_whole; /* what is not in it is not there */
} EoCaldavListing;

EoCaldavListing *
            eo_caldav_list          (EoCaldavHttp  *http,
                                     EoCaldavCalendar *calendar,
                                     const char    *token,
                                     GError       **error);
void        eo_caldav_listing_free  (EoCaldavListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavListing, eo_caldav_listing_free)

typedef struct
{
  char     *member;
  char     *etag;
  char     *text;   /* iCalendar; NULL: it is too large … */
  gboolean  is_gone; /* … or not there any more */
} EoCaldavEntry;

#define EO_CALDAV_BATCH 100 /* entries fetched at a time */

/* (transfer full) of EoCaldavEntry: one for each of @members (at most EO_CALDAV_BATCH), in any order. */
GPtrArray  *eo_caldav_fetch         (EoCaldavHttp  *http,
                                     GUri          *collection,
                                     GPtrArray     *members,
                                     GError       **error);

/* @etag: what it must still be there; "" where there must be none yet. @written: (out): its ETag now, "" where the server
 * does not say. */
gboolean    eo_caldav_put           (EoCaldavHttp  *http,
                                     GUri          *collection,
                                     const char    *member,
                                     const char    *etag,
                                     const char    *text,
                                     char         **written,
                                     GError       **error);
/* One that is gone is deleted. */
gboolean    eo_caldav_delete        (EoCaldavHttp  *http,
                                     GUri          *collection,
                                     const char    *member,
                                     const char    *etag,
                                     GError       **error);

/* The name of a new entry for what has this UID: always the same. (transfer full) */
char       *eo_caldav_make_member   (const char    *uid);
/* The member of @collection that @href is; NULL for anything else. (transfer full) */
char       *eo_caldav_get_member    (GUri          *collection,
                                     const char    *href);

G_END_DECLS
