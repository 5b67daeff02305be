/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-message.h"
#include "reader/eo-reader-protocol.h"

G_BEGIN_DECLS

/* NULL: the reply is none that our own program sends. */
EoMessage *eo_message_unpack (const EoReaderReply *reply,
                              GBytes              *payload);

G_END_DECLS
