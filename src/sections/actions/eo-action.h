/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_ACTION_OPEN,
  EO_ACTION_DONE,
} EoActionStatus;

GType eo_action_status_get_type (void);

/* Who must do what by when, about any record. */
#define EO_TYPE_ACTION (eo_action_get_type ())
EO_DECLARE_RECORD (EoAction, eo_action, ACTION)

G_END_DECLS
