/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* In titles and snippets, found words stand between these two characters. */
#define EO_MARK_START "\002"
#define EO_MARK_END   "\003"

typedef struct
{
  const EoKind *kind;
  gint64        id;
  char         *reference;
  char         *title;         /* marked */
  char         *snippet;       /* marked; "" when all is in the title */
  gint64        document;      /* 0, or the document the words stand in */
  char         *document_name;
  guint         page;          /* of the document, from 1; 0 for the record itself */
} EoHit;

typedef struct
{
  GPtrArray *hits;      /* of EoHit */
  guint      total;     /* hits in all, as far as counted */
  gboolean   more;      /* total is a floor: there are more */
  gboolean   by_rank;   /* else newest first, because there are many */
  double     seconds;
} EoSearchResult;

void            eo_search_result_free   (EoSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoSearchResult, eo_search_result_free)

/* @text: words, all of which must occur; the last may be a beginning (prefix); "a phrase"; from:NAME, in:KIND,
 * before:DATE, after:DATE. Never an error of syntax. @kind: NULL for everything. Any number of characters,
 * of any sort, is answered. */
EoSearchResult *eo_store_search         (EoStore        *self,    /* waits: command line and tests */
                                         const char     *text,
                                         const EoKind   *kind,
                                         guint           limit,
                                         GError        **error);
void            eo_store_search_async   (EoStore        *self,
                                         const char     *text,
                                         const EoKind   *kind,
                                         guint           limit,
                                         GCancellable   *cancellable, /* interrupts SQLite at work */
                                         GAsyncReadyCallback callback,
                                         gpointer        user_data);
EoSearchResult *eo_store_search_finish  (EoStore        *self,
                                         GAsyncResult   *result,
                                         GError        **error);
char           *eo_mark_to_markup       (const char     *marked); /* escaped Pango markup, words in <span> */
char           *eo_mark_strip           (const char     *marked);
GPtrArray      *eo_search_words         (const char     *text);   /* the plain words of a query: to light them on a page */

G_END_DECLS
