/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-query.h"

G_BEGIN_DECLS

/* The columns of a register: the reference, then the kind's EO_COLUMN fields, deadline and state last:
 * eo_register_table_columns(). */
void                 eo_register_columns_add      (GtkColumnView       *view,
                                                   const EoKind        *kind);
/* The column clicked last and its direction; FALSE where none is. */
gboolean             eo_register_columns_get_sort (GtkColumnView       *view,
                                                   const EoField      **field,        /* (out) NULL: the reference */
                                                   gboolean            *descending);  /* (out) */
void                 eo_register_columns_set_sort (GtkColumnView       *view,
                                                   const EoField       *field,
                                                   gboolean             descending);

G_END_DECLS
