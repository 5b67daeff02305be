/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/eo-date.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DIARY_PRINT_DAY,
  EO_DIARY_PRINT_WEEK,
  EO_DIARY_PRINT_AHEAD_30,
  EO_DIARY_PRINT_AHEAD_60,
  EO_DIARY_PRINT_AHEAD_90,
  EO_DIARY_PRINT_PACK,
} EoDiaryPrint;

/**
 * EoDiaryPrintDialog:
 *
 * Asks what of the diary is printed, whose, of which day, and for the day pack what is left out; prints, or saves a PDF.
 * The page that wanted it tells how it went, by its signal `toast`.
 */
#define EO_TYPE_DIARY_PRINT_DIALOG (eo_diary_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoDiaryPrintDialog, eo_diary_print_dialog, EO, DIARY_PRINT_DIALOG, AdwWindow)

GtkWindow *eo_diary_print_dialog_new  (GtkWidget           *page,    /* an EoSectionPage */
                                       EoDiaryPrint         what,    /* at first */
                                       const EoDate        *day);    /* likewise */
/* What its button does with a place chosen. */
void       eo_diary_print_dialog_save (EoDiaryPrintDialog  *self,
                                       const char          *path);

G_END_DECLS
