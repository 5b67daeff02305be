/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-query.h"

G_BEGIN_DECLS

/* The columns of a register: the reference, then the kind's EO_COLUMN fields, deadline and state last. */

/* The field of a column; NULL is the reference. (transfer container) */
GPtrArray           *eo_register_columns_list     (const EoKind        *kind);
void                 eo_register_columns_add      (GtkColumnView       *view,
                                                   const EoKind        *kind);
/* The column clicked last and its direction; FALSE where none is. */
gboolean             eo_register_columns_get_sort (GtkColumnView       *view,
                                                   const EoField      **field,        /* (out) NULL: the reference */
                                                   gboolean            *descending);  /* (out) */
void                 eo_register_columns_set_sort (GtkColumnView       *view,
                                                   const EoField       *field,
                                                   gboolean             descending);
char                *eo_register_columns_text     (EoRecord            *record,       /* as a cell shows it */
                                                   const EoField       *field);

G_END_DECLS
