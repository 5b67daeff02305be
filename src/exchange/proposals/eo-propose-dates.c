/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define OLDEST 730 /* days before it came in: an older letter is more likely misread than late */

EO_PATTERN (date_label_pattern, "(^|[\\s/])(date|datum|usuku|sent|gestuur)\\s*:?\\s*(\\pL{3,9},?\\s*)?$")
EO_PATTERN (sent_pattern, "^(sent|gestuur)$")
EO_PATTERN (other_label_pattern,
            "\\b(due|valid|until|received|ontvang|faxed|closing|delivery|expiry|invoice|order|as at|geldig|print)\\b[^:]*:?\\s*$")
EO_PATTERN (stamp_pattern, "\\b(received|ontvang|registry|faxed|stamp|posted)\\b")
EO_PATTERN (place_pattern, "^(\\pL[\\pL .'-]{2,24},\\s*)?((mon|tues|wednes|thurs|fri|satur|sun)day,?\\s*|(mon|tue|wed|thu|fri|sat|sun),?\\s*)?$")

/* What asks for an answer; and what says that we are the ones promised one. */
EO_PATTERN (ask_pattern,
            "\\b(repl(y|ies)|respon(d|ses?)|(be|is) (told|informed|advised)|answers?|comments?|submi\\w+|furnish|confirm\\w*|rsvp|revert|let (us|me|my office|our office|"
            "this office) (have|know)|reach (this|our|my) office|decide|(hear|heard) from|provide (us|this)|feedback|laat weet|laat ons|"
            "antwoord|terugvoer|besware|kommentaar|bevestig|phendula|impendulo)\\b")
EO_PATTERN (promise_pattern, "\\b(we|i|ons|ek) (will|shall|sal|hope to|undertake to|intend to)\\b|\\bunless\\b|\\btensy\\b")
EO_PATTERN (by_pattern,
            "\\b(on or before|by no later than|no later than|not later than|before or on|voor of op|nie later nie as|by|before|teen|voor)\\s+"
            "(close of business (on )?|end of business (on )?|noon (on )?|the )?((mon|tues|wednes|thurs|fri|satur|sun)day,?\\s*|"
            "\\pL{4,9}dag,?\\s*)?$")
EO_PATTERN (within_pattern,
            "\\b(?:within|binne)\\s+((?:[\\pL-]+\\s*)?(?:\\(?\\d{1,2}\\)?)?)\\s*(working |business |calendar |werks)?(?:days|dae)\\b([^.;]*)")
EO_PATTERN (receipt_pattern, "\\b(receipt|receiving|received|ontvangs)\\b")
EO_PATTERN (written_pattern, "\\bdate\\b|\\bdatum\\b|\\bhereof\\b|\\bhiervan\\b")

static gboolean
is_believable (const EoDate *date,
               const EoDate *received)
{
  if (received->iso[0] == '\0')
    return TRUE;
  return strcmp (date->iso, received->iso) <= 0 && eo_date_diff (received, date) <= OLDEST;
}

static gboolean
in_stamp (EoLetterText *letter,
          guint         n)
{
  for (guint i = n; i + 3 > n; i--)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);

      if (eo_text_matches (stamp_pattern (), line->text) && (i == n || strlen (line->text) < 40))
        return TRUE;
      if (line->gap)
        break;
    }
  return FALSE;
}

/* How sure a day in a line of the head is the letter's own: named so, or alone on its line or in its column. */
static double
judge_date (EoLetterText *letter,
            guint         n,
            gsize         start,
            gsize         end)
{
  const char *text = eo_letter_text_line (letter, n)->text;
  g_autofree char *before = g_strndup (text, start);
  const char *after = text + end;
  const char *column = strrchr (before, ' ');

  if (eo_text_matches (other_label_pattern (), before) || in_stamp (letter, n))
    return 0;
  if (eo_text_matches (date_label_pattern (), before))
    return 0.98;
  if (*before == '\0' && n > 0 && eo_text_matches (date_label_pattern (), eo_letter_text_line (letter, n - 1)->text))
    return 0.97;
  after += strspn (after, " .,");
  if (*after == '\0' && eo_text_matches (place_pattern (), before))
    return 0.95;
  /* Another column stands beside it: more than one space, or a label. */
  if (*after == '\0' && column != NULL && column > before && column[-1] == ' ')
    return 0.9;
  if (eo_text_matches (place_pattern (), before) && strncmp (text + end, "  ", 2) == 0)
    return 0.9;
  return 0;
}

static EoProposal *
find_sent (EoLetterText *letter)
{
  EoTextLine *line = eo_letter_text_in_table (letter, sent_pattern ());
  gsize start, end;
  EoDate date;

  if (line == NULL || !eo_date_find (line->text, NULL, &date, &start, &end))
    return NULL;
  return eo_proposal_new_at (letter, "letter_date", date.iso, line, start, line, end, 0.98, _("The mail was sent then"));
}

EoProposal *
eo_propose_letter_date (EoLetterText *letter,
                        const EoDate *received)
{
  EoProposal *best = NULL;
  gboolean doubtful = FALSE;

  if (letter->table < letter->n_lines)
    return find_sent (letter);
  for (guint i = 0; i < letter->head_end; i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      gsize skipped = 0, start, end;
      EoDate date;

      while (eo_date_find (line->text + skipped, NULL, &date, &start, &end))
        {
          double sure = judge_date (letter, i, skipped + start, skipped + end);

          if (sure > 0 && is_believable (&date, received) && (best == NULL || sure > best->confidence))
            {
              eo_proposal_free (best);
              best = eo_proposal_new_at (letter, "letter_date", date.iso, line, skipped + start, line, skipped + end, sure,
                                         _("Stands above the letter"));
              doubtful = FALSE;
            }
          else if (sure > 0 && best != NULL && sure >= best->confidence && !g_str_equal (date.iso, best->text))
            doubtful = TRUE;
          skipped += end;
        }
    }
  if (doubtful)
    g_clear_pointer (&best, eo_proposal_free);
  return best;
}

/* The sentences of the body, each with the lines it lies on. */
typedef struct
{
  GString *text;
  GArray  *lines;  /* of guint: the line of each byte of text */
} Flow;

static void
flow_clear (Flow *flow)
{
  g_string_free (flow->text, TRUE);
  g_array_unref (flow->lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flow, flow_clear)

static void
flow_body (Flow         *flow,
           EoLetterText *letter)
{
  guint last = letter->closing < letter->n_lines ? letter->closing : letter->n_lines;

  flow->text = g_string_new (NULL);
  flow->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = letter->salutation < letter->n_lines ? letter->salutation + 1 : letter->head_end; i < last; i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);

      if (line->gap && flow->text->len > 0)
        g_string_append_c (flow->text, '\n');
      else if (flow->text->len > 0)
        g_string_append_c (flow->text, ' ');
      g_string_append (flow->text, line->text);
      while (flow->lines->len < flow->text->len)
        g_array_append_val (flow->lines, i);
    }
}

/* Ends of sentences: a stop before a capital, a paragraph. "No. 4", "Mr. Dube" and "Pr.Eng" end none. */
EO_PATTERN_WITH (sentence_pattern, "\n+|(?<=[a-z0-9)]{3})[.;?!]\\s+(?=[\\p{Lu}\\d])", 0)

static EoDate
term_of (GMatchInfo   *match,
         const EoDate *received,
         const EoDate *written,
         EoCalendar   *calendar,
         double       *sure)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  g_autofree char *unit = g_match_info_fetch (match, 2);
  g_autofree char *rest = g_match_info_fetch (match, 3);
  int days = eo_number_find (number);
  const EoDate *from = received;
  EoDate none = { "" };

  *sure = 0.93;
  if (eo_text_matches (receipt_pattern (), rest))
    from = received;
  else if (eo_text_matches (written_pattern (), rest))
    from = written;
  else
    *sure = 0.86; /* the law counts from receipt where nothing is said */
  if (days <= 0 || days > 90 || from->iso[0] == '\0')
    return none;
  if (*unit == 'w' || *unit == 'W' || *unit == 'b' || *unit == 'B')
    return eo_calendar_add_working_days (calendar, from, days);
  return eo_calendar_add_calendar_days (calendar, from, days, EO_PERIOD_MOVES_ON);
}

/* The day a sentence sets; "" for none. */
static EoDate
find_term (const char   *sentence,
           const EoDate *received,
           const EoDate *written,
           EoCalendar   *calendar,
           gsize        *start,
           gsize        *end,
           double       *sure)
{
  const EoDate *near = written->iso[0] != '\0' ? written : received;
  g_autoptr (GMatchInfo) match = NULL;
  gsize skipped = 0;
  EoDate date = { "" };

  while (eo_date_find (sentence + skipped, near, &date, start, end))
    {
      g_autofree char *before = g_strndup (sentence, skipped + *start);

      *start += skipped;
      *end += skipped;
      skipped = *end;
      if (eo_text_matches (by_pattern (), before))
        {
          *sure = 0.94;
          return date;
        }
    }
  date.iso[0] = '\0';
  if (g_regex_match (within_pattern (), sentence, 0, &match))
    {
      int from, to;

      g_match_info_fetch_pos (match, 0, &from, &to);
      *start = (gsize) from;
      *end = (gsize) to;
      date = term_of (match, received, written, calendar, sure);
    }
  return date;
}

/* What the page shows may break over lines: the words go up to the end of the first line, at least. */
static EoProposal *
make_due (EoLetterText *letter,
          Flow         *flow,
          gsize         start,
          gsize         end,
          const EoDate *date,
          double        sure)
{
  guint first = g_array_index (flow->lines, guint, start), last = g_array_index (flow->lines, guint, end - 1);
  EoTextLine *from = eo_letter_text_line (letter, first), *to = eo_letter_text_line (letter, last);
  gsize from_start = start, to_start = end - 1;

  while (from_start > 0 && g_array_index (flow->lines, guint, from_start - 1) == first)
    from_start--;
  while (to_start > 0 && g_array_index (flow->lines, guint, to_start - 1) == last)
    to_start--;
  /* The blank before a line counts as that line's. */
  from_start += strchr (" \n", flow->text->str[from_start]) != NULL;
  to_start += strchr (" \n", flow->text->str[to_start]) != NULL;
  if (from->page != to->page)
    {
      to = from;
      to_start = from_start;
      end = from_start + strlen (from->text);
    }
  return eo_proposal_new_at (letter, "sender_due", date->iso, from, start - from_start, to, end - to_start, sure,
                             _("The letter asks for an answer by then"));
}

EoProposal *
eo_propose_sender_due (EoLetterText *letter,
                       const EoDate *received,
                       const EoDate *written,
                       EoCalendar   *calendar)
{
  g_auto (Flow) flow = { 0 };
  g_auto (GStrv) sentences = NULL;
  g_autoptr (EoProposal) found = NULL;
  gsize at = 0;

  flow_body (&flow, letter);
  sentences = g_regex_split (sentence_pattern (), flow.text->str, 0);
  for (guint i = 0; sentences[i] != NULL; i++)
    {
      const char *place = strstr (flow.text->str + at, sentences[i]);
      gsize start, end;
      double sure = 0;
      EoDate date;

      g_assert (place != NULL);
      at = (gsize) (place - flow.text->str);
      if (eo_text_matches (ask_pattern (), sentences[i]) && !eo_text_matches (promise_pattern (), sentences[i]))
        {
          date = find_term (sentences[i], received, written, calendar, &start, &end, &sure);
          if (date.iso[0] != '\0' && strcmp (date.iso, written->iso) >= 0
              && (received->iso[0] == '\0' || eo_date_diff (&date, received) > -30))
            {
              if (found != NULL && !g_str_equal (found->text, date.iso))
                return NULL; /* two days: which of them, a person sees */
              if (found == NULL)
                found = make_due (letter, &flow, at + start, at + end, &date, sure);
            }
        }
      at += strlen (sentences[i]);
    }
  return g_steal_pointer (&found);
}
