/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/page/eo-section-page.h"

G_BEGIN_DECLS

/**
 * EoRequestPage:
 *
 * The register of requests. One that waits for a decision opens beside the days it names (#EoTriageView); the others, and
 * its details, as every record does.
 */
#define EO_TYPE_REQUEST_PAGE (eo_request_page_get_type ())
G_DECLARE_FINAL_TYPE (EoRequestPage, eo_request_page, EO, REQUEST_PAGE, EoSectionPage)

GtkWidget *eo_request_page_new (EoStore *store);

G_END_DECLS
