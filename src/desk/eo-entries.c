/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-entries.h"

GtkWidget *
eo_entries_new (const char *label,
                const char *empty)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "card");
  gtk_widget_add_css_class (list, "entries");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (empty != NULL)
    {
      GtkWidget *words = gtk_label_new (empty);

      gtk_widget_add_css_class (words, "dim-label");
      gtk_widget_set_margin_top (words, 12);
      gtk_widget_set_margin_bottom (words, 12);
      gtk_list_box_set_placeholder (GTK_LIST_BOX (list), words);
    }

  return list;
}

void
eo_entries_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}
