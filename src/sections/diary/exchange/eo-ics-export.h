/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Appointments as an iCalendar file. Series go out whole, with what was changed of them; zones with their definitions. */

typedef enum
{
  EO_ICS_WHOLE, /* with what only this program understands: read back into an office it loses nothing */
  EO_ICS_PLAIN, /* what any calendar understands */
  EO_ICS_BUSY,  /* that there is something, and when; no more */
} EoIcsDetail;

/* To the file @path, which appears whole or not at all. @diary: id, 0 for all; @from, @until: days, "" for no bound: what
 * stands in them in part is written, too. @n: (out): appointments. Waits. */
gboolean eo_ics_export     (EoStore       *store,
                            gint64         diary,
                            const EoDate  *from,
                            const EoDate  *until,
                            const char    *path,
                            guint64       *n,
                            GError       **error);

/* One appointment, or the whole series that it is or is one of, as a calendar of its own: (transfer full). */
char    *eo_ics_export_one (EoStore       *store,
                            gint64         appointment,
                            EoIcsDetail    detail,
                            GError       **error);

G_END_DECLS
