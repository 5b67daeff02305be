/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-mail.h"

#include <errno.h>
#include <iconv.h>

#define FALLBACK    "WINDOWS-1252" /* what 8-bit text without a true name is, as a rule */
#define REPLACEMENT "\xef\xbf\xbd"

/* glibc loads a module a charset, as code, which the cage does not allow: those that mail is written in, beforehand. */
static const char *const charsets[] = {
  "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8",
  "ISO-8859-9", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "WINDOWS-1250",
  "WINDOWS-1251", FALLBACK, "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257",
  "WINDOWS-1258", "KOI8-R", "KOI8-U", "MACINTOSH", "IBM437", "IBM850", "UTF-7", "UTF-16", "GB18030", "GBK", "BIG5",
  "SHIFT_JIS", "EUC-JP", "ISO-2022-JP", "EUC-KR",
};

void
eo_mail_prepare (void)
{
  static const char *fallbacks[] = { "utf-8", FALLBACK, NULL };

  g_mime_init ();
  /* GMime says "iso-8859-1" where Windows means its own; the two differ in quotes and dashes. */
  g_mime_parser_options_set_fallback_charsets (g_mime_parser_options_get_default (), fallbacks);
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    iconv_open ("UTF-8", charsets[i]); /* never closed: the module stays */
}

/* Every byte that says nothing in the charset becomes U+FFFD, a NUL a space. */
static char *
convert (const char *bytes,
         gsize       size,
         iconv_t     converter)
{
  GString *text = g_string_sized_new (size);
  char *from = (char *) bytes;
  char buffer[4096];

  for (gboolean more = TRUE; more;)
    {
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize result = iconv (converter, &from, &size, &to, &room);

      for (char *c = buffer; c < to; c++)
        *c = *c == '\0' ? ' ' : *c;
      g_string_append_len (text, buffer, to - buffer);
      if (result != (gsize) -1)
        more = FALSE;
      else if (errno == E2BIG)
        continue;
      else if (errno == EILSEQ && size > 0)
        {
          g_string_append (text, REPLACEMENT);
          from++;
          size--;
        }
      else
        more = FALSE;
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_plain (const char *charset)
{
  static const char *const names[] = { "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown", NULL };

  for (guint i = 0; charset != NULL && names[i] != NULL; i++)
    if (g_ascii_strcasecmp (charset, names[i]) == 0)
      return TRUE;
  return charset == NULL;
}

char *
eo_mail_to_utf8 (const char *bytes,
                 gsize       size,
                 const char *charset)
{
  iconv_t converter = (iconv_t) -1;
  char *text;

  if (charset != NULL && g_ascii_strcasecmp (charset, "iso-8859-1") == 0)
    charset = FALLBACK;
  if (!is_plain (charset))
    converter = iconv_open ("UTF-8", g_mime_charset_iconv_name (charset));
  if (converter == (iconv_t) -1 && !g_utf8_validate_len (bytes, size, NULL))
    converter = iconv_open ("UTF-8", FALLBACK);
  if (converter == (iconv_t) -1)
    return g_utf8_make_valid (bytes, size);

  text = convert (bytes, size, converter);
  iconv_close (converter);
  return text;
}
