/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "desk/form/eo-notice.h"

struct _EoNotice
{
  GtkWidget   parent_instance;

  GtkWidget  *icon;
  GtkWidget  *heading;
  GtkWidget  *body;
  GtkWidget  *buttons[2];
  const char *tint;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoNotice, eo_notice, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *tint;
} looks[] = {
  [EO_NOTICE_INFO] = { "eo-state-new-symbolic", "info" },
  [EO_NOTICE_WARNING] = { "eo-state-returned-symbolic", "warn" },
  [EO_NOTICE_ERROR] = { "eo-state-late-symbolic", "err" },
};

static void
on_clicked (EoNotice  *self,
            GtkWidget *button)
{
  g_signal_emit (self, signals[ANSWERED], 0, button == self->buttons[0] ? 0 : 1);
}

static void
eo_notice_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_notice_parent_class)->dispose (object);
}

static void
eo_notice_class_init (EoNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_notice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT);
}

static GtkWidget *
new_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
eo_notice_init (EoNotice *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_layout_set_spacing (layout, 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "notice");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->icon, 2);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->heading = new_line ("strong");
  self->body = new_line ("small");
  gtk_box_append (GTK_BOX (lines), self->heading);
  gtk_box_append (GTK_BOX (lines), self->body);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    {
      self->buttons[i] = gtk_button_new ();
      gtk_widget_set_valign (self->buttons[i], GTK_ALIGN_CENTER);
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (on_clicked), self);
      gtk_widget_set_parent (self->buttons[i], GTK_WIDGET (self));
    }
}

GtkWidget *
eo_notice_new (void)
{
  return g_object_new (EO_TYPE_NOTICE, NULL);
}

/* "IN/2026/00042" stays in one piece: a line may end before it, not at its signs. */
static void
set_line (GtkWidget  *label,
          const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *word = text;

  while (*word != '\0')
    {
      gsize length = strcspn (word, " \n");

      if (memchr (word, '/', length) != NULL)
        {
          PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

          whole->start_index = (guint) (word - text);
          whole->end_index = (guint) (word - text + length);
          pango_attr_list_insert (attributes, whole);
        }
      word += length + strspn (word + length, " \n");
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

void
eo_notice_show (EoNotice     *self,
                EoNoticeLook  look,
                const char   *heading,
                const char   *body,
                const char   *first,
                const char   *second)
{
  const char *labels[] = { first, second };

  g_return_if_fail (EO_IS_NOTICE (self));
  g_return_if_fail (heading != NULL);

  if (self->tint != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tint);
  self->tint = looks[look].tint;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->tint);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[look].icon);

  set_line (self->heading, heading);
  set_line (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (self->body, body != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_widget_set_visible (self->buttons[i], labels[i] != NULL);
      if (labels[i] != NULL)
        gtk_button_set_label (GTK_BUTTON (self->buttons[i]), labels[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body != NULL ? body : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
eo_notice_hide (EoNotice *self)
{
  g_return_if_fail (EO_IS_NOTICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (GTK_LABEL (self->heading), "");
  gtk_label_set_text (GTK_LABEL (self->body), "");
}

const char *
eo_notice_get_heading (EoNotice *self)
{
  g_return_val_if_fail (EO_IS_NOTICE (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->heading));
}

const char *
eo_notice_get_body (EoNotice *self)
{
  g_return_val_if_fail (EO_IS_NOTICE (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->body));
}
