/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-section-chooser.h"

static GtkWidget *
new_chapter (const EoChapter *chapter,
             gboolean         is_here)
{
  GtkWidget *button = is_here ? gtk_toggle_button_new_with_label (_(chapter->label))
                              : gtk_button_new_with_label (_(chapter->label));

  if (is_here)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      gtk_widget_set_can_target (button, FALSE);
      gtk_widget_set_focusable (button, FALSE);
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.section");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", chapter->section);
    }

  return button;
}

GtkWidget *
eo_section_chooser_new (const char      *name,
                        const EoChapter *chapters,
                        const char      *current)
{
  GtkWidget *box;

  g_return_val_if_fail (name != NULL && chapters != NULL && current != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; chapters[i].section != NULL; i++)
    gtk_box_append (GTK_BOX (box), new_chapter (&chapters[i], g_str_equal (chapters[i].section, current)));

  return box;
}
