/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-undo.h"

G_BEGIN_DECLS

/**
 * EoBulk:
 *
 * The same thing done to many records of a kind, in one transaction: to all of them, or to none. Where some refuse,
 * all that do are named, each with why.
 */
typedef struct _EoBulk EoBulk;

typedef struct
{
  gint64  id;
  char   *name;  /* reference or title */
  char   *why;
} EoBulkRefusal;

EoBulk    *eo_bulk_new           (const EoKind        *kind,
                                  GArray              *ids);      /* of gint64; copied */
EoBulk    *eo_bulk_ref           (EoBulk              *self);
void       eo_bulk_unref         (EoBulk              *self);
void       eo_bulk_set_values    (EoBulk              *self,      /* these fields of @values go into every record; */
                                  EoRecord            *values,    /* with a step, those that it asks for. Copied. */
                                  GPtrArray           *fields);   /* of EoField */
void       eo_bulk_set_step      (EoBulk              *self,
                                  const char          *name);
void       eo_bulk_set_delete    (EoBulk              *self);
guint      eo_bulk_get_n         (EoBulk              *self);
guint      eo_bulk_get_done      (EoBulk              *self);     /* how far it is: from any thread */
GPtrArray *eo_bulk_get_refused   (EoBulk              *self);     /* (transfer none) of EoBulkRefusal, once it has ended */
EoBulk    *eo_bulk_copy_rest     (EoBulk              *self);     /* (transfer full): the same without those that refused */

void       eo_store_bulk_async   (EoStore             *self,
                                  EoBulk              *bulk,
                                  GCancellable        *cancellable, /* until it is committed */
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
EoUndo    *eo_store_bulk_finish  (EoStore             *self,      /* (transfer full): takes all of it back; NULL with … */
                                  GAsyncResult        *result,
                                  GError             **error);    /* … EO_ERROR_STATE where some refused */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoBulk, eo_bulk_unref)

G_END_DECLS
