/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <gio/gio.h>

/* One file of a zip archive, as text; NULL where it has none of that name. For archives that the program writes itself:
 * everything is believed. Header only: a fixture is no library. */

static inline guint32
unzip_number (const guint8 *at,
              guint         n_bytes)
{
  guint32 value = 0;

  while (n_bytes-- > 0)
    value = value << 8 | at[n_bytes];
  return value;
}

static inline char *
unzip_inflate (const guint8 *bytes,
               gsize         size,
               gsize         full,
               gboolean      stored)
{
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  char *text = g_malloc0 (full + 1);
  gsize read = 0, written = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  if (stored)
    memcpy (text, bytes, full);
  while (!stored && result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written;

      result = g_converter_convert (inflate, bytes + read, size - read, text + written, full + 1 - written,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      read += n_read;
      written += n_written;
    }
  return text;
}

static inline char *
unzip (const char *path,
       const char *name)
{
  g_autofree char *raw = NULL;
  const guint8 *bytes, *entry;
  gsize size, end;
  guint n;

  g_assert_true (g_file_get_contents (path, &raw, &size, NULL));
  bytes = (const guint8 *) raw;
  for (end = size - 22; unzip_number (bytes + end, 4) != 0x06054b50; end--)
    g_assert_cmpuint (end, >, 0);
  n = unzip_number (bytes + end + 10, 2);
  entry = bytes + unzip_number (bytes + end + 16, 4);
  for (guint i = 0; i < n; i++)
    {
      gsize length = unzip_number (entry + 28, 2);
      const guint8 *local = bytes + unzip_number (entry + 42, 4);

      g_assert_cmphex (unzip_number (entry, 4), ==, 0x02014b50);
      if (length == strlen (name) && memcmp (entry + 46, name, length) == 0)
        return unzip_inflate (local + 30 + unzip_number (local + 26, 2) + unzip_number (local + 28, 2),
                              unzip_number (entry + 20, 4), unzip_number (entry + 24, 4),
                              unzip_number (entry + 10, 2) == 0);
      entry += 46 + length + unzip_number (entry + 30, 2) + unzip_number (entry + 32, 2);
    }
  return NULL;
}
