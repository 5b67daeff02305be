/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "grid-fixture.h"
#include "sections/diary/view/eo-time-grid-private.h"

/* The week of three principals: what it says, where the keys go, what a drag comes to. */

typedef struct
{
  GtkWidget  *window;
  EoTimeGrid *grid;
  GString    *told;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) all = grid_occurrences (0);
  g_autoptr (GHashTable) clashes = eo_clash_find (all);

  fixture->told = g_string_new (NULL);
  fixture->grid = EO_TIME_GRID (eo_time_grid_new ());
  g_object_set (fixture->grid, "zone", GRID_ZONE, "hide-private", TRUE, NULL);
  eo_time_grid_set_now (fixture->grid, GRID_NOW);
  eo_time_grid_set_days (fixture->grid, &(EoDate) { "2026-09-21" }, 5);
  eo_time_grid_set_diaries (fixture->grid, grid_diaries, G_N_ELEMENTS (grid_diaries));
  eo_time_grid_set_notes (fixture->grid, grid_notes, G_N_ELEMENTS (grid_notes));
  eo_time_grid_set_occurrences (fixture->grid, all, clashes);
  fixture->window = ui_present (GTK_WIDGET (fixture->grid), 930, 860);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_settle ();
  g_string_free (fixture->told, TRUE);
}

static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  ui_picture (fixture->window, "time-grid-light");
  ui_dark (TRUE);
  ui_picture (fixture->window, "time-grid-dark");
  ui_dark (FALSE);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add ("/time-grid/pictures", Fixture, NULL, set_up, test_pictures, tear_down);

  return g_test_run ();
}
