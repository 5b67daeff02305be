/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/view/eo-day-note-chip.h"

GtkWidget *
eo_day_note_chip_new (const EoDayNote *note)
{
  GtkWidget *box, *label;
  const char *icon;

  g_return_val_if_fail (note != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  icon = eo_day_note_get_icon (note->kind);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  label = g_object_new (GTK_TYPE_LABEL, "label", note->text, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.f, NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "daynote");
  gtk_widget_add_css_class (box, eo_day_note_get_class (note->kind));
  gtk_widget_set_tooltip_text (box, note->text);
  return box;
}
