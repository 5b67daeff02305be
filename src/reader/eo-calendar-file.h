/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "reader/eo-calendar-protocol.h"

G_BEGIN_DECLS

/* A calendar file that came from outside, as execoffice-calendar, the caged program that reads them, tells it: a batch of
 * events at a time. All text is valid UTF-8 without control characters, and on one line but for descriptions and
 * what is foreign; "" where there is none, never NULL. A local time is "2026-09-22T09:00", and is on the clocks of the zone
 * beside it: an IANA name, or "", which is the zone the file was opened with. */

typedef struct
{
  char *name;
  char *address;   /* of e-mail, as a rule */
  char *role;      /* CHAIR, REQ-PARTICIPANT … */
  char *response;  /* ACCEPTED, NEEDS-ACTION … */
} EoCalendarAttendee;

typedef struct
{
  guint             component;        /* of the file, from 0 */
  guint             calendar;         /* likewise */
  EoCalendarMethod  method;           /* of its calendar */
  char             *uid;
  char             *occurrence;       /* RECURRENCE-ID: the local start of the occurrence it stands for */
  char             *occurrence_zone;
  char             *summary;
  char             *location;
  char             *description;
  char             *url;
  char             *geo;              /* "-29.851200;31.012300" */
  char             *starts;           /* "" only where @method is EO_METHOD_REPLY or EO_METHOD_CANCEL */
  char             *starts_zone;
  char             *ends;             /* of whole days: the last of them */
  char             *ends_zone;
  gboolean          all_day;
  char             *repeats;          /* an RRULE by days, weeks, months or years, its UNTIL local */
  char             *except;           /* local starts, in order, apart by spaces */
  char             *extra;            /* likewise */
  char             *status;
  char             *transparency;
  char             *class;
  char             *categories;       /* apart by \n */
  char             *organizer_name;
  char             *organizer_address;
  gint32            sequence;
  GPtrArray        *attendees;        /* EoCalendarAttendee */
  GHashTable       *own;              /* of our own X-EXECOFFICE- properties, by what follows: their values */
  char             *foreign;          /* properties and components of others, each line ended by \n */
} EoCalendarEvent;

/* Something for a person to know: what was left out, or taken otherwise than it stood. */
typedef struct
{
  EoCalendarNoteCode  code;
  gboolean            is_refused; /* the event was left out */
  char               *text;       /* names it */
} EoCalendarNote;

typedef struct
{
  GPtrArray *events; /* EoCalendarEvent */
  GPtrArray *notes;  /* EoCalendarNote */
} EoCalendarBatch;

typedef struct _EoCalendarFile EoCalendarFile;

void             eo_calendar_event_free (EoCalendarEvent *event);
void             eo_calendar_batch_free (EoCalendarBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCalendarBatch, eo_calendar_batch_free)

/* Whether a document called @name is a calendar, as far as its name tells. */
gboolean         eo_calendar_is_called  (const char      *name);

/* @fd: a sealed memfd, of which a duplicate is kept; @name: for messages to people; @zone: IANA, of the diary that it is
 * for. What it gives is used in the thread that opened it, which blocks: for workers and the command line.
 * Errors are in EO_ERROR: EMPTY, TOO_LARGE (over 256 MB), NO_CAGE, IO. */
EoCalendarFile  *eo_calendar_file_open  (int              fd,
                                         const char      *name,
                                         const char      *zone,
                                         GError         **error);
void             eo_calendar_file_close (EoCalendarFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCalendarFile, eo_calendar_file_close)

/* The next events, at most EO_CALENDAR_BATCH; NULL without an error: there are no more. An event over which the
 * program ends or takes too long is left out with a note, and the rest is read, until there were eight of them.
 * Further errors: UNSUPPORTED (no calendar in it), CRASHED, LIMIT. */
EoCalendarBatch *eo_calendar_file_next  (EoCalendarFile  *self,
                                         GError         **error);
/* How much of the file was read, from 0 to 1; and microseconds of CPU that the caged program used for it. */
double           eo_calendar_file_get_fraction (EoCalendarFile *self);
guint64          eo_calendar_file_get_cpu      (EoCalendarFile *self);

G_END_DECLS
