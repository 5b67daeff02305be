/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/exchange/eo-ics-import.h"

G_BEGIN_DECLS

/* Private to the import of calendars. */

typedef enum
{
  EO_ICS_REFUSED, /* with a line */
  EO_ICS_ADDED,
  EO_ICS_CHANGED,
  EO_ICS_SAME,
  EO_ICS_WAITS,   /* for the series that it is one of, which may come further on in the file */
} EoIcsOutcome;

#define EO_ICS_MANY 25000 /* for the command line: some seconds */
#define EO_ICS_SOME 4000  /* where somebody sits in front of it: half a second */

typedef gboolean (*EoIcsWriteFunc) (EoStore *store, EoWriteFunc func, gpointer data, GError **error);

typedef struct
{
  EoStore          *store;
  EoIcsWriteFunc    write;     /* eo_store_write(), or what does as much from another thread */
  guint             at_a_time; /* events a transaction: each writes the pages of the indexes anew, but all others wait for it */
  const EoIcsWatch *watch;
  EoIcsCount       *count;
  EoDiary          *diary;     /* a copy */
  GHashTable       *parties;   /* of e-mail address: their ids, 0 for nobody */
  GHashTable       *moved;     /* of UID: local starts that the events at hand stand for, apart by spaces */
  GPtrArray        *events;    /* EoCalendarEvent: those at hand */
  GPtrArray        *waiting;   /* EoCalendarEvent */
  gboolean          is_last;   /* none waits any more */
  gboolean          keeps_edits; /* what comes again as it came before changes nothing, whatever was changed here */
  gboolean          names_all; /* who is not named does not attend any more: as a server says it, not as a letter does */
  gboolean          is_large;  /* so many that they are written in bulk … */
  gboolean          is_bulk;   /* … and this was begun */
  GArray           *outcomes;  /* guint8 an event at hand */
  GPtrArray        *lines;     /* char * or NULL an event at hand: what is to be told of it */
} EoIcsImport;

/* The whole of it, in any thread. @self: store, write, watch, count and diary are set. */
gboolean eo_ics_import_run   (EoIcsImport            *self,
                              int                     fd,
                              const char             *name,
                              GCancellable           *cancellable,
                              GError                **error);
/* Inside a write: what @event says is done. @line: (out): something to be told. FALSE with an error: of the event, if it is
 * INVALID, CONFLICT or STATE; nothing of it may stay then. */
gboolean eo_ics_write_event  (EoWriter               *writer,
                              EoIcsImport            *self,
                              const EoCalendarEvent  *event,
                              EoIcsOutcome           *outcome,
                              char                  **line,
                              GError                **error);
/* Which occurrence of a series that begins in @zone. */
EoLocalTime eo_ics_find_occurrence (const EoCalendarEvent *event,
                                    const char            *home,
                                    const char            *zone);

/* What @event says, into the fields of @to. @is_new: there was none before, and what it leaves open is filled in. */
void     eo_ics_apply        (EoAppointment          *to,
                              const EoCalendarEvent  *event,
                              const char             *home,
                              gboolean                is_new);
/* Whether @event is word for word what @appointment was imported from last; and that it is, from now on. */
gboolean eo_ics_came_from    (EoAppointment          *appointment,
                              const EoCalendarEvent  *event);
void     eo_ics_note_came    (EoAppointment          *appointment,
                              const EoCalendarEvent  *event);
/* What came by a request: an invitation changes when and where it is, and the rest stays as it was written here. Whether it
 * moved @appointment: whether the principal comes is open again then. */
gboolean eo_ics_keep_requested (EoAppointment        *appointment,
                              EoAppointment          *before);
/* After that was saved. @line: (out): says so, and what it clashes with. */
gboolean eo_ics_tell_moved   (EoWriter               *writer,
                              EoAppointment          *appointment,
                              char                  **line,
                              GError                **error);
/* The request is called off with it, or, where a time was only held, has that no more. @line: (out): says so. */
gboolean eo_ics_call_off     (EoWriter               *writer,
                              EoAppointment          *appointment,
                              char                  **line,
                              GError                **error);
/* Its UID, or one made of what it says. (transfer full) */
char    *eo_ics_get_uid      (const EoCalendarEvent  *event);

/* Those who attend, added and with their answers. @changed: set where there was something to do. */
gboolean eo_ics_write_people (EoWriter               *writer,
                              EoIcsImport            *self,
                              EoAppointment          *appointment,
                              const EoCalendarEvent  *event,
                              gboolean                is_new,
                              gboolean               *changed,
                              GError                **error);
/* @has: whether those who attend are those whom @event names. */
gboolean eo_ics_has_people   (EoWriter               *writer,
                              EoIcsImport            *self,
                              EoAppointment          *appointment,
                              const EoCalendarEvent  *event,
                              gboolean               *has,
                              GError                **error);
/* An answer: of each attendee that @event names. */
gboolean eo_ics_write_answer (EoWriter               *writer,
                              EoIcsImport            *self,
                              EoAppointment          *appointment,
                              const EoCalendarEvent  *event,
                              gboolean               *changed,
                              GError                **error);

G_END_DECLS
