/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-file.h"

G_BEGIN_DECLS

/* What an entry on a calendar server says. */
typedef struct
{
  GPtrArray *events;  /* EoCalendarEvent, of one UID; a series before those that were changed; empty where … */
  char      *problem; /* … this says why it cannot be taken; or NULL */
} EoCaldavParsed;

void       eo_caldav_parsed_free (EoCaldavParsed *self);

/* @texts: of iCalendar, one an entry. (transfer full) of EoCaldavParsed, in their order. @zone: IANA, the diary's. Waits.
 * Errors, in EO_ERROR: NO_CAGE, IO; anything about one entry is its problem. */
GPtrArray *eo_caldav_parse       (GPtrArray      *texts,
                                  const char     *zone,
                                  GError        **error);

G_END_DECLS
