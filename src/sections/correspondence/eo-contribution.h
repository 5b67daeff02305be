/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_CONTRIBUTION_ASKED,
  EO_CONTRIBUTION_RECEIVED,
  EO_CONTRIBUTION_WITHDRAWN,
} EoContributionStatus;

GType eo_contribution_status_get_type (void);

#define EO_TYPE_CONTRIBUTION (eo_contribution_get_type ())
EO_DECLARE_RECORD (EoContribution, eo_contribution, CONTRIBUTION)

G_END_DECLS
