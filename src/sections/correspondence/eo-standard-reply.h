/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

/* When one is begun by the program. The diary asks for them by their nicks. */
typedef enum
{
  EO_PURPOSE_ANY,
  EO_PURPOSE_ACCEPT,
  EO_PURPOSE_DECLINE,
  EO_PURPOSE_DELEGATE,
  EO_PURPOSE_MORE,
  EO_PURPOSE_POSTPONE,
  EO_PURPOSE_CANCEL,
} EoPurpose;
GType eo_purpose_get_type (void);

#define EO_TYPE_STANDARD_REPLY (eo_standard_reply_get_type ())
EO_DECLARE_RECORD (EoStandardReply, eo_standard_reply, STANDARD_REPLY)

G_END_DECLS
