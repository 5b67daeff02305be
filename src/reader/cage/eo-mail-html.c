/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-mail.h"

#include <string.h>

/* HTML to text in one pass over the bytes, each looked at once or twice however broken the markup is. Nothing is
 * built, so nothing can be deep. */

#define LONGEST_NAME   16 /* of an element that matters */
#define LONGEST_ENTITY 10

typedef struct
{
  const char *name;
  const char *text;
} Entity;

static const Entity entities[] = {
  { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" }, { "nbsp", " " },
  { "ndash", "–" }, { "mdash", "—" }, { "lsquo", "‘" }, { "rsquo", "’" }, { "ldquo", "“" }, { "rdquo", "”" },
  { "sbquo", "‚" }, { "bdquo", "„" }, { "laquo", "«" }, { "raquo", "»" }, { "hellip", "…" }, { "bull", "•" },
  { "middot", "·" }, { "copy", "©" }, { "reg", "®" }, { "trade", "™" }, { "deg", "°" }, { "sect", "§" },
  { "para", "¶" }, { "euro", "€" }, { "pound", "£" }, { "yen", "¥" }, { "cent", "¢" }, { "times", "×" },
  { "divide", "÷" }, { "plusmn", "±" }, { "frac12", "½" }, { "frac14", "¼" }, { "frac34", "¾" }, { "sup2", "²" },
  { "sup3", "³" }, { "ordm", "º" }, { "ordf", "ª" }, { "micro", "µ" }, { "iexcl", "¡" }, { "iquest", "¿" },
  { "agrave", "à" }, { "aacute", "á" }, { "acirc", "â" }, { "atilde", "ã" }, { "auml", "ä" }, { "aring", "å" },
  { "aelig", "æ" }, { "ccedil", "ç" }, { "egrave", "è" }, { "eacute", "é" }, { "ecirc", "ê" }, { "euml", "ë" },
  { "igrave", "ì" }, { "iacute", "í" }, { "icirc", "î" }, { "iuml", "ï" }, { "ntilde", "ñ" }, { "ograve", "ò" },
  { "oacute", "ó" }, { "ocirc", "ô" }, { "otilde", "õ" }, { "ouml", "ö" }, { "oslash", "ø" }, { "ugrave", "ù" },
  { "uacute", "ú" }, { "ucirc", "û" }, { "uuml", "ü" }, { "yacute", "ý" }, { "yuml", "ÿ" }, { "szlig", "ß" },
  { "Agrave", "À" }, { "Aacute", "Á" }, { "Acirc", "Â" }, { "Auml", "Ä" }, { "Aring", "Å" }, { "AElig", "Æ" },
  { "Ccedil", "Ç" }, { "Egrave", "È" }, { "Eacute", "É" }, { "Ecirc", "Ê" }, { "Euml", "Ë" }, { "Iuml", "Ï" },
  { "Ntilde", "Ñ" }, { "Oacute", "Ó" }, { "Ocirc", "Ô" }, { "Ouml", "Ö" }, { "Oslash", "Ø" }, { "Uacute", "Ú" },
  { "Uuml", "Ü" }, { "shy", "" }, { "zwnj", "" }, { "zwj", "" }, { "ensp", " " }, { "emsp", " " }, { "thinsp", " " },
  { "larr", "←" }, { "rarr", "→" }, { "minus", "−" }, { "dagger", "†" }, { "scaron", "š" }, { "Scaron", "Š" },
};

/* What stands in them is no text of the message. */
static const char *const silent[] = { "script", "style", "title", "noscript", "template", "object", "svg", NULL };

static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
  "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
  "tr", "ul", "body", NULL,
};

typedef struct
{
  GString  *text;
  gboolean  space;  /* one is due before the next letter */
  guint     lines;  /* line ends at the end of text */
} Out;

static void
put (Out        *out,
     const char *bytes,
     gsize       n)
{
  if (n == 0)
    return;
  if (out->space && out->lines == 0 && out->text->len > 0)
    g_string_append_c (out->text, ' ');
  out->space = FALSE;
  out->lines = 0;
  g_string_append_len (out->text, bytes, n);
}

/* At most one empty line. */
static void
break_line (Out   *out,
            guint  lines)
{
  out->space = FALSE;
  if (out->text->len == 0)
    return;
  for (; out->lines < lines; out->lines++)
    g_string_append_c (out->text, '\n');
}

/* &#233; &#xE9; &eacute; Returns what comes after it; NULL: it is none. */
static const char *
put_entity (Out        *out,
            const char *at)
{
  gsize n = strcspn (at + 1, ";<& \t\r\n");
  char letter[8] = { 0 };

  if (n == 0 || n > LONGEST_ENTITY)
    return NULL;
  if (at[1] == '#')
    {
      gboolean is_hex = at[2] == 'x' || at[2] == 'X';
      guint64 code = g_ascii_strtoull (at + (is_hex ? 3 : 2), NULL, is_hex ? 16 : 10);

      if (code == 0xa0)
        out->space = TRUE;
      else if (code >= 0x20 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
        put (out, letter, g_unichar_to_utf8 ((gunichar) code, letter));
      return at + 1 + n + (at[1 + n] == ';');
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && strncmp (entities[i].name, at + 1, n) == 0)
      {
        if (g_str_equal (entities[i].text, " "))
          out->space = TRUE;
        else
          put (out, entities[i].text, strlen (entities[i].text));
        return at + 1 + n + (at[1 + n] == ';');
      }
  return NULL;
}

/* After the ">" of the tag that begins at @at; quoted values may have one inside. An unfinished tag goes to the end. */
static const char *
end_of_tag (const char *at)
{
  char quote = '\0';

  for (; *at != '\0'; at++)
    {
      if (quote != '\0')
        quote = *at == quote ? '\0' : quote;
      else if ((*at == '"' || *at == '\'') && at[-1] == '=')
        quote = *at;
      else if (*at == '>')
        return at + 1;
    }
  return at;
}

/* The end of what a silent element holds. */
static const char *
skip_element (const char *at,
              const char *name)
{
  gsize n = strlen (name);

  while ((at = strstr (at, "</")) != NULL)
    {
      if (g_ascii_strncasecmp (at + 2, name, n) == 0)
        return end_of_tag (at + 2);
      at += 2;
    }
  return NULL;
}

static const char *
take_tag (Out        *out,
          const char *at)
{
  char name[LONGEST_NAME + 1] = { 0 };
  const char *from = at + 1 + (at[1] == '/');
  gboolean closes = at[1] == '/';
  const char *after;

  for (guint i = 0; i < LONGEST_NAME && g_ascii_isalnum (from[i]); i++)
    name[i] = g_ascii_tolower (from[i]);
  after = end_of_tag (from);

  if (!closes && g_strv_contains (silent, name) && after[-1] == '>' && after[-2] != '/')
    {
      const char *end = skip_element (after, name);
      return end != NULL ? end : at + strlen (at);
    }
  if (g_str_equal (name, "p") || (name[0] == 'h' && g_ascii_isdigit (name[1])) || g_str_equal (name, "table"))
    break_line (out, 2);
  else if (g_str_equal (name, "br"))
    break_line (out, MIN (out->lines + 1, 2));
  else if (g_strv_contains (blocks, name))
    break_line (out, 1);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    out->space = TRUE;
  if (!closes && g_str_equal (name, "li"))
    put (out, "• ", strlen ("• "));
  return after;
}

char *
eo_mail_from_html (const char *html)
{
  Out out = { g_string_new (NULL), FALSE, 0 };

  for (const char *at = html; *at != '\0';)
    {
      const char *next = NULL;
      gsize n = strcspn (at, "<& \t\r\n\f");

      if (n > 0)
        {
          put (&out, at, n);
          at += n;
        }
      else if (g_str_has_prefix (at, "<!--"))
        {
          next = strstr (at + 4, "-->");
          at = next != NULL ? next + 3 : at + strlen (at);
        }
      else if (*at == '<' && (g_ascii_isalpha (at[1]) || (at[1] == '/' && g_ascii_isalpha (at[2]))))
        at = take_tag (&out, at);
      else if (*at == '<' && (at[1] == '!' || at[1] == '?'))
        at = end_of_tag (at + 1);
      else if (*at == '&' && (next = put_entity (&out, at)) != NULL)
        at = next;
      else if (*at == '<' || *at == '&')
        put (&out, at++, 1);
      else
        {
          out.space = TRUE;
          at++;
        }
    }
  return g_string_free (out.text, FALSE);
}
