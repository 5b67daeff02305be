/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-protocol.h"

G_BEGIN_DECLS

/* Takes an iCalendar file apart, in one walk and in linear time whatever it holds: lines, and the components right
 * within a calendar. Understands nothing of what they say. */

typedef enum
{
  EO_ICS_EVENT,
  EO_ICS_ZONE,
  EO_ICS_TODO,
  EO_ICS_JOURNAL,
  EO_ICS_FREEBUSY,
  EO_ICS_OTHER,
  EO_ICS_N_KINDS
} EoIcsKind;

#define EO_ICS_WHOLE 0xff

typedef struct
{
  guint32 offset;
  guint32 size;
  guint32 line;     /* of the file, from 1 */
  guint32 calendar; /* from 0 */
  guint8  kind;
  guint8  flaw;     /* an EoCalendarNoteCode, or EO_ICS_WHOLE */
} EoIcsPart;

typedef struct
{
  const char *data;
  gsize       size;
  GArray     *parts;   /* EoIcsPart: events and zones */
  GArray     *methods; /* guint8 a calendar */
  guint       others[EO_ICS_N_KINDS]; /* of those that are counted only */
  guint       left;    /* parts beyond EO_CALENDAR_COMPONENTS */
} EoIcsFile;

/* A walk along unfolded lines. */
typedef struct
{
  const char *at;
  const char *end;
  guint32     number;  /* lines of the file so far */
} EoIcsLines;

/* NULL: there is no calendar in it. Lasts as long as the process. */
EoIcsFile *eo_ics_split     (const char *data,
                             gsize       size);

/* The next line unfolded into @line, cut at EO_CALENDAR_LOGICAL. FALSE at the end. */
gboolean   eo_ics_next_line (EoIcsLines *lines,
                             GString    *line);

/* Whether @line is @word, as BEGIN or END, and of what: a pointer into it. */
const char *eo_ics_bracket  (const char *line,
                             const char *word);

G_END_DECLS
