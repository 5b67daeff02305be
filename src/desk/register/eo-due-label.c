/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/register/eo-due-label.h"

struct _EoDueLabel
{
  GtkWidget  parent_instance;

  GtkWidget *shape;
  GtkWidget *words;
  EoDue      due;
};

G_DEFINE_FINAL_TYPE (EoDueLabel, eo_due_label, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [EO_DUE_NONE] = { NULL, "t-none" },
  [EO_DUE_LATER] = { NULL, "t-later" },
  [EO_DUE_SOON] = { "eo-due-soon-symbolic", "t-soon" },
  [EO_DUE_LATE] = { "eo-state-late-symbolic", "t-late" },
};

static void
set_look (EoDueLabel *self,
          EoDue       due)
{
  if (self->due == due)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->due].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[due].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->shape), looks[due].icon);
  gtk_widget_set_visible (self->shape, looks[due].icon != NULL);
  self->due = due;
}

static void
eo_due_label_dispose (GObject *object)
{
  EoDueLabel *self = EO_DUE_LABEL (object);

  g_clear_pointer (&self->shape, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);

  G_OBJECT_CLASS (eo_due_label_parent_class)->dispose (object);
}

static void
eo_due_label_class_init (EoDueLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_due_label_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "due");
}

static void
eo_due_label_init (EoDueLabel *self)
{
  self->due = EO_DUE_NONE;
  self->shape = gtk_image_new ();
  gtk_widget_set_visible (self->shape, FALSE);
  gtk_widget_set_parent (self->shape, GTK_WIDGET (self));
  self->words = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->words, "num");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[EO_DUE_NONE].css_class);
}

GtkWidget *
eo_due_label_new (void)
{
  return g_object_new (EO_TYPE_DUE_LABEL, NULL);
}

void
eo_due_label_set (EoDueLabel   *self,
                  const EoDate *due,
                  const EoDate *today,
                  gboolean      open)
{
  g_autofree char *words = NULL;

  g_return_if_fail (EO_IS_DUE_LABEL (self));

  set_look (self, eo_due_describe (due, today, open, &words));
  gtk_label_set_label (GTK_LABEL (self->words), words);
}

void
eo_due_label_set_record (EoDueLabel *self,
                         EoRecord   *record)
{
  const EoField *field = NULL;
  EoDate today;

  g_return_if_fail (EO_IS_DUE_LABEL (self));

  if (record != NULL && !record->missing)
    field = eo_kind_get_deadline (eo_record_get_kind (record));
  if (field == NULL)
    {
      set_look (self, EO_DUE_NONE);
      gtk_label_set_label (GTK_LABEL (self->words), "");
      return;
    }

  today = eo_date_today ();
  /* What has no states is never done with. */
  eo_due_label_set (self, eo_field_get_date (field, record), &today,
                    eo_record_get_kind (record)->states == NULL || eo_kind_is_open (record));
}

const char *
eo_due_label_get_text (EoDueLabel *self)
{
  g_return_val_if_fail (EO_IS_DUE_LABEL (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->words));
}

EoDue
eo_due_describe (const EoDate *due,
                 const EoDate *today,
                 gboolean      open,
                 char        **words)
{
  int days;

  g_return_val_if_fail (due != NULL && today != NULL && words != NULL, EO_DUE_NONE);

  if (due->iso[0] == '\0' || !open)
    {
      *words = g_strdup ("–");
      return EO_DUE_NONE;
    }

  days = eo_date_diff (due, today);
  if (days < 0)
    {
      *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", -days), -days);
      return EO_DUE_LATE;
    }
  if (days <= 1)
    {
      *words = g_strdup (days == 0 ? _("Today") : _("Tomorrow"));
      return EO_DUE_SOON;
    }

  *words = eo_date_format_short (due, today);
  return EO_DUE_LATER;
}
