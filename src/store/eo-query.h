/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

/**
 * EoQuery:
 *
 * Which records of a kind, in which order. Immutable once given to the store;
 * the store turns it into SQL, nobody else does.
 */
#define EO_TYPE_QUERY (eo_query_get_type ())
G_DECLARE_FINAL_TYPE (EoQuery, eo_query, EO, QUERY, GObject)

typedef enum
{
  EO_IS,
  EO_IS_NOT,
  EO_BEFORE, /* < */
  EO_AFTER,  /* > */
  EO_UNTIL,  /* <= */
  EO_SINCE,  /* >= */
} EoCompare;

EoQuery      *eo_query_new           (const EoKind        *kind);
EoQuery      *eo_query_copy          (EoQuery             *self);
const EoKind *eo_query_get_kind      (EoQuery             *self);
void          eo_query_set_filter    (EoQuery             *self,    /* a saved filter, or NULL */
                                      const EoSavedFilter *filter);
void          eo_query_add           (EoQuery             *self,
                                      const EoField       *field,
                                      EoCompare            compare,
                                      const char          *text);   /* canonical */
void          eo_query_set_match     (EoQuery             *self,    /* full-text, as search takes it; NULL or "" for none */
                                      const char          *text);
void          eo_query_set_ids       (EoQuery             *self,    /* only these of them */
                                      const gint64        *ids,
                                      guint                n_ids);
void          eo_query_set_sort      (EoQuery             *self,    /* NULL: the kind's own order, newest first */
                                      const EoField       *field,
                                      gboolean             descending);
void          eo_query_set_sort_reference (EoQuery        *self,    /* by reference = as registered */
                                      gboolean             descending);

G_END_DECLS
