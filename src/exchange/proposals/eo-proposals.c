/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/proposals/eo-letter-text.h"

/* Below it, nothing is said. What a reader is worth was measured on the letters of tests/data/letters. */
#define SURE_ENOUGH 0.85

void
eo_proposal_free (EoProposal *proposal)
{
  if (proposal == NULL)
    return;

  g_free (proposal->text);
  g_free (proposal->words);
  g_free (proposal->why);
  g_free (proposal);
}

EoProposal *
eo_proposal_new (const char *field,
                 const char *text,
                 double      confidence,
                 const char *why)
{
  EoProposal *proposal = g_new0 (EoProposal, 1);

  proposal->field = g_intern_string (field);
  proposal->text = g_strdup (text);
  proposal->page = -1;
  proposal->confidence = confidence;
  proposal->why = g_strdup (why);
  return proposal;
}

EoProposal *
eo_proposal_new_at (EoLetterText *letter,
                    const char   *field,
                    const char   *text,
                    EoTextLine   *first,
                    gsize         start,
                    EoTextLine   *last,
                    gsize         end,
                    double        confidence,
                    const char   *why)
{
  EoProposal *proposal = eo_proposal_new (field, text, confidence, why);
  const EoPageText *page = letter->pages->pdata[first->page];

  g_assert (first->page == last->page);

  proposal->page = (int) first->page;
  proposal->start = first->start + (guint) g_utf8_strlen (first->text, (gssize) start);
  proposal->end = last->start + (guint) g_utf8_strlen (last->text, (gssize) end);
  proposal->words = g_utf8_substring (page->text, proposal->start, proposal->end);
  return proposal;
}

/* Takes @proposal. */
static void
keep (GPtrArray  *proposals,
      EoProposal *proposal)
{
  if (proposal != NULL && proposal->confidence >= SURE_ENOUGH && *proposal->text != '\0')
    g_ptr_array_add (proposals, proposal);
  else
    eo_proposal_free (proposal);
}

EoProposal *
eo_proposals_lookup (GPtrArray  *proposals,
                     const char *field)
{
  g_return_val_if_fail (proposals != NULL && field != NULL, NULL);

  for (guint i = 0; i < proposals->len; i++)
    if (g_str_equal (((EoProposal *) proposals->pdata[i])->field, field))
      return proposals->pdata[i];
  return NULL;
}

static EoDate
date_of (GPtrArray *proposals)
{
  const EoProposal *proposal = eo_proposals_lookup (proposals, "letter_date");
  EoDate date = { "" };

  if (proposal != NULL)
    g_strlcpy (date.iso, proposal->text, sizeof date.iso);
  return date;
}

static GPtrArray *
read_letter (EoLetterText *letter,
             const EoDate *received,
             EoCalendar   *calendar)
{
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_proposal_free);
  EoProposal *signatory;
  EoDate written;

  keep (proposals, eo_propose_language (letter));
  if (!letter->is_letter)
    return proposals;

  signatory = eo_propose_signatory (letter);
  keep (proposals, eo_propose_sender (letter, signatory));
  keep (proposals, signatory);
  keep (proposals, eo_propose_letter_date (letter, received));
  keep (proposals, eo_propose_reference (letter));
  keep (proposals, eo_propose_earlier (letter));
  keep (proposals, eo_propose_file (letter));
  keep (proposals, eo_propose_subject (letter));
  written = date_of (proposals);
  keep (proposals, eo_propose_sender_due (letter, received, &written, calendar));
  return proposals;
}

GPtrArray *
eo_proposals_read (GPtrArray    *pages,
                   const EoDate *received,
                   EoCalendar   *calendar)
{
  g_autoptr (EoLetterText) letter = NULL;

  g_return_val_if_fail (pages != NULL && received != NULL && calendar != NULL, NULL);

  letter = eo_letter_text_new (pages);
  return read_letter (letter, received, calendar);
}
