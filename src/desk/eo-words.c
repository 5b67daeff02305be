/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-words.h"

/* "Letters" → "letters", but "KPIs" stays. */
static char *
lower_first (const char *word)
{
  gunichar first = g_utf8_get_char (word);
  const char *rest = *word != '\0' ? g_utf8_next_char (word) : word;
  char lower[7] = { 0 };

  if (g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (word);

  g_unichar_to_utf8 (g_unichar_tolower (first), lower);

  return g_strconcat (lower, rest, NULL);
}

char *
eo_words_things (const EoKind *kind,
                 gint64        n)
{
  g_return_val_if_fail (kind != NULL, NULL);

  return lower_first (n == 1 ? _(kind->label) : _(kind->plural));
}

/* "Standard reply" → "Standard Reply", as headings and buttons have it. */
static char *
raise_words (const char *text)
{
  GString *raised = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (raised, begins ? g_unichar_totitle (c) : c);
      begins = c == ' ';
    }
  return g_string_free (raised, FALSE);
}

char *
eo_words_new (const EoKind *kind)
{
  g_autofree char *thing = NULL;

  g_return_val_if_fail (kind != NULL, NULL);

  thing = raise_words (_(kind->label));
  /* Translators: a button, with the name of a kind of record: "New Letter", "New Standard Reply" */
  return g_strdup_printf (_("New %s"), thing);
}

char *
eo_words_none_yet (const EoKind *kind)
{
  g_autofree char *things = NULL;

  g_return_val_if_fail (kind != NULL, NULL);

  things = eo_words_things (kind, 0);

  /* Translators: with the plural of a kind of record: "No letters yet", "No disposal runs yet" */
  return g_strdup_printf (_("No %s yet"), things);
}
