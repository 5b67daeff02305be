/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* What the caged programs have in common: shutting themselves in, and one answer for each request. */

/* Does what @request asks of @data, which lasts as long as the process. Returns the sealed memfd that goes
 * with @reply, or -1. */
typedef int (*EoServeFunc) (const guint8          *data,
                            gsize                  size,
                            const EoReaderRequest *request,
                            EoReaderReply         *reply);

/* Enters the cage (eo-cage.h says what that takes) and answers until the other end is closed; @payload: bytes of
 * the largest answer. */
void eo_serve (const char *const *readable,
               gsize              memory,
               guint              seconds,
               gsize              payload,
               EoServeFunc        answer) G_GNUC_NORETURN;

/* Shared memory of @size bytes to fill, mapped at @memory; sealed before it is sent, as only a file that nobody
 * maps for writing can be (@memory: NULL where it was written and not mapped). Each returns the descriptor, or -1. */
int  eo_shared_new  (gsize              size,
                     guint8           **memory);
int  eo_shared_seal (int                fd,
                     guint8            *memory,
                     gsize              size);

G_END_DECLS
