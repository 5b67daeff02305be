/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-day-note-chip.h"

/* What a letter's reply is due for opens the letter. */
static void
opens_letter (GtkWidget         *button,
              const EoDueLetter *letter)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "diary.open-letter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", letter->id);
}

static void
on_row_clicked (GtkButton *row)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_POPOVER)));
}

static GtkWidget *
new_row (const char *text)
{
  GtkWidget *row = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (row), g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.f, "ellipsize",
                                                        PANGO_ELLIPSIZE_END, "max-width-chars", 60, NULL));
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "small");
  /* After the action: a row of a popover that is gone does nothing. */
  g_signal_connect_after (row, "clicked", G_CALLBACK (on_row_clicked), NULL);
  return row;
}

GtkWidget *
eo_day_note_letters_new (EoDueDay *due)
{
  GtkWidget *box, *scroller;

  g_return_val_if_fail (due != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; i < due->letters->len; i++)
    {
      const EoDueLetter *letter = g_ptr_array_index (due->letters, i);
      g_autofree char *text = eo_due_letter_say (letter);
      GtkWidget *row = new_row (text);

      opens_letter (row, letter);
      gtk_box_append (GTK_BOX (box), row);
    }
  if (due->n > due->letters->len)
    {
      guint rest = due->n - due->letters->len;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more, in Correspondence", "%u more, in Correspondence", rest),
                                               rest);
      GtkWidget *row = new_row (text);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.section");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "correspondence");
      gtk_box_append (GTK_BOX (box), row);
    }
  scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                           "propagate-natural-width", TRUE, "max-content-height", 420, "child", box, NULL);
  return scroller;
}

static void
make_popover (GtkMenuButton *button,
              gpointer       due)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), eo_day_note_letters_new (due));
  gtk_menu_button_set_popover (button, popover);
}

/* A note that is pressed: the letter, or several to choose from. */
static GtkWidget *
new_button (EoDueDay   *due,
            GtkWidget  *box,
            const char *text)
{
  GtkWidget *button;

  if (due->n > 1)
    {
      button = gtk_menu_button_new ();
      gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
      /* GTK puts it in the middle. */
      gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, eo_due_day_ref (due),
                                             (GDestroyNotify) eo_due_day_unref);
    }
  else
    {
      button = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (button), box);
      opens_letter (button, g_ptr_array_index (due->letters, 0));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

GtkWidget *
eo_day_note_chip_new (const EoDayNote *note)
{
  GtkWidget *box, *label, *chip;
  const char *icon;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (note != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  icon = eo_day_note_get_icon (note->kind);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  label = g_object_new (GTK_TYPE_LABEL, "label", note->text, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.f, "hexpand",
                        note->due != NULL, NULL);
  gtk_box_append (GTK_BOX (box), label);
  whole = eo_day_note_say (note);
  chip = note->due != NULL ? new_button (note->due, box, whole) : box;
  gtk_widget_add_css_class (chip, "daynote");
  gtk_widget_add_css_class (chip, eo_day_note_get_class (note->kind));
  gtk_widget_set_tooltip_text (chip, whole);
  if (note->due != NULL)
    g_object_set_data_full (G_OBJECT (chip), "eo-due", eo_due_day_ref (note->due), (GDestroyNotify) eo_due_day_unref);
  return chip;
}

EoDueDay *
eo_day_note_chip_get_due (GtkWidget *chip)
{
  g_return_val_if_fail (GTK_IS_WIDGET (chip), NULL);

  return g_object_get_data (G_OBJECT (chip), "eo-due");
}
