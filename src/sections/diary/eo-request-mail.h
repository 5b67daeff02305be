/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-mail-import.h"

G_BEGIN_DECLS

/* Inside a write: the message is registered as the letter that it is, and a request begun from it; of one that came before, the
 * request there is, or one from the letter there is. @request: (out): id. CONFLICT where the message waits to be registered, or
 * is something else than a letter: the error says where it is. */
gboolean eo_writer_begin_request_by_mail (EoWriter      *writer,
                                          EoMailImport  *mail,
                                          gint64        *request,
                                          GError       **error);

G_END_DECLS
