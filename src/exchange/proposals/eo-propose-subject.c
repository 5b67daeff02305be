/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define LONGEST_LINE 110
#define MOST_LINES   4
#define WIDEST_STAMP 40 /* bytes of a line */
#define STAMP_LINES  14 /* set askew, it falls into many */

#define LABEL "(?:re|subject|insake|betref|betreft|onderwerp|isihloko|mayelana|in re)\\s*[:.]\\s*"

EO_PATTERN (label_pattern, "^(?:" LABEL ")+")
EO_PATTERN (mail_label_pattern, "^(?:subject|onderwerp):\\s*(?:(?:re|fwd?|aw|tr|vs)\\s*:\\s*)*(.+)$")
EO_PATTERN (prefix_pattern, "^(?:(?:re|fwd?|aw|tr|vs)\\s*:\\s*)*")
EO_PATTERN (sentence_start_pattern,
            "^(i|we|our|my|your|thank you|thanks|on behalf|it|the above|this|attached|kindly|please|further|with reference|ons|ek|u|hiermee|"
            "sibhala|sicela|thina|ngiyabingelela|good (day|morning)|see below|herewith|in terms|during|i hope)\\b")
EO_PATTERN (paragraph_pattern, "^(\\d+(\\.\\d+)*[.)]?\\s|[a-z]\\)|\\(|•|-|[\\pL-]{2,16}:(\\s|$))")
EO_PATTERN (notice_pattern,
            "^(notice|petition|circular|treasury circular|invitation|request|application|complaint|quotation|report|progress report|"
            "kennisgewing|petisie|omsendbrief|versoek|isicelo|isaziso|isimemo)\\b.{8,}")

EO_PATTERN (stamp_pattern, "^.{0,3}(recei|eceived|ontvang)")

/* Short, without small letters. */
static gboolean
may_be_stamped (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return FALSE;
  return strlen (text) <= WIDEST_STAMP;
}

/* "20 NOVEMBER 2026", "IN/2026/00249", "026" */
static gboolean
is_figures (const char *text)
{
  guint figures = 0, letters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      figures += g_unichar_isdigit (g_utf8_get_char (p));
      letters += g_unichar_isalpha (g_utf8_get_char (p));
    }
  return figures > 0 && letters <= 2 * figures;
}

/* The day a letter came in is stamped beside the salutation, and stands in its text before it, after it or on both sides.
 * Up to the last figures of the stamp, nothing is the subject. */
static guint
skip_stamp (EoLetterText *letter,
            guint         first)
{
  gboolean stamped = FALSE;
  guint end = first;

  for (guint i = first - MIN (first, STAMP_LINES); i < MIN (letter->n_lines, first + STAMP_LINES); i++)
    {
      const char *text = eo_letter_text_line (letter, i)->text;
      gboolean here = may_be_stamped (text);

      if (i >= first && !here)
        break;
      stamped = stamped || (here && eo_text_matches (stamp_pattern (), text));
      if (i >= first && (eo_text_matches (stamp_pattern (), text) || is_figures (text)))
        end = i + 1;
    }
  return stamped ? end : first;
}

/* The lines from @first that belong to a heading: all in capitals, or up to white space. Where none follows, one line. */
static guint
heading_end (EoLetterText *letter,
             guint         first,
             gboolean      upper)
{
  guint i;

  for (i = first + 1; i < MIN (letter->n_lines, first + MOST_LINES); i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);

      if (may_be_stamped (line->text) && eo_text_matches (stamp_pattern (), line->text))
        return first + 1;
      if (line->gap || line->page != eo_letter_text_line (letter, first)->page)
        return i;
      if (eo_text_matches (paragraph_pattern (), line->text)
          || (upper ? !eo_text_is_upper (line->text) : eo_text_is_body (line->text)))
        break;
    }
  return upper ? i : first + 1;
}

static EoProposal *
make_subject (EoLetterText *letter,
              guint         first,
              guint         end,
              gsize         start,
              double        sure)
{
  EoTextLine *line = eo_letter_text_line (letter, first), *last = eo_letter_text_line (letter, end - 1);
  g_autoptr (GString) text = g_string_new (line->text + start);

  for (guint i = first + 1; i < end; i++)
    g_string_append_printf (text, " %s", eo_letter_text_line (letter, i)->text);
  if (text->len > 0 && text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return eo_proposal_new_at (letter, "subject", text->str, line, start, last, strlen (last->text), sure,
                             _("Stands as the heading of the letter"));
}

/* The prefixes that answering and forwarding put before it are none of the subject. */
static gsize
skip_prefixes (const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  int from, to = 0;

  if (g_regex_match (prefix_pattern (), text, 0, &match))
    g_match_info_fetch_pos (match, 0, &from, &to);
  return (gsize) to;
}

static EoProposal *
find_in_mail (EoLetterText *letter)
{
  if (letter->table < letter->n_lines)
    return make_subject (letter, 0, letter->table, skip_prefixes (eo_letter_text_line (letter, 0)->text), 0.97);
  for (guint i = 0; i < MIN (letter->n_lines, 12); i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      g_autoptr (GMatchInfo) match = NULL;
      int from, to;

      if (!g_regex_match (mail_label_pattern (), line->text, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 1, &from, &to);
      return make_subject (letter, i, i + 1, (gsize) from, 0.97);
    }
  return NULL;
}

/* Whether running text follows, so that what stands before it is no part of it. */
static gboolean
starts_anew (EoLetterText *letter,
             guint         n)
{
  const char *text;

  if (n >= letter->n_lines || n >= letter->closing)
    return FALSE;
  text = eo_letter_text_line (letter, n)->text;
  return g_unichar_isupper (g_utf8_get_char (text)) || eo_text_matches (paragraph_pattern (), text);
}

/* Longest line of the body: a line that breaks long before it ends there because it is a heading. */
static gsize
full_width (EoLetterText *letter,
            guint         from)
{
  gsize widest = 0;

  for (guint i = from; i < MIN (letter->n_lines, from + 12); i++)
    widest = MAX (widest, strlen (eo_letter_text_line (letter, i)->text));
  return widest;
}

static EoProposal *
find_after_salutation (EoLetterText *letter)
{
  guint first = skip_stamp (letter, letter->salutation + 1), end;
  g_autoptr (GMatchInfo) match = NULL;
  EoTextLine *line;
  gboolean upper;
  int from, to;

  if (first >= letter->n_lines || first >= letter->closing)
    return NULL;
  line = eo_letter_text_line (letter, first);
  upper = eo_text_is_upper (line->text);
  if (g_regex_match (label_pattern (), line->text, 0, &match))
    {
      g_match_info_fetch_pos (match, 0, &from, &to);
      end = heading_end (letter, first, eo_text_is_upper (line->text + to));
      if (line->text[to] != '\0' && strlen (line->text) <= 2 * LONGEST_LINE)
        return make_subject (letter, first, end, (gsize) to, 0.97);
      return NULL;
    }
  if (upper)
    return make_subject (letter, first, heading_end (letter, first, TRUE), 0, 0.95);
  if (eo_text_is_body (line->text) || eo_text_matches (sentence_start_pattern (), line->text)
      || eo_text_matches (paragraph_pattern (), line->text) || strlen (line->text) < 8)
    return NULL;
  end = heading_end (letter, first, FALSE);
  if (!starts_anew (letter, end))
    return NULL;
  if (eo_letter_text_line (letter, end)->gap)
    return make_subject (letter, first, end, 0, 0.9);
  if (strlen (line->text) * 5 < full_width (letter, first + 1) * 4)
    return make_subject (letter, first, first + 1, 0, 0.86);
  return NULL;
}

/* Nobody is greeted: a heading in capitals that says what it is, by itself above the text. */
static EoProposal *
find_heading (EoLetterText *letter)
{
  g_autoptr (EoProposal) found = NULL;

  for (guint i = 1; i < letter->head_end; i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      g_autoptr (GMatchInfo) match = NULL;
      guint end;
      int from, to;

      if (g_regex_match (label_pattern (), line->text, 0, &match))
        {
          g_match_info_fetch_pos (match, 0, &from, &to);
          return line->text[to] != '\0'
            ? make_subject (letter, i, heading_end (letter, i, eo_text_is_upper (line->text + to)), (gsize) to, 0.95) : NULL;
        }
      if (!line->gap || !eo_text_is_upper (line->text) || !eo_text_matches (notice_pattern (), line->text))
        continue;
      end = heading_end (letter, i, TRUE);
      if (end < letter->n_lines && !eo_letter_text_line (letter, end)->gap)
        continue;
      if (found != NULL)
        return NULL;
      found = make_subject (letter, i, end, 0, 0.88);
    }
  return g_steal_pointer (&found);
}

EoProposal *
eo_propose_subject (EoLetterText *letter)
{
  if (letter->is_mail)
    return find_in_mail (letter);
  if (letter->salutation < letter->n_lines)
    return find_after_salutation (letter);
  return find_heading (letter);
}
