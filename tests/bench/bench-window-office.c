/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/eo-application.h"
#include "app/eo-window.h"
#include "bench-painted.h"
#include "bench.h"
#include "desk/page/eo-section-page.h"

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

/* Until nothing moves any more. */
static void
script_begin (GtkWindow *window)
{
  bench_settle ();
  bench_say ("begin", bench_cpu (RUSAGE_SELF));
}

/* bench-window-office OFFICE start|open|jumps|begin|begin-diary */
int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; BenchScript script; const char *section; } scripts[] = {
    { "start", script_start, "correspondence" },
    { "open", script_open, "people" },
    { "jumps", script_jumps, "correspondence" },
    { "begin", script_begin, "correspondence" },
    { "begin-diary", script_begin, "diary" },
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
