/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

/* A file of the file plan: `36/2/7/1 Roads: Ndwedwe`. */
#define EO_TYPE_FILE (eo_file_get_type ())
EO_DECLARE_RECORD (EoFile, eo_file, FILE)

G_END_DECLS
