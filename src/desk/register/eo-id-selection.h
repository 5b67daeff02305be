/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-record-list.h"

G_BEGIN_DECLS

/**
 * EoIdSelection:
 *
 * A selection over a list of records that remembers ids, not positions or objects: an edited row that
 * moves stays selected, and selecting a million rows costs nothing ("all except").
 *
 * Beside the selected records there is one cursor: the record last chosen alone. It stays where it is
 * when its record leaves the list, so that a record stays open that no longer fits the filter.
 *
 * Properties: `cursor` (gint64).
 */
#define EO_TYPE_ID_SELECTION (eo_id_selection_get_type ())
G_DECLARE_FINAL_TYPE (EoIdSelection, eo_id_selection, EO, ID_SELECTION, GObject)

EoIdSelection *eo_id_selection_new          (EoRecordList  *list);
EoRecordList  *eo_id_selection_get_list     (EoIdSelection *self);
gint64         eo_id_selection_get_cursor   (EoIdSelection *self);    /* 0 for none */
void           eo_id_selection_set_cursor   (EoIdSelection *self,     /* selects it alone; 0 selects nothing */
                                             gint64         id);
gint64         eo_id_selection_beside       (EoIdSelection *self,     /* id of the record @by rows from the cursor, or 0 */
                                             int            by);
guint          eo_id_selection_get_n        (EoIdSelection *self);
GArray        *eo_id_selection_get_ids      (EoIdSelection *self,     /* (transfer full) of gint64, in the list's order */
                                             guint          limit);

G_END_DECLS
