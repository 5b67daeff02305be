/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A filter that somebody saved: one of the kind's, and what is looked for in it. Each person's own. */
typedef struct
{
  gint64  id;
  char   *name;    /* "Roads overdue" */
  char   *filter;  /* the kind's: "overdue" */
  char   *text;    /* as search takes it; "" for none */
} EoOwnFilter;

/* The kind of changes to them in EoStore::changed. */
#define EO_OWN_FILTER_KIND "saved_filter"

void       eo_own_filter_free         (EoOwnFilter   *filter);
GPtrArray *eo_store_get_own_filters   (EoStore       *self,    /* (transfer full) of EoOwnFilter, by name: of who works here */
                                       const EoKind  *kind);
gboolean   eo_writer_keep_own_filter  (EoWriter      *writer,  /* a new one; INVALID where the name is empty or taken */
                                       const EoKind  *kind,
                                       const char    *name,
                                       const char    *filter,
                                       const char    *text,
                                       gint64        *id,      /* (out) (optional) */
                                       GError       **error);
gboolean   eo_writer_rename_own_filter (EoWriter     *writer,
                                       gint64         id,
                                       const char    *name,
                                       GError       **error);
gboolean   eo_writer_remove_own_filter (EoWriter     *writer,
                                       gint64         id,
                                       GError       **error);

G_END_DECLS
