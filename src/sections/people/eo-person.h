/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

#define EO_TYPE_PERSON (eo_person_get_type ())
EO_DECLARE_RECORD (EoPerson, eo_person, PERSON)

G_END_DECLS
