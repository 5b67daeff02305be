/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"
#include "paper/eo-report.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* All a principal needs for a day as one PDF: contents, the programme, and for each appointment what is known of it, the
 * last letters to and from its host, what is open towards that host, and the pages of the documents of the appointment, of
 * its request and of the letter that the request came with. Private appointments have their line in the programme only, as
 * do those the principal does not go to. */
typedef struct _EoDayPack EoDayPack;

typedef enum
{
  EO_PACK_ITEM_SHEET,       /* what is known of the appointment */
  EO_PACK_ITEM_LETTERS,     /* on that sheet: the last letters to and from the host */
  EO_PACK_ITEM_COMMITMENTS, /* on that sheet: what is open towards the host */
  EO_PACK_ITEM_DOCUMENT,
} EoPackItemKind;

/* Something that can be left out. */
typedef struct
{
  gint64          appointment; /* id */
  EoPackItemKind  kind;
  const char     *title;       /* of the appointment: "08:30 Portfolio Committee" */
  const char     *name;        /* of the document, or what it is */
  gboolean        is_included;
} EoPackItem;

/* What there is for the day: by what was chosen when it was made last. Any thread. @diary: id. */
EoDayPack        *eo_day_pack_new          (EoStore              *store,
                                            gint64                diary,
                                            const EoDate         *day,
                                            GError              **error);
EoDayPack        *eo_day_pack_ref          (EoDayPack            *self);
void              eo_day_pack_unref        (EoDayPack            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDayPack, eo_day_pack_unref)

guint             eo_day_pack_get_n_items  (EoDayPack            *self);
const EoPackItem *eo_day_pack_get_item     (EoDayPack            *self,
                                            guint                 item);
void              eo_day_pack_set_included (EoDayPack            *self,
                                            guint                 item,
                                            gboolean              included);
/* Keeps the choices with the appointments, for the next time. */
void              eo_day_pack_remember_async  (EoDayPack           *self,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean          eo_day_pack_remember_finish (GAsyncResult        *result,
                                               GError             **error);

/* Draws it, in the cage. Blocks: for worker threads and the command line. What cannot be put in has a page that says so. */
GBytes           *eo_day_pack_make         (EoDayPack            *self,
                                            GCancellable         *cancellable,
                                            EoReportProgressFunc  progress,      /* (nullable) */
                                            gpointer              progress_data,
                                            GError              **error);
/* The same into a file, whole or not at all. @self: an EoDayPack, so that a job on order takes it as it is. */
gboolean          eo_day_pack_write        (gpointer              self,
                                            const char           *path,
                                            GCancellable         *cancellable,
                                            EoReportProgressFunc  progress,
                                            gpointer              progress_data,
                                            GError              **error);

G_END_DECLS
