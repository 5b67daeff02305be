/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-ocr-protocol.h"
#include "reader/eo-ocr.h"

G_BEGIN_DECLS

/* Reads a picture, that of page @page of @name. @resolution: pixels an inch, 0 where it is not known.
 * @languages: EO_OCR_LANGUAGES, or others. Errors as eo_ocr_read_page(). */
EoScanPage *eo_ocr_recognise (const EoPixels       *pixels,
                              guint                 resolution,
                              const char           *languages,
                              const char           *name,
                              guint                 page,
                              GCancellable         *cancellable,
                              GError              **error);

/* What came back about a picture of @width × @height pixels; NULL where our own program would not have said it. */
EoScanPage *eo_ocr_unpack    (GBytes               *payload,
                              guint                 width,
                              guint                 height);

G_END_DECLS
