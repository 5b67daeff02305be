/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-day-part.h"

G_BEGIN_DECLS

/**
 * EoGridDiary:
 * @tag: a short word for it ("HOD"), which stands where its colour does; "" for the first diary, which needs none
 * @visible: whether anything of it is shown
 * @day_starts: minute of the day when its working day begins
 * @day_ends: likewise; not after @day_starts: it has no working hours
 * @n_workdays: of a week, from Monday: 5, 6 or 7
 *
 * A diary as the views of time see it.
 */
typedef struct
{
  gint64         id;
  char          *name;
  char          *tag;
  EoDiaryColour  colour;
  gboolean       visible;
  guint          day_starts;
  guint          day_ends;
  guint          n_workdays;
  char          *head;        /* of its column where that is narrow; NULL or "": its name */
} EoGridDiary;

/**
 * EoBlockFacts:
 * @part: of the day; for a bar only its kind (the appointment itself)
 * @clash: what it clashes with (nullable)
 * @hidden: whoever looks may only know that the time is taken
 * @tagged: the diary's tag is to be seen
 * @bar: it stands above the days, from @first to @last
 * @time: "14:00", when a bar begins that is not all-day; else ""
 *
 * What a block is made of. Borrowed, all of it.
 */
typedef struct
{
  const EoOccurrence *occurrence;
  const EoGridDiary  *diary;
  const char         *clash;
  EoDayPart           part;
  gboolean            hidden;
  gboolean            tagged;
  gboolean            bar;
  EoDate              first;
  EoDate              last;
  char                time[6];
} EoBlockFacts;

/* Whether it was called off, and keeps nobody from the time any more. */
gboolean eo_block_is_off     (const EoOccurrence *occurrence);
void     eo_block_put_time   (char                time[6],
                              int                 minute);      /* of the day: "09:05"; 1440 is "24:00" */
char    *eo_block_title      (const EoBlockFacts *facts);
char    *eo_block_time       (const EoBlockFacts *facts);       /* "14:00", "until 01:30", "" for what is no appointment */
char    *eo_block_detail     (const EoBlockFacts *facts,
                              gboolean            with_time);   /* what stands below the title */
char    *eo_block_name       (const EoBlockFacts *facts);       /* all of it in words, for who does not see it */
char    *eo_block_tip        (const EoBlockFacts *facts);       /* the same for who looks, in lines */

G_END_DECLS
