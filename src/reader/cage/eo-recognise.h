/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-ocr-protocol.h"

G_BEGIN_DECLS

/* Where Tesseract's languages may be; what the cage has to leave readable. */
extern const char *const eo_recognise_folders[];

/* Answers EO_OCR_RECOGNISE; an EoServeFunc. */
int eo_recognise (const guint8          *data,
                  gsize                  size,
                  const EoReaderRequest *request,
                  EoReaderReply         *reply);

G_END_DECLS
