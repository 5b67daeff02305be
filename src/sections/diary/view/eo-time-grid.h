/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-grid-model.h"

G_BEGIN_DECLS

/**
 * EoTimeGrid:
 *
 * Days beside one another, hour by hour: what the views of a day, a work week and a week are. It shows what it is
 * given and asks for changes by signals; whoever made them gives it the new occurrences. Several setters in a row
 * cost one update, before the next frame.
 *
 * Properties: `zone` (string: IANA name of the clocks; "" for the local ones), `px-per-hour` (32 to 160, by default 64, for
 * text of the usual size), `side-by-side` (a column for each visible diary in each day), `hide-private` ("Busy" to who looks),
 * `editable`.
 *
 * Signals; moments are seconds since 1970 (gint64), occurrences are EoOccurrence and borrowed:
 * - `activate-block` (occurrence): to be opened
 * - `make` (diary id, starts, ends): a new appointment is wanted there
 * - `make-all-day` (diary id, first day, last day: ISO texts)
 * - `move-block` (occurrence, starts, ends): to be moved or stretched
 * - `give-block` (occurrence, diary id, starts, ends): to be moved into another diary, which stands beside it
 * - `delete-block` (occurrence)
 * - `menu-block` (occurrence or NULL, x, y: double, of the grid): its menu; NULL: of the free time that has the focus
 * - `select-block` (occurrence or NULL): has the focus now
 * - `open-day` (ISO text): its name was pressed
 * - `turn` (-1 or 1): the keyboard left the days; the focus will be found at the edge that it comes in by
 *
 * Keys: arrows go to the next appointment or free time, Page Up and Down to the next appointment, Home and End to the
 * first and last of the day; Enter opens, or makes one in a free time; Ctrl and arrows move by 15 minutes or a day,
 * with Shift they stretch; Delete, Menu, Escape. The whole is one stop of the Tab key. With the pointer: a drag makes, moves
 * or, at an edge, stretches, by 15 minutes or with Shift by 5; Ctrl and the wheel change `px-per-hour`.
 */
#define EO_TYPE_TIME_GRID (eo_time_grid_get_type ())
G_DECLARE_FINAL_TYPE (EoTimeGrid, eo_time_grid, EO, TIME_GRID, GtkWidget)

#define EO_TIME_GRID_LEAST_HOUR 32   /* px an hour */
#define EO_TIME_GRID_MOST_HOUR 160
#define EO_TIME_GRID_USUAL_HOUR 64

GtkWidget    *eo_time_grid_new               (void);

void          eo_time_grid_set_days          (EoTimeGrid        *self,
                                              const EoDate      *first,
                                              guint              n_days);      /* 1 or more */
EoDate        eo_time_grid_get_first         (EoTimeGrid        *self);
guint         eo_time_grid_get_n_days        (EoTimeGrid        *self);
/* The first diary is the main one: it needs no tag, its hours shade the days. Copied. */
void          eo_time_grid_set_diaries       (EoTimeGrid        *self,
                                              const EoGridDiary *diaries,
                                              guint              n);
/* @occurrences: of EoOccurrence, in any order; each is referenced. @clashes: (nullable) as of eo_clash_find() */
void          eo_time_grid_set_occurrences   (EoTimeGrid        *self,
                                              GPtrArray         *occurrences,
                                              GHashTable        *clashes);
/* Holidays and what else is to be known of days. Copied. */
void          eo_time_grid_set_notes         (EoTimeGrid        *self,
                                              const EoDayNote   *notes,
                                              guint              n);

/* Gives the focus to an appointment, and shows it; FALSE where it is not among what is shown. */
gboolean      eo_time_grid_select            (EoTimeGrid        *self,
                                              gint64             appointment,
                                              const char        *original);    /* as in #EoOccurrence */
EoOccurrence *eo_time_grid_get_selected      (EoTimeGrid        *self);        /* NULL: nothing, or a free time */
/* The free time that has the focus, or had it last before it went elsewhere; FALSE for none. */
gboolean      eo_time_grid_get_free_time     (EoTimeGrid        *self,
                                              gint64            *diary,
                                              gint64            *starts,
                                              gint64            *ends);
/* Scrolls so that @minute of the day is the first that is seen. By itself it begins just before working hours. */
void          eo_time_grid_scroll_to         (EoTimeGrid        *self,
                                              int                minute);

G_END_DECLS
