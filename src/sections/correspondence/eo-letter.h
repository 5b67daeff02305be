/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_INCOMING,
  EO_OUTGOING,
} EoDirection;

typedef enum
{
  EO_MODE_POST,
  EO_MODE_HAND,
  EO_MODE_COURIER,
  EO_MODE_EMAIL,
  EO_MODE_FAX,
  EO_MODE_PORTAL,
} EoMode;

typedef enum
{
  EO_MATTER_OTHER,
  EO_MATTER_REQUEST,
  EO_MATTER_COMPLAINT,
  EO_MATTER_INVITATION,
  EO_MATTER_OFFER,
  EO_MATTER_INFORMATION,
  EO_MATTER_PETITION,
  EO_MATTER_ACCESS,
  EO_MATTER_REPORT,
} EoMatter;

typedef enum
{
  EO_LETTER_REGISTERED,
  EO_LETTER_CLOSED,
} EoLetterStatus;

GType eo_direction_get_type (void);
GType eo_mode_get_type (void);
GType eo_matter_get_type (void);
GType eo_letter_status_get_type (void);

#define EO_TYPE_LETTER (eo_letter_get_type ())
EO_DECLARE_RECORD (EoLetter, eo_letter, LETTER)

G_END_DECLS
