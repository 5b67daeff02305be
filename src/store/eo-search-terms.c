/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-search-private.h"

/* Nobody types more; a pasted book is answered by how it begins. */
#define MOST_BYTES 4096
#define MOST_TERMS 24
#define MOST_CHARS 80  /* of a word */
#define LEAST_PREFIX 2 /* letters: the prefix index begins there */

typedef enum
{
  FILTER_NONE,
  FILTER_FROM,
  FILTER_IN,
  FILTER_BEFORE,
  FILTER_AFTER,
} Filter;

static const struct
{
  const char *prefix;
  Filter      filter;
} filters[] = {
  { "from:", FILTER_FROM },
  { "in:", FILTER_IN },
  { "before:", FILTER_BEFORE },
  { "after:", FILTER_AFTER },
};

/* One thing typed: a word or a phrase, perhaps behind a filter. */
typedef struct
{
  Filter   filter;
  char    *text;
  gboolean quoted;
  gboolean last; /* the cursor may stand at its end: it may be a beginning */
} Term;

static void
term_clear (Term *term)
{
  g_clear_pointer (&term->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Term, term_clear)

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

static const char *
skip_space (const char *at)
{
  while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

/* Text up to the closing quote, or to the end where there is none yet. */
static const char *
read_phrase (const char *at,
             Term       *term)
{
  const char *begin = at = g_utf8_next_char (at);

  while (*at != '\0' && !is_quote (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  term->text = g_strndup (begin, at - begin);
  term->quoted = TRUE;
  term->last = *at == '\0';

  return *at != '\0' ? g_utf8_next_char (at) : at;
}

static const char *
read_word (const char *at,
           Term       *term)
{
  const char *begin = at;

  while (*at != '\0' && !g_unichar_isspace (g_utf8_get_char (at)) && !is_quote (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  term->text = g_strndup (begin, at - begin);
  term->last = *at == '\0';

  return at;
}

static const char *
read_term (const char *at,
           Term       *term)
{
  const char *value;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_ascii_strncasecmp (at, filters[i].prefix, strlen (filters[i].prefix)) == 0)
      {
        value = skip_space (at + strlen (filters[i].prefix));
        if (*value == '\0')
          break;
        term->filter = filters[i].filter;
        at = value;
        break;
      }

  return is_quote (g_utf8_get_char (at)) ? read_phrase (at, term) : read_word (at, term);
}

/* Letters and digits are what the index's tokenizer makes words of. */
static guint
count_letters (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_isalnum (g_utf8_get_char (text)) ? 1 : 0;

  return n;
}

/* Letters after the last separator: "o'b" ends in a word of one. */
static guint
count_last_letters (const char *text)
{
  const char *at = text + strlen (text);
  guint n = 0;

  while (at > text)
    {
      gunichar c;

      at = g_utf8_prev_char (at);
      c = g_utf8_get_char (at);
      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        break;
      n++;
    }

  return n;
}

static void
append_string (GString    *match,
               const char *text,
               gboolean    prefix)
{
  /* No quote is left in it, so nothing in it means anything to FTS5. */
  g_string_append_printf (match, "\"%s\"%s", text, prefix ? " *" : "");
}

/* "by-law" is found as two words and, as a line's end may have joined it, as one. */
static char *
joined_form (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;

  if (strchr (text, '-') == NULL)
    return NULL;

  parts = g_strsplit (text, "-", -1);
  joined = g_strjoinv (NULL, parts);

  for (const char *at = joined; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalpha (g_utf8_get_char (at)))
      return NULL;

  return g_steal_pointer (&joined);
}

static void
append_match (GString    *match,
              const Term *term)
{
  gboolean prefix = term->last && count_last_letters (term->text) >= LEAST_PREFIX;
  g_autofree char *joined = term->quoted ? NULL : joined_form (term->text);

  if (match->len > 0)
    g_string_append (match, " AND ");

  if (joined != NULL)
    {
      g_string_append_c (match, '(');
      append_string (match, term->text, prefix);
      g_string_append (match, " OR ");
      append_string (match, joined, prefix);
      g_string_append_c (match, ')');
    }
  else
    {
      append_string (match, term->text, prefix);
    }
}

static void
add_words (GPtrArray  *words,
           const char *text)
{
  const char *begin = NULL;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gunichar c = *at != '\0' ? g_utf8_get_char (at) : 0;
      gboolean letter = c != 0 && (g_unichar_isalnum (c) || (begin != NULL && g_unichar_ismark (c)));

      if (letter && begin == NULL)
        begin = at;
      if (!letter && begin != NULL)
        {
          g_ptr_array_add (words, g_strndup (begin, at - begin));
          begin = NULL;
        }
      if (c == 0)
        return;
    }
}

static const EoKind *
find_kind (const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      const char *names[] = { kinds[i]->name, g_dgettext (GETTEXT_PACKAGE, kinds[i]->label),
                              g_dgettext (GETTEXT_PACKAGE, kinds[i]->plural) };

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *folded = g_utf8_casefold (names[j], -1);

          if (g_str_equal (folded, wanted))
            return kinds[i];
        }
    }

  return NULL;
}

/* A day, or the first or last day of a month or year: after:2025 means from 2026 on. */
static gboolean
parse_bound (const char *text,
             gboolean    last_day,
             EoDate     *date)
{
  int year, month = 0;
  char end;

  if (sscanf (text, "%4d-%2d%c", &year, &month, &end) == 2 || sscanf (text, "%4d%c", &year, &end) == 1)
    {
      gboolean whole_year = month == 0;

      *date = eo_date_from_ymd (year, whole_year ? 1 : month, 1);
      if (*date->iso == '\0')
        return FALSE;
      if (last_day)
        {
          EoDate next = whole_year || month == 12 ? eo_date_from_ymd (year + 1, 1, 1)
                                                  : eo_date_from_ymd (year, month + 1, 1);

          *date = eo_date_add_days (&next, -1);
        }
      return TRUE;
    }

  return eo_date_parse (text, date, NULL) && *date->iso != '\0';
}

/* FALSE where it cannot be meant as a filter: then it is a word like any other. */
static gboolean
take_filter (EoSearchTerms *terms,
             const Term    *term)
{
  const EoKind *kind;

  switch (term->filter)
    {
    case FILTER_FROM:
      if (count_letters (term->text) == 0)
        return FALSE;
      append_match (terms->from, term);
      return TRUE;

    case FILTER_IN:
      if ((kind = find_kind (term->text)) == NULL)
        return FALSE;
      terms->kind = kind;
      return TRUE;

    case FILTER_BEFORE:
      return parse_bound (term->text, FALSE, &terms->before);

    case FILTER_AFTER:
      return parse_bound (term->text, TRUE, &terms->after);

    case FILTER_NONE:
    default:
      return FALSE;
    }
}

static void
take_term (EoSearchTerms *terms,
           Term          *term)
{
  if (g_utf8_strlen (term->text, -1) > MOST_CHARS && !term->quoted)
    {
      char *shortened = g_utf8_substring (term->text, 0, MOST_CHARS);

      g_free (term->text);
      term->text = shortened;
    }

  if (take_filter (terms, term) || count_letters (term->text) == 0)
    return;

  append_match (terms->match, term);
  add_words (terms->words, term->text);
}

/**
 * eo_search_terms_new:
 * @text: anything: half a query, a pasted page, bytes that are no text
 *
 * Returns: (transfer full): what it asks for
 */
EoSearchTerms *
eo_search_terms_new (const char *text)
{
  EoSearchTerms *terms = g_new0 (EoSearchTerms, 1);
  g_autofree char *valid = NULL;
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  terms->words = g_ptr_array_new_with_free_func (g_free);
  terms->match = g_string_new (NULL);
  terms->from = g_string_new (NULL);

  valid = eo_text_make_valid (text, strnlen (text, MOST_BYTES));
  at = skip_space (valid);
  for (guint i = 0; *at != '\0' && i < MOST_TERMS; i++)
    {
      g_auto (Term) term = { 0 };

      at = skip_space (read_term (at, &term));
      take_term (terms, &term);
    }

  return terms;
}

void
eo_search_terms_free (EoSearchTerms *terms)
{
  if (terms == NULL)
    return;

  g_ptr_array_unref (terms->words);
  g_string_free (terms->match, TRUE);
  g_string_free (terms->from, TRUE);
  g_free (terms);
}

gboolean
eo_search_terms_filtered (const EoSearchTerms *terms)
{
  g_return_val_if_fail (terms != NULL, FALSE);

  return terms->from->len > 0 || terms->kind != NULL || *terms->after.iso != '\0' || *terms->before.iso != '\0';
}

gboolean
eo_search_terms_is_empty (const EoSearchTerms *terms)
{
  g_return_val_if_fail (terms != NULL, TRUE);

  return terms->match->len == 0 && !eo_search_terms_filtered (terms);
}

/**
 * eo_search_words:
 * @text: a query
 *
 * Returns: (transfer full) (element-type utf8): its plain words, those of phrases too, without its filters
 */
GPtrArray *
eo_search_words (const char *text)
{
  g_autoptr (EoSearchTerms) terms = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  terms = eo_search_terms_new (text);

  return g_ptr_array_ref (terms->words);
}
