/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoTextRow:
 *
 * One line of text, and whatever is written as one: whole and decimal numbers, money, instants. What is typed
 * goes into the record at each change; a number is shown in the house's form when the focus leaves.
 */
#define EO_TYPE_TEXT_ROW (eo_text_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EoTextRow, eo_text_row, EO, TEXT_ROW, EoFormRow)

struct _EoTextRowClass
{
  EoFormRowClass parent_class;

  void (*typed) (EoTextRow *self);  /* the user changed the text */
};

GtkEditable *eo_text_row_get_editable (EoTextRow  *self);
gboolean     eo_text_row_has_focus    (EoTextRow  *self);  /* also while another window is looked at */
void         eo_text_row_set_text     (EoTextRow  *self,   /* shows it; the record is not touched */
                                       const char *text);

G_END_DECLS
