/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* What was changed here and on the server since they last agreed. Both are kept until a person decides; the next
 * synchronisation does it. */

typedef enum
{
  EO_CALDAV_UNDECIDED,
  EO_CALDAV_KEEP_MINE,
  EO_CALDAV_KEEP_THEIRS,
  EO_CALDAV_KEEP_BOTH,   /* theirs in its place, mine beside it as a copy that the server gets as a new one */
} EoCaldavKeep;

typedef struct
{
  gint64        id;
  gint64        diary;
  char         *member;
  char         *uid;
  char         *title;    /* for people */
  char         *etag;
  char         *mine;     /* iCalendar; "": deleted here */
  char         *theirs;   /* likewise: deleted there */
  EoInstant     found_at;
  EoCaldavKeep  decision;
} EoCaldavConflict;

void       eo_caldav_conflict_free   (EoCaldavConflict        *self);

/* (transfer full) of EoCaldavConflict, the oldest first. @diary: id, or 0 for all. Any thread. */
GPtrArray *eo_caldav_conflicts_load  (EoStore                 *store,
                                      gint64                   diary,
                                      GError                 **error);
/* Waits, for a moment. NOT_FOUND where it is decided already. */
gboolean   eo_caldav_conflict_decide (EoStore                 *store,
                                      gint64                   id,
                                      EoCaldavKeep             decision,
                                      GError                 **error);
gboolean   eo_caldav_keep_parse      (const char              *text,     /* "mine", "theirs", "both" */
                                      EoCaldavKeep            *keep);

/* Inside a write: adds it, or brings it up to date. */
gboolean   eo_caldav_conflict_save   (EoWriter                *writer,
                                      const EoCaldavConflict  *self,
                                      GError                 **error);
gboolean   eo_caldav_conflict_delete (EoWriter                *writer,
                                      gint64                   id,
                                      GError                 **error);

G_END_DECLS
