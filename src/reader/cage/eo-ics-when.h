/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-ics-lines.h"
#include "reader/cage/eo-ics-notes.h"
#include "reader/cage/eo-ics-zone.h"

G_BEGIN_DECLS

/* When an event is: its properties turned to local times and zones. */

/* What is gathered of an event while its properties are walked through, once: libical's own questions for the start
 * and the like would begin the walk anew. */
typedef struct
{
  EoIcsEventLines      lines;
  EoIcsNotes          *notes;
  icalproperty        *start_property, *end_property, *duration, *occurrence, *rule_property, *organizer;
  char                *geo;
  GString             *categories;
  GString             *attendees;   /* packed: the first n_packed of n_attendees */
  guint                n_packed;
  guint                n_attendees;
  GPtrArray           *exceptions; /* icalproperty */
  GPtrArray           *extras;

  EoIcsZone           *zone;
  EoIcsZone           *end_zone;
  struct icaltimetype  start;
  struct icaltimetype  end;
  char                *repeats;
} EoIcsEvent;

gboolean  eo_ics_when_is_valid        (struct icaltimetype   time);
char     *eo_ics_when_format          (struct icaltimetype   time);
/* FALSE: the event is refused, with a note. */
gboolean  eo_ics_when_take_start      (EoIcsEvent           *event,
                                       EoCalendarMethod      method);
void      eo_ics_when_take_end        (EoIcsEvent           *event);
gboolean  eo_ics_when_take_occurrence (EoIcsEvent           *event,
                                       char                **text,
                                       EoIcsZone           **zone);
/* The times of @properties, EXDATE or RDATE, and those of @expanded, if any: in order, apart by spaces. */
char     *eo_ics_when_list            (EoIcsEvent           *event,
                                       GPtrArray            *properties,
                                       GArray               *expanded);

G_END_DECLS
