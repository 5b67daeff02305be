/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/paper/eo-day-pack.h"
#include "sections/diary/paper/eo-paper-items.h"
#include "store/eo-attachment.h"

G_BEGIN_DECLS

/* Who invites, and what the office has about them. */
typedef struct
{
  EoLink     party;
  GPtrArray *letters;     /* of EoRecord: the last of them, the newest first */
  GPtrArray *commitments; /* of EoRecord: open actions */
  GHashTable *about;      /* of an action's id: what it is about, "IN/2026/00012" */
} EoPackHost;

/* A part of the pack: one appointment. */
typedef struct
{
  EoOccurrence    *one;
  EoAppointment   *record;
  EoRequest       *request;      /* or NULL */
  GPtrArray       *attendees;
  GPtrArray       *hosts;        /* of EoPackHost */
  GPtrArray       *documents;    /* of EoAttachment */
  EoClassification documents_marking;
  char            *title;        /* "08:30 Portfolio Committee" */
} EoPackAppointment;

EoPackAppointment *_eo_pack_appointment_new    (EoPaperSpan         *span,
                                                const EoDate        *day,
                                                EoOccurrence        *one);   /* NULL where it has no part in a pack */
void               _eo_pack_appointment_free   (EoPackAppointment   *self);
/* Whether there is more to say than the programme does. */
gboolean           _eo_pack_appointment_speaks (EoPackAppointment   *self);
/* Its sheet, bound; raises @highest by what is on it. */
EoReport          *_eo_pack_appointment_report (EoPackAppointment   *self,
                                                EoPaperSpan         *span,
                                                const EoDate        *day,
                                                gboolean             with_letters,
                                                gboolean             with_commitments,
                                                EoClassification    *highest);

/* (transfer full) of EoPackHost: those who invite to it. */
GPtrArray         *_eo_pack_hosts_new          (EoStore             *store,
                                                GPtrArray           *attendees,
                                                EoRequest           *request);

/* The document as a sealed memfd of something that has pages: mail and office documents are made into PDFs. -1: it could
 * not be read. Blocks. */
int                _eo_pack_open_document      (EoStore             *store,
                                                const EoAttachment  *document,
                                                GCancellable        *cancellable);

G_END_DECLS
