/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoRelatedPage:
 *
 * The records of another kind that name this one in a field: the letters on a file, its volumes, its loans. A box, so that
 * what else belongs there can be put below the list.
 *
 * Signals: `open-record (kind, id)`: one of them is wanted; `failed (text)`: why one could not be added;
 * `loaded (record)`: this record is shown now, or was changed: what stands below the list may have to change with it.
 */
#define EO_TYPE_RELATED_PAGE (eo_related_page_get_type ())
G_DECLARE_FINAL_TYPE (EoRelatedPage, eo_related_page, EO, RELATED_PAGE, GtkBox)

GtkWidget    *eo_related_page_new      (EoStore       *store,
                                        const EoKind  *kind,    /* of those listed … */
                                        const char    *field,   /* … and the link of theirs to the record shown */
                                        const char    *empty);  /* what it says while there are none */
void          eo_related_page_set_form (EoRelatedPage *self,    /* a form below that adds one */
                                        const char    *title,
                                        const char    *fields,  /* as EoFormGroup takes them */
                                        const char    *button);
const EoKind *eo_related_page_get_kind (EoRelatedPage *self);
gint64        eo_related_page_get_about (EoRelatedPage *self);  /* id of the record shown, or 0 */
guint         eo_related_page_load     (EoRelatedPage *self,    /* how many there are */
                                        EoRecord      *about);

G_END_DECLS
