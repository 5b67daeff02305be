/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: what people type, taken apart; and what the index holds. */

#include "store/eo-search.h"
#include "store/eo-store-private.h"

G_BEGIN_DECLS

/* Tags in the index's last column, so that a search within a kind or a year needs no row read.
 * They begin with letters no word begins with. */
#define EO_TAG_KIND "qzkind" /* qzkindletter */
#define EO_TAG_YEAR "qzyear" /* qzyear2026 */
#define EO_TAG_PAGE "qzpage" /* a page of a document */

typedef struct
{
  GPtrArray    *words;   /* of char *: plain, to be lit on a page */
  GString      *match;   /* the words as FTS5 takes them, "" for none */
  GString      *from;    /* from: likewise */
  const EoKind *kind;    /* in:, or NULL */
  EoDate        after;   /* "" for none; exclusive */
  EoDate        before;  /* likewise */
} EoSearchTerms;

EoSearchTerms *eo_search_terms_new        (const char          *text);
void           eo_search_terms_free       (EoSearchTerms       *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoSearchTerms, eo_search_terms_free)

gboolean       eo_search_terms_is_empty   (const EoSearchTerms *terms);  /* nothing to look for */
gboolean       eo_search_terms_filtered   (const EoSearchTerms *terms);  /* has from:, in:, before: or after: */
char          *eo_search_terms_expression (const EoSearchTerms *terms);  /* for search_fts MATCH */
char          *eo_search_tag_for_kind     (const EoKind        *kind);

/* Takes the pages of a document out of the index. */
gboolean       eo_search_remove_document  (EoDatabase          *database,
                                           gint64               document,
                                           GError             **error);
/* The text of one page, from 0, in place of what was there. */
gboolean       eo_search_set_page         (EoDatabase          *database,
                                           gint64               document,
                                           guint                page,
                                           const char          *text,
                                           GError             **error);

G_END_DECLS
