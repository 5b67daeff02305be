/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-workbook.h"
#include "store/eo-kind.h"

G_BEGIN_DECLS

/* Records in a spreadsheet, for people: labels, and what the fields show. */
void        eo_record_sheet_begin (EoWorkbook    *book,
                                   const char    *name,
                                   const EoKind  *kind,
                                   EoRecord      *like);   /* (nullable): labels as it wants them: "To", not "From" */
void        eo_record_sheet_add   (EoWorkbook    *book,    /* to the sheet of its kind, begun last */
                                   EoRecord      *record);

/* One field as a cell; @field NULL is the reference. */
EoCellType  eo_record_cell_type   (const EoField *field);
char       *eo_record_cell_text   (EoRecord      *record,  /* (transfer full): canonical where the type says so */
                                   const EoField *field);

G_END_DECLS
