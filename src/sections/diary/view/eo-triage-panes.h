/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  EO_TRIAGE_DOCUMENT,
  EO_TRIAGE_FACTS,
  EO_TRIAGE_DAYS,
  EO_TRIAGE_N_PANES,
} EoTriagePane;

/**
 * EoTriagePanes:
 *
 * What came in, what it says, and the days it names, beside one another where there is room; else the facts beside one of
 * the others, or one alone.
 *
 * Properties: `n-shown` (int, to read): how many stand beside one another.
 */
#define EO_TYPE_TRIAGE_PANES (eo_triage_panes_get_type ())
G_DECLARE_FINAL_TYPE (EoTriagePanes, eo_triage_panes, EO, TRIAGE_PANES, GtkWidget)

GtkWidget    *eo_triage_panes_new         (GtkWidget     *document,
                                           GtkWidget     *facts,
                                           GtkWidget     *days);
int           eo_triage_panes_get_n_shown (EoTriagePanes *self);
/* Which is wanted where there is no room for all. */
void          eo_triage_panes_choose      (EoTriagePanes *self,
                                           EoTriagePane   pane);
EoTriagePane  eo_triage_panes_get_chosen  (EoTriagePanes *self);
/* There is nothing to be shown in it: the others have its room. */
void          eo_triage_panes_set_empty   (EoTriagePanes *self,
                                           EoTriagePane   pane,
                                           gboolean       empty);

G_END_DECLS
