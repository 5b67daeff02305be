/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/view/eo-all-day-strip.h"
#include "sections/diary/view/eo-grid-body.h"
#include "sections/diary/view/eo-grid-head.h"
#include "sections/diary/view/eo-time-grid.h"

G_BEGIN_DECLS

#define EO_GRID_STEP 15      /* minutes that keys and drags go by */
#define EO_GRID_FINE_STEP 5  /* with Shift */
#define EO_GRID_SLOT 30      /* minutes of a free time */

typedef enum
{
  EO_DRAG_NONE,
  EO_DRAG_MAKE,       /* over free time */
  EO_DRAG_MOVE,
  EO_DRAG_START,      /* the upper edge */
  EO_DRAG_END,        /* the lower one */
  EO_DRAG_BAR,        /* one above the days, sideways */
  EO_DRAG_MAKE_BAR,
} EoDragKind;

/**
 * EoGridDrag:
 * @occurrence: what is on its way; NULL while a new one is drawn out
 * @origin: where the drag began
 * @section: over which section of a day the pointer is: of what is moved between diaries side by side
 * @starts: what it comes to
 * @moved: far enough to be a drag and no click
 */
typedef struct
{
  EoDragKind    kind;
  EoOccurrence *occurrence;
  EoGridSpot    origin;
  guint         section;
  gint64        starts;
  gint64        ends;
  gboolean      moved;
  gboolean      fine;
  double        x;        /* where the pointer is, of the body or the strip */
  double        y;
  guint         scroll_source;
} EoGridDrag;

/* What keys do to an appointment is collected, so that five presses are one change, and one undo. */
typedef struct
{
  EoOccurrence *occurrence;
  gint64        starts;
  gint64        ends;
  guint         source;
} EoGridShift;

typedef enum
{
  EO_GRID_GO_UP,
  EO_GRID_GO_DOWN,
  EO_GRID_GO_LEFT,
  EO_GRID_GO_RIGHT,
  EO_GRID_GO_PREVIOUS,  /* appointment */
  EO_GRID_GO_NEXT,
  EO_GRID_GO_HOME,
  EO_GRID_GO_END,
} EoGridGo;

typedef enum
{
  EO_GRID_DO_ACTIVATE,
  EO_GRID_DO_DELETE,
  EO_GRID_DO_MENU,
} EoGridDeed;

struct _EoTimeGrid
{
  GtkWidget       parent_instance;

  GtkWidget      *top;        /* of head and strip */
  EoGridHead     *head;
  EoAllDayStrip  *strip;
  GtkWidget      *scroller;
  EoGridBody     *body;

  EoGridModel     model;
  char           *zone;
  int             hour;
  gboolean        is_fixed;   /* now does not go on: tests */
  gboolean        is_editable;
  gboolean        has_scrolled;
  double          first_minute;  /* that is seen */
  double          wanted_minute; /* to be the first that is seen; negative: as it is */
  guint           update_source;
  guint           now_source;

  EoGridSpot      cursor;     /* where the focus is or was: of a block, its own time */
  int             turning;    /* -1, 1: other days were asked for, and may come later; else 0 */
  int             entering;   /* likewise: they came, and the focus is to be found at their end or beginning */
  double          pointer_y;  /* over the hours, px of all of them */
  EoGridDrag      drag;
  EoGridShift     shift;
};

enum
{
  EO_GRID_ACTIVATE_BLOCK,
  EO_GRID_MAKE,
  EO_GRID_MAKE_ALL_DAY,
  EO_GRID_MOVE_BLOCK,
  EO_GRID_GIVE_BLOCK,
  EO_GRID_DELETE_BLOCK,
  EO_GRID_MENU_BLOCK,
  EO_GRID_SELECT_BLOCK,
  EO_GRID_OPEN_DAY,
  EO_GRID_TURN,
  EO_GRID_N_SIGNALS,
};
extern guint eo_time_grid_signals[EO_GRID_N_SIGNALS];

/* eo-time-grid-show.c */
void     eo_time_grid_queue_update   (EoTimeGrid       *self);   /* before the next frame, and once */
void     eo_time_grid_update         (EoTimeGrid       *self);   /* now, if anything changed */
void     eo_time_grid_show_now       (EoTimeGrid       *self,
                                      gint64            now);
void     eo_time_grid_set_now        (EoTimeGrid       *self,
                                      gint64            now);    /* and no other time from then on */
/* The diary of a section; where they are not side by side, the first that is visible. NULL for none. */
const EoGridDiary *eo_time_grid_get_diary (EoTimeGrid  *self,
                                      guint             section);
gboolean eo_time_grid_has_focus      (EoTimeGrid       *self);   /* or anything in it */
/* The block that has the focus, in the hours or above them; or NULL. */
EoBlock *eo_time_grid_get_block      (EoTimeGrid       *self);
EoBlock *eo_time_grid_find_block     (EoTimeGrid       *self,
                                      gint64            appointment,
                                      const char       *original);
/* "Tue 22 Sep, 09:15 to 10:00". */
char    *eo_time_grid_span_words     (EoTimeGrid       *self,
                                      gint64            starts,
                                      gint64            ends);
/* What it comes to, in the hours, with words; over several days, that of the first shown. */
void     eo_time_grid_show_ghost     (EoTimeGrid       *self,
                                      guint             section,
                                      gint64            starts,
                                      gint64            ends,
                                      const char       *whose);   /* (nullable): said after the times */

/* eo-time-grid-go.c */
void     eo_time_grid_go             (EoTimeGrid       *self,
                                      EoGridGo          go);
guint    eo_time_grid_get_section    (EoTimeGrid       *self,
                                      EoBlock          *block);
/* Scrolls as little as shows these minutes. */
void     eo_time_grid_reveal         (EoTimeGrid       *self,
                                      int               from,
                                      int               until);
void     eo_time_grid_focus_block    (EoTimeGrid       *self,
                                      EoBlock          *block);
/* Likewise, where the pointer is: nothing is scrolled. */
void     eo_time_grid_point_at       (EoTimeGrid       *self,
                                      EoBlock          *block);
void     eo_time_grid_focus_slot     (EoTimeGrid       *self,
                                      const EoGridSpot *spot);
void     eo_time_grid_focus_cursor   (EoTimeGrid       *self);          /* what is there: a block, or free time */

/* eo-time-grid-keys.c */
void     eo_time_grid_install_keys   (GtkWidgetClass   *widget_class);  /* of a child of the grid */
void     eo_time_grid_add_keys       (EoTimeGrid       *self);
/* To what has the focus; FALSE where that is neither an appointment nor a free time. */
gboolean eo_time_grid_do             (EoTimeGrid       *self,
                                      EoGridDeed        deed);
void     eo_time_grid_finish_shift   (EoTimeGrid       *self);

/* eo-time-grid-drag.c */
void     eo_time_grid_add_gestures   (EoTimeGrid       *self);
void     eo_time_grid_press          (EoTimeGrid       *self,
                                      GtkWidget        *area,           /* the body or the strip */
                                      double            x,
                                      double            y,
                                      int               n_press,
                                      gboolean          for_menu);
/* What is at @y px of the hours stays where it is seen. */
void     eo_time_grid_zoom_at        (EoTimeGrid       *self,
                                      int               hour,
                                      double            y);
void     eo_time_grid_begin_drag     (EoTimeGrid       *self,
                                      GtkWidget        *area,           /* the body or the strip */
                                      double            x,
                                      double            y);
void     eo_time_grid_update_drag    (EoTimeGrid       *self,
                                      double            x,
                                      double            y,
                                      gboolean          fine);
void     eo_time_grid_end_drag       (EoTimeGrid       *self);
void     eo_time_grid_cancel_drag    (EoTimeGrid       *self);

G_END_DECLS
