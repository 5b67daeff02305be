/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-dav-answer.h"
#include "sections/diary/exchange/eo-caldav-server.h"

G_BEGIN_DECLS

/* Private to eo-caldav-server.c (what calendars there are) and eo-caldav-entries.c (what is in one). */

#define EO_DAV_XML   "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
#define EO_DAV_NAMES " xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:S=\"http://calendarserver.org/ns/\"" \
              " xmlns:A=\"http://apple.com/ns/ical/\""

/* A question in XML, and the answer read. @patience: as EoCaldavAsk has it. @from: (out) (optional): where it came from in
 * the end. */
EoDavAnswer *_eo_caldav_ask      (EoCaldavHttp         *http,
                                  const char           *method,
                                  GUri                 *uri,
                                  const char           *depth,
                                  const char           *text,
                                  guint                 patience,
                                  GUri                **from,
                                  GError              **error);
/* (transfer full); "" where it does not say. */
char        *_eo_caldav_get_text (const EoDavResponse  *response,
                                  EoDavKey              key);
/* Of the same server, or NULL. (transfer full) */
GUri        *_eo_caldav_resolve  (GUri                 *base,
                                  const char           *href);

G_END_DECLS
