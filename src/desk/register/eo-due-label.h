/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DUE_NONE,   /* no date, or nobody has to do anything any more */
  EO_DUE_LATER,
  EO_DUE_SOON,   /* today or tomorrow */
  EO_DUE_LATE,
} EoDue;

/**
 * EoDueLabel:
 *
 * By when a record wants attention: "30 Sep", "Tomorrow", "▲ 2 days late". Only an open record is late.
 */
#define EO_TYPE_DUE_LABEL (eo_due_label_get_type ())
G_DECLARE_FINAL_TYPE (EoDueLabel, eo_due_label, EO, DUE_LABEL, GtkWidget)

GtkWidget  *eo_due_label_new        (void);
void        eo_due_label_set        (EoDueLabel   *self,
                                     const EoDate *due,
                                     const EoDate *today,
                                     gboolean      open);
void        eo_due_label_set_record (EoDueLabel   *self,    /* by its deadline field; empty where it has none */
                                     EoRecord     *record); /* (nullable) */
const char *eo_due_label_get_text   (EoDueLabel   *self);

EoDue       eo_due_describe         (const EoDate *due,
                                     const EoDate *today,
                                     gboolean      open,
                                     char        **words);  /* (out) (transfer full) */

G_END_DECLS
