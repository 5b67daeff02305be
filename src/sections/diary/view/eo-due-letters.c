/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/view/eo-due-letters.h"
#include "store/eo-tally.h"

/* The condition stands in the index letter_open_due, word for word: days are counted from it alone. */
#define IS_DUE "AND t.reply_due <> '' "
#define DAYS "t.reply_due, count (*)"
#define OF_DAYS IS_DUE "GROUP BY t.reply_due ORDER BY t.reply_due"
#define LETTERS "t.id, t.reference, CASE WHEN t.classification IN ('open', 'restricted') THEN t.subject ELSE '' END"
#define OF_LETTERS IS_DUE "ORDER BY t.reply_due, t.id LIMIT 20" /* EO_DUE_MOST */

static void
letter_free (gpointer data)
{
  EoDueLetter *letter = data;

  g_free (letter->reference);
  g_free (letter->subject);
  g_free (letter);
}

EoDueDay *
eo_due_day_ref (EoDueDay *self)
{
  g_ref_count_inc (&self->refs);

  return self;
}

void
eo_due_day_unref (EoDueDay *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->letters);
  g_free (self);
}

char *
eo_due_letter_say (const EoDueLetter *letter)
{
  return *letter->subject != '\0' ? g_strdup_printf ("%s, %s", letter->reference, letter->subject)
                                  : g_strdup (letter->reference);
}

static gboolean
on_day (EoRow    *row,
        gpointer  data)
{
  GPtrArray *days = data;
  EoDueDay *day = g_new0 (EoDueDay, 1);

  g_ref_count_init (&day->refs);
  g_strlcpy (day->day.iso, eo_row_get_text (row, 0), sizeof day->day.iso);
  day->n = (guint) eo_row_get_integer (row, 1);
  day->letters = g_ptr_array_new_with_free_func (letter_free);
  g_ptr_array_add (days, day);

  return TRUE;
}

static gboolean
on_letter (EoRow    *row,
           gpointer  data)
{
  EoDueDay *day = data;
  EoDueLetter *letter = g_new0 (EoDueLetter, 1);

  letter->id = eo_row_get_integer (row, 0);
  letter->reference = g_strdup (eo_row_get_text (row, 1));
  letter->subject = g_strdup (eo_row_get_text (row, 2));
  g_ptr_array_add (day->letters, letter);

  return TRUE;
}

static EoQuery *
ask (const EoKind *letters,
     const EoDate *first,
     const EoDate *last)
{
  const EoField *due = eo_kind_find_field (letters, "reply_due");
  EoQuery *query = eo_query_new (letters);

  eo_query_set_filter (query, eo_kind_find_filter (letters, "open"));
  eo_query_add (query, due, EO_SINCE, first->iso);
  eo_query_add (query, due, EO_UNTIL, last->iso);

  return query;
}

GPtrArray *
eo_due_days_find (EoStore       *store,
                  const EoDate  *first,
                  const EoDate  *last,
                  GError       **error)
{
  const EoKind *letters = eo_kind_lookup ("letter");
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_due_day_unref);
  g_autoptr (EoQuery) all = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && first != NULL && last != NULL, NULL);

  all = ask (letters, first, last);
  if (!eo_store_tally (store, all, DAYS, OF_DAYS, on_day, days, error))
    return NULL;
  for (guint i = 0; i < days->len; i++)
    {
      EoDueDay *day = g_ptr_array_index (days, i);
      g_autoptr (EoQuery) query = ask (letters, &day->day, &day->day);

      if (!eo_store_tally (store, query, LETTERS, OF_LETTERS, on_letter, day, error))
        return NULL;
    }

  return g_steal_pointer (&days);
}
