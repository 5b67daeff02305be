/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/. */

#include "store/eo-database.h"
#include "store/eo-undo.h"

G_BEGIN_DECLS

#define EO_JOURNAL_HASH 32 /* bytes: SHA-256 */

/* The open transaction. Only the writer thread has one. */
struct _EoWriter
{
  EoStore    *store;
  EoDatabase *database;
  EoInstant   now;      /* one moment for all of a transaction */
  char       *by;       /* who works: the account, "account for Person" */
  gint64      me;
  GArray     *changes;  /* of EoChanged: told on the main thread after the commit */
  EoCalendar *calendar; /* or NULL: not asked for yet */
  GPtrArray  *refusals; /* of EoRefusal, or NULL: journalled when the transaction fails */
  EoUndo     *undo;     /* or NULL: what is saved need not be taken back */
  gboolean    has_last; /* the journal's last entry is known: its number and its link of the chain */
  gint64      last_seq;
  guint8      last_hash[EO_JOURNAL_HASH];
};

typedef struct
{
  const char *kind;        /* interned */
  gint64      id;
  gboolean    attachments; /* else the record itself */
} EoChanged;

/* What eo_writer_note_refusal() keeps. */
typedef struct
{
  const char *kind; /* interned */
  gint64      id;
  char       *why;
} EoRefusal;

/* Tells the main thread, once this transaction is committed. */
void        eo_writer_note        (EoWriter      *writer,
                                   const char    *kind,
                                   gint64         id,
                                   gboolean       attachments);

/* Connections to read with. Main thread: its own, always there. Other threads: lend and give back. */
EoDatabase *eo_store_main_reader  (EoStore       *self);
EoDatabase *eo_store_lend_reader  (EoStore       *self,
                                   GError       **error);
void        eo_store_return_reader (EoStore      *self,
                                   EoDatabase    *reader);

/* Journal: one entry. @payload: canonical JSON of the changes, or NULL. */
gboolean    eo_journal_append     (EoWriter      *writer,
                                   const char    *kind,
                                   gint64         id,
                                   const char    *action,
                                   const char    *payload,
                                   GError       **error);
/* Verifies the whole chain; adds a line a fault to @faults. */
gboolean    eo_journal_verify     (EoDatabase    *database,
                                   GPtrArray     *faults,
                                   GCancellable  *cancellable,
                                   GError       **error);

/* Search rows of a record, in the transaction that saves it. @was: whether a row is there already. */
gboolean    eo_search_index_record  (EoWriter    *writer,
                                     EoRecord    *record,
                                     gboolean     was,
                                     GError     **error);
gboolean    eo_search_remove_record (EoWriter    *writer,
                                     const EoKind *kind,
                                     gint64       id,
                                     GError     **error);
/* The WHERE condition and match expression of a query text, for eo-query.c:
 * NULL when the text has nothing to look for. (transfer full) */
char       *eo_search_match_expression (const char *text);

/* The lock between processes: held while writing, checkpointing, creating and migrating. */
typedef struct _EoLock EoLock;
EoLock     *eo_lock_take          (const char    *database_path,
                                   GError       **error);
void        eo_lock_release       (EoLock        *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoLock, eo_lock_release)

G_END_DECLS
