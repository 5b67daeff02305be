/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/proposals/eo-letter-text.h"
#include "sections/diary/eo-wish.h"

#define FARTHEST 400 /* days ahead: what lies further off is no wish */
#define BEFORE   60  /* bytes before a day that may say what it is for */
#define MOST     8

/* A day that an answer is wanted by, or that something was written on, is no wish. */
EO_PATTERN (other_day_pattern,
            "\\b(by|before|no later than|not later than|deadline|rsvp|until|dated|letter of|since|teen|voor|closing date:?)\\s+"
            "(the )?((mon|tues|wednes|thurs|fri|satur|sun)day,?\\s*)?$")
#define CLOCK "(\\d{1,2})(?:\\s?[:h]\\s?(\\d{2})(?!\\d)(?:\\s?(am|pm|vm|nm)\\b)?|h(?!\\pL)|\\s?(am|pm|vm|nm)\\b)"
EO_PATTERN (clock_after_pattern, "^[\\s,(]*(?:at|from|om|van|vanaf|between|ngo)?\\s*" CLOCK)
EO_PATTERN (clock_before_pattern, CLOCK "\\s*,?\\s*(?:on|op|ngomhla ka)?\\s*(?:\\pL{3,9}day,?|\\pL{4,9}dag,?)?\\s*$")

EO_PATTERN (pair_pattern, "(?<!\\d)(\\d{1,2})\\s*(?:and|or|&|-|–|of|en|no)\\s*$") /* "7 and 8 October" */

/* The day before it that shares its month; "" for none. */
static EoDate
find_pair (const char   *before,
           const EoDate *day)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  int year, month, of_month;
  EoDate none = { "" };

  if (!g_regex_match (pair_pattern (), before, 0, &match))
    return none;
  number = g_match_info_fetch (match, 1);
  eo_date_get_ymd (day, &year, &month, &of_month);
  return atoi (number) < of_month ? eo_date_from_ymd (year, month, atoi (number)) : none;
}

static gboolean
read_clock (GRegex     *pattern,
            const char *text,
            int        *minute)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *half = NULL;
  g_autofree char *other_half = NULL;
  int h, m;

  if (!g_regex_match (pattern, text, 0, &match))
    return FALSE;
  hour = g_match_info_fetch (match, 1);
  minutes = g_match_info_fetch (match, 2);
  half = g_match_info_fetch (match, 3);
  other_half = g_match_info_fetch (match, 4);
  h = atoi (hour);
  m = minutes != NULL ? atoi (minutes) : 0;
  if (half == NULL || *half == '\0')
    {
      g_free (half);
      half = g_strdup (other_half != NULL ? other_half : "");
    }
  if (strchr ("pn", g_ascii_tolower (*half)) != NULL && *half != '\0' && h < 12)
    h += 12;
  *minute = h * 60 + m;
  return h < 24 && m < 60;
}

char *
eo_wishes_find (const char   *text,
                const EoDate *near,
                GPtrArray    *words)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) wishes = NULL;
  gsize skipped = 0, start, end;
  EoDate day;
  guint n = 0;

  g_return_val_if_fail (text != NULL && near != NULL, NULL);

  while (n < MOST && eo_date_find (text + skipped, near, &day, &start, &end))
    {
      gsize from = skipped + start, until = skipped + end;
      const char *back = g_utf8_find_prev_char (text, text + MAX (from, BEFORE) - BEFORE + 1);
      g_autofree char *before = g_strndup (back != NULL ? back : text, (gsize) (text + from - (back != NULL ? back : text)));
      int minute;
      EoWish wish = { { "" }, FALSE };
      EoDate pair;
      g_autofree char *word = NULL;

      skipped = until;
      if (eo_text_matches (other_day_pattern (), before)
          || (near->iso[0] != '\0' && (strcmp (day.iso, near->iso) <= 0 || eo_date_diff (&day, near) > FARTHEST)))
        continue;
      wish.all_day = !read_clock (clock_after_pattern (), text + until, &minute)
                     && !read_clock (clock_before_pattern (), before, &minute);
      wish.starts = eo_local_time_new (&day, wish.all_day ? 0 : minute);
      word = eo_wish_write (&wish);
      pair = find_pair (before, &day);
      g_string_append_printf (found, " %s %s", word, pair.iso);
      if (words != NULL)
        g_ptr_array_add (words, g_strndup (text + from, until - from));
      n++;
    }
  wishes = eo_wishes_read (found->str);
  return eo_wishes_write (wishes);
}
