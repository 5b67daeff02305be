/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoRecordList:
 *
 * A GListModel over the records of a query, a million as cheaply as a dozen: the
 * ordered ids are read by a worker, pages of 64 records by primary key, and few of
 * them kept. A position gives the same object while anyone holds it. It follows
 * the store's changes by itself.
 *
 * Properties: `loading` (gboolean). Signal: `refreshed` after its ids were renewed.
 */
#define EO_TYPE_RECORD_LIST (eo_record_list_get_type ())
G_DECLARE_FINAL_TYPE (EoRecordList, eo_record_list, EO, RECORD_LIST, GObject)

EoRecordList *eo_record_list_new       (EoStore      *store);
void          eo_record_list_set_query (EoRecordList *self,
                                        EoQuery      *query);
EoQuery      *eo_record_list_get_query (EoRecordList *self);
gboolean      eo_record_list_is_loading (EoRecordList *self);
guint         eo_record_list_get_n     (EoRecordList *self);
gint64        eo_record_list_get_id    (EoRecordList *self,
                                        guint         position);
gboolean      eo_record_list_find      (EoRecordList *self,     /* position of an id */
                                        gint64        id,
                                        guint        *position);
void          eo_record_list_refresh   (EoRecordList *self);

G_END_DECLS
