/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define LONGEST 40

#define LABEL "(?:ref(?:erence)?|verw(?:ysing(?:snommer)?)?|inkomba|isalathiso)\\.?(?:\\s*(?:no|number|nr)\\.?)?"

/* A label at the start of a line or column; "Case Ref" and "Tender Ref" are of something else. */
EO_PATTERN (own_pattern, "(?:^|\\s{2,}|\\|\\s*)(?:our|my|ons)\\s+(?:file\\s+)?" LABEL "\\s*[.:]?\\s*(.*)$")
EO_PATTERN (plain_pattern, "(?:^|\\s{2,}|\\|\\s*)(?:(?:inkomba|isalathiso|verwysing)\\s*/\\s*)*(?:file\\s+)?" LABEL
            "(?:\\s*/\\s*(?:verwysing|reference|inkomba|isalathiso))*\\s*[.:]\\s*(.*)$")
EO_PATTERN (invoice_pattern, "(?:^|\\s{2,})(?:tax )?(?:invoice|quotation|quote)\\s*(?:no|number|nr)\\.?\\s*:\\s*(.*)$")
EO_PATTERN (yours_pattern, "(?:^|\\s{2,}|\\|\\s*)(?:your|u)\\s+" LABEL "\\s*[.:]?\\s*(.*)$")
/* Where the next label of the same line begins. */
EO_PATTERN (next_label_pattern,
            "\\s{2,}|\\t|\\s+\\|\\s|(?:^|\\s)(?:enq(?:uiries)?|navrae|imibuzo|tel(?:ephone)?|ucingo|fax|date|datum|usuku|your ref|u verw|our ref|"
            "ons verw|e-?mail|page|bladsy)\\b[^ ]{0,24}\\s*[.:]")
EO_PATTERN (label_alone_pattern, "^[\\pL ./-]{2,30}:$")
EO_PATTERN (office_number_pattern, "\\b((?:IN|OUT)/\\d{4}/\\d{5})\\b")
EO_PATTERN (stamp_pattern, "\\b(received|ontvang|registry|registrasie)\\b")
EO_PATTERN (file_number_pattern, "^\\d{1,3}(?:/\\d{1,4}){1,5}$")

static gboolean
is_reference (const char *text)
{
  EoDate date;
  gsize start, end;
  guint blanks = 0;

  for (const char *p = text; *p != '\0'; p++)
    blanks += *p == ' ';
  if (strlen (text) < 2 || strlen (text) > LONGEST || blanks > 4 || strpbrk (text, "0123456789") == NULL
      || eo_text_is_contact (text) || strchr (text, '@') != NULL)
    return FALSE;
  return !eo_date_find (text, NULL, &date, &start, &end) || end - start < strlen (text);
}

/* The value after a label: in the line, below the label, or in the column beside it. */
static gboolean
take_value (EoLetterText  *letter,
            GRegex        *label,
            guint          n,
            EoTextLine   **line,
            gsize         *start,
            char         **value)
{
  g_autoptr (GMatchInfo) match = NULL;
  int from, to, cut;

  *line = eo_letter_text_line (letter, n);
  if (!g_regex_match (label, (*line)->text, 0, &match))
    return FALSE;
  g_match_info_fetch_pos (match, 1, &from, &to);
  if (from == to && (*line = eo_letter_text_beside (letter, n)) == NULL && n + 1 < letter->n_lines)
    *line = eo_letter_text_line (letter, n + 1);
  if (*line == NULL || (from == to && eo_text_matches (label_alone_pattern (), (*line)->text)))
    return FALSE;
  *start = from == to ? 0 : (gsize) from;
  g_free (*value);
  *value = g_strdup ((*line)->text + *start);
  g_clear_pointer (&match, g_match_info_unref);
  if (g_regex_match (next_label_pattern (), *value, 0, &match))
    {
      g_match_info_fetch_pos (match, 0, &cut, &to);
      (*value)[cut] = '\0';
    }
  g_strstrip (*value);
  return is_reference (*value);
}

static EoProposal *
find_labelled (EoLetterText *letter,
               GRegex       *label,
               double        sure)
{
  g_autoptr (EoProposal) found = NULL;

  for (guint i = 0; i < letter->head_end; i++)
    {
      g_autofree char *value = NULL;
      EoTextLine *line;
      gsize start;

      if (!take_value (letter, label, i, &line, &start, &value))
        continue;
      if (found != NULL && !g_str_equal (found->text, value))
        return NULL; /* two, and nothing to tell them apart by */
      if (found == NULL)
        found = eo_proposal_new_at (letter, "their_reference", value, line, start, line, start + strlen (value), sure,
                                    _("Stands above the letter"));
    }
  return g_steal_pointer (&found);
}

EoProposal *
eo_propose_reference (EoLetterText *letter)
{
  EoProposal *found = find_labelled (letter, own_pattern (), 0.97);

  if (found == NULL)
    found = find_labelled (letter, plain_pattern (), 0.94);
  if (found == NULL && letter->salutation == letter->n_lines)
    found = find_labelled (letter, invoice_pattern (), 0.9);
  return found;
}

/* A received stamp bears the number that the letter itself was given. */
static gboolean
is_stamped (EoLetterText *letter,
            guint         n)
{
  for (guint i = n > 6 ? n - 6 : 0; i < MIN (n + 6, letter->n_lines); i++)
    if (eo_text_matches (stamp_pattern (), eo_letter_text_line (letter, i)->text)
        && strlen (eo_letter_text_line (letter, i)->text) < 30)
      return TRUE;
  return FALSE;
}

/* "Your ref: OUT/2026/00031", or the number anywhere in the text. */
EoProposal *
eo_propose_earlier (EoLetterText *letter)
{
  g_autoptr (EoProposal) found = NULL;

  for (guint i = 0; i < letter->n_lines; i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *number = NULL;
      int from, to;

      if (!g_regex_match (office_number_pattern (), line->text, 0, &match))
        continue;
      number = g_match_info_fetch (match, 1);
      g_match_info_fetch_pos (match, 1, &from, &to);
      if (from == 0 && line->text[to] == '\0' && is_stamped (letter, i))
        continue;
      if (found != NULL && !g_str_equal (found->text, number))
        return NULL;
      if (found == NULL)
        found = eo_proposal_new_at (letter, EO_PROPOSE_EARLIER, number, line, (gsize) from, line, (gsize) to, 0.97,
                                    _("The letter names it"));
    }
  return g_steal_pointer (&found);
}

/* The number of a file, where it is given as ours; whether there is such a file, the office knows. */
EoProposal *
eo_propose_file (EoLetterText *letter)
{
  for (guint i = 0; i < letter->head_end; i++)
    {
      g_autofree char *value = NULL;
      EoTextLine *line;
      gsize start;

      if (take_value (letter, yours_pattern (), i, &line, &start, &value)
          && eo_text_matches (file_number_pattern (), value))
        return eo_proposal_new_at (letter, "file", value, line, start, line, start + strlen (value), 0.95,
                                   _("The letter names it as ours"));
    }
  return NULL;
}
