/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoSlotWish:
 * @diaries: ids of whom it must suit; the first one's zone is that of the days
 * @n_diaries: at least one
 * @place: "" for none; where nothing is said of the travel, it takes as long as it took there before, or as the diary says
 * @minutes: of the meeting itself
 * @preparation: minutes before it
 * @travel: minutes each way; -1: by the place
 * @buffer: minutes after it
 * @first: day
 * @last: day, included
 * @most: how many are wanted
 *
 * What is looked for: a time within everybody's working hours, with what comes before and after it free too.
 */
typedef struct
{
  const gint64 *diaries;
  guint         n_diaries;
  const char   *place;
  guint         minutes;
  guint         preparation;
  int           travel;
  guint         buffer;
  EoDate        first;
  EoDate        last;
  guint         most;
} EoSlotWish;

typedef struct
{
  gint64      starts;       /* seconds since 1970 */
  gint64      ends;
  EoLocalTime local_starts; /* in the zone of the first diary */
  EoLocalTime local_ends;
  guint       travel;       /* minutes each way, as reckoned with */
} EoSlot;

/* (transfer full) of EoSlot, in order; three a day at most, so that there is a choice. INVALID, for a clerk: what is
 * wished cannot be. NOT_FOUND: a diary that is not there. Any thread. */
GArray *eo_slots_find (EoStore           *store,
                       const EoSlotWish  *wish,
                       GError           **error);

G_END_DECLS
