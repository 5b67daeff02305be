/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"

#define NO_BREAK_SPACE      "\302\240"
#define LONGEST_NAME        200 /* bytes; file systems take 255, and "name (2).pdf" must fit */
#define LONGEST_ENDING      16  /* bytes of ".tar.gz" or the like that a shortened name keeps */

/* Characters that turn the direction of text or cannot be seen: "invoice\u202Efdp.exe" shows as "invoiceexe.pdf". */
static gboolean
is_deceptive (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d;
}

static gboolean
is_separator (gunichar c)
{
  return c == '/' || c == '\\';
}

static gboolean
is_dots (const char *name)
{
  return name[strspn (name, ".")] == '\0';
}

/* The last part of a path of either world that names something. */
static char *
last_part (const char *path)
{
  g_auto (GStrv) parts = g_strsplit_set (path, "/\\", -1);

  for (guint i = g_strv_length (parts); i > 0; i--)
    {
      g_strstrip (parts[i - 1]);
      if (!is_dots (parts[i - 1]))
        return g_strdup (parts[i - 1]);
    }

  return g_strdup ("");
}

static gsize
bytes_within (const char *text,
              gsize       most)
{
  const char *end = text + MIN (strlen (text), most);

  if (*end == '\0')
    return end - text;

  return g_utf8_find_prev_char (text, end + 1) - text;
}

/* Shortens the stem and keeps the ending: it tells people what the file is. */
static char *
shorten_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  gsize ending = dot != NULL && dot != name ? strlen (dot) : 0;
  g_autofree char *stem = NULL;

  if (strlen (name) <= LONGEST_NAME)
    return g_strdup (name);
  if (ending > LONGEST_ENDING)
    ending = 0;

  stem = g_strndup (name, bytes_within (name, LONGEST_NAME - ending));

  return ending > 0 ? g_strconcat (g_strchomp (stem), dot, NULL) : g_strdup (g_strchomp (stem));
}

/**
 * eo_str_set:
 * @dst: a string that is never %NULL once set
 * @src: (nullable): what it becomes; %NULL for ""
 *
 * Editable widgets of GTK 4.8 crash on a bound %NULL, so no record holds one.
 *
 * Returns: whether the text is another than before
 */
gboolean
eo_str_set (char       **dst,
            const char  *src)
{
  char *copy;

  g_return_val_if_fail (dst != NULL, FALSE);

  if (src == NULL)
    src = "";
  if (*dst != NULL && strcmp (*dst, src) == 0)
    return FALSE;

  /* @src may lie inside the old text. */
  copy = g_strdup (src);
  g_free (*dst);
  *dst = copy;

  return TRUE;
}

/* Whether it is plain ASCII without control characters other than those of @also: most text is, and needs no work. */
static gboolean
is_plain (const char *text,
          gsize       size,
          const char *also)
{
  for (gsize i = 0; i < size; i++)
    if (((guchar) text[i] < ' ' || (guchar) text[i] > '~') && (text[i] == '\0' || strchr (also, text[i]) == NULL))
      return FALSE;
  return TRUE;
}

/**
 * eo_text_make_valid:
 * @bytes: what came from outside
 * @len: its length, or -1 where it ends with a nul
 *
 * Bytes that are no UTF-8 become U+FFFD, line ends of all kinds become \n, and control characters other than
 * \n and \t (nul among them) and a byte order mark are left out.
 *
 * Returns: (transfer full): text
 */
char *
eo_text_make_valid (const char *bytes,
                    gssize      len)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) text = NULL;
  gsize size;

  g_return_val_if_fail (bytes != NULL || len == 0, NULL);

  size = len < 0 ? strlen (bytes) : (gsize) len;
  if (size > 0 && is_plain (bytes, size, "\n\t"))
    return g_strndup (bytes, size);
  text = g_string_sized_new (size);

  for (gsize start = 0; start < size;)
    {
      const char *nul = memchr (bytes + start, '\0', size - start);
      gsize end = nul != NULL ? (gsize) (nul - bytes) : size;

      g_free (valid);
      valid = g_utf8_make_valid (bytes + start, end - start);
      for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
        {
          gunichar c = g_utf8_get_char (at);

          if (c == '\r')
            {
              if (at[1] != '\n')
                g_string_append_c (text, '\n');
            }
          else if (c == '\n' || c == '\t' || (!g_unichar_iscntrl (c) && c != 0xfeff))
            g_string_append_len (text, at, g_utf8_next_char (at) - at);
        }
      start = end + 1;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * eo_text_one_line:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text with each run of white space and control characters as one space, and none
 *   at the ends
 */
gboolean
eo_text_is_clock (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return strlen (text) == 5 && text[2] == ':' && strspn (text, "0123456789:") == 5 && strncmp (text, "24", 2) < 0
         && text[3] < '6';
}

char *
eo_text_one_line (const char *text)
{
  g_autoptr (GString) line = NULL;
  gboolean gap = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_plain (text, strlen (text), "") && strstr (text, "  ") == NULL && *text != ' '
      && (*text == '\0' || text[strlen (text) - 1] != ' '))
    return g_strdup (text);
  line = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* A no-break space is no break: "R 1 250" stays together. */
      if (c != 0xa0 && c != 0x202f && (g_unichar_isspace (c) || g_unichar_iscntrl (c)))
        gap = TRUE;
      else
        {
          if (gap && line->len > 0)
            g_string_append_c (line, ' ');
          gap = FALSE;
          g_string_append_len (line, at, g_utf8_next_char (at) - at);
        }
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * eo_text_initials:
 * @name: a person's or an organisation's name
 *
 * Returns: (transfer full): the first letters of the first and the last word, in capitals: "TM"; "" where there
 *   is no letter
 */
char *
eo_text_initials (const char *name)
{
  gunichar first = 0, last = 0;
  gboolean in_word = FALSE;
  g_autoptr (GString) initials = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  initials = g_string_new (NULL);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!in_word && g_unichar_isalnum (c))
        {
          if (first == 0)
            first = c;
          else
            last = c;
        }
      in_word = !g_unichar_isspace (c) && (in_word || g_unichar_isalnum (c));
    }

  if (first != 0)
    g_string_append_unichar (initials, g_unichar_toupper (first));
  if (last != 0)
    g_string_append_unichar (initials, g_unichar_toupper (last));

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/**
 * eo_text_safe_filename:
 * @name: a name from outside: perhaps a path, not UTF-8, with newlines, endless, or empty
 *
 * Returns: (transfer full): a file name without path parts, control or direction characters, not hidden, at
 *   most 200 bytes with its ending kept, never empty
 */
char *
eo_text_safe_filename (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;
  g_autofree char *part = NULL;
  g_autofree char *shortened = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  gsize dots;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  line = eo_text_one_line (valid);
  part = last_part (line);

  for (const char *at = part; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_deceptive (c) && !is_separator (c))
        g_string_append_unichar (clean, c);
    }

  /* What was left out may have parted dots, and a hidden file is never wanted. */
  dots = strspn (clean->str, ". ");
  g_string_erase (clean, 0, dots);
  shortened = shorten_name (clean->str);
  g_strstrip (shortened);

  return *shortened != '\0' ? g_steal_pointer (&shortened) : g_strdup (_("document"));
}

/**
 * eo_format_count:
 *
 * Returns: (transfer full): "1 284", with no-break spaces between the thousands
 */
char *
eo_format_count (gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                             count < 0 ? -(guint64) count : (guint64) count);
  g_autoptr (GString) text = g_string_new (count < 0 ? "−" : NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, NO_BREAK_SPACE);
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * eo_format_size:
 *
 * Returns: (transfer full): "812 bytes", "412 kB", "1.2 MB", with a decimal point in every locale
 */
char *
eo_format_size (guint64 bytes)
{
  static const char *const units[] = { "kB", "MB", "GB", "TB", "PB", "EB" };
  guint64 scale = 1000;
  guint unit = 0;
  guint64 tenths;

  if (bytes < 1000)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u byte", "%u bytes", bytes), (guint) bytes);

  /* 999 950 bytes round to 1.0 MB, not to 1000 kB. */
  while (unit + 1 < G_N_ELEMENTS (units) && bytes >= scale * 1000 - scale / 2)
    {
      scale *= 1000;
      unit++;
    }

  tenths = bytes / (scale / 10) + (bytes % (scale / 10) >= scale / 20);
  if (unit == 0 || tenths >= 1000)
    return g_strdup_printf ("%" G_GUINT64_FORMAT NO_BREAK_SPACE "%s",
                            bytes / scale + (bytes % scale >= scale / 2), units[unit]);

  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%u" NO_BREAK_SPACE "%s",
                          tenths / 10, (guint) (tenths % 10), units[unit]);
}
