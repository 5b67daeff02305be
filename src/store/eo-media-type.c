/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/eo-document-private.h"

#define UNKNOWN   "application/octet-stream"
#define OOXML     "application/vnd.openxmlformats-officedocument."
#define ODF       "application/vnd.oasis.opendocument."
#define HEAD_PDF  1024 /* PDF readers take the header anywhere in the first KiB */

typedef struct
{
  gsize       offset;
  const char *magic;
  gsize       n_magic;
  const char *media_type;
} Magic;

#define MAGIC(offset, text, type) { offset, text, sizeof (text) - 1, type }

static const Magic magics[] = {
  MAGIC (0, "\x89PNG\r\n\x1a\n", "image/png"),
  MAGIC (0, "\xff\xd8\xff", "image/jpeg"),
  MAGIC (0, "II*\0", "image/tiff"),
  MAGIC (0, "MM\0*", "image/tiff"),
  MAGIC (0, "GIF8", "image/gif"),
  MAGIC (8, "WEBP", "image/webp"),
  MAGIC (0, "BM", "image/bmp"),
  MAGIC (0, "{\\rtf", "application/rtf"),
  MAGIC (0, "BEGIN:VCALENDAR", "text/calendar"),
  MAGIC (0, "BEGIN:VCARD", "text/vcard"),
};

/* What shares a container is told apart by its name. */
typedef struct
{
  const char *ending;
  const char *media_type;
} Ending;

static const Ending zip_endings[] = {
  { ".docx", OOXML "wordprocessingml.document" },
  { ".xlsx", OOXML "spreadsheetml.sheet" },
  { ".pptx", OOXML "presentationml.presentation" },
};

static const Ending ole_endings[] = {
  { ".doc", "application/msword" },
  { ".xls", "application/vnd.ms-excel" },
  { ".ppt", "application/vnd.ms-powerpoint" },
  { ".msg", "application/vnd.ms-outlook" },
};

static const Ending text_endings[] = {
  { ".eml", "message/rfc822" },
  { ".csv", "text/csv" },
  { ".htm", "text/html" },
  { ".html", "text/html" },
  { ".ics", "text/calendar" },
  { ".vcf", "text/vcard" },
  { ".txt", "text/plain" },
};

static const char *const mail_headers[] = {
  "Return-Path:", "Received:", "Delivered-To:", "MIME-Version:", "Message-ID:", "From ", "X-Mozilla-",
};

static const char *
by_ending (const Ending *endings,
           guint         n_endings,
           const char   *name,
           const char   *fallback)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < n_endings; i++)
    if (g_ascii_strcasecmp (dot, endings[i].ending) == 0)
      return endings[i].media_type;

  return fallback;
}

/* An OpenDocument file says what it is in its first, uncompressed member. */
static const char *
open_document (const guint8 *head,
               gsize         n_bytes)
{
  static const char *const types[] = { ODF "text", ODF "spreadsheet", ODF "presentation", ODF "graphics" };

  if (n_bytes < 38 || memcmp (head + 30, "mimetype", 8) != 0)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (n_bytes >= 38 + strlen (types[i]) && memcmp (head + 38, types[i], strlen (types[i])) == 0)
      return types[i];

  return NULL;
}

static const char *
text_type (const guint8 *head,
           gsize         n_bytes,
           const char   *name)
{
  if (memchr (head, '\0', n_bytes) != NULL)
    return UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (mail_headers); i++)
    if (n_bytes > strlen (mail_headers[i])
        && g_ascii_strncasecmp ((const char *) head, mail_headers[i], strlen (mail_headers[i])) == 0)
      return "message/rfc822";

  return by_ending (text_endings, G_N_ELEMENTS (text_endings), name, UNKNOWN);
}

const char *
eo_media_type_guess (const guint8 *head,
                     gsize         n_bytes,
                     const char   *name)
{
  g_return_val_if_fail (head != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (memmem (head, MIN (n_bytes, HEAD_PDF), "%PDF-", 5) != NULL)
    return "application/pdf";

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (n_bytes >= magics[i].offset + magics[i].n_magic
        && memcmp (head + magics[i].offset, magics[i].magic, magics[i].n_magic) == 0)
      return magics[i].media_type;

  if (n_bytes >= 4 && memcmp (head, "PK\003\004", 4) == 0)
    {
      const char *odf = open_document (head, n_bytes);

      return odf != NULL ? odf
                         : by_ending (zip_endings, G_N_ELEMENTS (zip_endings), name, "application/zip");
    }
  if (n_bytes >= 8 && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return by_ending (ole_endings, G_N_ELEMENTS (ole_endings), name, "application/x-ole-storage");

  return text_type (head, MIN (n_bytes, 4096), name);
}
