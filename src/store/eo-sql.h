/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: SQL made from the table of fields. */

#include "store/eo-store-private.h"
#include "store/eo-tally.h"

G_BEGIN_DECLS

char      *eo_sql_columns       (const EoKind *kind);   /* what eo_sql_read_row() takes; the table's alias is t */
EoRecord  *eo_sql_read_row      (const EoKind *kind,    /* (transfer full) */
                                 sqlite3_stmt *row);
gboolean   eo_sql_read_id        (EoDatabase   *database, /* *@record stays NULL where there is none */
                                  const EoKind *kind,
                                  gint64        id,
                                  EoRecord    **record,   /* (transfer full) */
                                  GError      **error);
char      *eo_sql_title         (const char   *target,  /* the title of @target's record with that id */
                                 const char   *id_expression);
const char *eo_sql_insert       (const EoKind *kind);
const char *eo_sql_update       (const EoKind *kind);
void       eo_sql_bind_row      (sqlite3_stmt *statement, /* to be run before @record changes or goes */
                                 EoRecord     *record);

/* The statement of a query: @select is what is selected from the table with alias t. */
char      *eo_query_to_sql      (EoQuery      *query,
                                 const char   *select,
                                 gboolean      ordered,
                                 gboolean      limited); /* has a :limit */
void       eo_query_bind        (EoQuery      *query,
                                 sqlite3_stmt *statement,
                                 gint64        me);

/* Each row to @func, until it says FALSE; then @rows is reset. */
gboolean      eo_rows_walk            (EoDatabase     *database,
                                       sqlite3_stmt   *rows,
                                       EoRowFunc       func,
                                       gpointer        user_data,
                                       GError        **error);

G_END_DECLS
