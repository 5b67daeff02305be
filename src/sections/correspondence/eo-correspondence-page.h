/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section-page.h"

G_BEGIN_DECLS

/**
 * EoCorrespondencePage:
 *
 * The incoming and outgoing registers. Files dropped on it, pasted (`section.paste`), or chosen by `section.add-scans`,
 * each become a letter to be registered, on the intake (`section.intake`).
 */
#define EO_TYPE_CORRESPONDENCE_PAGE (eo_correspondence_page_get_type ())
G_DECLARE_FINAL_TYPE (EoCorrespondencePage, eo_correspondence_page, EO, CORRESPONDENCE_PAGE, EoSectionPage)

GtkWidget *eo_correspondence_page_new        (EoStore               *store);
void       eo_correspondence_page_take_files (EoCorrespondencePage  *self,
                                              GFile                **files,
                                              guint                  n_files);
void       eo_correspondence_page_set_scan_folder (EoCorrespondencePage *self,     /* as it is called there */
                                              const char            *folder);  /* (nullable) */

G_END_DECLS
