/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Our own properties, for what iCalendar has no word for, without "X-EXECOFFICE-": written by eo-ics-compose.c, read by
 * eo-ics-apply.c and eo-ics-people.c. */

#define EO_ICS_OWN "X-EXECOFFICE-"

#define EO_ICS_ADDRESS        "ADDRESS"
#define EO_ICS_ATTENDANCE     "ATTENDANCE"
#define EO_ICS_ATTENDEES      "ATTENDEES" /* a line each: role, response, e-mail, name, remarks, apart by tabs */
#define EO_ICS_BRIEF          "BRIEF"
#define EO_ICS_BUFFER         "BUFFER"
#define EO_ICS_CAME           "CAME"      /* not written: stands in other_lines, a digest of what it was imported from */
#define EO_ICS_CATEGORY       "CATEGORY"
#define EO_ICS_CLASSIFICATION "CLASSIFICATION"
#define EO_ICS_DELEGATE       "DELEGATE"
#define EO_ICS_HOLD           "HOLD"      /* "2/3" */
#define EO_ICS_MAP            "MAP"
#define EO_ICS_PACK           "PACK"
#define EO_ICS_PLACE          "PLACE"     /* beside an address; "-": none */
#define EO_ICS_PREPARATION    "PREPARATION"
#define EO_ICS_PRIVATE        "PRIVATE"   /* "yes", "no" */
#define EO_ICS_SHOWS_AS       "SHOWS-AS"
#define EO_ICS_STATUS         "STATUS"
#define EO_ICS_TRAVEL_AFTER   "TRAVEL-AFTER"
#define EO_ICS_TRAVEL_BEFORE  "TRAVEL-BEFORE"
#define EO_ICS_TRAVEL_NOTE    "TRAVEL-NOTE"
#define EO_ICS_VERSION        "VERSION"   /* "1": what is not said is as it usually is */
#define EO_ICS_ZONE           "ZONE"      /* of an appointment of whole days */
