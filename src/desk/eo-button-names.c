/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-button-names.h"

static void
on_label_changed (GtkButton *button)
{
  if (gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

void
eo_button_names_mend (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root)))
    {
      g_signal_handlers_disconnect_by_func (root, on_label_changed, NULL);
      g_signal_connect (root, "notify::label", G_CALLBACK (on_label_changed), NULL);
      on_label_changed (GTK_BUTTON (root));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    eo_button_names_mend (child);
}
