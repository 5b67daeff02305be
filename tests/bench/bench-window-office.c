/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/eo-application.h"
#include "app/eo-window.h"
#include "bench-painted.h"
#include "bench.h"
#include "desk/page/eo-section-page.h"
#include "diary-office.h"
#include "sections/diary/view/eo-diary-board.h"
#include "sections/diary/view/eo-diary-page.h"

#define TURNS   30
#define TURN_MS 250 /* longer than a week takes to be painted */

/* The window that ships, on an office, reporting what it costs. */

static EoSectionPage *
get_page (GtkWindow *window)
{
  return EO_SECTION_PAGE (eo_window_get_page (EO_WINDOW (window)));
}

static EoRecordList *
get_list (GtkWindow *window)
{
  return eo_register_get_list (eo_section_page_get_register (get_page (window)));
}

/* An office has few open letters, which are shown at first: the register is measured with all of them. */
static void
show_all (GtkWindow *window)
{
  if (g_strcmp0 (eo_window_get_section (EO_WINDOW (window)), "correspondence") == 0)
    eo_section_page_show_filter (get_page (window), "all");
}

static void
script_start (GtkWindow *window)
{
  bench_say ("start", bench_first_painted ());
  while (eo_record_list_is_loading (get_list (window)))
    g_main_context_iteration (NULL, TRUE);
  bench_settle ();
  bench_say ("rows", eo_record_list_get_n (get_list (window)));
  bench_say ("memory", bench_private_memory ());
}

static void
script_jumps (GtkWindow *window)
{
  script_start (window);
  bench_say ("jumps", bench_jumps (window));
}

/* Started in another section, so that Correspondence is opened in a window that is already warm. */
static void
script_open (GtkWindow *window)
{
  double before;

  bench_first_painted ();
  bench_settle ();
  before = bench_cpu (RUSAGE_SELF);
  eo_window_show_section (EO_WINDOW (window), "correspondence");
  show_all (window);
  bench_say ("open", bench_wait_painted (window) - before);
}

static gboolean
on_pause_over (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_pause_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* One week after the other, back and forth, each left until it is painted: per turn, what the reading costs, too. */
static void
script_weeks (GtkWindow *window)
{
  GtkWidget *board;
  EoDate monday;
  double before;

  bench_settle ();
  bench_say ("start", bench_cpu (RUSAGE_SELF));
  board = eo_diary_page_get_board (EO_DIARY_PAGE (get_page (window)));
  eo_date_parse (DIARY_OFFICE_MONDAY, &monday, NULL);
  eo_diary_board_set_view (EO_DIARY_BOARD (board), EO_DIARY_WORK_WEEK);
  eo_diary_board_go_to (EO_DIARY_BOARD (board), &monday);
  bench_settle ();
  before = bench_cpu (RUSAGE_SELF);
  for (guint i = 0; i < TURNS; i++)
    {
      gtk_widget_activate_action (board, i % 2 == 0 ? "diary.after" : "diary.before", NULL);
      pause_for (TURN_MS);
    }
  bench_settle ();
  bench_say ("week", (bench_cpu (RUSAGE_SELF) - before) / TURNS);
}

/* As it is started by who never had it open before. */
static void
script_begin (GtkWindow *window)
{
  bench_settle ();
  bench_say ("begin", bench_cpu (RUSAGE_SELF));
}

/* bench-window-office OFFICE start|open|jumps|begin|weeks */
int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; BenchScript script; const char *section; } scripts[] = {
    { "start", script_start, "correspondence" },
    { "open", script_open, "people" },
    { "jumps", script_jumps, "correspondence" },
    { "begin", script_begin, "correspondence" },
    { "weeks", script_weeks, "diary" },
  };
  g_autoptr (GSettings) settings = NULL;

  for (guint i = 0; argc == 3 && i < G_N_ELEMENTS (scripts); i++)
    if (g_str_equal (argv[2], scripts[i].name))
      {
        bench_run (scripts[i].script, show_all);
        settings = g_settings_new (EO_APP_ID);
        g_settings_set_string (settings, "section", scripts[i].section);
        return eo_application_run (argv[1], NULL, 1, argv);
      }
  return 2;
}
