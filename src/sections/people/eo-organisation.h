/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_SECTOR_OTHER,
  EO_SECTOR_MUNICIPALITY,
  EO_SECTOR_DEPARTMENT,
  EO_SECTOR_LEGISLATURE,
  EO_SECTOR_OVERSIGHT,
  EO_SECTOR_EDUCATION,
  EO_SECTOR_BUSINESS,
  EO_SECTOR_CIVIL_SOCIETY,
  EO_SECTOR_TRADITIONAL,
  EO_SECTOR_MEDIA,
} EoSector;

GType eo_sector_get_type (void);

#define EO_TYPE_ORGANISATION (eo_organisation_get_type ())
EO_DECLARE_RECORD (EoOrganisation, eo_organisation, ORGANISATION)

G_END_DECLS
