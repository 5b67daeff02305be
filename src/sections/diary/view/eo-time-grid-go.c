/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-time-grid-private.h"

/* Where arrows lead: from appointment to appointment, and through the free time between them. */

#define SEEN_AROUND 24 /* px above and below what has the focus */

static GtkWidget *
get_focus (EoTimeGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

guint
eo_time_grid_get_section (EoTimeGrid *self,
                          EoBlock    *block)
{
  guint section = 0;

  g_return_val_if_fail (EO_IS_TIME_GRID (self) && EO_IS_BLOCK (block), 0);

  eo_grid_model_find_diary (&self->model, eo_block_get_occurrence (block)->diary, &section);
  return self->model.side_by_side ? section : 0;
}

/* With its travel and buffers: in those, nothing is free. */
static int
get_begin (EoBlock *block)
{
  const EoOccurrence *occurrence = eo_block_get_occurrence (block);

  return MAX (eo_block_get_part (block)->from - (int) (occurrence->preparation + occurrence->travel_before), 0);
}

static int
get_end (EoBlock *block)
{
  const EoOccurrence *occurrence = eo_block_get_occurrence (block);

  return MIN (eo_block_get_part (block)->until + (int) (occurrence->buffer + occurrence->travel_after), EO_DAY_MINUTES);
}

static int
compare_blocks (gconstpointer a,
                gconstpointer b)
{
  return get_begin (*(EoBlock *const *) a) - get_begin (*(EoBlock *const *) b);
}

/* Of a day and a section, as one reads. */
static GPtrArray *
list_blocks (EoTimeGrid *self,
             guint       day,
             guint       section)
{
  GPtrArray *all = eo_day_column_get_blocks (eo_grid_body_get_column (self->body, day));
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (eo_time_grid_get_section (self, g_ptr_array_index (all, i)) == section)
      g_ptr_array_add (blocks, g_ptr_array_index (all, i));
  g_ptr_array_sort (blocks, compare_blocks);
  return blocks;
}

static int
get_from (GPtrArray *blocks,
          guint      index)
{
  return get_begin (g_ptr_array_index (blocks, index));
}

static int
get_until (GPtrArray *blocks,
           guint      index)
{
  return get_end (g_ptr_array_index (blocks, index));
}

/* Until when the first @n of them last; 0 for none. */
static int
get_busy_end (GPtrArray *blocks,
              guint      n)
{
  int end = 0;

  for (guint i = 0; i < n; i++)
    end = MAX (end, get_until (blocks, i));
  return end;
}

/* How many of them begin before @minute. */
static guint
count_before (GPtrArray *blocks,
              int        minute)
{
  guint n = 0;

  while (n < blocks->len && get_from (blocks, n) < minute)
    n++;
  return n;
}

/* What stands above the hours of a day, from its name down. */
static GPtrArray *
list_top (EoTimeGrid *self,
          guint       day)
{
  GPtrArray *bars = eo_all_day_strip_get_blocks (self->strip);
  GPtrArray *top = g_ptr_array_new ();
  GtkWidget *more = eo_all_day_strip_get_more (self->strip, day);
  g_autoptr (GPtrArray) chips = eo_all_day_strip_get_chips (self->strip, day);

  g_ptr_array_add (top, eo_grid_head_get_day (self->head, day));
  g_ptr_array_extend (top, chips, NULL, NULL);
  for (guint i = 0; i < bars->len; i++)
    {
      guint last, first = eo_all_day_strip_get_day (self->strip, g_ptr_array_index (bars, i), &last);

      if (first <= day && last >= day)
        g_ptr_array_add (top, g_ptr_array_index (bars, i));
    }
  if (more != NULL)
    g_ptr_array_add (top, more);
  return top;
}

void
eo_time_grid_reveal (EoTimeGrid *self,
        int         from,
        int         until)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double scale = eo_grid_body_get_scale (self->body), value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment), top = from * scale - SEEN_AROUND;
  double bottom = until * scale + SEEN_AROUND;

  if (self->wanted_minute >= 0 || page <= 0)
    return;
  if (top < value)
    gtk_adjustment_set_value (adjustment, MAX (top, 0));
  else if (bottom > value + page)
    gtk_adjustment_set_value (adjustment, MIN (bottom - page, top));
}

static void
focus_top (EoTimeGrid *self,
           guint       day,
           GtkWidget  *widget)
{
  self->cursor.day = day;
  gtk_widget_grab_focus (GTK_IS_MENU_BUTTON (widget) ? gtk_widget_get_first_child (widget) : widget);
}

static void
focus_timed (EoTimeGrid *self,
             guint       day,
             EoBlock    *block)
{
  const EoDayPart *part = eo_block_get_part (block);

  self->cursor = (EoGridSpot) { day, eo_time_grid_get_section (self, block), part->from, part->until };
  gtk_widget_grab_focus (GTK_WIDGET (block));
}

static void
go_to (EoTimeGrid *self,
       guint       day,
       EoBlock    *block)
{
  const EoDayPart *part = eo_block_get_part (block);

  eo_time_grid_reveal (self, part->from, part->until);
  focus_timed (self, day, block);
}

/* At most half an hour from @from on, and no longer than it is free; FALSE past the day's end. */
static gboolean
focus_free (EoTimeGrid *self,
            guint       day,
            guint       section,
            int         from,
            int         until)
{
  EoGridSpot spot = { day, section, MAX (from, 0), MIN (until, EO_DAY_MINUTES) };

  if (spot.from >= spot.until)
    return FALSE;
  eo_time_grid_focus_slot (self, &spot);
  eo_time_grid_reveal (self, spot.from, spot.until);
  return TRUE;
}

/* What is at @minute: coming from the left (or from above) the first of what is side by side, else the last. */
static void
focus_at (EoTimeGrid *self,
          guint       day,
          guint       section,
          int         minute,
          gboolean    from_left)
{
  g_autoptr (GPtrArray) blocks = list_blocks (self, day, section);
  EoBlock *found = NULL;
  guint n = count_before (blocks, minute + 1);
  int next = n < blocks->len ? get_from (blocks, n) : EO_DAY_MINUTES;

  for (guint i = 0; i < n && (found == NULL || !from_left); i++)
    if (get_until (blocks, i) > minute)
      found = g_ptr_array_index (blocks, i);
  if (found != NULL)
    {
      go_to (self, day, found);
      self->cursor.from = minute;
      return;
    }
  focus_free (self, day, section, MAX (get_busy_end (blocks, n), minute), MIN (minute + EO_GRID_SLOT, next));
}

static void
go_top (EoTimeGrid *self,
        gboolean    last)
{
  g_autoptr (GPtrArray) top = list_top (self, self->cursor.day);

  focus_top (self, self->cursor.day, g_ptr_array_index (top, last ? top->len - 1 : 0));
}

static void
go_down (EoTimeGrid *self,
         EoBlock    *block)
{
  g_autoptr (GPtrArray) blocks = list_blocks (self, self->cursor.day, self->cursor.section);
  guint index = 0;
  int free, next;

  if (block != NULL && g_ptr_array_find (blocks, block, &index))
    free = get_busy_end (blocks, ++index);
  else
    {
      free = self->cursor.until;
      index = count_before (blocks, self->cursor.from);
    }
  next = index < blocks->len ? get_from (blocks, index) : EO_DAY_MINUTES;
  if (index < blocks->len && next <= free)
    go_to (self, self->cursor.day, g_ptr_array_index (blocks, index));
  else
    focus_free (self, self->cursor.day, self->cursor.section, free, MIN (free + EO_GRID_SLOT, next));
}

static void
go_up (EoTimeGrid *self,
       EoBlock    *block)
{
  g_autoptr (GPtrArray) blocks = list_blocks (self, self->cursor.day, self->cursor.section);
  const EoGridDiary *diary = eo_time_grid_get_diary (self, self->cursor.section);
  int from = block != NULL ? get_begin (block) : self->cursor.from, busy;
  guint index;

  if (block == NULL || !g_ptr_array_find (blocks, block, &index))
    index = count_before (blocks, from);
  busy = get_busy_end (blocks, index);
  if (index > 0 && busy >= from)
    go_to (self, self->cursor.day, g_ptr_array_index (blocks, index - 1));
  /* Nobody wants to walk through the night to reach the day's name. */
  else if (index == 0 && (from == 0 || (diary != NULL && from <= (int) diary->day_starts)))
    go_top (self, TRUE);
  else
    focus_free (self, self->cursor.day, self->cursor.section, MAX (busy, from - EO_GRID_SLOT), from);
}

static gboolean
move_section (EoTimeGrid *self,
              int         step,
              EoGridSpot *spot)
{
  int n_sections = self->model.side_by_side ? MAX ((int) eo_grid_model_get_n_visible (&self->model), 1) : 1;
  int section = (int) spot->section + step, day = (int) spot->day;

  if (section < 0 || section >= n_sections)
    {
      day += step;
      section = step > 0 ? 0 : n_sections - 1;
    }
  if (day < 0 || day >= (int) self->model.n_days)
    return FALSE;
  spot->section = (guint) section;
  spot->day = (guint) day;
  return TRUE;
}

/* What stands beside it at the same time; lanes are met in order of their place. */
static EoBlock *
find_beside (EoTimeGrid *self,
             EoBlock    *block,
             int         step)
{
  g_autoptr (GPtrArray) blocks = list_blocks (self, self->cursor.day, self->cursor.section);
  const EoDayPart *part = eo_block_get_part (block);
  GtkWidget *column = gtk_widget_get_parent (GTK_WIDGET (block));
  graphene_rect_t own, other, best = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  EoBlock *found = NULL;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (block), column, &own))
    return NULL;
  for (guint i = 0; i < blocks->len; i++)
    {
      EoBlock *candidate = g_ptr_array_index (blocks, i);
      const EoDayPart *its = eo_block_get_part (candidate);

      if (candidate == block || its->from >= part->until || its->until <= part->from
          || !gtk_widget_compute_bounds (GTK_WIDGET (candidate), column, &other)
          || (other.origin.x - own.origin.x) * (float) step <= 0)
        continue;
      if (found == NULL || (best.origin.x - other.origin.x) * (float) step > 0)
        {
          found = candidate;
          best = other;
        }
    }
  return found;
}

static void
turn (EoTimeGrid *self,
      int         step)
{
  self->turning = step;
  g_signal_emit (self, eo_time_grid_signals[EO_GRID_TURN], 0, step);
}

static void
go_sideways (EoTimeGrid *self,
             EoBlock    *block,
             int         step)
{
  EoBlock *beside = block != NULL ? find_beside (self, block, step) : NULL;
  EoGridSpot spot = self->cursor;

  if (beside != NULL)
    go_to (self, spot.day, beside);
  else if (move_section (self, step, &spot))
    focus_at (self, spot.day, spot.section, spot.from, step > 0);
  else
    {
      self->cursor.section = step > 0 ? 0 : self->cursor.section;
      turn (self, step);
    }
}

/* Above the hours: along the names of the days, or from bar to bar. */
static void
go_in_top (EoTimeGrid *self,
           GtkWidget  *focus,
           EoGridGo          go)
{
  g_autoptr (GPtrArray) top = list_top (self, self->cursor.day);
  int day = (int) self->cursor.day + (go == EO_GRID_GO_RIGHT) - (go == EO_GRID_GO_LEFT);
  guint index = 0;

  while (index < top->len && focus != g_ptr_array_index (top, index)
         && !gtk_widget_is_ancestor (focus, g_ptr_array_index (top, index)))
    index++;
  if (go == EO_GRID_GO_UP && index > 0)
    focus_top (self, self->cursor.day, g_ptr_array_index (top, index - 1));
  else if (go == EO_GRID_GO_DOWN && index + 1 < top->len)
    focus_top (self, self->cursor.day, g_ptr_array_index (top, index + 1));
  else if (go == EO_GRID_GO_DOWN)
    focus_at (self, self->cursor.day, self->cursor.section, self->cursor.from, TRUE);
  else if (go == EO_GRID_GO_LEFT || go == EO_GRID_GO_RIGHT)
    {
      g_autoptr (GPtrArray) others = NULL;
      guint last = self->cursor.day;

      if (EO_IS_BLOCK (focus) && go == EO_GRID_GO_RIGHT)
        eo_all_day_strip_get_day (self->strip, EO_BLOCK (focus), &last);
      day = MAX (day, (int) last + (go == EO_GRID_GO_RIGHT));
      if (go == EO_GRID_GO_LEFT)
        day = (int) self->cursor.day - 1;
      if (day < 0 || day >= (int) self->model.n_days)
        {
          turn (self, go == EO_GRID_GO_RIGHT ? 1 : -1);
          return;
        }
      others = list_top (self, (guint) day);
      focus_top (self, (guint) day, g_ptr_array_index (others, MIN (index, others->len - 1)));
    }
}

/* The next or previous appointment, past what is free and into the next day. */
static void
go_by_block (EoTimeGrid *self,
             EoBlock    *block,
             int         step)
{
  EoGridSpot spot = self->cursor;
  guint index = 0;

  for (gboolean first = TRUE;; first = FALSE)
    {
      g_autoptr (GPtrArray) blocks = list_blocks (self, spot.day, spot.section);
      int next = step > 0 ? 0 : (int) blocks->len - 1;

      if (first && block != NULL && g_ptr_array_find (blocks, block, &index))
        next = (int) index + step;
      else if (first)
        next = (int) count_before (blocks, self->cursor.from) - (step < 0);
      if (next >= 0 && next < (int) blocks->len)
        {
          go_to (self, spot.day, g_ptr_array_index (blocks, next));
          return;
        }
      if (!move_section (self, step, &spot))
        return;
    }
}

static void
go_to_end (EoTimeGrid *self,
           gboolean    last)
{
  g_autoptr (GPtrArray) blocks = list_blocks (self, self->cursor.day, self->cursor.section);

  if (blocks->len > 0)
    go_to (self, self->cursor.day, g_ptr_array_index (blocks, last ? blocks->len - 1 : 0));
  else
    eo_time_grid_focus_cursor (self);
}

void
eo_time_grid_go (EoTimeGrid *self,
                 EoGridGo    go)
{
  GtkWidget *focus;
  EoBlock *block;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  self->turning = 0;
  eo_time_grid_update (self);
  focus = get_focus (self);
  block = eo_time_grid_get_block (self);
  if (block != NULL && eo_block_is_bar (block))
    block = NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->top) && go < EO_GRID_GO_PREVIOUS)
    go_in_top (self, focus, go);
  else if (go == EO_GRID_GO_UP)
    go_up (self, block);
  else if (go == EO_GRID_GO_DOWN)
    go_down (self, block);
  else if (go == EO_GRID_GO_LEFT || go == EO_GRID_GO_RIGHT)
    go_sideways (self, block, go == EO_GRID_GO_RIGHT ? 1 : -1);
  else if (go == EO_GRID_GO_PREVIOUS || go == EO_GRID_GO_NEXT)
    go_by_block (self, block, go == EO_GRID_GO_NEXT ? 1 : -1);
  else
    go_to_end (self, go == EO_GRID_GO_END);
}

void
eo_time_grid_focus_block (EoTimeGrid *self,
                          EoBlock    *block)
{
  const EoDayPart *part;

  g_return_if_fail (EO_IS_TIME_GRID (self) && EO_IS_BLOCK (block));

  part = eo_block_get_part (block);
  if (!eo_block_is_bar (block))
    eo_time_grid_reveal (self, part->from, part->until);
  eo_time_grid_point_at (self, block);
}

void
eo_time_grid_point_at (EoTimeGrid *self,
                       EoBlock    *block)
{
  g_return_if_fail (EO_IS_TIME_GRID (self) && EO_IS_BLOCK (block));

  if (eo_block_is_bar (block))
    {
      focus_top (self, eo_all_day_strip_get_day (self->strip, block, NULL), GTK_WIDGET (block));
      return;
    }
  for (guint i = 0; i < self->model.n_days; i++)
    if (gtk_widget_get_parent (GTK_WIDGET (block)) == GTK_WIDGET (eo_grid_body_get_column (self->body, i)))
      focus_timed (self, i, block);
}

void
eo_time_grid_focus_slot (EoTimeGrid       *self,
                         const EoGridSpot *spot)
{
  g_autofree char *day = NULL, *name = NULL;
  char from[6], until[6];

  g_return_if_fail (EO_IS_TIME_GRID (self) && spot != NULL);

  self->cursor = *spot;
  day = eo_grid_model_name_day (&self->model, spot->day, NULL);
  eo_block_put_time (from, spot->from);
  eo_block_put_time (until, spot->until);
  /* Translators: a day, and from when to when nothing stands in the diary. */
  name = g_strdup_printf (_("%s, %s to %s, free"), day, from, until);
  eo_grid_body_set_slot (self->body, spot, name);
  gtk_widget_grab_focus (eo_grid_body_get_slot (self->body));
}

void
eo_time_grid_focus_cursor (EoTimeGrid *self)
{
  const EoGridDiary *diary;

  g_return_if_fail (EO_IS_TIME_GRID (self));

  diary = eo_time_grid_get_diary (self, self->cursor.section);
  if (diary == NULL)
    self->cursor.section = 0;
  /* Never used yet: as the day begins. */
  if (self->cursor.until == 0 && diary != NULL)
    self->cursor.from = (int) diary->day_starts;
  self->cursor.day = MIN (self->cursor.day, self->model.n_days - 1);
  focus_at (self, self->cursor.day, self->cursor.section, self->cursor.from, TRUE);
}
