/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-kind.h"

G_BEGIN_DECLS

/**
 * EoRecordRow:
 *
 * A record as a row of a list: whom it is from or about, what, and how it stands. Three lines in a narrow
 * column, two lines over the whole width. It follows the record while it is bound to it.
 */
#define EO_TYPE_RECORD_ROW (eo_record_row_get_type ())
G_DECLARE_FINAL_TYPE (EoRecordRow, eo_record_row, EO, RECORD_ROW, GtkWidget)

GtkWidget *eo_record_row_new        (gboolean     compact);
void       eo_record_row_set_record (EoRecordRow *self,
                                     EoRecord    *record);  /* (nullable) */
/* All of it in one line, as a screen reader says it: "Ndwedwe Residents’ Forum, Road D1612, IN/2026/00412, …" */
char      *eo_record_row_describe   (EoRecord    *record);

G_END_DECLS
