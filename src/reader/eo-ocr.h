/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-scan.h"

G_BEGIN_DECLS

/* The client of execoffice-ocr: the page is drawn in the one cage, and only its pixels go to the other, which reads
 * English and Afrikaans off them. A process a page. */

/* @fd: the document, a sealed memfd. @page: from 0. Blocks, a second or three: for worker threads.
 * Errors: UNSUPPORTED and NO_CAGE say that no scan can be read on this computer; CRASHED, LIMIT, DAMAGED, TOO_LARGE are
 * this page's; what the reader of documents says of it; G_IO_ERROR_CANCELLED. */
EoScanPage *eo_ocr_read_page (int            fd,
                              const char    *name,
                              guint          page,
                              GCancellable  *cancellable,
                              GError       **error);
/* Its codes alone, with no word: a tenth of the time, and no language is asked for. */
EoScanPage *eo_ocr_read_codes (int           fd,
                              const char    *name,
                              guint          page,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
