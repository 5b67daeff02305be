/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of EoRegister: what it shows (eo-register-show.c), where (eo-register-scroll.c), and what can be done with
 * its rows (eo-register-actions.c). */

#include <adwaita.h>

#include "desk/register/eo-register.h"

G_BEGIN_DECLS

struct _EoRegister
{
  GtkWidget           parent_instance;

  /* The models: EoRecordList (ids, pages) ← EoIdSelection ← whichever view shows. The view that does not show has
   * none, or it would keep 200 rows alive for nobody. */
  EoRecordList       *list;
  EoIdSelection      *selection;
  EoQuery            *query;
  const EoKind       *kind;
  gint64              total;
  EoRegisterLayout    layout;
  char               *match;
  const EoSavedFilter *filter;

  gint64              top;          /* id of the row on top before a refresh; 0 for none */
  gboolean            asked;        /* the next refresh answers a question of the user's */
  gboolean            answered;     /* the first answer is there */
  guint               reveal;
  guint               tick;         /* waiting for rows to be there */
  guint               frames;
  gboolean            focus_wanted;
  gpointer            focus_before; /* a widget, only to be compared */
  guint               open;
  guint               progress_timer;
  gint64              loading_since;

  GtkStack           *stack;
  GtkColumnView      *table;
  GtkListView        *list_view;
  AdwStatusPage      *none;
  AdwStatusPage      *no_results;
  AdwStatusPage      *no_match;
  GtkProgressBar     *progress;
  GtkWidget          *foot;
  GtkLabel           *summary;
  GtkLabel           *hint;
  GMenuModel         *row_menu;
  GtkWidget          *popover;
};

GtkWidget *_eo_register_get_view        (EoRegister     *self);   /* the one that shows */
void       _eo_register_show_summary    (EoRegister     *self);
void       _eo_register_show_page       (EoRegister     *self);
void       _eo_register_name_pages      (EoRegister     *self);
void       _eo_register_wait_for_rows   (EoRegister     *self);
void       _eo_register_open_cursor     (EoRegister     *self);
void       _eo_register_install_actions (GtkWidgetClass *klass);
void       _eo_register_add_menu        (EoRegister     *self);
gboolean   _eo_register_is_date         (const EoField  *field);

G_END_DECLS
