/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-document.h"

G_BEGIN_DECLS

/* Does what @request asks of @document (made by EO_READER_OPEN from @data). Returns the
 * sealed memfd that goes with @reply, or -1. */
int eo_answer (EoDocument           **document,
               const guint8          *data,
               gsize                  size,
               const EoReaderRequest *request,
               EoReaderReply         *reply);

G_END_DECLS
