/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: a row of the search index, and what FTS5 is told of it. */

#include "store/eo-search-private.h"

G_BEGIN_DECLS

#define EO_SEARCH_ROW_COLUMNS "id, title, who, body, tags"

/* What the index holds of one row, in its columns' order. */
typedef struct
{
  gint64 id;
  char  *texts[4]; /* title, who, body, tags */
} EoSearchRow;

void     eo_search_row_clear  (EoSearchRow       *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoSearchRow, eo_search_row_clear)

gboolean eo_search_row_insert (EoDatabase        *database,   /* sets the id */
                               const char        *kind,
                               gint64             record,
                               gint64             document,
                               guint              page,
                               const char        *dated,
                               EoSearchRow       *row,
                               GError           **error);
gboolean eo_search_row_update (EoDatabase        *database,   /* in @old's place */
                               const char        *dated,
                               const EoSearchRow *old,
                               EoSearchRow       *row,
                               GError           **error);
gboolean eo_search_row_delete (EoDatabase        *database,
                               const EoSearchRow *row,
                               GError           **error);
/* The first row of a bound statement with the columns above; @row keeps id 0 where there is none. */
gboolean eo_search_row_read   (EoDatabase        *database,
                               sqlite3_stmt      *statement,
                               EoSearchRow       *row,
                               GError           **error);

G_END_DECLS
