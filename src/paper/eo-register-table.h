/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report.h"
#include "store/eo-kind.h"

G_BEGIN_DECLS

/* A register as a table: in its window and on paper. */

/* At most so many rows are printed; the report says when there are more. */
#define EO_REGISTER_TABLE_ROWS 5000

/* The fields of the columns: NULL is the reference, which comes first; deadline and state last. (transfer container) */
GPtrArray *eo_register_table_columns (const EoKind  *kind);
char      *eo_register_table_text    (EoRecord      *record,   /* as a cell shows it */
                                      const EoField *field);
void       eo_register_table_add     (EoReport      *report,
                                      const EoKind  *kind,
                                      GPtrArray     *records);

G_END_DECLS
