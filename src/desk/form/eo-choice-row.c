/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-choice-row.h"

struct _EoChoiceRow
{
  EoFormRow   parent_instance;

  GtkWidget  *drop_down;
  GEnumClass *choices;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (EoChoiceRow, eo_choice_row, EO_TYPE_FORM_ROW)

struct _EoSwitchRow
{
  EoFormRow  parent_instance;

  GtkWidget *toggle;
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (EoSwitchRow, eo_switch_row, EO_TYPE_FORM_ROW)

static void
on_selected (EoChoiceRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  if (self->showing || eo_form_row_get_record (EO_FORM_ROW (self)) == NULL || position >= self->choices->n_values)
    return;
  eo_form_row_write (EO_FORM_ROW (self), self->choices->values[position].value_nick, NULL);
  eo_form_row_edited (EO_FORM_ROW (self));
}

/* The value in the row gives way where the row is narrow; the list shows its choices whole. */
static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* "Not yet" is no answer: there stands what is to be done. */
static void
eo_choice_row_must_say (EoFormRow *row)
{
  EoChoiceRow *self = EO_CHOICE_ROW (row);
  const char *const prompt[] = { _("Choose…"), NULL };
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  self->showing = TRUE;
  gtk_string_list_splice (GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->drop_down))), 0, 1, prompt);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), position);
  self->showing = FALSE;
}

static void
eo_choice_row_bind (EoFormRow *row)
{
  EoChoiceRow *self = EO_CHOICE_ROW (row);
  GType choice = eo_form_row_get_field (row)->choice ();
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  self->choices = g_type_class_ref (choice);
  for (guint i = 0; i < self->choices->n_values; i++)
    gtk_string_list_append (labels, eo_choice_label (choice, self->choices->values[i].value));

  self->showing = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (labels));
  self->showing = FALSE;
}

static void
eo_choice_row_refresh (EoFormRow *row)
{
  EoChoiceRow *self = EO_CHOICE_ROW (row);
  int value = eo_field_get_choice (eo_form_row_get_field (row), eo_form_row_get_record (row));

  self->showing = TRUE;
  for (guint i = 0; i < self->choices->n_values; i++)
    if (self->choices->values[i].value == value)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), i);
  self->showing = FALSE;
}

static void
eo_choice_row_finalize (GObject *object)
{
  g_clear_pointer (&EO_CHOICE_ROW (object)->choices, g_type_class_unref);

  G_OBJECT_CLASS (eo_choice_row_parent_class)->finalize (object);
}

static void
eo_choice_row_class_init (EoChoiceRowClass *klass)
{
  EoFormRowClass *row_class = EO_FORM_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eo_choice_row_finalize;
  row_class->bind = eo_choice_row_bind;
  row_class->refresh = eo_choice_row_refresh;
  row_class->must_say = eo_choice_row_must_say;
}

static void
eo_choice_row_init (EoChoiceRow *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->drop_down = gtk_drop_down_new (NULL, NULL);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->drop_down),
                                  gtk_drop_down_get_factory (GTK_DROP_DOWN (self->drop_down)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->drop_down), factory);
  gtk_widget_add_css_class (self->drop_down, "inline");
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self);
  /* What takes the focus is the button inside. */
  eo_form_row_set_value (EO_FORM_ROW (self), self->drop_down, gtk_widget_get_first_child (self->drop_down));
}

static void
on_toggled (EoSwitchRow *self)
{
  if (self->showing || eo_form_row_get_record (EO_FORM_ROW (self)) == NULL)
    return;
  eo_form_row_write (EO_FORM_ROW (self), gtk_switch_get_active (GTK_SWITCH (self->toggle)) ? "true" : "false", NULL);
  eo_form_row_edited (EO_FORM_ROW (self));
}

static void
eo_switch_row_refresh (EoFormRow *row)
{
  EoSwitchRow *self = EO_SWITCH_ROW (row);
  g_autofree char *text = eo_field_to_text (eo_form_row_get_field (row), eo_form_row_get_record (row));

  self->showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->toggle), g_str_equal (text, "true"));
  self->showing = FALSE;
}

static void
eo_switch_row_class_init (EoSwitchRowClass *klass)
{
  EO_FORM_ROW_CLASS (klass)->refresh = eo_switch_row_refresh;
}

static void
eo_switch_row_init (EoSwitchRow *self)
{
  self->toggle = gtk_switch_new ();
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->toggle, 3);
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (on_toggled), self);
  eo_form_row_set_value (EO_FORM_ROW (self), self->toggle, self->toggle);
}
