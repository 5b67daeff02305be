/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-diary.h"

G_BEGIN_DECLS

/* What is one entry on a calendar server: an appointment, or a series with those of it that were changed. Inside a write. */
typedef struct
{
  EoDiary   *diary;
  char      *uid;
  GPtrArray *records;  /* EoAppointment; none: it is not in the diary (any more) */
  char      *versions;
  gboolean   is_known; /* the server had its text from elsewhere: what is private in it is no secret there */
} EoCaldavObject;

EoCaldavObject *eo_caldav_object_load      (EoWriter             *writer,
                                            EoDiary              *diary,
                                            const char           *uid,
                                            gboolean              is_known,
                                            GError              **error);
void            eo_caldav_object_free      (EoCaldavObject       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavObject, eo_caldav_object_free)

/* What it is called, for messages; "" where there is nothing. */
const char     *eo_caldav_object_get_title (EoCaldavObject       *self);

/* What the server is told of it, as iCalendar; "": nothing. Private and classified ones go out as times alone, or not at all:
 * as the diary discloses. (transfer full); NULL with an error. */
char           *eo_caldav_object_say       (EoWriter             *writer,
                                            EoCaldavObject       *self,
                                            GError              **error);
/* A digest of what eo_caldav_object_say() gave, but for when it was said. (transfer full) */
char           *eo_caldav_hash             (const char           *said);

/* @has: (out): whether the diary has already what the server says. @events: eo-caldav-parse.h. */
gboolean        eo_caldav_object_has       (EoWriter             *writer,
                                            EoCaldavObject       *self,
                                            GPtrArray            *events,
                                            gboolean             *has,
                                            GError              **error);
/* Takes what the server says into the diary: of what went out as times alone, only the times. What it does not name any more
 * is deleted. Errors of the entry: INVALID, CONFLICT, STATE. @self is stale then: load it anew. */
gboolean        eo_caldav_object_take      (EoWriter             *writer,
                                            EoStore              *store,
                                            EoCaldavObject       *self,
                                            GPtrArray            *events,
                                            GError              **error);
gboolean        eo_caldav_object_delete    (EoWriter             *writer,
                                            EoCaldavObject       *self,
                                            GError              **error);
/* A copy beside it, known to nobody. */
gboolean        eo_caldav_object_copy      (EoWriter             *writer,
                                            EoCaldavObject       *self,
                                            GError              **error);

G_END_DECLS
