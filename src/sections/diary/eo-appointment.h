/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment-choices.h"
#include "store/eo-kind.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* How an appointment is looked for between two moments. */
typedef enum
{
  EO_SPAN_SHORT,  /* blocks at most EO_SHORT_DAYS: found by where it begins */
  EO_SPAN_LONG,
  EO_SPAN_SERIES, /* repeats */
} EoSpan;

#define EO_SHORT_DAYS 7

/**
 * EoAppointment:
 *
 * What stands in a diary, once or as a series. Times are those of the clocks where it takes place. What the program
 * reckons with is derived when it is saved: @starts_at to @ends_at, the moments; @blocked_from to @blocked_until, the
 * same with travel, preparation and buffer, and of a series from the first to the last it can have.
 */
#define EO_TYPE_APPOINTMENT (eo_appointment_get_type ())
EO_DECLARE_RECORD (EoAppointment, eo_appointment, APPOINTMENT)

struct _EoAppointment
{
  EoRecord               parent_instance;

  char                  *subject;
  EoLink                 diary;
  EoLocalTime            starts;
  char                  *starts_zone;
  EoLocalTime            ends;          /* of an all-day one: its last day */
  char                  *ends_zone;
  gboolean               all_day;
  char                  *place;
  char                  *address;
  char                  *map;           /* a link to a map */
  EoAppointmentCategory  category;
  EoAppointmentStatus    status;
  EoShowsAs              shows_as;
  gboolean               private;
  EoAttendance           attendance;
  EoLink                 delegate;
  gint64                 preparation;   /* minutes, as the next three */
  gint64                 travel_before;
  gint64                 travel_after;
  gint64                 buffer;
  char                  *travel_note;   /* "R74, 118 km" */
  char                  *repeats;       /* as RRULE has it, UNTIL on the clocks of starts_zone; "" for once */
  char                  *except_on;        /* local starts that do not take place, apart by spaces */
  char                  *extra_on;         /* local starts beside the rule */
  char                  *moved_on;         /* local starts that have a record of their own */
  EoLink                 series;        /* what this one was an occurrence of … */
  EoLocalTime            occurrence;    /* … and when it would have begun */
  EoLink                 request;
  gint64                 hold_number;   /* this many of … */
  gint64                 hold_count;    /* … times held for the request */
  EoLink                 leg;           /* the part of a trip that it stands for */
  char                  *brief;
  char                  *notes;
  EoInstant              starts_at;
  EoInstant              ends_at;
  EoInstant              blocked_from;
  EoInstant              blocked_until;
  gint64                 span;          /* EoSpan */
  char                  *ical_uid;      /* the UID it came with; "" where it is its own */
  gint64                 sequence;
  char                  *other_lines;       /* what came with it that has no field here, as lines of iCalendar */
  char                  *pack;          /* what is left out of its part of the day pack */
};

/* The UID by which the world knows it. */
const char *eo_appointment_get_uid (EoAppointment *self);

G_END_DECLS
