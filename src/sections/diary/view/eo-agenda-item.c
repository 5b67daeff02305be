/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-agenda-item.h"
#include "sections/diary/view/eo-diary-span.h"
#include "sections/diary/view/eo-diary-words.h"

#define MOST_DUE 5 /* letters of a day that have a line each */

G_DEFINE_FINAL_TYPE (EoAgendaItem, eo_agenda_item, G_TYPE_OBJECT)

/* What a heading says of what is below it. */
typedef struct
{
  guint n;
  guint n_clashes;
  guint n_holds;
  guint n_open;    /* whether the principal attends is to be confirmed */
} Tally;

static void
eo_agenda_item_finalize (GObject *object)
{
  EoAgendaItem *self = EO_AGENDA_ITEM (object);

  g_clear_pointer (&self->occurrence, eo_occurrence_unref);
  g_free (self->marks);

  G_OBJECT_CLASS (eo_agenda_item_parent_class)->finalize (object);
}

static void
eo_agenda_item_class_init (EoAgendaItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_agenda_item_finalize;
}

static void
eo_agenda_item_init (EoAgendaItem *self)
{
  self->marks = g_strdup ("");
}

static EoAgendaItem *
add_item (GPtrArray        *items,
          EoAgendaItemKind  kind,
          const EoDate     *day)
{
  EoAgendaItem *item = g_object_new (EO_TYPE_AGENDA_ITEM, NULL);

  item->kind = kind;
  item->day = *day;
  g_ptr_array_add (items, item);

  return item;
}

static void
add_count (GString *words,
           guint    n,
           char    *phrase) /* (transfer full) */
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", phrase);
  g_free (phrase);
}

static void
say_tally (EoAgendaItem *heading,
           const Tally  *tally)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const guint clashes = tally->n_clashes;
  const guint holds = tally->n_holds;
  const guint open = tally->n_open;

  add_count (words, tally->n, g_strdup_printf (ngettext ("%u appointment", "%u appointments", tally->n), tally->n));
  add_count (words, clashes, g_strdup_printf (ngettext ("%u in a clash", "%u in clashes", clashes), clashes));
  add_count (words, holds, g_strdup_printf (ngettext ("%u time held", "%u times held", holds), holds));
  add_count (words, open, g_strdup_printf (ngettext ("%u to be confirmed", "%u to be confirmed", open), open));
  g_free (heading->marks);
  heading->marks = g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_note (GPtrArray     *items,
          const EoDate  *day,
          EoDayNoteKind  kind,
          gint64         letter,
          gboolean       is_first,
          char          *text)  /* (transfer full) */
{
  EoAgendaItem *item = add_item (items, EO_AGENDA_NOTE, day);

  item->note = kind;
  item->letter = letter;
  item->is_first = is_first;
  g_free (item->marks);
  item->marks = text;
}

/* A line for each letter; of many, the rest by number. Returns how many lines. */
static guint
add_due (GPtrArray       *items,
         const EoDayNote *note,
         const EoDate    *day,
         guint            n)
{
  guint told = MIN (note->due->letters->len, MOST_DUE);
  guint rest = note->due->n - told;

  for (guint i = 0; i < told; i++)
    {
      const EoDueLetter *letter = g_ptr_array_index (note->due->letters, i);
      g_autofree char *words = eo_due_letter_say (letter);

      /* Translators: with a letter's reference, and what it is about */
      add_note (items, day, note->kind, letter->id, n + i == 0,
                g_strdup_printf (note->kind == EO_DAY_NOTE_LATE ? _("Reply overdue: %s") : _("Reply due: %s"), words));
    }
  if (rest > 0)
    add_note (items, day, note->kind, 0, FALSE,
              g_strdup_printf (ngettext ("%u more reply, see Correspondence",
                                         "%u more replies, see Correspondence", rest), rest));

  return told + (rest > 0);
}

/* Those that the heading does not say. Returns how many lines. */
static guint
add_notes (GPtrArray    *items,
           EoDiaryData  *data,
           const EoDate *day,
           gboolean      by_week)
{
  g_autoptr (GArray) notes = eo_diary_data_get_notes (data, day);
  guint n = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const EoDayNote *note = &g_array_index (notes, EoDayNote, i);

      if (note->due != NULL)
        n += add_due (items, note, day, n);
      else if (by_week)
        {
          add_note (items, day, note->kind, 0, n == 0, g_strdup (note->text));
          n++;
        }
    }

  return n;
}

/* @n: lines that the day has already. */
static void
add_day (GPtrArray    *items,
         EoDiaryData  *data,
         const EoDate *day,
         guint         n,
         Tally        *tally)
{
  GPtrArray *occurrences = eo_diary_data_get_occurrences (data);

  for (guint i = 0; i < occurrences->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (occurrences, i);
      EoAgendaItem *item;
      EoDiaryMark mark;
      int from, until;

      if (!eo_diary_data_on_day (data, one, day, &from, &until))
        continue;
      item = add_item (items, EO_AGENDA_APPOINTMENT, day);
      item->occurrence = eo_occurrence_ref (one);
      item->is_first = n++ == 0;
      g_free (item->marks);
      item->marks = eo_diary_words_marks (data, one, &mark);
      item->mark = mark;
      tally->n++;
      tally->n_clashes += eo_diary_data_get_clash (data, one) != NULL;
      tally->n_holds += one->status == EO_APPOINTMENT_HOLD;
      tally->n_open += eo_diary_words_is_open (data, one);
    }
}

GPtrArray *
eo_agenda_items_make (EoDiaryData *data,
                      gboolean     by_week)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  EoDate first = eo_diary_data_get_first (data);
  EoDate today = eo_diary_data_get_today (data);
  EoAgendaItem *heading = NULL;
  Tally tally = { 0 };
  guint n_lines = 0;

  for (guint i = 0; i < eo_diary_data_get_n_days (data); i++)
    {
      EoDate day = eo_date_add_days (&first, (int) i);
      g_autofree char *notes = NULL;
      guint n_notes;

      if (day.iso[0] == '\0')
        break;
      notes = eo_diary_words_notes (data, &day);
      if (heading == NULL || !by_week || eo_date_weekday (&day) == 1)
        {
          heading = add_item (items, by_week ? EO_AGENDA_WEEK : EO_AGENDA_DAY, &day);
          tally = (Tally) { 0 };
        }
      n_notes = add_notes (items, data, &day, by_week);
      add_day (items, data, &day, n_notes, &tally);
      say_tally (heading, &tally);
      n_lines += tally.n + n_notes;
      /* A heading of a day with nothing below says only that the day is today, or a holiday. */
      if (!by_week && tally.n == 0 && n_notes == 0 && *notes == '\0' && !g_str_equal (day.iso, today.iso))
        g_ptr_array_remove_index (items, items->len - 1);
    }
  if (n_lines == 0)
    add_item (items, EO_AGENDA_NOTHING, &first);

  return items;
}

gboolean
eo_agenda_item_equal (EoAgendaItem *a,
                      EoAgendaItem *b)
{
  const EoOccurrence *one = a->occurrence;
  const EoOccurrence *two = b->occurrence;

  if (a->kind != b->kind || !g_str_equal (a->day.iso, b->day.iso) || !g_str_equal (a->marks, b->marks)
      || a->is_first != b->is_first || a->note != b->note || a->letter != b->letter || (one == NULL) != (two == NULL))
    return FALSE;

  return one == NULL
         || (one->appointment == two->appointment && one->version == two->version && one->starts == two->starts
             && g_str_equal (one->original, two->original));
}
