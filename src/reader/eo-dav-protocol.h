/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* What execoffice-dav and its client say to each other, beside what all caged programs do. The document is the XML that a
 * calendar server answered with. */

/* EO_READER_DAV: payload: a GVariant of EO_DAV_TYPE. Its sync-token; for each response: its
 * href, its status (0: it says none), and what it says, each an EoDavKey and its value. */
#define EO_DAV_RESPONSE "(sua(ys))"
#define EO_DAV_TYPE     "(sa" EO_DAV_RESPONSE ")"

#define EO_DAV_DOCUMENT  (64 * 1024 * 1024)       /* bytes */
#define EO_DAV_PAYLOAD   (96 * 1024 * 1024)       /* bytes */
#define EO_DAV_RESPONSES 200000
#define EO_DAV_VALUES    256                      /* a response */
#define EO_DAV_DEPTH     32                       /* of elements */
#define EO_DAV_LINE      4096                     /* bytes of any value but calendar data */
#define EO_DAV_DATA      (10 * 1024 * 1024 - 256) /* bytes of calendar data: what libxml2 takes at once */

typedef enum
{
  EO_DAV_ETAG,
  EO_DAV_CALENDAR,    /* calendar-data */
  EO_DAV_NAME,        /* displayname */
  EO_DAV_COLOUR,
  EO_DAV_CTAG,
  EO_DAV_TOKEN,       /* sync-token, of the collection */
  EO_DAV_PRINCIPAL,   /* hrefs: current-user-principal */
  EO_DAV_HOME,        /* calendar-home-set */
  EO_DAV_IS_CALENDAR, /* resourcetype has calendar; value "" as with the next ones */
  EO_DAV_HAS_EVENTS,  /* supported-calendar-component-set names VEVENT */
  EO_DAV_HAS_OTHERS,  /* … another */
  EO_DAV_CAN_SYNC,    /* supported-report-set has sync-collection */
  EO_DAV_LEFT_OUT,    /* calendar data larger than EO_DAV_DATA */
  EO_DAV_N_KEYS
} EoDavKey;

G_END_DECLS
