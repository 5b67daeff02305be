/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-paper.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/* The sheet that goes in front of a paper before it is scanned: a QR code that finds the record, its reference large
 * enough to be read from across a desk, and what the record is. */
gboolean  eo_cover_paper_draw      (EoStore    *store,   /* one upright A4 sheet */
                                    EoRecord   *record,
                                    cairo_t    *cr,
                                    GError    **error);
gboolean  eo_cover_paper_write_pdf (EoStore    *store,
                                    EoRecord   *record,
                                    const char *path,
                                    GError    **error);

G_END_DECLS
