/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section-page.h"
#include "desk/page/eo-section.h"

G_BEGIN_DECLS

/**
 * EoDiaryPage:
 *
 * The page of the diary: the board, and the appointment that is open beside it.
 */
#define EO_TYPE_DIARY_PAGE (eo_diary_page_get_type ())
G_DECLARE_FINAL_TYPE (EoDiaryPage, eo_diary_page, EO, DIARY_PAGE, EoSectionPage)

GtkWidget *eo_diary_page_new          (EoStore     *store);
void       eo_diary_page_set_settings (EoDiaryPage *self,
                                       GSettings   *settings);
GtkWidget *eo_diary_page_get_board    (EoDiaryPage *self);

/* The diary, and the registers that are chosen in its head. */
extern const EoSection eo_diary_section;
extern const EoSection eo_appointments_section;
extern const EoSection eo_requests_section;
extern const EoSection eo_trips_section;
extern const EoSection eo_diaries_section;

G_END_DECLS
