/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/eo-request.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* The letter that answers a request: begun from the standard reply for what was decided (accepted, declined, delegated,
 * more asked for), within the write that decides it, and named by @self, which is not saved here. What was begun before
 * and nobody wrote in is written anew; what somebody wrote stays. A request that came with no letter gets an answer only
 * where @always. */
gboolean eo_request_begin_answer (EoWriter   *writer,
                                  EoRequest  *self,
                                  gboolean    always,
                                  GError    **error);

G_END_DECLS
