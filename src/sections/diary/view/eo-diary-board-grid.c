/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/view/eo-diary-board-private.h"

#define ZOOM_STEP 16  /* px an hour */
#define DAY_BEGINS 480
#define DAY_ENDS 1020 /* minutes of the day, where a diary says nothing */

/* Minutes of the day: "08:30" is 510. */
static guint
read_clock (const char *text,
            guint       otherwise)
{
  return eo_text_is_clock (text) ? (guint) (atoi (text) * 60 + atoi (text + 3)) : otherwise;
}

static void
give_diaries (EoDiaryBoard *self)
{
  static const guint days[] = { [EO_WORKS_WEEKDAYS] = 5, [EO_WORKS_SIX] = 6, [EO_WORKS_EVERY] = 7 };
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);
  g_autofree EoGridDiary *given = g_new0 (EoGridDiary, diaries->len);

  for (guint i = 0; i < diaries->len; i++)
    {
      EoDiary *diary = g_ptr_array_index (diaries, i);

      given[i] = (EoGridDiary) {
        .id = EO_RECORD (diary)->id,
        .name = diary->name,
        .tag = i == 0 ? (char *) "" : diary->tag,
        .head = diary->tag,
        .colour = diary->colour,
        .visible = eo_diary_data_is_shown (self->data, EO_RECORD (diary)->id),
        .day_starts = read_clock (diary->day_starts, DAY_BEGINS),
        .day_ends = read_clock (diary->day_ends, DAY_ENDS),
        .n_workdays = days[diary->works],
      };
    }
  eo_time_grid_set_diaries (self->grid, given, diaries->len);
}

/* A sitting of some days is one bar. */
static void
add_note (GArray          *notes,
          const EoDayNote *note)
{
  for (guint i = 0; i < notes->len; i++)
    {
      EoDayNote *before = &g_array_index (notes, EoDayNote, i);

      if (before->kind == EO_DAY_NOTE_SITTING && note->kind == EO_DAY_NOTE_SITTING
          && eo_date_diff (&note->first, &before->last) == 1 && g_str_equal (before->text, note->text))
        {
          before->last = note->last;
          return;
        }
    }
  eo_day_notes_copy (notes, note);
}

static void
give_notes (EoDiaryBoard *self)
{
  g_autoptr (GArray) notes = eo_day_notes_new ();
  EoDate first = eo_diary_data_get_first (self->data);

  for (guint i = 0; i < eo_diary_data_get_n_days (self->data); i++)
    {
      EoDate day = eo_date_add_days (&first, (int) i);
      g_autoptr (GArray) of_day = eo_diary_data_get_notes (self->data, &day);

      for (guint j = 0; j < of_day->len; j++)
        add_note (notes, &g_array_index (of_day, EoDayNote, j));
    }
  eo_time_grid_set_notes (self->grid, (const EoDayNote *) notes->data, notes->len);
}

void
_eo_diary_board_update_grid (EoDiaryBoard *self)
{
  EoDate first = eo_diary_data_get_first (self->data);

  g_object_set (self->grid, "zone", eo_diary_data_get_zone_name (self->data), "hide-private",
                eo_diary_data_get_hide_private (self->data), "side-by-side", self->side_by_side && !self->compact, NULL);
  eo_time_grid_set_days (self->grid, &first, eo_diary_data_get_n_days (self->data));
  give_diaries (self);
  give_notes (self);
  eo_time_grid_set_occurrences (self->grid, eo_diary_data_get_occurrences (self->data),
                                eo_diary_data_get_clashes (self->data));
  if (self->select != 0)
    {
      EoOccurrence *one = eo_diary_data_find (self->data, self->select, NULL);

      if (one != NULL)
        eo_time_grid_select (self->grid, self->select, one->original);
    }
}

static void
on_turn (EoDiaryBoard *self,
         int           by)
{
  gtk_widget_activate_action (GTK_WIDGET (self), by < 0 ? "diary.before" : "diary.after", NULL);
}

void
_eo_diary_board_zoom (EoDiaryBoard *self,
                      int           by)
{
  int hour;

  g_object_get (self->grid, "px-per-hour", &hour, NULL);
  hour = by == 0 ? EO_TIME_GRID_USUAL_HOUR : hour + by * ZOOM_STEP;
  g_object_set (self->grid, "px-per-hour", CLAMP (hour, EO_TIME_GRID_LEAST_HOUR, EO_TIME_GRID_MOST_HOUR), NULL);
}

void
_eo_diary_board_build_grid (EoDiaryBoard *self)
{
  self->grid = EO_TIME_GRID (eo_time_grid_new ());
  g_object_set (self->grid, "editable", !eo_store_is_read_only (self->store), NULL);
  gtk_stack_add_child (self->views, GTK_WIDGET (self->grid));
  g_signal_connect_object (self->grid, "turn", G_CALLBACK (on_turn), self, G_CONNECT_SWAPPED);
}
