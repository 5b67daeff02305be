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

gboolean
eo_proposals_are_for (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  g_autofree char *direction = NULL;

  if (!g_str_equal (kind->name, "letter"))
    return FALSE;
  direction = eo_field_to_text (eo_kind_find_field (kind, "direction"), record);
  return g_str_equal (direction, "incoming");
}

/* One letter on its way: the worker reads it, the main thread asks the office. */
typedef struct
{
  const EoKind *kind;
  GPtrArray    *pages;
  EoDate        received;
  EoCalendar   *calendar;
  GPtrArray    *proposals;
  GPtrArray    *names;
  GPtrArray    *emails;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_ptr_array_unref (finding->pages);
  eo_calendar_unref (finding->calendar);
  g_clear_pointer (&finding->proposals, g_ptr_array_unref);
  g_clear_pointer (&finding->names, g_ptr_array_unref);
  g_clear_pointer (&finding->emails, g_ptr_array_unref);
  g_free (finding);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Finding *finding = task_data;
  g_autoptr (EoLetterText) letter = eo_letter_text_new (finding->pages);

  finding->proposals = read_letter (letter, &finding->received, finding->calendar);
  finding->names = eo_letter_text_names (letter);
  finding->emails = eo_letter_text_emails (letter);
  g_task_return_boolean (task, TRUE);
}

void
eo_proposals_find_async (EoStore             *store,
                         const EoKind        *kind,
                         GPtrArray           *pages,
                         const EoDate        *received,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Finding *finding;

  g_return_if_fail (EO_IS_STORE (store) && kind != NULL && pages != NULL && received != NULL);

  finding = g_new0 (Finding, 1);
  finding->kind = kind;
  finding->pages = g_ptr_array_ref (pages);
  finding->received = *received;
  finding->calendar = eo_store_get_calendar (store);
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_proposals_find_async);
  g_task_set_task_data (task, finding, finding_free);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
eo_proposals_find_finish (GAsyncResult  *result,
                          GError       **error)
{
  Finding *finding;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  finding = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  eo_proposals_ask_office (g_task_get_source_object (G_TASK (result)), finding->kind, finding->proposals, finding->names,
                           finding->emails);
  for (guint i = finding->proposals->len; i-- > 0;)
    {
      const EoProposal *proposal = finding->proposals->pdata[i];

      if (proposal->confidence < SURE_ENOUGH
          || (eo_kind_find_field (finding->kind, proposal->field) == NULL && !g_str_equal (proposal->field, EO_PROPOSE_EARLIER)))
        g_ptr_array_remove_index (finding->proposals, i);
    }
  return g_ptr_array_ref (finding->proposals);
}
