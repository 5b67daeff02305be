/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* What execoffice-calendar and its client say to each other, beside what all caged programs do. The document is an
 * iCalendar file; its components, those right within a VCALENDAR, are counted from 0. */

/* EO_READER_EVENTS: page: the component to go on from; rotation: how many to look at at most, 0 for as many as are good
 * for one answer; text: the diary's own zone. count: the component to go on from next; width: how many there are; height:
 * which part of them is read by then, of 10,000; payload: how many events, those, how many notes, those. */

/* Numbers are of four bytes, as this machine has them, and texts end with a nul: no more than that, because to make a
 * GVariant of thirty texts and to read it takes longer than all that libical does.
 *
 * An event is, in numbers: the ordinals of its component and of its calendar in the file, the calendar's method, whether it
 * is of whole days, its sequence. In texts: uid; the occurrence it stands for and that one's zone; summary, location,
 * description, url, geo; starts and its zone, ends and its zone; rule, exceptions, extra times; status, transparency, class,
 * categories, apart by \n; organiser's name and address; other properties, unfolded, each ended by \n. Then how many
 * attendees, and of each name, address, role, response; how many properties of our own, and of each its name without
 * X-EXECOFFICE- and value. Times are local: "2026-09-22T09:00"; a zone is an IANA name or "", which is the diary's own;
 * "ends" of whole days is the last of them.
 *
 * A note is its code, line of the file, whether the component was left out; what its title is, an argument. */
static inline void
eo_calendar_pack_number (GString *to,
                         guint32  number)
{
  g_string_append_len (to, (const char *) &number, sizeof number);
}

static inline void
eo_calendar_pack_text (GString    *to,
                       const char *text)
{
  g_string_append_len (to, text, strlen (text) + 1);
}

#define EO_CALENDAR_BATCH      1000                    /* events an answer */
#define EO_CALENDAR_NOTES      (16 * EO_CALENDAR_BATCH) /* an answer */
#define EO_CALENDAR_COMPONENTS 1000000                 /* a file */
#define EO_CALENDAR_COMPONENT  (10 * 1024 * 1024)      /* bytes */
#define EO_CALENDAR_LOGICAL    (1024 * 1024)           /* bytes of an unfolded line */
#define EO_CALENDAR_DEPTH      16
#define EO_CALENDAR_EXPANDED   1000                    /* occurrences of a rule that is turned into a list */
#define EO_CALENDAR_TEXT       (1024 * 1024)           /* bytes of a description */
#define EO_CALENDAR_LINE       4096                    /* bytes of any other text */
#define EO_CALENDAR_LIST       (128 * 1024)            /* bytes of exceptions or extra times: 7,000 of them */
#define EO_CALENDAR_ATTENDEES  1000                    /* an event */
#define EO_CALENDAR_OWN        64                      /* own properties an event */
#define EO_CALENDAR_FOREIGN    (64 * 1024)             /* bytes of others' properties an event */
#define EO_CALENDAR_PAYLOAD    (48 * 1024 * 1024)      /* bytes: a full batch, and one event of the largest beside it */

typedef enum
{
  EO_METHOD_NONE,
  EO_METHOD_PUBLISH,
  EO_METHOD_REQUEST,
  EO_METHOD_REPLY,
  EO_METHOD_ADD,
  EO_METHOD_CANCEL,
  EO_METHOD_REFRESH,
  EO_METHOD_COUNTER,
  EO_METHOD_DECLINECOUNTER,
  EO_N_METHODS
} EoCalendarMethod;

/* Why a component was left out, or what of it. */
typedef enum
{
  EO_CALENDAR_TOO_LARGE,      /* the component */
  EO_CALENDAR_LONG_LINE,
  EO_CALENDAR_TOO_DEEP,
  EO_CALENDAR_CUT_OFF,        /* the file ends within it */
  EO_CALENDAR_DAMAGED,        /* libical makes nothing of it */
  EO_CALENDAR_NO_START,
  EO_CALENDAR_BAD_START,      /* argument: what stands there */
  EO_CALENDAR_BAD_OCCURRENCE, /* a RECURRENCE-ID that is no time */
  EO_CALENDAR_BAD_RULE,       /* argument: the rule */
  EO_CALENDAR_SUB_DAILY,      /* argument: SECONDLY, MINUTELY or HOURLY */
  EO_CALENDAR_NEVER,          /* the rule never occurs */
  EO_CALENDAR_TIMES_OF_DAY,   /* it occurs several times a day */
  EO_CALENDAR_TOO_MANY,       /* more components than are read; argument: how many are */
  EO_CALENDAR_OTHER_KIND,     /* argument: "KIND COUNT" */
  EO_CALENDAR_BAD_END,
  EO_CALENDAR_END_BEFORE,     /* it ends before it starts */
  EO_CALENDAR_ZONE_UNKNOWN,   /* argument: the zone; the diary's own was taken */
  EO_CALENDAR_ZONE_MEANT,     /* argument: "NAME\tIANA": known by what the file says of it */
  EO_CALENDAR_ZONE_WORLD,     /* argument: the zone; its times were turned to UTC by what the file says of it */
  EO_CALENDAR_RULES_LEFT,     /* rules beside the first, or of exceptions, left out */
  EO_CALENDAR_TIMES_LEFT,     /* exceptions or extra times that cannot be read, or too many */
  EO_CALENDAR_FURTHER,        /* "this and later": only the one was changed */
  EO_CALENDAR_PEOPLE_LEFT,    /* attendees beyond the cap */
  EO_CALENDAR_FOREIGN_LEFT,   /* others' properties beyond the cap, such as attached files */
  EO_CALENDAR_HUNG,           /* never sent: the program ended over it, or took too long */
  EO_N_CALENDAR_NOTES
} EoCalendarNoteCode;

G_END_DECLS
