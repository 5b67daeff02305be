/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DISPOSAL_DESTROY,
  EO_DISPOSAL_HAND_OVER, /* to the archives */
} EoDisposalMeans;

typedef enum
{
  EO_DISPOSAL_LISTED,
  EO_DISPOSAL_SUBMITTED,
  EO_DISPOSAL_APPROVED,
  EO_DISPOSAL_CARRIED_OUT,
  EO_DISPOSAL_WITHDRAWN,
} EoDisposalStatus;

GType eo_disposal_means_get_type (void);
GType eo_disposal_status_get_type (void);

/* A disposal run: files listed, an authority, the approval of another person, what was done (DOMAIN §2). */
#define EO_TYPE_DISPOSAL (eo_disposal_get_type ())
EO_DECLARE_RECORD (EoDisposal, eo_disposal, DISPOSAL)

struct _EoDisposal
{
  EoRecord          parent_instance;

  char             *title;
  EoDisposalMeans   means;
  char             *authority;       /* the written authority that the certificate quotes */
  EoDate            listed_on;
  char             *approved_by;
  EoDate            approved_on;
  EoDate            carried_out_on;
  char             *witness;
  EoDisposalStatus  status;
  char             *notes;
};

G_END_DECLS
