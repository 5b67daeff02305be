/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment.h"

G_BEGIN_DECLS

/* How far a change of one of a series reaches. */
typedef enum
{
  EO_REACH_THIS,
  EO_REACH_ONWARDS, /* this and all later ones: the series ends before it, and another begins */
  EO_REACH_ALL,
} EoReach;

/* The one of @series that begins at @original, as a record of its own that can be changed; not saved. Main thread, or
 * that of the writer. */
EoRecord *eo_series_take_out            (EoAppointment      *series,
                                         const EoLocalTime  *original);

/* Inside a write. @edited: what eo_series_take_out() gave, changed. Saved is @edited itself, with EO_REACH_ALL the
 * series, which gets what was changed in it. EO_ERROR_INVALID where the rule cannot follow to the new day. */
gboolean  eo_writer_change_occurrence   (EoWriter           *writer,
                                         EoAppointment      *edited,
                                         EoReach             reach,
                                         GError            **error);
/* Who attends the appointment @from attends @to as well. */
gboolean  eo_writer_copy_attendees      (EoWriter           *writer,
                                         gint64              from,
                                         EoAppointment      *to,
                                         GError            **error);
/* It does not take place. */
gboolean  eo_writer_drop_occurrence     (EoWriter           *writer,
                                         gint64              series,
                                         const EoLocalTime  *original,
                                         EoReach             reach,
                                         GError            **error);

G_END_DECLS
