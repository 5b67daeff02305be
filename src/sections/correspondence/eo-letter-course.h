/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-tracking-sheet.c: what there is to be told of a letter. */

#include "sections/correspondence/eo-letter.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What happened, when, and who did it. */
typedef struct
{
  EoInstant  at;
  gint64     seq;      /* of the journal */
  char      *of;       /* "IN/2026/00042" */
  char      *what;
  gboolean   told;     /* @what says more than the step */
  char      *who;
  int        days;     /* working days since the one before; -1 for none before */
} EoCourseEvent;

/* Where the paper went. */
typedef struct
{
  EoInstant  at;
  char      *holder;
  char      *place;
  char      *who;
} EoCourseMove;

typedef struct
{
  EoStore    *store;
  EoRecord   *letter;
  EoRecord   *other;         /* its reply, or what it answers; or NULL */
  GPtrArray  *contributions;
  GPtrArray  *events;        /* of EoCourseEvent */
  GPtrArray  *moves;         /* of EoCourseMove */
  EoCalendar *calendar;
  EoDate      stopped;       /* since when the clock stands; "" while it runs */
  int         stood;         /* working days it stood before */
} EoCourse;

/* Reads all of it. Any thread. (transfer full) */
EoCourse *_eo_course_new        (EoStore   *store,
                                 EoRecord  *letter,
                                 GError   **error);
void      _eo_course_free       (gpointer   course);
char     *_eo_course_show_field (EoRecord   *record,
                                 const char *name);

G_END_DECLS
