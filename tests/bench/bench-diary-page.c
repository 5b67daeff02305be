/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "bench.h"
#include "desk/eo-desk.h"
#include "diary-office.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-page.h"

/* The diary's page on the screen: from one week to the next until it is painted, with 100,000 appointments of which 2,000
 * repeat and with 1,000; and what it costs to open it. Both weeks hold the same. */

#define LARGE  100000
#define SMALL  1000
#define ROUNDS 31

typedef struct
{
  EoStore      *store;
  GtkWidget    *window;
  EoDiaryBoard *board;
  gboolean      is_loaded;
  gboolean      is_painted;
} Desk;

static void
on_loaded (EoDiaryData *data,
           Desk        *desk)
{
  desk->is_loaded = eo_diary_data_get_n_days (data) > 0;
}

static void
on_after_paint (GdkFrameClock *clock,
                Desk          *desk)
{
  desk->is_painted = desk->is_loaded;
}

static void
wait_painted (Desk *desk)
{
  while (!desk->is_painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* CPU, of all threads, until it shows the week of @week (0 or 1). */
static double
go_to_week (Desk  *desk,
            guint  week)
{
  EoDate monday;
  double start;

  eo_date_parse (DIARY_OFFICE_MONDAY, &monday, NULL);
  monday = eo_date_add_days (&monday, (int) week * 7);
  desk->is_loaded = desk->is_painted = FALSE;
  start = bench_cpu (RUSAGE_SELF);
  eo_diary_board_go_to (desk->board, &monday);
  wait_painted (desk);

  return bench_cpu (RUSAGE_SELF) - start;
}

static double
open_page (Desk *desk)
{
  double start = bench_cpu (RUSAGE_SELF);
  GtkWidget *page = eo_diary_page_new (desk->store);

  desk->is_loaded = desk->is_painted = FALSE;
  desk->board = EO_DIARY_BOARD (eo_diary_page_get_board (EO_DIARY_PAGE (page)));
  g_signal_connect (desk->board->data, "loaded", G_CALLBACK (on_loaded), desk);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1440, 900);
  gtk_window_set_child (GTK_WINDOW (desk->window), page);
  gtk_widget_realize (desk->window);
  g_signal_connect_after (gtk_widget_get_frame_clock (desk->window), "after-paint", G_CALLBACK (on_after_paint), desk);
  gtk_window_present (GTK_WINDOW (desk->window));
  wait_painted (desk);

  return bench_cpu (RUSAGE_SELF) - start;
}

static EoStore *
make_office (const char *folder,
             guint       n)
{
  g_autofree char *name = g_strdup_printf ("%u.db", n);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  EoStore *store = eo_store_open (path, EO_STORE_CREATE, &error);

  g_assert_no_error (error);
  diary_office_fill (store, n);

  return store;
}

static void
close_desk (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  settle ();
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("execoffice-bench.XXXXXX", NULL);
  g_autofree char *tidy = g_strdup_printf ("rm -rf '%s'", folder);
  double next[2][ROUNDS], open[2][5];
  Desk desks[2] = { { NULL } };

  adw_init ();
  eo_kinds_init ();
  eo_desk_init (gdk_display_get_default ());
  eo_desk_load_style (gdk_display_get_default (), FALSE);
  desks[0].store = make_office (folder, LARGE);
  desks[1].store = make_office (folder, SMALL);

  /* In turn, so that what else the machine does meets both alike; the first of each is not counted. */
  for (guint round = 0; round < G_N_ELEMENTS (open[0]) + 1; round++)
    for (guint i = 0; i < 2; i++)
      {
        double cpu = open_page (&desks[i]);

        if (round > 0)
          open[i][round - 1] = cpu;
        close_desk (&desks[i]);
      }
  for (guint i = 0; i < 2; i++)
    open_page (&desks[i]);
  settle ();
  for (guint round = 0; round < ROUNDS + 2; round++)
    for (guint i = 0; i < 2; i++)
      {
        double cpu = go_to_week (&desks[i], round % 2);

        if (round >= 2)
          next[i][round - 2] = cpu;
        settle ();
      }

  bench_print_head ("what (CPU, median)", "1,000");
  bench_print_row ("week to next week painted, 100,000 appointments", bench_median (next[0], ROUNDS),
                   bench_median (next[1], ROUNDS), 1.3);
  bench_print_row ("the diary opened and painted, 100,000", bench_median (open[0], G_N_ELEMENTS (open[0])),
                   bench_median (open[1], G_N_ELEMENTS (open[1])), 1.1);
  for (guint i = 0; i < 2; i++)
    {
      close_desk (&desks[i]);
      eo_store_close (desks[i].store);
      g_object_unref (desks[i].store);
    }

  return system (tidy) == 0 ? 0 : 1;
}
