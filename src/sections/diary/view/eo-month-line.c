/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/view/eo-diary-words.h"
#include "sections/diary/view/eo-month-cell.h"

/* What a line is made of; the line is a button, so that it can be pressed, and heard. */
typedef struct
{
  GtkImage     *icon;
  GtkLabel     *time;
  GtkLabel     *title;
  GtkLabel     *whose;
  EoOccurrence *occurrence;
  const char   *classes[2];  /* those that change */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->occurrence, eo_occurrence_unref);
  g_free (line);
}

static GtkLabel *
make_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);

  return GTK_LABEL (label);
}

static void
set_class (GtkWidget   *widget,
           const char **place,
           const char  *class)
{
  if (*place == class)
    return;
  if (*place != NULL)
    gtk_widget_remove_css_class (widget, *place);
  if (class != NULL)
    gtk_widget_add_css_class (widget, class);
  *place = class;
}

static const char *
looks_class (EoDiaryData  *data,
             EoOccurrence *occurrence)
{
  if (eo_diary_data_get_clash (data, occurrence) != NULL)
    return "clash";
  if (eo_diary_data_is_hidden (data, occurrence))
    return "busy";
  if (!eo_occurrence_blocks (occurrence) && occurrence->shows_as != EO_SHOWS_FREE)
    return "off";
  return occurrence->status == EO_APPOINTMENT_HOLD ? "hold" : NULL;
}

static char *
begin_words (EoDiaryData  *data,
             EoOccurrence *occurrence,
             const EoDate *day)
{
  int from, until;

  if (occurrence->all_day || !eo_diary_data_on_day (data, occurrence, day, &from, &until) || from == 0)
    return g_strdup ("");

  return g_strdup_printf ("%02d:%02d", from / 60, from % 60);
}

GtkWidget *
eo_month_line_new (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  Line *line = g_new0 (Line, 1);

  line->icon = GTK_IMAGE (gtk_image_new ());
  line->time = make_label ("num");
  line->title = make_label ("title");
  line->whose = make_label ("whose");
  gtk_label_set_ellipsize (line->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (line->title), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->time));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->whose));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "month-line");
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "line", line, line_free);

  return button;
}

void
eo_month_line_show (GtkWidget    *widget,
                    EoDiaryData  *data,
                    EoOccurrence *occurrence,
                    const EoDate *day)
{
  Line *line = g_object_get_data (G_OBJECT (widget), "line");
  EoDiary *diary = eo_diary_data_find_diary (data, occurrence->diary);
  const char *icon = eo_diary_words_icon (data, occurrence);
  g_autofree char *title = eo_diary_words_title (data, occurrence);
  g_autofree char *time = begin_words (data, occurrence, day);
  g_autofree char *name = eo_diary_words_name (data, occurrence, day);

  eo_occurrence_ref (occurrence);
  g_clear_pointer (&line->occurrence, eo_occurrence_unref);
  line->occurrence = occurrence;
  gtk_image_set_from_icon_name (line->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (line->icon), icon != NULL);
  gtk_label_set_text (line->time, time);
  gtk_widget_set_visible (GTK_WIDGET (line->time), *time != '\0');
  gtk_label_set_text (line->title, title);
  gtk_label_set_text (line->whose, eo_diary_data_is_hidden (data, occurrence)
                                     ? "" : eo_diary_data_get_tag (data, occurrence->diary));
  set_class (widget, &line->classes[0], eo_diary_colour_class (diary != NULL ? diary->colour : EO_COLOUR_BLUE));
  set_class (widget, &line->classes[1], looks_class (data, occurrence));
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

EoOccurrence *
eo_month_line_get (GtkWidget *widget)
{
  Line *line = g_object_get_data (G_OBJECT (widget), "line");

  return line != NULL ? line->occurrence : NULL;
}
