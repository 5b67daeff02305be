/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column's cells hold, in canonical form: what is none of it stays text. */
typedef enum
{
  EO_CELL_TEXT,
  EO_CELL_NUMBER,  /* 42, 2.5 */
  EO_CELL_MONEY,   /* 1250.50 */
  EO_CELL_DATE,    /* 2026-09-09 */
  EO_CELL_INSTANT, /* 2026-09-09T08:40:00Z; shown in local time */
} EoCellType;

typedef struct
{
  const char *label;
  EoCellType  type;
} EoSheetColumn;

/**
 * EoWorkbook:
 *
 * A spreadsheet (.xlsx) being written, row by row: memory does not grow with the rows. The head of each sheet is
 * bold, stays in sight and is printed on each page.
 */
typedef struct _EoWorkbook EoWorkbook;

EoWorkbook *eo_workbook_new         (const char           *path,      /* replaced by eo_workbook_save(), or left alone */
                                     const char           *title,
                                     const char           *office,
                                     GError              **error);
void        eo_workbook_set_marking (EoWorkbook           *self,      /* a classification, printed top and bottom; "" for none */
                                     const char           *marking);
void        eo_workbook_add_sheet   (EoWorkbook           *self,      /* rows go to the last one */
                                     const char           *name,
                                     const EoSheetColumn  *columns,
                                     guint                 n_columns);
void        eo_workbook_add_row     (EoWorkbook           *self,
                                     const char *const    *cells);    /* as many as columns; NULL is "" */
gboolean    eo_workbook_save        (EoWorkbook           *self,
                                     GError              **error);
void        eo_workbook_free        (EoWorkbook           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoWorkbook, eo_workbook_free)

G_END_DECLS
