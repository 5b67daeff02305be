/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-appointment-choices.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoOccurrence:
 * @appointment: id; the same in all occurrences of a series
 * @version: of that record
 * @diary: id
 * @title: what it is
 * @place: "" where none is said
 * @original: local start by which an occurrence of a series is named; "" where it stands alone
 * @starts: seconds since 1970, UTC
 * @ends: likewise, not part of it; never before @starts
 * @travel_before: minutes on the road before it; @preparation comes between that and @starts
 * @travel_after: minutes; @buffer comes between @ends and that
 * @hold_number: of @hold_count times held for one request; 0 for none
 *
 * An appointment as it stands in a diary: once, or once for each time a series occurs. Plain, so that any thread can
 * have them; nothing of it changes once it is made.
 */
typedef struct
{
  grefcount            refs;
  gint64               appointment;
  gint64               version;
  gint64               diary;
  gint64               request;
  char                *title;
  char                *place;
  char                *travel_note;
  char                 original[17];
  gint64               starts;
  gint64               ends;
  guint                preparation;
  guint                travel_before;
  guint                travel_after;
  guint                buffer;
  guint                hold_number;
  guint                hold_count;
  EoAppointmentStatus  status;
  EoShowsAs            shows_as;
  EoAppointmentCategory category;
  EoAttendance         attendance;
  EoClassification     classification;
  gboolean             all_day;
  gboolean             is_private;
} EoOccurrence;

EoOccurrence *eo_occurrence_ref   (EoOccurrence *self);
void          eo_occurrence_unref (EoOccurrence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoOccurrence, eo_occurrence_unref)

/* (transfer full): the same, in another diary or at another time. */
EoOccurrence *eo_occurrence_move  (const EoOccurrence *self,
                                   gint64              diary,
                                   gint64              starts,
                                   gint64              ends);

/* What is blocked: with travel, preparation and buffer. */
gint64        eo_occurrence_get_from  (const EoOccurrence *self);
gint64        eo_occurrence_get_until (const EoOccurrence *self);
/* Whether it takes the principal's time: it shows as busy or away, and was not called off. */
gboolean      eo_occurrence_blocks    (const EoOccurrence *self);
/* "Tue 22 Sep, 14:00–15:30" on the clocks of @zone: (transfer full). */
char         *eo_occurrence_format_times (const EoOccurrence *self,
                                          const char         *zone);

/* What stands in the diaries from @from to @until (seconds since 1970), in order of when it begins, with what is called
 * off and without holds that were released: (transfer full) of EoOccurrence. @diaries: ids, none for all. Any thread. */
GPtrArray    *eo_occurrences_find (EoStore       *store,
                                   const gint64  *diaries,
                                   guint          n_diaries,
                                   gint64         from,
                                   gint64         until,
                                   GError       **error);
void          eo_occurrences_find_async  (EoStore             *store,
                                          const gint64        *diaries,
                                          guint                n_diaries,
                                          gint64               from,
                                          gint64               until,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray    *eo_occurrences_find_finish (EoStore             *store,
                                          GAsyncResult        *result,
                                          GError             **error);
/* The same inside a write, of one diary. */
GPtrArray    *eo_writer_find_occurrences (EoWriter      *writer,
                                          gint64         diary,
                                          gint64         from,
                                          gint64         until,
                                          GError       **error);

G_END_DECLS
