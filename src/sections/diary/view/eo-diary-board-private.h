/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of EoDiaryBoard: what is shown and when it is read (eo-diary-board.c), its head and widths
 * (eo-diary-board-head.c),
 * days hour by hour (eo-diary-board-grid.c), actions and keys (eo-diary-board-actions.c). */

#include "desk/page/eo-section-page.h"
#include "sections/diary/view/eo-agenda.h"
#include "sections/diary/view/eo-diary-board.h"
#include "sections/diary/view/eo-diary-data.h"
#include "sections/diary/view/eo-mini-month.h"
#include "sections/diary/view/eo-month-view.h"
#include "sections/diary/view/eo-time-grid.h"

G_BEGIN_DECLS

struct _EoDiaryBoard
{
  GtkWidget       parent_instance;

  EoStore        *store;
  EoDiaryData    *data;
  GSettings      *settings;      /* (nullable) */

  EoDiaryView     view;          /* chosen; beside a record there is but a list */
  EoDate          date;          /* looked at */
  guint           ahead;
  guint           agenda_days;   /* what was scrolled to */
  gboolean        compact;
  gboolean        side_by_side;
  EoDate          scroll_to;     /* once it is loaded; "" for none */
  gint64          select;        /* likewise, an appointment; 0 for none */
  int             width;         /* px */
  guint           idle;          /* source: another arrangement fits */

  GtkWidget      *box;
  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *sidebar_button;
  GtkWidget      *new_button;
  GtkWidget      *plus_button;
  GtkWidget      *today_button;
  GtkWidget      *view_switch;
  GtkMenuButton  *view_button;
  GtkWidget      *find_button;
  GtkWidget      *side_button;
  GtkWidget      *print_button;
  GtkMenuButton  *menu_button;
  GMenuModel     *board_menu;
  GtkWidget      *band;
  GtkWidget      *find_entry;
  GtkDropDown    *category;
  GtkToggleButton *only_clashes;
  GtkStack       *views;
  GtkWidget      *rule;
  GtkWidget      *side;
  GtkWidget      *sync_status;
  EoOccurrence   *menu_of;       /* whose menu is open, or was */
  EoOccurrence   *opened;        /* whose record was opened last; or NULL */
  double          pointer_x;     /* of the board */
  double          pointer_y;
  GtkWidget      *popover;       /* go to a day, or a menu; or NULL */
  EoMiniMonth    *mini;
  EoTimeGrid     *grid;
  EoAgenda       *agenda;
  EoMonthView    *month;
};

enum
{
  EO_BOARD_OPEN,
  EO_BOARD_NEW_RECORD,
  EO_BOARD_OPEN_RECORD,
  EO_BOARD_TOAST,
  EO_BOARD_UNDOABLE,
  EO_BOARD_N_SIGNALS,
};
extern guint eo_diary_board_signals[EO_BOARD_N_SIGNALS];

/* eo-diary-board.c */
EoDiaryView _eo_diary_board_get_shown      (EoDiaryBoard   *self);   /* the view, or what stands for it beside a record */
void        _eo_diary_board_reload         (EoDiaryBoard   *self);   /* after view, date or width changed */

void        _eo_diary_board_open           (EoDiaryBoard   *self,
                                            EoOccurrence   *occurrence);

/* eo-diary-board-exchange.c */
void        _eo_diary_board_install_exchange (GtkWidgetClass *klass);

/* eo-diary-board-acts.c */
void        _eo_diary_board_install_acts   (GtkWidgetClass *klass);
void        _eo_diary_board_connect_acts   (EoDiaryBoard   *self);
void        _eo_diary_board_move           (EoDiaryBoard   *self,
                                            EoOccurrence   *occurrence,
                                            gint64          starts,
                                            gint64          ends);

/* eo-diary-board-head.c */
void        _eo_diary_board_bind_head      (GtkWidgetClass *klass);
void        _eo_diary_board_build_head     (EoDiaryBoard   *self);
void        _eo_diary_board_say            (EoDiaryBoard   *self);   /* title, and which days the month marks */
void        _eo_diary_board_arrange        (EoDiaryBoard   *self);
gboolean    _eo_diary_board_needs_arranging (EoDiaryBoard  *self,
                                            int             width);  /* before: another one than self->width */

/* eo-diary-board-grid.c */
void        _eo_diary_board_build_grid     (EoDiaryBoard   *self);
void        _eo_diary_board_update_grid    (EoDiaryBoard   *self);   /* with what is loaded */
void        _eo_diary_board_zoom           (EoDiaryBoard   *self,
                                            int             by);      /* -1, 1; 0: as usual */

/* eo-diary-board-slot.c */
void        _eo_diary_board_find_time      (GtkWidget      *widget,   /* the action diary.find-time */
                                            const char     *name,
                                            GVariant       *parameter);

/* eo-diary-board-actions.c */
void        _eo_diary_board_install_actions (GtkWidgetClass *klass);
void        _eo_diary_board_popup          (EoDiaryBoard   *self,
                                            GtkWidget      *popover,  /* (transfer full): of the board from then on */
                                            GtkWidget      *anchor,
                                            double          x,        /* of @anchor; below 0: all of it */
                                            double          y);

G_END_DECLS
