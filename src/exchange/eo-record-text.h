/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/eo-kind.h"

G_BEGIN_DECLS

/* A record as it leaves the office, for the command line and for files. */
JsonNode *eo_record_to_json    (EoRecord      *record);  /* (transfer full): everything of it, fields by property */
void      eo_record_csv_header (GString       *out,      /* reference, uid, then all fields that are shown */
                                const EoKind  *kind);
void      eo_record_csv_row    (GString       *out,
                                EoRecord      *record);
/* A field's cell: a link leaves by its name, as it may come in again. */
char     *eo_record_csv_cell   (EoRecord      *record,
                                const EoField *field);

G_END_DECLS
