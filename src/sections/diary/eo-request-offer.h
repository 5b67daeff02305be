/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-request.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* What the invitation of a calendar, or the letter, says of a request that came with it: offered to who decides, and nobody's word yet. */
typedef struct
{
  const EoField *field; /* of the request */
  char          *value; /* canonical */
} EoRequestOffer;

/* Only what the request does not say, or says worse: (transfer full) of EoRequestOffer, perhaps none. */
GPtrArray *eo_request_find_offers      (EoRequest              *request,
                                        const EoCalendarEvent  *event,    /* (nullable) */
                                        gint64                  minutes); /* that the letter says; 0 for none */

/* The appointment, in whatever diary, that an invitation of @uid is about, where that came by a request other than @request:
 * (transfer full), or NULL. */
EoRecord  *eo_request_find_invited     (EoStore                *store,
                                        EoRequest              *request,
                                        const char             *uid);

/* Inside a write: the one appointment that stands for @request is known by @uid from now on, so that a change or a
 * cancellation that comes later finds it. Nothing where several are held, or it is known by another one. */
gboolean   eo_writer_note_invitation   (EoWriter               *writer,
                                        gint64                  request,
                                        const char             *uid,
                                        gint64                  sequence,
                                        GError                **error);

G_END_DECLS
