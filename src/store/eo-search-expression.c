/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-search-private.h"

#define YEARS_BACK  150 /* year tags one expression names at most */
#define YEARS_AHEAD 50

char *
eo_search_tag_for_kind (const EoKind *kind)
{
  GString *tag = g_string_new (EO_TAG_KIND);

  g_return_val_if_fail (kind != NULL, NULL);

  for (const char *at = kind->name; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (tag, *at);

  return g_string_free (tag, FALSE);
}

/* Whole years narrow the index; the rows' own dates decide. */
static void
append_years (GString             *expression,
              const EoSearchTerms *terms)
{
  EoDate today = eo_date_today ();
  int first, last, bound, month, day;

  eo_date_get_ymd (&today, &last, &month, &day);
  last += YEARS_AHEAD;
  if (eo_date_get_ymd (&terms->before, &bound, &month, &day))
    last = MIN (last, bound);
  first = MAX (last - YEARS_BACK, 1);
  if (eo_date_get_ymd (&terms->after, &bound, &month, &day))
    first = MAX (first, bound);
  last = MAX (first, last);

  g_string_append_c (expression, '(');
  for (int year = first; year <= last; year++)
    g_string_append_printf (expression, "%s" EO_TAG_YEAR "%04d", year > first ? " OR " : "", year);
  g_string_append_c (expression, ')');
}

static char *
filter_expression (const EoSearchTerms *terms)
{
  GString *expression = g_string_new (NULL);

  if (terms->from->len > 0)
    g_string_append_printf (expression, "{who} : (%s)", terms->from->str);
  if (terms->kind != NULL)
    {
      g_autofree char *tag = eo_search_tag_for_kind (terms->kind);

      g_string_append_printf (expression, "%s%s", expression->len > 0 ? " AND " : "", tag);
    }
  if (*terms->after.iso != '\0' || *terms->before.iso != '\0')
    {
      if (expression->len > 0)
        g_string_append (expression, " AND ");
      append_years (expression, terms);
    }

  return g_string_free (expression, FALSE);
}

/* Filters are about records. A page of a document passes here; its record is looked at when the page is found. */
char *
eo_search_terms_expression (const EoSearchTerms *terms)
{
  g_autofree char *filter = NULL;

  g_return_val_if_fail (terms != NULL, NULL);

  if (eo_search_terms_is_empty (terms))
    return NULL;

  filter = filter_expression (terms);
  if (*filter == '\0')
    return g_strdup (terms->match->str);
  if (terms->match->len == 0)
    return g_steal_pointer (&filter);

  return g_strdup_printf ("(%s) AND ((%s) OR " EO_TAG_PAGE ")", terms->match->str, filter);
}

char *
eo_search_match_expression (const char *text)
{
  g_autoptr (EoSearchTerms) terms = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  terms = eo_search_terms_new (text);

  return eo_search_terms_expression (terms);
}
