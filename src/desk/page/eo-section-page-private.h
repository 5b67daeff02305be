/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of EoSectionPage: the open record (eo-section-page-record.c), filters, order and search
 * (eo-section-page-search.c), actions (eo-section-page-actions.c). */

#include "desk/page/eo-filter-chips.h"
#include "desk/page/eo-many-bar.h"
#include "desk/page/eo-panes.h"
#include "desk/page/eo-section-page.h"
#include "desk/record/eo-record-view.h"

G_BEGIN_DECLS

typedef struct
{
  EoStore        *store;
  const EoKind   *kind;
  EoSectionWords  words;

  EoRecordView   *view;         /* made when the first record is opened */
  GMenu          *order_menu;
  GtkWidget      *tree;         /* the records in another order of things; or NULL */
  GtkWidget      *board;        /* what there is instead of the register; or NULL */
  GtkWidget      *chooser;      /* stands for the title where there is room; or NULL */
  GCancellable   *many_running; /* many records are being changed, or NULL */
  gboolean        own_text;     /* what is searched for comes from a filter of one's own */
  GtkWidget      *aside;        /* shown instead of the panes, or NULL */
  gboolean        from_list;    /* opened by a key in the list, which then had to go */

  EoPanes        *panes;
  GtkStack       *fronts;
  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *new_button;
  AdwButtonContent *new_content;
  GtkWidget      *plus_button;
  GtkWidget      *menu_button;
  GtkWidget      *print_button;
  GtkWidget      *search_button;
  GtkWidget      *band;
  GtkWidget      *wide_search;
  GtkWidget      *narrow_search;
  GtkWidget      *search;
  GtkWidget      *order_button;
  GtkLabel       *order_label;
  GtkImage       *order_icon;
  EoFilterChips  *chips;
  GtkStack       *views;
  EoRegister     *register_;
  EoManyBar      *many;
  AdwBin         *slot;
  GMenu          *order_section;
  GMenuModel     *page_menu;
} EoSectionPagePrivate;

EoSectionPagePrivate *_eo_section_page_get_private   (EoSectionPage  *self);

#define PRIVATE(self) _eo_section_page_get_private (self)

EoIdSelection        *_eo_section_page_get_selection (EoSectionPage  *self);
void                  _eo_section_page_arrange       (EoSectionPage  *self);  /* shows what there is room for */
void                  _eo_section_page_focus_front   (EoSectionPage  *self);  /* the register, or what is there instead */
void                  _eo_section_page_open_from_front (EoSectionPage *self,
                                                      gint64          id);
void                  _eo_section_page_on_new_record (EoSectionPage  *self,
                                                      EoRecord       *preset);
void                  _eo_section_page_stop_search   (EoSectionPage  *self);
void                  _eo_section_page_build_order   (EoSectionPage  *self);
void                  _eo_section_page_bind_search   (GtkWidgetClass *klass); /* the template's callbacks */
void                  _eo_section_page_bind_record   (GtkWidgetClass *klass);
void                  _eo_section_page_install_actions (GtkWidgetClass *klass);
void                  _eo_section_page_install_many  (GtkWidgetClass *klass);
void                  _eo_section_page_install_own   (GtkWidgetClass *klass);
void                  _eo_section_page_use_filter    (EoSectionPage  *self);  /* after another was chosen */

G_END_DECLS
