/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/eo-text.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/view/eo-slot-dialog.h"
#include "sections/diary/view/eo-triage-view-private.h"

#define MOST_DAYS 3   /* beside one another */
#define USUAL_DAYS 2
#define DAY 86400
#define LEAD 90       /* minutes that are seen before the first time */
#define LONGEST 400   /* days between the first and the last time that are looked at */

static EoDate
day_of (GArray *wishes,
        guint   nth)
{
  return eo_local_time_get_date (&g_array_index (wishes, EoWish, nth).starts);
}

static void
judge (EoTriageView *self,
       GArray       *wishes)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (self->store);

  for (guint i = 0; i < wishes->len; i++)
    {
      g_autoptr (EoWishCheck) check = eo_wish_check (&g_array_index (wishes, EoWish, i), self->request, self->diary, calendar,
                                                     self->occurrences);

      eo_triage_times_set_check (self->times, i, check);
      if (self->undecided && check->fit == EO_WISH_FITS)
        eo_triage_times_tick (self->times, i);
    }
  self->undecided = FALSE;
}

static guint
read_clock (const char *text,
            guint       otherwise)
{
  return eo_text_is_clock (text) ? (guint) (atoi (text) * 60 + atoi (text + 3)) : otherwise;
}

static void
give_diary (EoTriageView *self)
{
  static const guint days[] = { [EO_WORKS_WEEKDAYS] = 5, [EO_WORKS_SIX] = 6, [EO_WORKS_EVERY] = 7 };
  EoGridDiary given = {
    .id = EO_RECORD (self->diary)->id,
    .name = self->diary->name,
    .tag = (char *) "",
    .colour = self->diary->colour,
    .visible = TRUE,
    .day_starts = read_clock (self->diary->day_starts, 480),
    .day_ends = read_clock (self->diary->day_ends, 1020),
    .n_workdays = days[self->diary->works],
  };

  g_object_set (self->grid, "zone", self->diary->zone, "editable", FALSE, NULL);
  eo_time_grid_set_diaries (self->grid, &given, 1);
}

/* A holiday, or that the House sits, decides many a request. */
static void
show_from (EoTriageView *self,
           const EoDate *first,
           guint         n_days)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (self->store);
  g_autoptr (GArray) notes = eo_day_notes_new ();

  for (guint i = 0; i < n_days; i++)
    {
      EoDate day = eo_date_add_days (first, (int) i);

      eo_day_notes_add_day (notes, calendar, &day);
    }
  eo_time_grid_set_days (self->grid, first, n_days);
  eo_time_grid_set_notes (self->grid, (const EoDayNote *) (void *) notes->data, notes->len);
}

/* All of them where they lie close; else the day of the first, and the one after it. */
static void
set_first_days (EoTriageView *self,
                GArray       *wishes)
{
  EoDate first = eo_date_today (), last;
  int n = USUAL_DAYS;
  int minute = 24 * 60;

  if (wishes->len > 0)
    {
      first = day_of (wishes, 0);
      last = day_of (wishes, wishes->len - 1);
      if (eo_date_diff (&last, &first) < MOST_DAYS)
        n = MAX (eo_date_diff (&last, &first) + 1, 1);
    }
  for (guint i = 0; i < wishes->len; i++)
    if (!g_array_index (wishes, EoWish, i).all_day)
      minute = MIN (minute, eo_local_time_get_minute (&g_array_index (wishes, EoWish, i).starts));
  show_from (self, &first, (guint) n);
  if (minute < 24 * 60)
    eo_time_grid_scroll_to (self->grid, MAX (0, minute - LEAD));
}

void
_eo_triage_view_show_days (EoTriageView *self)
{
  g_autoptr (GArray) wishes = eo_triage_times_get_all (self->times);
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GHashTable) clashes = NULL;

  if (self->occurrences == NULL || self->diary == NULL)
    return;
  shown = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref);
  for (guint i = 0; i < self->occurrences->len; i++)
    g_ptr_array_add (shown, eo_occurrence_ref (g_ptr_array_index (self->occurrences, i)));
  for (guint i = 0; i < wishes->len; i++)
    {
      g_autoptr (EoOccurrence) one = eo_wish_place (&g_array_index (wishes, EoWish, i), self->request, self->diary,
                                                    self->occurrences);

      if (one->appointment == 0)
        g_ptr_array_add (shown, eo_occurrence_ref (one));
    }
  clashes = eo_clash_find (shown);
  eo_time_grid_set_occurrences (self->grid, shown, clashes);
  judge (self, wishes);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = eo_occurrences_find_finish (EO_STORE (source), result, &error);

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->store != NULL)
        g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_TOAST], 0, error->message);
      return;
    }
  if (self->store == NULL || self->diary == NULL)
    return;
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  self->occurrences = g_steal_pointer (&found);
  _eo_triage_view_show_days (self);
}

void
_eo_triage_view_load_days (EoTriageView *self)
{
  g_autoptr (GArray) wishes = eo_triage_times_get_all (self->times);
  EoDate today = eo_date_today (), first, last;
  EoLocalTime from, until;
  gint64 id;

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  eo_triage_panes_set_empty (self->panes, EO_TRIAGE_DAYS, self->diary == NULL);
  if (self->diary == NULL)
    return;
  first = wishes->len > 0 ? day_of (wishes, 0) : today;
  last = wishes->len > 0 ? day_of (wishes, wishes->len - 1) : today;
  if (eo_date_diff (&last, &first) > LONGEST)
    last = eo_date_add_days (&first, LONGEST);
  give_diary (self);
  set_first_days (self, wishes);
  from = eo_local_time_new (&first, 0);
  until = eo_local_time_new (&last, 0);
  id = EO_RECORD (self->diary)->id;
  self->loading = g_cancellable_new ();
  eo_occurrences_find_async (self->store, &id, 1, eo_instant_from_local (&from, self->diary->zone, NULL) - DAY,
                             eo_instant_from_local (&until, self->diary->zone, NULL) + 3 * DAY, self->loading, on_found,
                             g_object_ref (self));
}

void
_eo_triage_view_look_at (EoTriageView *self,
                         const char   *day)
{
  EoDate date, first = eo_time_grid_get_first (self->grid);
  int n = (int) eo_time_grid_get_n_days (self->grid);

  if (self->diary == NULL || !eo_date_parse (day, &date, NULL) || date.iso[0] == '\0' || first.iso[0] == '\0'
      || (eo_date_diff (&date, &first) >= 0 && eo_date_diff (&date, &first) < n))
    return;
  show_from (self, &date, USUAL_DAYS);
}

static void
on_slot (EoTriageView *self,
         gint64        diary,
         gint64        starts,
         gint64        ends,
         guint         travel,
         const char   *place)
{
  g_autoptr (GTimeZone) zone = self->diary != NULL ? eo_zone_lookup (self->diary->zone) : NULL;
  EoWish wish = { { "" }, FALSE };

  if (zone == NULL)
    return;
  wish.starts = eo_local_time_from_unix (starts, zone);
  eo_triage_times_add (self->times, &wish);
  _eo_triage_view_load_days (self);
  _eo_triage_view_look_at (self, wish.starts.iso);
}

void
_eo_triage_view_find_time (EoTriageView *self)
{
  g_autoptr (GArray) wishes = eo_triage_times_get_all (self->times);
  EoDate first = wishes->len > 0 ? day_of (wishes, 0) : eo_date_today ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = eo_slot_dialog_new (self->store, self->diary != NULL ? EO_RECORD (self->diary)->id : 0, &first);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_slot), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}
