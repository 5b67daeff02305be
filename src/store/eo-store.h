/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/eo-calendar.h"
#include "store/eo-query.h"

G_BEGIN_DECLS

/**
 * EoStore:
 *
 * An office: one SQLite file, one writer thread, a few reading connections.
 * Its methods are for the main thread unless they say otherwise; records are made
 * on the main thread only.
 *
 * Signals: `changed (const char *kind, gint64 id)` after any change, ours or another
 * process's; id 0 says "many of this kind"; kind "" says anything. `attachments-changed`
 * (kind, id) likewise.
 */
#define EO_TYPE_STORE (eo_store_get_type ())
G_DECLARE_FINAL_TYPE (EoStore, eo_store, EO, STORE, GObject)

typedef enum
{
  EO_STORE_DEFAULT   = 0,
  EO_STORE_CREATE    = 1 << 0, /* make the office where there is none */
  EO_STORE_READ_ONLY = 1 << 1,
} EoStoreFlags;

/* Opening and closing */
EoStore    *eo_store_open          (const char    *path,
                                    EoStoreFlags   flags,
                                    GError       **error);
void        eo_store_close         (EoStore       *self);  /* joins the writer; explicit, once */
const char *eo_store_get_path      (EoStore       *self);
gboolean    eo_store_is_read_only  (EoStore       *self);  /* also when the file is: then writes fail with EO_ERROR_READ_ONLY */
char       *eo_store_default_path  (void);                 /* XDG_DATA_HOME/execoffice/office.db */

/* Who is working */
gboolean    eo_store_act_as        (EoStore       *self,
                                    const char    *person, /* name or reference of a person: --as */
                                    GError       **error);
gint64      eo_store_get_me        (EoStore       *self);  /* id of the person who works here, or 0 */
char       *eo_store_get_setting   (EoStore       *self,   /* office-wide: "office-name" …; "" if unset */
                                    const char    *name);

/* Working days, with the office's special days */
EoCalendar *eo_store_get_calendar  (EoStore       *self);  /* (transfer full), any thread; another after a change */

/* Reading: one record or a few at once, at most a millisecond */
EoRecord   *eo_store_get           (EoStore       *self,
                                    const EoKind  *kind,
                                    gint64         id,
                                    GError       **error); /* EO_ERROR_NOT_FOUND; deleted ones are found */
EoRecord   *eo_store_find          (EoStore       *self,   /* by reference, uid, #id or exact title */
                                    const EoKind  *kind,
                                    const char    *name,
                                    GError       **error); /* NOT_FOUND, or INVALID when two bear the name */
GPtrArray  *eo_store_select        (EoStore       *self,   /* (transfer full) of EoRecord */
                                    EoQuery       *query,
                                    guint          limit,  /* 0: all */
                                    GError       **error);
typedef gboolean (*EoRecordFunc)   (EoRecord      *record, gpointer user_data); /* FALSE stops */
gboolean    eo_store_foreach       (EoStore       *self,   /* as select, one at a time: for exports */
                                    EoQuery       *query,
                                    EoRecordFunc   func,
                                    gpointer       user_data,
                                    GError       **error);
gint64      eo_store_count         (EoStore       *self,
                                    EoQuery       *query);
void        eo_store_count_async   (EoStore       *self,
                                    EoQuery       *query,
                                    GCancellable  *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer       user_data);
gint64      eo_store_count_finish  (EoStore       *self,
                                    GAsyncResult  *result,
                                    GError       **error); /* -1 on error */

/* Titles for link pickers: records whose title begins with (then: contains) @text. @target: a kind's name or "party". */
typedef struct
{
  const EoKind *kind;
  gint64        id;
  char         *title;
} EoCandidate;
void        eo_candidate_free      (EoCandidate   *candidate);
GPtrArray  *eo_store_candidates    (EoStore       *self,
                                    const char    *target,
                                    const char    *text,
                                    guint          limit);
gboolean    eo_store_resolve       (EoStore       *self,   /* a link from what people write: reference, #id, exact title */
                                    const char    *target,
                                    const char    *text,
                                    EoLink        *link,   /* (out): title to be freed */
                                    GError       **error);
gboolean    eo_store_set_field     (EoStore       *self,   /* eo_record_set_text(), links resolved first */
                                    EoRecord      *record,
                                    const char    *field,
                                    const char    *text,
                                    GError       **error);

/* Writing. @func runs on the writer thread inside one transaction: FALSE rolls all of it back.
 * It must touch nothing that the main thread may touch meanwhile: give it copies. */
typedef gboolean (*EoWriteFunc)    (EoWriter      *writer,
                                    gpointer       data,
                                    GError       **error);
void        eo_store_write_async   (EoStore       *self,
                                    EoWriteFunc    func,
                                    gpointer       data,
                                    GDestroyNotify destroy, /* on the main thread */
                                    GCancellable  *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer       user_data);
gboolean    eo_store_write_finish  (EoStore       *self,
                                    GAsyncResult  *result,
                                    GError       **error);
gboolean    eo_store_write         (EoStore       *self,    /* waits: command line and tests */
                                    EoWriteFunc    func,
                                    gpointer       data,
                                    GError       **error);

/* Inside a write */
gboolean    eo_writer_save         (EoWriter      *writer,  /* new or changed; sets id, uid, reference, version … in @record */
                                    EoRecord      *record,
                                    GError       **error);  /* INVALID; CONFLICT when the stored version is another */
gboolean    eo_writer_step         (EoWriter      *writer,  /* a workflow step, then save */
                                    EoRecord      *record,
                                    const char    *name,    /* eo_transition_get_name() */
                                    GError       **error);
gboolean    eo_writer_set_state    (EoWriter      *writer,  /* taken along by another record's step: no rules asked */
                                    EoRecord      *record,
                                    const char    *state,
                                    GError       **error);
/* For the rules of kinds (EoKind.saving and the like): their SQL are named constants beside their tables of fields. */
gint64      eo_writer_get_integer  (EoWriter      *writer,  /* first column of the first row, or 0 */
                                    const char    *sql,
                                    gint64         id,      /* ?1, where not 0 */
                                    const char    *text);   /* ?2, where not NULL */
char       *eo_writer_get_text     (EoWriter      *writer,  /* likewise: (transfer full), "" for none */
                                    const char    *sql,
                                    gint64         id,
                                    const char    *text);
GPtrArray  *eo_writer_select       (EoWriter      *writer,  /* (transfer full) of EoRecord, in order of id */
                                    const EoKind  *kind,
                                    const char    *where,   /* SQL; the table is t, ?1 is @id */
                                    gint64         id,
                                    GError       **error);
/* An attempt that this transaction refuses, and that shall stand in the journal all the same: @why is written there, on
 * its own, when the transaction fails. */
void        eo_writer_note_refusal (EoWriter      *writer,
                                    EoRecord      *record,
                                    const char    *why);
const char *eo_writer_get_by       (EoWriter      *writer);
EoInstant   eo_writer_get_now      (EoWriter      *writer); /* one moment for all of the transaction */
gboolean    eo_writer_delete       (EoWriter      *writer,
                                    const EoKind  *kind,
                                    gint64         id,
                                    GError       **error);
gboolean    eo_writer_undelete     (EoWriter      *writer,
                                    const EoKind  *kind,
                                    gint64         id,
                                    GError       **error);
EoRecord   *eo_writer_get          (EoWriter      *writer,  /* (transfer full), for the writer thread's own use */
                                    const EoKind  *kind,
                                    gint64         id,
                                    GError       **error);
EoCalendar *eo_writer_get_calendar (EoWriter      *writer,  /* (transfer none), until the transaction ends */
                                    GError       **error);
char       *eo_writer_get_setting  (EoWriter      *writer,
                                    const char    *name);   /* "" if unset */
gboolean    eo_writer_set_setting  (EoWriter      *writer,
                                    const char    *name,
                                    const char    *value,
                                    GError       **error);

/* Before and after many thousands of records at once: up to 2 GB of memory instead of writing pages again and again. */
gboolean    eo_writer_set_bulk     (EoWriter      *writer,
                                    gboolean       bulk,
                                    GError       **error);

/* The commonest writes. The live @record is copied, and updated (id, version, reference …) when done. */
void        eo_store_save_async    (EoStore       *self,
                                    EoRecord      *record,
                                    GCancellable  *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer       user_data);
gboolean    eo_store_save_finish   (EoStore       *self,
                                    GAsyncResult  *result,
                                    GError       **error);
gboolean    eo_store_save          (EoStore       *self,    /* waits */
                                    EoRecord      *record,
                                    GError       **error);
void        eo_store_step_async    (EoStore       *self,
                                    EoRecord      *record,
                                    const char    *to_state,
                                    GCancellable  *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer       user_data);  /* finish: eo_store_save_finish() */
void        eo_store_delete_async  (EoStore       *self,
                                    const EoKind  *kind,
                                    gint64         id,
                                    gboolean       undelete,
                                    GCancellable  *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer       user_data);
gboolean    eo_store_delete_finish (EoStore       *self,
                                    GAsyncResult  *result,
                                    GError       **error);

/* History: what happened to a record, newest first */
typedef struct
{
  char *field;  /* member name */
  char *before; /* canonical */
  char *after;
} EoChange;
typedef struct
{
  gint64     seq;
  EoInstant  at;
  char      *by;        /* account, or "account for Person" */
  char      *action;    /* created, changed, deleted, restored, step, attached, … */
  GPtrArray *changes;   /* of EoChange */
} EoHistoryEntry;
void        eo_history_entry_free  (EoHistoryEntry *entry);
GPtrArray  *eo_store_get_history   (EoStore       *self,
                                    const EoKind  *kind,
                                    gint64         id,
                                    GError       **error);

G_END_DECLS
