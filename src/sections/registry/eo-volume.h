/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_VOLUME_OPEN,
  EO_VOLUME_CLOSED,
} EoVolumeStatus;

GType eo_volume_status_get_type (void);

#define EO_TYPE_VOLUME (eo_volume_get_type ())
EO_DECLARE_RECORD (EoVolume, eo_volume, VOLUME)

G_END_DECLS
