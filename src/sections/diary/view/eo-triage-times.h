/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/eo-wish-check.h"

G_BEGIN_DECLS

/**
 * EoTriageTimes:
 *
 * The times that a request names, to be chosen from, each with how it would stand in the diary, in words and by a shape.
 *
 * Signals: `changed`: others are chosen; `look-at (const char *day)`: the ISO day of the time that has the focus.
 */
#define EO_TYPE_TRIAGE_TIMES (eo_triage_times_get_type ())
G_DECLARE_FINAL_TYPE (EoTriageTimes, eo_triage_times, EO, TRIAGE_TIMES, GtkBox)

GtkWidget *eo_triage_times_new        (void);
/* Another request: its times, those chosen ticked; nothing is known of them yet. */
void       eo_triage_times_show       (EoTriageTimes  *self,
                                       EoRequest      *request);
void       eo_triage_times_add        (EoTriageTimes  *self,     /* a time that it does not name: ticked */
                                       const EoWish   *wish);
void       eo_triage_times_offer      (EoTriageTimes  *self,     /* times found in the document: not ticked */
                                       const char     *words);
GArray    *eo_triage_times_get_all    (EoTriageTimes  *self);    /* (transfer full) of EoWish, in order */
GArray    *eo_triage_times_get_chosen (EoTriageTimes  *self);    /* (transfer full) of EoWish, in order */
void       eo_triage_times_set_check  (EoTriageTimes  *self,
                                       guint           nth,      /* of all */
                                       EoWishCheck    *check);
void       eo_triage_times_tick       (EoTriageTimes  *self,
                                       guint           nth);
void       eo_triage_times_set_locked (EoTriageTimes  *self,     /* nothing is to be chosen any more */
                                       gboolean        locked);

G_END_DECLS
