/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/proposals/eo-letter-text.h"

/* Days as letters write them: 14 September 2026, 14de Sept. 2026, September 14, 2026, 2026-09-14, 14/09/2026. The day
 * stands before the month in South Africa. */

EO_PATTERN (day_month_pattern,
            "(?<![\\d/.-])(\\d{1,2}) ?(?:st|nd|rd|th|de|ste)?,?[ -]+(?:of +|van +|ku)?(\\pL{3,12})\\.?(?:,?[ -]+(\\d{4}))?(?![\\d/])")
EO_PATTERN (month_day_pattern, "(?<!\\pL)(\\pL{3,12})\\.? +(\\d{1,2})(?:st|nd|rd|th)?(?:,? +(\\d{4}))?(?![\\d/])")
EO_PATTERN (iso_pattern, "(?<![\\d/.-])(\\d{4}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{1,2})(?![\\d/-])")
EO_PATTERN (slashed_pattern, "(?<![\\d/.-])(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?![\\d/-])")

/* English, Afrikaans, isiZulu. Three letters are enough, where they are no other month's. */
static const char *const months[][4] = {
  { "january", "januarie", "januwari" }, { "february", "februarie", "februwari" },
  { "march", "maart", "mashi" },         { "april", "ephreli", "apreli" },
  { "may", "mei", "meyi" },              { "june", "junie", "juni" },
  { "july", "julie", "julayi" },         { "august", "augustus", "agasti" },
  { "september", "septhemba" },          { "october", "oktober", "okthoba" },
  { "november", "novemba" },             { "december", "desember", "disemba" },
};

static int
find_month (const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);
  const char *bare = *small == 'u' ? small + 1 : small; /* uMashi */

  if (strlen (bare) < 3)
    return 0;
  if (g_str_equal (bare, "sept"))
    return 9;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (guint j = 0; j < G_N_ELEMENTS (months[i]) && months[i][j] != NULL; j++)
      if (strlen (bare) == 3 ? g_str_has_prefix (months[i][j], bare) : g_str_equal (months[i][j], bare))
        return (int) i + 1;
  return 0;
}

static int
number_of (GMatchInfo *match,
           int         group)
{
  g_autofree char *text = group > 0 ? g_match_info_fetch (match, group) : NULL;

  return text != NULL && *text != '\0' ? atoi (text) : 0;
}

/* The first such day that is not before @near. */
static EoDate
with_year (int           month,
           int           day,
           const EoDate *near)
{
  int year, near_month, near_day;
  EoDate date;

  eo_date_get_ymd (near, &year, &near_month, &near_day);
  date = eo_date_from_ymd (year, month, day);
  if (date.iso[0] != '\0' && strcmp (date.iso, near->iso) < 0)
    date = eo_date_from_ymd (year + 1, month, day);
  return date;
}

/* Groups of the year, month and day; the month in letters where @named. */
static gboolean
try_pattern (GRegex       *pattern,
             const int     groups[3],
             gboolean      named,
             const char   *text,
             const EoDate *near,
             EoDate       *date,
             gsize        *start,
             gsize        *end)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (pattern, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int year = number_of (match, groups[0]), month, day = number_of (match, groups[2]), from, to;

      if (named)
        {
          g_autofree char *name = g_match_info_fetch (match, groups[1]);
          month = find_month (name);
        }
      else
        month = number_of (match, groups[1]);
      if (year == 0 && near != NULL && near->iso[0] != '\0' && month > 0)
        *date = with_year (month, day, near);
      else
        *date = eo_date_from_ymd (year, month, day);
      if (date->iso[0] == '\0' || (year != 0 && (year < 1950 || year > 2100)))
        continue;
      g_match_info_fetch_pos (match, 0, &from, &to);
      *start = (gsize) from;
      *end = (gsize) to;
      return TRUE;
    }
  return FALSE;
}

gboolean
eo_date_find (const char   *text,
              const EoDate *near,
              EoDate       *date,
              gsize        *start,
              gsize        *end)
{
  static const int day_month[] = { 3, 2, 1 }, month_day[] = { 3, 1, 2 }, iso[] = { 1, 2, 3 }, slashed[] = { 3, 2, 1 };
  EoDate each;
  gsize from, to;
  gboolean found = FALSE;

  for (const char *p = text; ; p++) /* no digit, no day */
    if (*p == '\0')
      return FALSE;
    else if (g_ascii_isdigit (*p))
      break;
#define TRY(pattern, groups, named)                                                        \
  if (try_pattern (pattern (), groups, named, text, near, &each, &from, &to)               \
      && (!found || from < *start))                                                        \
    {                                                                                      \
      *date = each;                                                                        \
      *start = from;                                                                       \
      *end = to;                                                                           \
      found = TRUE;                                                                        \
    }
  TRY (day_month_pattern, day_month, TRUE)
  TRY (month_day_pattern, month_day, TRUE)
  TRY (iso_pattern, iso, FALSE)
  TRY (slashed_pattern, slashed, FALSE)
#undef TRY
  return found;
}

int
eo_number_find (const char *text)
{
  static const struct { const char *word; int value; } words[] = {
    { "twenty-one", 21 }, { "fourteen", 14 }, { "fifteen", 15 }, { "twenty", 20 }, { "thirty", 30 }, { "three", 3 },
    { "seven", 7 }, { "eight", 8 }, { "sixty", 60 }, { "four", 4 }, { "five", 5 }, { "nine", 9 }, { "one", 1 }, { "two", 2 },
    { "six", 6 }, { "ten", 10 }, { "veertien", 14 }, { "vyftien", 15 }, { "twintig", 20 }, { "dertig", 30 }, { "sewe", 7 },
    { "vyf", 5 }, { "drie", 3 }, { "tien", 10 },
  };
  g_autofree char *small = g_utf8_strdown (text, -1);
  const char *digit = strpbrk (small, "0123456789");

  if (digit != NULL)
    return atoi (digit);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i].word) != NULL)
      return words[i].value;
  return -1;
}
