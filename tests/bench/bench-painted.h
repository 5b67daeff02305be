/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* For programs that show a window with a register and report what it costs; each prints lines of a name and a
 * number, which bench-window reads. Painted means that a frame is done in which rows with text were in place. */

typedef void (*BenchScript) (GtkWindow *window);

/* Calls @script, once, out of an idle, for the window that an application of this process adds, and before that
 * @prepare (or NULL) as soon as the window is made. To be called before any application is made. */
void      bench_run            (BenchScript  script,
                                BenchScript  prepare);

/* In the script. CPU of this process in seconds; waiting runs the main loop. */
double    bench_first_painted  (void);                /* from the process's start to the first rows painted */
double    bench_wait_painted   (GtkWindow   *window); /* at the end of the next frame with rows */
void      bench_settle         (void);                /* until nothing more happens */
double    bench_jumps          (GtkWindow   *window); /* of 100 jumps of the scrollbar */
/* KiB of its own. Clean pages are libraries, private or not by what else happens to run. */
guint     bench_private_memory (void);
void      bench_say            (const char  *name,
                                double       value);
