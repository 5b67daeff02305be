/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/eo-search.h"

/* See-through, so that it suits dark and light. */
#define LIT_BEGIN "<span background=\"#f5c211\" background_alpha=\"45%\">"
#define LIT_END   "</span>"

static gboolean
is_mark (char c)
{
  return c == *EO_MARK_START || c == *EO_MARK_END;
}

/**
 * eo_mark_to_markup:
 * @marked: a title or snippet of a hit
 *
 * Returns: (transfer full): the same as Pango markup, the found words in spans; always well-formed
 */
char *
eo_mark_to_markup (const char *marked)
{
  GString *markup = g_string_new (NULL);
  gboolean lit = FALSE;

  g_return_val_if_fail (marked != NULL, NULL);

  while (*marked != '\0')
    {
      gsize plain = strcspn (marked, EO_MARK_START EO_MARK_END);
      g_autofree char *escaped = g_markup_escape_text (marked, plain);

      g_string_append (markup, escaped);
      marked += plain;
      if (*marked == '\0')
        break;
      if (!lit && *marked == *EO_MARK_START)
        g_string_append (markup, LIT_BEGIN);
      else if (lit && *marked == *EO_MARK_END)
        g_string_append (markup, LIT_END);
      lit = *marked == *EO_MARK_START;
      marked++;
    }
  if (lit)
    g_string_append (markup, LIT_END);

  return g_string_free (markup, FALSE);
}

/**
 * eo_mark_strip:
 * @marked: a title or snippet of a hit
 *
 * Returns: (transfer full): the plain text
 */
char *
eo_mark_strip (const char *marked)
{
  GString *plain = g_string_new (NULL);

  g_return_val_if_fail (marked != NULL, NULL);

  for (; *marked != '\0'; marked++)
    if (!is_mark (*marked))
      g_string_append_c (plain, *marked);

  return g_string_free (plain, FALSE);
}
