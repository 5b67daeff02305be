/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-filter-chips*.c. */

#include "desk/page/eo-filter-chips.h"

G_BEGIN_DECLS

typedef struct
{
  const EoSavedFilter *filter;  /* of one's own: what it begins with; NULL of what is no filter */
  char                *name;    /* "overdue"; "own-3" */
  char                *label;
  char                *text;    /* looked for in it; "" for none */
  gint64               own;     /* id of one's own, or 0 */
  GtkWidget           *chip;
  GtkWidget           *number;
  gint64               count;
} EoChip;

struct _EoFilterChips
{
  GtkWidget      parent_instance;

  EoStore       *store;
  const EoKind  *kind;
  GArray        *chips;       /* of EoChip */
  EoChip         before;      /* stands before them and leads elsewhere; its chip is NULL where there is none */
  guint          current;
  GSimpleAction *select;
  GCancellable  *cancellable;
  guint          timer;
  gboolean       counting;    /* one chip after another */
  gboolean       stale;       /* since it was last shown: what is overdue changes with the day */
  guint          generation;  /* of the chips: an answer for earlier ones is none for these */
  gboolean       again;       /* something changed meanwhile */

  GtkWidget     *row;
  GtkWidget     *button;      /* compact */
  GtkWidget     *button_label;
};

EoChip *_eo_filter_chips_get     (EoFilterChips *self,
                                  guint          index);
void    _eo_filter_chips_counted (EoFilterChips *self);  /* all counts are there: shows and tells them */
void    _eo_filter_chips_recount (EoFilterChips *self);

G_END_DECLS
