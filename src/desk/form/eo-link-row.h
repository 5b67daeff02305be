/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-text-row.h"

G_BEGIN_DECLS

/**
 * EoLinkRow:
 *
 * A field that names another record. Typing offers the records it may mean; a person or organisation that is not
 * in the register is added with the record, at its saving. Until then the link in the record has no id and the
 * typed name as its title.
 *
 * Signals: `open-link (const char *kind, gint64 id)`: its button was pressed.
 */
#define EO_TYPE_LINK_ROW (eo_link_row_get_type ())
G_DECLARE_FINAL_TYPE (EoLinkRow, eo_link_row, EO, LINK_ROW, EoTextRow)

const EoKind *eo_link_row_get_new_kind (EoLinkRow    *self);  /* of the record to be added, or NULL */
void          eo_link_row_offer        (EoLinkRow    *self,   /* to be added at the saving */
                                        const EoKind *kind,
                                        const char   *title);

G_END_DECLS
