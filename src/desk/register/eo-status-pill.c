/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/register/eo-status-pill.h"

struct _EoStatusPill
{
  GtkWidget  parent_instance;

  GtkWidget *shape;
  GtkWidget *word;
  int        tone; /* EoTone; -1 before the first */
};

G_DEFINE_FINAL_TYPE (EoStatusPill, eo_status_pill, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [EO_TONE_NEW] = { "eo-state-new-symbolic", "c-new" },
  [EO_TONE_WORK] = { "eo-state-work-symbolic", "c-work" },
  [EO_TONE_WAIT] = { "eo-state-wait-symbolic", "c-wait" },
  [EO_TONE_RETURNED] = { "eo-state-returned-symbolic", "c-returned" },
  [EO_TONE_LATE] = { "eo-state-late-symbolic", "c-late" },
  [EO_TONE_DONE] = { "eo-state-done-symbolic", "c-done" },
  [EO_TONE_ENDED] = { "eo-state-ended-symbolic", "c-ended" },
};

static void
eo_status_pill_dispose (GObject *object)
{
  EoStatusPill *self = EO_STATUS_PILL (object);

  g_clear_pointer (&self->shape, gtk_widget_unparent);
  g_clear_pointer (&self->word, gtk_widget_unparent);

  G_OBJECT_CLASS (eo_status_pill_parent_class)->dispose (object);
}

static void
eo_status_pill_class_init (EoStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_status_pill_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pill");
}

static void
eo_status_pill_init (EoStatusPill *self)
{
  self->tone = -1;
  self->shape = gtk_image_new ();
  gtk_widget_set_parent (self->shape, GTK_WIDGET (self));
  self->word = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->word, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "status");
}

GtkWidget *
eo_status_pill_new (void)
{
  return g_object_new (EO_TYPE_STATUS_PILL, NULL);
}

void
eo_status_pill_set (EoStatusPill *self,
                    EoTone        tone,
                    const char   *word)
{
  g_return_if_fail (EO_IS_STATUS_PILL (self));
  g_return_if_fail (tone < G_N_ELEMENTS (looks));

  gtk_label_set_label (GTK_LABEL (self->word), word);
  if (self->tone == (int) tone)
    return;

  if (self->tone >= 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->tone].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[tone].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->shape), looks[tone].icon);
  self->tone = tone;
}

void
eo_status_pill_set_record (EoStatusPill *self,
                           EoRecord     *record)
{
  const EoState *state;
  const EoField *field;

  g_return_if_fail (EO_IS_STATUS_PILL (self));

  state = record != NULL && !record->missing ? eo_kind_get_state (record) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), state != NULL);
  if (state == NULL)
    return;

  field = eo_kind_get_state_field (eo_record_get_kind (record));
  eo_status_pill_set (self, state->tone,
                      eo_choice_label (field->choice (), eo_field_get_choice (field, record)));
}

const char *
eo_status_pill_get_word (EoStatusPill *self)
{
  g_return_val_if_fail (EO_IS_STATUS_PILL (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->word));
}
