/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Rows that are no records: counts, and lists too long to make records of. */
typedef struct _EoRow EoRow;

gint64      eo_row_get_integer (EoRow         *row,
                                int            column);  /* from 0 */
const char *eo_row_get_text    (EoRow         *row,      /* "" for none; until the next row */
                                int            column);

typedef gboolean (*EoRowFunc)  (EoRow         *row,      /* FALSE stops */
                                gpointer       user_data);

/* The records of @query, as SQL says it (a named constant beside the kind's table of fields). Any thread. */
gboolean    eo_store_tally     (EoStore       *self,
                                EoQuery       *query,    /* its order is not asked for */
                                const char    *columns,  /* SQL; the table is t */
                                const char    *tail,     /* SQL after the conditions: further ones, GROUP BY, ORDER BY */
                                EoRowFunc      func,
                                gpointer       user_data,
                                GError       **error);

/* The same inside a write: @sql is a whole statement. */
gboolean    eo_writer_tally    (EoWriter      *writer,
                                const char    *sql,
                                gint64         id,       /* ?1 */
                                const char    *text,     /* ?2, where not NULL */
                                const char    *second,   /* ?3, likewise */
                                EoRowFunc      func,
                                gpointer       user_data,
                                GError       **error);

/* What a section keeps beside its records, in tables of its own, which are not journalled. @values: a tuple of integers (x)
 * and texts (s), for ?1, ?2 …; a floating reference is taken. */
gboolean    eo_writer_run      (EoWriter      *writer,
                                const char    *sql,
                                GVariant      *values,
                                GError       **error);
gboolean    eo_store_rows      (EoStore       *self,     /* any thread */
                                const char    *sql,
                                GVariant      *values,
                                EoRowFunc      func,
                                gpointer       user_data,
                                GError       **error);

G_END_DECLS
