/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-painted.h"
#include "bench.h"

#define JUMPS     100
#define QUIET_CPU 0.02 /* s within QUIET_MS: nothing but timers */
#define QUIET_MS  400
#define PATIENCE  25   /* times QUIET_MS */

static struct
{
  BenchScript  script;
  BenchScript  prepare;  /* or NULL */
  double       first;    /* CPU at the first paint with rows; 0 before */
  double       last;
  guint        paints;   /* with rows */
} bench;

/* Painted */

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

/* The table that shows; NULL for none. */
static GtkWidget *
find_table (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_COLUMN_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_table (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_rows (GtkWidget *window)
{
  GtkWidget *table = find_table (window);

  for (GtkWidget *child = table != NULL ? gtk_widget_get_first_child (table) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return has_text (child);
  return FALSE;
}

static void
on_after_paint (GdkFrameClock *clock,
                GtkWidget     *window)
{
  double now = bench_cpu (RUSAGE_SELF);

  if (!has_rows (window))
    return;
  if (bench.paints++ == 0)
    bench.first = now;
  bench.last = now;
}

static void
on_realize (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint), window,
                           G_CONNECT_AFTER);
}

static gboolean
prepare (gpointer window)
{
  bench.prepare (window);
  return G_SOURCE_REMOVE;
}

static gboolean
run_script (gpointer window)
{
  bench.script (window);
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static gboolean
on_window_added (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               user_data)
{
  GtkWidget *window = g_value_get_object (&values[1]);

  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
  /* Before anything that the window has asked for is answered. */
  if (bench.prepare != NULL)
    g_idle_add_full (G_PRIORITY_HIGH, prepare, window, NULL);
  g_idle_add_full (G_PRIORITY_LOW, run_script, window, NULL);
  return FALSE;
}

void
bench_run (BenchScript script,
           BenchScript prepare)
{
  bench.script = script;
  bench.prepare = prepare;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_APPLICATION));
  g_signal_add_emission_hook (g_signal_lookup ("window-added", GTK_TYPE_APPLICATION), 0, on_window_added, NULL, NULL);
}

double
bench_first_painted (void)
{
  while (bench.paints == 0)
    g_main_context_iteration (NULL, TRUE);
  return bench.first;
}

double
bench_wait_painted (GtkWindow *window)
{
  guint before = bench.paints;

  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (bench.paints == before)
    g_main_context_iteration (NULL, TRUE);
  return bench.last;
}

static gboolean
on_timeout (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

void
bench_settle (void)
{
  guint rounds = 0;
  double before;

  do
    {
      gboolean over = FALSE;
      before = bench_cpu (RUSAGE_SELF);
      g_timeout_add (QUIET_MS, on_timeout, &over);
      while (!over)
        g_main_context_iteration (NULL, TRUE);
    }
  while (bench_cpu (RUSAGE_SELF) - before > QUIET_CPU && ++rounds < PATIENCE);
}

double
bench_jumps (GtkWindow *window)
{
  GtkAdjustment *bar = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_table (GTK_WIDGET (window))));
  double reach = gtk_adjustment_get_upper (bar) - gtk_adjustment_get_page_size (bar);
  double before = bench_cpu (RUSAGE_SELF);

  for (guint i = 1; i <= JUMPS; i++)
    {
      /* By the golden section: near and far, and never twice to one place. */
      double place = i * 0.6180339887;
      gtk_adjustment_set_value (bar, reach * (place - (guint) place));
      bench_wait_painted (window);
    }
  return bench_cpu (RUSAGE_SELF) - before;
}

guint
bench_private_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint sum = 0, kib;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (sscanf (*line, "Private_Dirty: %u", &kib) == 1)
      sum += kib;
  return sum;
}

void
bench_say (const char *name,
           double      value)
{
  printf ("%s %.6f\n", name, value);
  fflush (stdout);
}
