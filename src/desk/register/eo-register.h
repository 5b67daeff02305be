/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/register/eo-id-selection.h"

G_BEGIN_DECLS

typedef enum
{
  EO_REGISTER_TABLE,    /* columns, over the whole width */
  EO_REGISTER_LINES,    /* two lines a record, where there is no room for columns */
  EO_REGISTER_COMPACT,  /* three lines a record, beside an open one */
} EoRegisterLayout;

/**
 * EoRegister:
 *
 * All records of a kind, a million as well as a dozen: as a table or as a list, with one model and one
 * selection behind both.
 *
 * Properties: `sort` (name of the field it is ordered by, "reference" for as registered), `descending`;
 * to read: `page` (what it shows, see eo_register_get_page()).
 * Signals: `open (gint64 id)`: a record is wanted; `delete (gint64 id)`: a record is to go.
 */
#define EO_TYPE_REGISTER (eo_register_get_type ())
G_DECLARE_FINAL_TYPE (EoRegister, eo_register, EO, REGISTER, GtkWidget)

void           eo_register_setup         (EoRegister          *self,     /* once, before anything else */
                                          EoStore             *store,
                                          const EoKind        *kind,
                                          const EoSavedFilter *filter);  /* NULL for all */
EoRecordList  *eo_register_get_list      (EoRegister          *self);
EoIdSelection *eo_register_get_selection (EoRegister          *self);
void           eo_register_set_layout    (EoRegister          *self,
                                          EoRegisterLayout     layout);
EoRegisterLayout eo_register_get_layout  (EoRegister          *self);
void           eo_register_set_filter    (EoRegister          *self,
                                          const EoSavedFilter *filter);  /* NULL for all */
void           eo_register_set_match     (EoRegister          *self,     /* as search takes it; "" for none */
                                          const char          *text);
void           eo_register_set_total     (EoRegister          *self,     /* of the kind, whatever the filter; -1 unknown */
                                          gint64               total);
void           eo_register_set_empty     (EoRegister          *self,     /* what stands there before the first record */
                                          const char          *icon,
                                          const char          *title,
                                          const char          *description,
                                          GtkWidget           *buttons);
void           eo_register_reveal        (EoRegister          *self);    /* scrolls to the cursor, or to the top */
void           eo_register_focus_cursor  (EoRegister          *self);    /* as soon as its row is there */
const char    *eo_register_get_page      (EoRegister          *self);    /* "table", "list", "none", "no-results", "no-match" */
char          *eo_register_describe_sort (EoRegister          *self);    /* "newest first" */

G_END_DECLS
