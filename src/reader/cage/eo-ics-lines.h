/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libical/ical.h>

#include "reader/cage/eo-ics-split.h"

G_BEGIN_DECLS

/* Properties that are plain text: they need no more than their escapes taken back. */
typedef enum
{
  EO_ICS_UID,
  EO_ICS_SUMMARY,
  EO_ICS_LOCATION,
  EO_ICS_DESCRIPTION,
  EO_ICS_URL,
  EO_ICS_STATUS,
  EO_ICS_TRANSP,
  EO_ICS_CLASS,
  EO_ICS_SEQUENCE,
  EO_ICS_N_TEXTS
} EoIcsText;

/* The lines of an event, sorted: what libical is to read, what is ours, and what is kept as it stands. */
typedef struct
{
  icalcomponent  *component; /* NULL: libical makes nothing of it */
  char           *texts[EO_ICS_N_TEXTS]; /* or NULL */
  GString        *own;       /* packed */
  guint           n_own;
  GString        *foreign;
  gboolean        foreign_left;
  char           *rule;      /* the first RRULE's value, or NULL */
  guint           n_rules;
  gboolean        has_end;   /* DTEND or DURATION, whatever it says */
  gboolean        has_occurrence;
  char           *start;     /* DTSTART's value, or NULL */
} EoIcsEventLines;

void eo_ics_event_lines_read  (EoIcsEventLines *self,
                               const EoIcsFile *file,
                               const EoIcsPart *part);
void eo_ics_event_lines_clear (EoIcsEventLines *self);

G_END_DECLS
