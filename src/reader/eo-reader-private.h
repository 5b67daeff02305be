/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-protocol.h"
#include "reader/eo-reader.h"

G_BEGIN_DECLS

/* A request, queued as the data of its task. */
typedef struct
{
  EoReaderRequest  request;
  guint            n_pages; /* still to be searched, request.page among them */
  GPtrArray       *matches;
} EoReaderJob;

/* The text of a page without its places. */
typedef struct
{
  char     *text;
  gboolean  is_picture; /* it has none, or next to none, and is to be read as a scan */
} EoReaderPlain;

void        eo_reader_plain_free     (EoReaderPlain         *plain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoReaderPlain, eo_reader_plain_free)

GTask      *eo_reader_ask            (EoReader              *self,
                                      EoReaderOp             op,
                                      guint                  page,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
/* Takes @task. */
void        eo_reader_queue          (EoReader              *self,
                                      GTask                 *task);
gpointer    eo_reader_finish         (EoReader              *self,
                                      GAsyncResult          *result,
                                      EoReaderOp             op,
                                      GError               **error);

/* Turn a checked reply into what is given on. FALSE or NULL: the reply is not what this
 * program's own reader would send, and nothing it says can be trusted. */
gboolean    eo_reader_unpack_sizes   (GBytes                *payload,
                                      EoReaderSize          *sizes,
                                      guint                  n);
EoPixels   *eo_reader_unpack_pixels  (const EoReaderReply   *reply,
                                      GBytes                *payload);
EoPageText *eo_reader_unpack_text    (const EoReaderReply   *reply,
                                      GBytes                *payload);
EoReaderPlain *eo_reader_unpack_plain (const EoReaderReply   *reply,
                                      GBytes                *payload);
GPtrArray  *eo_reader_matches_new    (void);
gboolean    eo_reader_unpack_matches (const EoReaderReply   *reply,
                                      GBytes                *payload,
                                      guint                  page,
                                      GPtrArray             *matches);
GPtrArray  *eo_reader_unpack_links   (const EoReaderReply   *reply,
                                      GBytes                *payload,
                                      guint                  n_pages);
gboolean    eo_reader_unpack_bounds  (const EoReaderReply   *reply,
                                      EoPageRect            *bounds);

/* As eo_reader_open_async(), for one who must be able to give it up meanwhile. */
EoReader   *eo_reader_open_start     (int                    fd,
                                      const char            *name,
                                      const char            *password,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);

/* Ends the process as one that takes too long; what was asked of it fails with EO_ERROR_LIMIT. */
void        eo_reader_give_up        (EoReader              *self);

/* For the search index. */
void        eo_reader_plain_async    (EoReader              *self,
                                      guint                  page,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
EoReaderPlain *eo_reader_plain_finish (EoReader              *self,
                                      GAsyncResult          *result,
                                      GError               **error);

G_END_DECLS
