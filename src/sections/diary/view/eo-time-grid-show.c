/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-time-grid-private.h"

/* What the grid shows, from its model to its widgets. */

#define BEFORE_WORK 45    /* minutes that are seen before working hours begin */
#define EARLIEST_WORK 480 /* minute, where no diary says when it begins */

static void
name_body (EoTimeGrid *self)
{
  EoDate last = eo_grid_model_get_day (&self->model, self->model.n_days - 1);
  g_autofree char *from = eo_date_format (&self->model.first), *to = eo_date_format (&last);
  g_autofree char *name = self->model.n_days == 1 ? g_strdup_printf (_("Diary, %s"), from)
                                                  : g_strdup_printf (_("Diary, %s to %s"), from, to);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->body), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static double
get_first_minute (EoTimeGrid *self)
{
  const EoGridDiary *diary = eo_grid_model_get_visible (&self->model, 0);
  gboolean works = diary != NULL && diary->day_ends > diary->day_starts;

  return MAX ((works ? (int) diary->day_starts : EARLIEST_WORK) - BEFORE_WORK, 0);
}

/* The block that had the focus keeps it, wherever it is now; else what is at its time has it. */
static void
keep_focus (EoTimeGrid   *self,
            EoOccurrence *focused)
{
  EoBlock *block = focused != NULL ? eo_time_grid_find_block (self, focused->appointment, focused->original) : NULL;

  self->cursor.day = MIN (self->cursor.day, self->model.n_days - 1);
  if (self->entering != 0)
    {
      self->cursor.day = self->entering > 0 ? 0 : self->model.n_days - 1;
      self->entering = 0;
      eo_time_grid_focus_cursor (self);
    }
  else if (block != NULL)
    {
      if (!gtk_widget_has_focus (GTK_WIDGET (block)))
        eo_time_grid_focus_block (self, block);
    }
  else
    eo_time_grid_focus_cursor (self);
}

static void
show_all (EoTimeGrid *self)
{
  g_autofree guint *n_bars = g_new0 (guint, self->model.n_days);

  eo_all_day_strip_show (self->strip, &self->model, n_bars);
  eo_grid_head_show (self->head, &self->model);
  eo_grid_body_show (self->body, &self->model, n_bars);
  name_body (self);
  if (!self->has_scrolled && eo_grid_model_get_n_visible (&self->model) > 0)
    {
      self->has_scrolled = TRUE;
      if (self->wanted_minute < 0)
        self->wanted_minute = get_first_minute (self);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

static EoBlock *
find_among (GPtrArray  *blocks,
            gint64      appointment,
            const char *original)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const EoOccurrence *occurrence = eo_block_get_occurrence (g_ptr_array_index (blocks, i));

      if (occurrence->appointment == appointment && strcmp (occurrence->original, original) == 0)
        return g_ptr_array_index (blocks, i);
    }
  return NULL;
}

static gboolean
on_update (gpointer user_data)
{
  eo_time_grid_update (user_data);
  return G_SOURCE_REMOVE;
}

void
eo_time_grid_queue_update (EoTimeGrid *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update, self, NULL);
}

void
eo_time_grid_show_now (EoTimeGrid *self,
                       gint64      now)
{
  EoDate before = eo_grid_model_get_today (&self->model), after;

  self->model.now = now;
  after = eo_grid_model_get_today (&self->model);
  if (strcmp (before.iso, after.iso) != 0)
    eo_time_grid_queue_update (self);
  else
    {
      eo_grid_body_set_now (self->body, &self->model);
      eo_all_day_strip_set_now (self->strip, &self->model);
    }
}

gboolean
eo_time_grid_has_focus (EoTimeGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

void
eo_time_grid_update (EoTimeGrid *self)
{
  gboolean focused = eo_time_grid_has_focus (self);
  EoBlock *block = eo_time_grid_get_block (self);
  EoOccurrence *occurrence = block != NULL ? eo_occurrence_ref (eo_block_get_occurrence (block)) : NULL;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  if (self->update_source != 0)
    {
      g_clear_handle_id (&self->update_source, g_source_remove);
      eo_time_grid_cancel_drag (self);
      show_all (self);
      if (focused)
        keep_focus (self, occurrence);
    }
  g_clear_pointer (&occurrence, eo_occurrence_unref);
}

void
eo_time_grid_set_now (EoTimeGrid *self,
                      gint64      now)
{
  g_return_if_fail (EO_IS_TIME_GRID (self));

  self->is_fixed = TRUE;
  g_clear_handle_id (&self->now_source, g_source_remove);
  eo_time_grid_show_now (self, now);
}

const EoGridDiary *
eo_time_grid_get_diary (EoTimeGrid *self,
                        guint       section)
{
  g_return_val_if_fail (EO_IS_TIME_GRID (self), NULL);

  return eo_grid_model_get_visible (&self->model, self->model.side_by_side ? section : 0);
}

EoBlock *
eo_time_grid_get_block (EoTimeGrid *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (EO_IS_TIME_GRID (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return EO_IS_BLOCK (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? EO_BLOCK (focus) : NULL;
}

EoBlock *
eo_time_grid_find_block (EoTimeGrid *self,
                         gint64      appointment,
                         const char *original)
{
  EoBlock *block;

  g_return_val_if_fail (EO_IS_TIME_GRID (self) && original != NULL, NULL);

  block = find_among (eo_all_day_strip_get_blocks (self->strip), appointment, original);
  for (guint i = 0; block == NULL && i < self->model.n_days; i++)
    block = find_among (eo_day_column_get_blocks (eo_grid_body_get_column (self->body, i)), appointment, original);
  return block;
}

char *
eo_time_grid_span_words (EoTimeGrid *self,
                         gint64      starts,
                         gint64      ends)
{
  EoDate today, first, last;
  g_autofree char *day = NULL, *last_day = NULL;
  const char *weekday, *last_weekday;
  char from[6], until[6];

  g_return_val_if_fail (EO_IS_TIME_GRID (self), NULL);

  today = eo_grid_model_get_today (&self->model);
  first = eo_day_of (self->model.zone, starts);
  last = eo_day_of (self->model.zone, ends - 1);
  day = eo_date_format_short (&first, &today);
  eo_block_put_time (from, (int) eo_day_minute (self->model.zone, &first, starts));
  eo_block_put_time (until, (int) eo_day_minute (self->model.zone, &last, ends));
  weekday = eo_date_short_weekday (eo_date_weekday (&first));
  last_weekday = eo_date_short_weekday (eo_date_weekday (&last));
  if (strcmp (first.iso, last.iso) == 0)
    /* Translators: a day, and from when to when: "Tue 22 Sep, 09:15 to 10:00" */
    return g_strdup_printf (_("%s %s, %s to %s"), weekday, day, from, until);
  last_day = eo_date_format_short (&last, &today);
  /* Translators: the same over several days: "Tue 22 Sep, 09:15 to Wed 23 Sep, 10:00" */
  return g_strdup_printf (_("%s %s, %s to %s %s, %s"), weekday, day, from, last_weekday, last_day, until);
}

void
eo_time_grid_show_ghost (EoTimeGrid *self,
                         guint       section,
                         gint64      starts,
                         gint64      ends,
                         const char *whose)
{
  g_autofree char *span = NULL, *words = NULL;
  EoGridSpot spot = { 0, section, 0, 0 };
  EoDate day;
  int index;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  span = eo_time_grid_span_words (self, starts, ends);
  words = whose != NULL ? g_strdup_printf ("%s, %s", span, whose) : g_steal_pointer (&span);
  day = eo_day_of (self->model.zone, starts);
  index = CLAMP (eo_date_diff (&day, &self->model.first), 0, (int) self->model.n_days - 1);
  day = eo_grid_model_get_day (&self->model, (guint) index);
  spot.day = (guint) index;
  spot.from = (int) CLAMP (eo_day_minute (self->model.zone, &day, starts), 0, EO_DAY_MINUTES - EO_GRID_STEP);
  spot.until = (int) CLAMP (eo_day_minute (self->model.zone, &day, ends), spot.from + EO_GRID_FINE_STEP, EO_DAY_MINUTES);
  eo_grid_body_set_ghost (self->body, &spot, words);
}
