/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* One caged process and the socket to it. Private to the clients of the caged programs. */
typedef struct _EoReaderProcess EoReaderProcess;

typedef struct
{
  const char *name;
  const char *environment; /* its one variable, or NULL */
  guint       cpu_seconds; /* a request */
  gsize       payload;     /* bytes of the largest answer */
  int         nice;        /* how far it gives way to others */
} EoReaderProgram;

typedef enum
{
  EO_READER_NOTHING_YET,
  EO_READER_REPLIED,
  EO_READER_GONE,  /* the process closed its end: it is dead, or as good as */
  EO_READER_LIED,  /* what came is not what can come */
} EoReaderReceipt;

/* @document: a sealed memfd, still the caller's. The process lives no longer than the
 * calling thread: the kernel's parent-death signal goes by thread. */
EoReaderProcess *eo_reader_process_start    (const EoReaderProgram  *program,  /* lasts as long as the process */
                                             int                     document,
                                             const char             *name,
                                             GError                **error);
int              eo_reader_process_get_fd   (EoReaderProcess        *self);

/* Also gives the process its CPU time for a request. FALSE: it is gone. */
gboolean         eo_reader_process_send     (EoReaderProcess        *self,
                                             const EoReaderRequest  *request);

/* Never blocks. @payload is what came beside the reply, mapped, or NULL. */
EoReaderReceipt  eo_reader_process_receive  (EoReaderProcess        *self,
                                             EoReaderReply          *reply,
                                             GBytes                **payload);

/* Makes an end of the process after it was gone, and tells in a message for a clerk
 * why; @name is the document's. */
GError          *eo_reader_process_bury     (EoReaderProcess        *self,
                                             const char             *name);

/* Kills the process, whatever it does. Does not wait for it. */
void             eo_reader_process_free     (EoReaderProcess        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoReaderProcess, eo_reader_process_free)

G_END_DECLS
