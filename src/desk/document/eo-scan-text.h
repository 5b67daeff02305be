/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader.h"
#include "store/eo-page-scan.h"

G_BEGIN_DECLS

#define EO_TYPE_SCAN_TEXT (eo_scan_text_get_type ())
G_DECLARE_FINAL_TYPE (EoScanText, eo_scan_text, EO, SCAN_TEXT, GObject)

/* The text of those pages of a document that are pictures, as it was read off them and kept in the store. */
EoScanText *eo_scan_text_new  (EoStore    *store,
                               gint64      document);
/* A page of @width × @height points. (transfer full) (nullable): it is no scan, or not read yet. */
EoPageText *eo_scan_text_read (EoScanText *self,
                               guint       page,
                               double      width,
                               double      height);
/* Where @text stands on a page; capitals and accents do not count. Of EoPageMatch, which are added to @matches. */
void        eo_scan_text_find (EoScanText *self,
                               guint       page,
                               double      width,
                               double      height,
                               const char *text,
                               GPtrArray  *matches);

G_END_DECLS
