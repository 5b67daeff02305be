/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: one SQLite connection, its prepared statements, and the lock between processes. */

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/eo-error.h"

G_BEGIN_DECLS

/* Of the write-ahead log, bytes: above it the writer checkpoints, and the log, begun anew, is cut to it. */
#define EO_LOG_LIMIT 16777216

typedef struct
{
  sqlite3    *handle;
  GHashTable *statements;  /* SQL text → sqlite3_stmt, kept prepared */
  GHashTable *lasting;     /* the same by where the text stands, of those that last */
  char       *path;        /* for messages */
  gboolean    counting;    /* what the SQL function eo_counting() says: see eo-search.c */
} EoDatabase;

typedef enum
{
  EO_DATABASE_READER,    /* query_only, no checkpoint on close */
  EO_DATABASE_WRITER,
  EO_DATABASE_IMMUTABLE, /* a cleanly closed office in a folder nobody may write */
} EoDatabaseMode;

/* One name for one file, without symbolic links: its lock and log stand beside it. */
char         *eo_database_real_path   (const char     *path);
EoDatabase   *eo_database_open        (const char     *path,
                                       EoDatabaseMode  mode,
                                       GError        **error);
void          eo_database_close       (EoDatabase     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDatabase, eo_database_close)

/* A prepared statement of this connection, reset and without bindings; never finalise it. NULL for a closed office's.
 * Reset it (sqlite3_reset) when done early, so that it does not hold a read transaction open. */
sqlite3_stmt *eo_database_prepare     (EoDatabase     *self,
                                       const char     *sql,
                                       GError        **error);
/* The same where @sql lasts as long as the program, at one place: found without reading it. Each of its parameters is to be
 * bound, every time. */
sqlite3_stmt *eo_database_prepare_lasting (EoDatabase *self,
                                       const char     *sql,
                                       GError        **error);
gboolean      eo_database_execute     (EoDatabase     *self,    /* one or several statements, no results */
                                       const char     *sql,
                                       GError        **error);
gboolean      eo_database_run         (EoDatabase     *self,    /* steps a bound statement to its end and resets it */
                                       sqlite3_stmt   *statement,
                                       GError        **error);
gint64        eo_database_get_integer (EoDatabase     *self,    /* first column of the first row, or fallback */
                                       const char     *sql,
                                       gint64          fallback);
/* Interrupts long statements when @cancellable is cancelled (sqlite3_progress_handler); NULL ends it. */
void          eo_database_set_cancellable (EoDatabase *self,
                                       GCancellable   *cancellable);
/* Gives back the pages it keeps, of which a walk over a million rows leaves some MB that nobody needs again. */
void          eo_database_shrink      (EoDatabase     *self);
/* The one table from SQLite's codes to ours. Always returns FALSE. */
gboolean      eo_database_fail        (EoDatabase     *self,
                                       GError        **error);

/* The order of names: numbers by value, capitals beside small letters (eo-collation.c). For ORDER BY only: an index with
 * it could not be read by other programs. */
#define EO_COLLATION "eo_names"
gboolean      eo_database_add_collation (EoDatabase  *self,
                                       GError        **error);

/* Makes eo_rank() known to a connection, which orders the hits of search, and eo_counting() (eo-search-rank.c). Once
 * each. */
gboolean      eo_rank_register        (EoDatabase     *self,
                                       GError        **error);

void          eo_bind_text            (sqlite3_stmt   *statement,
                                       int             column,  /* from 1 */
                                       const char     *text);   /* copied; NULL binds "" */
void          eo_bind_lasting_text    (sqlite3_stmt   *statement,
                                       int             column,
                                       const char     *text);   /* not copied: it outlasts the statement's run */
/* Bindings by name (":today"): FALSE when the statement has none such. */
gboolean      eo_bind_named_text      (sqlite3_stmt   *statement,
                                       const char     *name,
                                       const char     *text);
gboolean      eo_bind_named_integer   (sqlite3_stmt   *statement,
                                       const char     *name,
                                       gint64          value);
const char   *eo_column_text          (sqlite3_stmt   *statement,
                                       int             column); /* never NULL */

G_END_DECLS
