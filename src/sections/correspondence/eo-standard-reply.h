/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

#define EO_TYPE_STANDARD_REPLY (eo_standard_reply_get_type ())
EO_DECLARE_RECORD (EoStandardReply, eo_standard_reply, STANDARD_REPLY)

G_END_DECLS
