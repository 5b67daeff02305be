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
#define TO "\\s*(?:to|until|till|-|–|—|tot|kuya ku)\\s*"
#define ON "\\s*,?\\s*(?:on|op|ngomhla ka)?\\s*(?:\\pL{3,9}day,?|\\pL{4,9}dag,?)?\\s*$"
EO_PATTERN (range_after_pattern, "^[\\s,(]*(?:at|from|om|van|vanaf|between|ngo)?\\s*" CLOCK TO CLOCK)
EO_PATTERN (range_before_pattern, CLOCK TO CLOCK ON)
EO_PATTERN (clock_after_pattern, "^[\\s,(]*(?:at|from|om|van|vanaf|between|ngo)?\\s*" CLOCK)
EO_PATTERN (clock_before_pattern, CLOCK ON)

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

/* The minute of the day that four groups from @group on say; -1 where there is no such time. */
static int
read_groups (GMatchInfo *match,
             int         group)
{
  g_autofree char *hour = g_match_info_fetch (match, group);
  g_autofree char *minutes = g_match_info_fetch (match, group + 1);
  g_autofree char *half = g_match_info_fetch (match, group + 2);
  g_autofree char *other_half = g_match_info_fetch (match, group + 3);
  const char *said = half != NULL && *half != '\0' ? half : other_half != NULL ? other_half : "";
  int h = atoi (hour);
  int m = minutes != NULL ? atoi (minutes) : 0;

  if (*said != '\0' && strchr ("pn", g_ascii_tolower (*said)) != NULL && h < 12)
    h += 12;
  return h < 24 && m < 60 ? h * 60 + m : -1;
}

/* @until: -1 where only the beginning is said. */
static gboolean
read_clock (GRegex     *range,
            GRegex     *clock,
            const char *text,
            int        *minute,
            int        *until)
{
  g_autoptr (GMatchInfo) both = NULL;
  g_autoptr (GMatchInfo) one = NULL;

  *until = -1;
  if (g_regex_match (range, text, 0, &both))
    {
      *minute = read_groups (both, 1);
      *until = read_groups (both, 5);
    }
  else if (g_regex_match (clock, text, 0, &one))
    {
      *minute = read_groups (one, 1);
    }
  else
    {
      return FALSE;
    }
  return *minute >= 0;
}

char *
eo_wishes_find (const char   *text,
                const EoDate *near,
                GPtrArray    *words,
                gint64       *minutes)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) wishes = NULL;
  gsize skipped = 0, start, end;
  EoDate day;
  guint n = 0;

  g_return_val_if_fail (text != NULL && near != NULL, NULL);

  if (minutes != NULL)
    *minutes = 0;
  while (n < MOST && eo_date_find (text + skipped, near, &day, &start, &end))
    {
      gsize from = skipped + start, until = skipped + end;
      const char *back = g_utf8_find_prev_char (text, text + MAX (from, BEFORE) - BEFORE + 1);
      g_autofree char *before = g_strndup (back != NULL ? back : text, (gsize) (text + from - (back != NULL ? back : text)));
      int minute, ends;
      EoWish wish = { { "" }, FALSE };
      EoDate pair;
      g_autofree char *word = NULL;

      skipped = until;
      if (eo_text_matches (other_day_pattern (), before)
          || (near->iso[0] != '\0' && (strcmp (day.iso, near->iso) <= 0 || eo_date_diff (&day, near) > FARTHEST)))
        continue;
      wish.all_day = !read_clock (range_after_pattern (), clock_after_pattern (), text + until, &minute, &ends)
                     && !read_clock (range_before_pattern (), clock_before_pattern (), before, &minute, &ends);
      if (minutes != NULL && *minutes == 0 && !wish.all_day && ends > minute)
        *minutes = ends - minute;
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
