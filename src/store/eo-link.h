/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A tie between any two records, seen from one of them. */
typedef struct
{
  gint64        id;
  const EoKind *kind;      /* of the other record */
  gint64        record;
  char         *reference;
  char         *title;
  char         *role;      /* "reply to", "see also" … as said from the first to the second */
  gboolean      outgoing;  /* made from this record */
} EoTie;

void       eo_tie_free           (EoTie         *tie);
GPtrArray *eo_store_get_ties     (EoStore       *self,   /* of EoTie */
                                  const EoKind  *kind,
                                  gint64         id);
gboolean   eo_writer_tie         (EoWriter      *writer, /* the same tie twice is one */
                                  const EoKind  *kind,
                                  gint64         id,
                                  const EoKind  *other_kind,
                                  gint64         other_id,
                                  const char    *role,
                                  GError       **error);
gboolean   eo_writer_untie       (EoWriter      *writer,
                                  gint64         tie,
                                  GError       **error);

/* Actions are records of kind "action" about any record. */
GPtrArray *eo_store_get_actions  (EoStore       *self,   /* of EoRecord (EoAction), open ones first */
                                  const EoKind  *kind,
                                  gint64         id);

G_END_DECLS
