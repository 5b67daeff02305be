/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/view/eo-diary-span.h"

G_BEGIN_DECLS

/**
 * EoDiaryBoard:
 *
 * The diary as one works in it: days, month or list, with a side pane of the month, the diaries and the requests.
 *
 * Properties: `compact` (a record stands beside it), `view` (name of the view), `ahead` (days of the look-ahead),
 * `hide-private`, `side-by-side`.
 * Actions: `diary.…`, see eo-diary-board-actions.c.
 * Signals: `open (id)`: this appointment is wanted; `new-record (EoRecord *preset)`; `open-record (kind, id)`, 0 for a new
 * one;
 * `toast (text)`; `undoable (text, EoUndo *undo)`.
 */
#define EO_TYPE_DIARY_BOARD (eo_diary_board_get_type ())
G_DECLARE_FINAL_TYPE (EoDiaryBoard, eo_diary_board, EO, DIARY_BOARD, GtkWidget)

GtkWidget   *eo_diary_board_new          (EoStore      *store);
/* Of this desk: which view, which diaries. */
void         eo_diary_board_set_settings (EoDiaryBoard *self,
                                          GSettings    *settings);
EoDiaryView  eo_diary_board_get_view     (EoDiaryBoard *self);
void         eo_diary_board_set_view     (EoDiaryBoard *self,
                                          EoDiaryView   view);
EoDate       eo_diary_board_get_date     (EoDiaryBoard *self);
void         eo_diary_board_go_to        (EoDiaryBoard *self,
                                          const EoDate *date);
/* A new appointment, as one would want it now: (transfer full). */
EoRecord    *eo_diary_board_make_preset  (EoDiaryBoard *self);
/* Goes to the day of it, and gives it the focus. */
void         eo_diary_board_show         (EoDiaryBoard *self,
                                          gint64        appointment);
/* Which one of the series @appointment was opened here, if it was: its start, else ""; and that one, on its own, as a new
 * record to be changed (signal `new-record`). */
const char  *eo_diary_board_get_opened   (EoDiaryBoard *self,
                                          gint64        appointment);
void         eo_diary_board_change_opened (EoDiaryBoard *self);
/* Calendars that were dropped; FALSE: others are among them. */
gboolean     eo_diary_board_take_files   (EoDiaryBoard *self,
                                          GFile       **files,
                                          guint         n_files);
/* The appointment before or after the one that is shown last, among those loaded; 0 for none. */
gint64       eo_diary_board_get_beside   (EoDiaryBoard *self,
                                          gint64        appointment,
                                          int           by);
void         eo_diary_board_find         (EoDiaryBoard *self);    /* opens the filter */

G_END_DECLS
