/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-local-time.h"

G_BEGIN_DECLS

/* When an appointment repeats. A rule is a value of RRULE (RFC 5545, 3.3.10) by days, weeks, months or years; its UNTIL
 * is a time on the clocks of the zone that the appointment begins in, never one in UTC. libical reckons. Any thread. */

/**
 * EoSeries:
 * @repeats: the rule, or "" where there is only what @extra says
 * @except: local starts that do not take place, apart by spaces
 * @extra: local starts beside the rule
 * @moved: local starts that stand elsewhere
 * @starts: the first
 */
typedef struct
{
  const char  *repeats;
  const char  *except;
  const char  *extra;
  const char  *moved;
  EoLocalTime  starts;
} EoSeries;

gboolean    eo_series_check    (const char        *rule,
                                GError           **error);   /* EO_ERROR_INVALID, for a clerk */
/* The local starts from @from to @until (which is not part of it), in order: (transfer full) of EoLocalTime, at most
 * EO_SERIES_MOST. */
GArray     *eo_series_expand   (const EoSeries    *self,
                                const EoLocalTime *from,
                                const EoLocalTime *until);
#define EO_SERIES_MOST 4096

EoLocalTime eo_series_get_last (const EoSeries    *self);    /* "" where it goes on for ever */
/* The same rule ended before @before: (transfer full). */
char       *eo_series_cut      (const char        *rule,
                                const EoLocalTime *before);
/* What is left of it from @from on, as a rule that begins there: (transfer full). */
char       *eo_series_rest     (const char        *rule,
                                const EoLocalTime *starts,
                                const EoLocalTime *from);
/* The same rule where what began at @before begins at @after: (transfer full), NULL where it cannot follow there:
 * EO_ERROR_INVALID. */
char       *eo_series_shift    (const char        *rule,
                                const EoLocalTime *before,
                                const EoLocalTime *after,
                                GError           **error);
char       *eo_series_describe (const char        *rule,     /* "Every week on Tuesday, until 30 Nov 2026" */
                                const EoLocalTime *starts);

G_END_DECLS
