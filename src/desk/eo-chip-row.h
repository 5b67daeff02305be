/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EoChipRow:
 *
 * Chips beside each other, as many as there is room for; the rest is chosen from a button at the end. The one that is
 * current is always among those that are seen.
 */
#define EO_TYPE_CHIP_ROW (eo_chip_row_get_type ())
G_DECLARE_FINAL_TYPE (EoChipRow, eo_chip_row, EO, CHIP_ROW, GtkWidget)

void       eo_chip_row_set_menu_func (EoChipRow                    *self,
                                      GtkMenuButtonCreatePopupFunc  func,       /* makes the menu of those without room */
                                      gpointer                      user_data);
void       eo_chip_row_append        (EoChipRow                    *self,
                                      GtkWidget                    *chip);
void       eo_chip_row_prepend       (EoChipRow                    *self,
                                      GtkWidget                    *chip);
void       eo_chip_row_clear         (EoChipRow                    *self);
void       eo_chip_row_set_current   (EoChipRow                    *self,
                                      GtkWidget                    *chip);      /* (nullable) */

G_END_DECLS
