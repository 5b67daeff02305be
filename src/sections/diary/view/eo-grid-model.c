/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-grid-model.h"

static void
clear_diary (gpointer data)
{
  EoGridDiary *diary = data;

  g_free (diary->name);
  g_free (diary->tag);
  g_free (diary->head);
}

/* What @occurrence clashes with, in as many words as whoever looks may have. */
static const char *
find_clash (const EoGridModel  *model,
            const EoOccurrence *occurrence)
{
  const EoOccurrence *other = model->clashes != NULL ? g_hash_table_lookup (model->clashes, occurrence) : NULL;

  if (other == NULL)
    return NULL;
  return other->is_private && model->hide_private ? _("something private") : other->title;
}

static gboolean
is_during (const EoDayNote *note,
           const EoDate    *day)
{
  return strcmp (note->first.iso, day->iso) <= 0 && strcmp (note->last.iso, day->iso) >= 0;
}

void
eo_grid_model_init (EoGridModel *model)
{
  g_return_if_fail (model != NULL);

  *model = (EoGridModel) {
    .zone = g_time_zone_new_local (),
    .first = eo_date_today (),
    .n_days = 1,
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .diaries = g_array_new (FALSE, TRUE, sizeof (EoGridDiary)),
    .occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref),
    .notes = eo_day_notes_new (),
  };
  g_array_set_clear_func (model->diaries, clear_diary);
}

void
eo_grid_model_clear (EoGridModel *model)
{
  g_return_if_fail (model != NULL);

  g_clear_pointer (&model->zone, g_time_zone_unref);
  g_clear_pointer (&model->diaries, g_array_unref);
  g_clear_pointer (&model->occurrences, g_ptr_array_unref);
  g_clear_pointer (&model->notes, g_array_unref);
  g_clear_pointer (&model->clashes, g_hash_table_unref);
}

void
eo_grid_model_set_diaries (EoGridModel       *model,
                            const EoGridDiary *diaries,
                            guint              n)
{
  g_return_if_fail (model != NULL && (diaries != NULL || n == 0));

  g_array_set_size (model->diaries, 0);
  for (guint i = 0; i < n; i++)
    {
      EoGridDiary diary = diaries[i];

      diary.name = g_strdup (diary.name);
      diary.tag = g_strdup (diary.tag);
      diary.head = g_strdup (diary.head);
      g_array_append_val (model->diaries, diary);
    }
}

void
eo_grid_model_set_notes (EoGridModel     *model,
                          const EoDayNote *notes,
                          guint            n)
{
  g_return_if_fail (model != NULL && (notes != NULL || n == 0));

  g_array_set_size (model->notes, 0);
  for (guint i = 0; i < n; i++)
    eo_day_notes_copy (model->notes, &notes[i]);
}

void
eo_grid_model_set_occurrences (EoGridModel *model,
                               GPtrArray   *occurrences,
                               GHashTable  *clashes)
{
  g_return_if_fail (model != NULL && occurrences != NULL);

  g_clear_pointer (&model->clashes, g_hash_table_unref);
  g_ptr_array_set_size (model->occurrences, 0);
  for (guint i = 0; i < occurrences->len; i++)
    g_ptr_array_add (model->occurrences, eo_occurrence_ref (g_ptr_array_index (occurrences, i)));
  if (clashes != NULL)
    model->clashes = g_hash_table_ref (clashes);
}

EoDate
eo_grid_model_get_day (const EoGridModel *model,
                       guint              index)
{
  g_return_val_if_fail (model != NULL, (EoDate) { "" });

  return eo_date_add_days (&model->first, (int) index);
}

EoDate
eo_grid_model_get_today (const EoGridModel *model)
{
  g_return_val_if_fail (model != NULL, (EoDate) { "" });

  return eo_day_of (model->zone, model->now);
}

const EoGridDiary *
eo_grid_model_find_diary (const EoGridModel *model,
                          gint64             id,
                          guint             *column)
{
  guint n = 0;

  g_return_val_if_fail (model != NULL, NULL);

  for (guint i = 0; i < model->diaries->len; i++)
    {
      const EoGridDiary *diary = &g_array_index (model->diaries, EoGridDiary, i);

      if (!diary->visible)
        continue;
      if (diary->id == id)
        {
          if (column != NULL)
            *column = n;
          return diary;
        }
      n++;
    }
  return NULL;
}

guint
eo_grid_model_get_n_visible (const EoGridModel *model)
{
  guint n = 0;

  g_return_val_if_fail (model != NULL, 0);

  while (eo_grid_model_get_visible (model, n) != NULL)
    n++;
  return n;
}

const EoGridDiary *
eo_grid_model_get_visible (const EoGridModel *model,
                           guint              column)
{
  g_return_val_if_fail (model != NULL, NULL);

  for (guint i = 0; i < model->diaries->len; i++)
    {
      const EoGridDiary *diary = &g_array_index (model->diaries, EoGridDiary, i);

      if (diary->visible && column-- == 0)
        return diary;
    }
  return NULL;
}

gboolean
eo_grid_model_is_off (const EoGridModel *model,
                      const EoGridDiary *diary,
                      const EoDate      *day)
{
  g_return_val_if_fail (model != NULL && day != NULL, FALSE);

  for (guint i = 0; i < model->notes->len; i++)
    {
      const EoDayNote *note = &g_array_index (model->notes, EoDayNote, i);

      if (note->kind == EO_DAY_NOTE_HOLIDAY && is_during (note, day))
        return TRUE;
    }
  return diary != NULL && eo_date_weekday (day) > (int) diary->n_workdays;
}

gboolean
eo_grid_model_get_facts (const EoGridModel  *model,
                         const EoOccurrence *occurrence,
                         const EoDayPart    *part,
                         EoBlockFacts       *facts)
{
  const EoGridDiary *diary;

  g_return_val_if_fail (model != NULL && occurrence != NULL && facts != NULL, FALSE);

  diary = eo_grid_model_find_diary (model, occurrence->diary, NULL);
  if (diary == NULL)
    return FALSE;
  *facts = (EoBlockFacts) {
    .occurrence = occurrence,
    .diary = diary,
    .hidden = occurrence->is_private && model->hide_private,
    .tagged = part == NULL || !model->side_by_side, /* the columns have names */
    .clash = find_clash (model, occurrence),
    .part = { .kind = EO_PART_MAIN },
  };
  if (part != NULL)
    {
      facts->part = *part;
      return TRUE;
    }
  facts->bar = eo_day_part_is_bar (occurrence, model->zone, &facts->first, &facts->last);
  if (facts->bar && !occurrence->all_day)
    eo_block_put_time (facts->time, (int) eo_day_minute (model->zone, &facts->first, occurrence->starts));
  return facts->bar;
}

char *
eo_grid_model_name_day (const EoGridModel *model,
                        guint              index,
                        const guint       *n_appointments)
{
  g_autoptr (GString) words = g_string_new (NULL);
  EoDate day = eo_grid_model_get_day (model, index), today = eo_grid_model_get_today (model);
  int year, month, number;

  g_return_val_if_fail (eo_date_get_ymd (&day, &year, &month, &number), NULL);

  /* Translators: weekday, day and month: "Tuesday 22 September" */
  g_string_append_printf (words, _("%s %d %s"), eo_date_weekday_name (eo_date_weekday (&day)),
                          number, eo_date_month_name (month));
  if (strcmp (day.iso, today.iso) == 0)
    g_string_append_printf (words, ", %s", _("today"));
  for (guint i = 0; i < model->notes->len; i++)
    {
      const EoDayNote *note = &g_array_index (model->notes, EoDayNote, i);

      if (is_during (note, &day))
        g_string_append_printf (words, ", %s", note->text);
    }
  if (n_appointments != NULL && *n_appointments == 0)
    g_string_append_printf (words, ", %s", _("no appointments"));
  else if (n_appointments != NULL)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u appointment", "%u appointments", *n_appointments),
                                                *n_appointments);

      g_string_append_printf (words, ", %s", count);
    }
  return g_strdup (words->str);
}
