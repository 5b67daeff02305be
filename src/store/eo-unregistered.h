/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Files that were taken in and are not registered yet: drafts that say where they came from (store/eo-draft.h). */

/* Whether the office has the same bytes already. */
typedef enum
{
  EO_SAME_NONE,
  EO_SAME_REGISTERED,
  EO_SAME_DELETED,    /* in a record that was deleted */
  EO_SAME_DESTROYED,  /* they were, under a disposal authority; their hash is known */
  EO_SAME_WAITING,    /* taken in before this one, and not registered either */
} EoSame;

typedef struct
{
  EoSame  same;
  char   *name;    /* "IN/2026/00398", or of the file that waits */
  gint64  record;  /* the record to look at, or 0 */
  char   *run;     /* EO_SAME_DESTROYED: the disposal whose certificate says so, "DSP/2026/00001" */
} EoSameBytes;

typedef struct
{
  gint64       draft;
  char        *source;    /* "drop", "scan", "mail", "paste" */
  char        *why;       /* what it needs a person for, or "" */
  char        *name;      /* of its first document */
  gint64       document;
  gint64       size;      /* bytes */
  gboolean     unread;    /* its text is still to be read */
  guint        n_pages;   /* with text; 0 where not known */
  guint        n_scans;   /* pages that are pictures, to be read … */
  guint        n_scanned; /* … and of them those that are done with */
  EoSameBytes  first;     /* nothing once somebody decided */
} EoUnregistered;

void       eo_same_bytes_clear           (EoSameBytes    *self);
void       eo_unregistered_free          (EoUnregistered *self);

GPtrArray *eo_store_get_unregistered     (EoStore        *self,      /* of EoUnregistered, as they came */
                                          const EoKind   *kind);
guint      eo_store_count_unregistered   (EoStore        *self,
                                          const EoKind   *kind);
/* The first record with the bytes of @document. */
void       eo_store_find_same_bytes      (EoStore        *self,
                                          const EoKind   *kind,
                                          gint64          document,
                                          EoSameBytes    *first);    /* (out): to be cleared */
/* Inside a write: the first record that has or had these bytes; not what waits to be registered. */
void       eo_writer_find_same_bytes     (EoWriter       *writer,
                                          const EoKind   *kind,
                                          const char     *sha256,    /* hex */
                                          EoSameBytes    *first);    /* (out): to be cleared */
/* A file of this name and these bytes hung somewhere by @modified (ISO, UTC) or after: then it was taken in already,
 * and only had to be put away. */
gboolean   eo_store_has_taken            (EoStore        *self,
                                          const char     *name,
                                          const char     *sha256,
                                          const char     *modified);

/* Inside a write: the draft is a file taken in from @source, which needs a person where @why says so. */
gboolean   eo_writer_mark_unregistered   (EoWriter       *writer,
                                          gint64          draft,
                                          const char     *source,
                                          const char     *why,
                                          GError        **error);
/* The same bytes came before: registering makes a second copy of it or, where @tie, one tied to the first. Ends with
 * eo_store_write_finish(). */
void       eo_store_decide_same_async    (EoStore        *self,
                                          gint64          draft,
                                          gboolean        tie,
                                          GAsyncReadyCallback callback,
                                          gpointer        user_data);

G_END_DECLS
