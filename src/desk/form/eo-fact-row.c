/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/form/eo-fact-row.h"

struct _EoFactRow
{
  EoFormRow  parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (EoFactRow, eo_fact_row, EO_TYPE_FORM_ROW)

static void
eo_fact_row_refresh (EoFormRow *row)
{
  g_autofree char *text = eo_field_display (eo_form_row_get_field (row), eo_form_row_get_record (row));

  gtk_label_set_text (GTK_LABEL (EO_FACT_ROW (row)->label), text);
}

static void
eo_fact_row_class_init (EoFactRowClass *klass)
{
  EO_FORM_ROW_CLASS (klass)->refresh = eo_fact_row_refresh;
}

static void
eo_fact_row_init (EoFactRow *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  /* Read by keyboard and screen reader as any other field. */
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  eo_form_row_set_value (EO_FORM_ROW (self), self->label, self->label);
}
