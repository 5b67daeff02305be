/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-document.h"

#include <string.h>

static gboolean
starts_with (const guint8 *data,
             gsize         size,
             const char   *magic,
             gsize         n)
{
  return size >= n && memcmp (data, magic, n) == 0;
}

/* Mail gateways and scanners put junk before the header; readers allow a kilobyte of it. */
static gboolean
is_pdf (const guint8 *data,
        gsize         size)
{
  return memmem (data, MIN (size, 1024), "%PDF-", 5) != NULL;
}

/* The contents decide what a document is, never its name. */
EoDocument *
eo_document_open (const guint8   *data,
                  gsize           size,
                  const char     *password,
                  EoReaderStatus *status)
{
  if (is_pdf (data, size))
    return eo_document_open_pdf (data, size, password, status);
  if (starts_with (data, size, "\x89PNG\r\n\x1a\n", 8))
    return eo_document_open_png (data, size, status);
  if (starts_with (data, size, "\xff\xd8\xff", 3))
    return eo_document_open_jpeg (data, size, status);
  if (starts_with (data, size, "II*\0", 4) || starts_with (data, size, "MM\0*", 4) ||
      starts_with (data, size, "II+\0", 4) || starts_with (data, size, "MM\0+", 4))
    return eo_document_open_tiff (data, size, status);

  *status = EO_READER_UNSUPPORTED;
  return NULL;
}
