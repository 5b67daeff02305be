/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-agenda-row.h"
#include "sections/diary/view/eo-diary-span.h"
#include "sections/diary/view/eo-diary-words.h"

struct _EoAgendaRow
{
  GtkBox        parent_instance;

  EoAgendaItem *item;
  GtkWidget    *heading;   /* a box */
  GtkLabel     *day;
  GtkLabel     *tally;
  GtkWidget    *line;      /* a box */
  GtkLabel     *weekday;
  GtkWidget    *bar;       /* the diary's colour */
  GtkLabel     *times;
  GtkImage     *icon;
  GtkLabel     *title;
  GtkLabel     *whose;
  GtkLabel     *place;
  GtkLabel     *marks;
  GtkWidget    *texts;     /* title, and below it place and marks */
  const char   *colour;    /* CSS class of @bar */
  const char   *kind;      /* likewise of the whole, of a line */
};

G_DEFINE_FINAL_TYPE (EoAgendaRow, eo_agenda_row, GTK_TYPE_BOX)

static const char *const mark_classes[] = {
  [EO_MARK_NONE] = "m-none", [EO_MARK_CLASH] = "m-clash", [EO_MARK_HOLD] = "m-hold",
  [EO_MARK_TO_CONFIRM] = "m-confirm", [EO_MARK_OFF] = "m-off",
};

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static char *
week_words (const EoDate *day)
{
  EoDate monday = eo_diary_view_get_first (EO_DIARY_WEEK, day);
  g_autofree char *title = eo_diary_view_title (EO_DIARY_WEEK, &monday, 0);

  return g_strdup_printf (_("Week %d, %s"), eo_diary_week_number (day), title);
}

static void
show_heading (EoAgendaRow  *self,
              EoDiaryData  *data,
              EoAgendaItem *item)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  EoDate today = eo_diary_data_get_today (data);

  if (item->kind == EO_AGENDA_WEEK)
    text = week_words (&item->day);
  else if (item->kind == EO_AGENDA_DAY)
    text = eo_diary_words_day (data, &item->day);
  else
    text = g_strdup (eo_diary_data_is_filtered (data) ? _("Nothing on these days is like that.")
                                                      : _("Nothing stands in the diary on these days."));
  name = *item->marks != '\0' ? g_strdup_printf ("%s, %s", text, item->marks) : g_strdup (text);
  gtk_label_set_text (self->day, text);
  set_text (self->tally, item->marks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (item->kind == EO_AGENDA_DAY && g_str_equal (item->day.iso, today.iso))
    gtk_widget_add_css_class (GTK_WIDGET (self), "today");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "today");
}

static char *
short_day (const EoDate *day)
{
  int year, month, of_month;

  if (!eo_date_get_ymd (day, &year, &month, &of_month))
    return g_strdup ("");
  return g_strdup_printf ("%s %d", eo_date_short_weekday (eo_date_weekday (day)), of_month);
}

static void
set_class (GtkWidget   *widget,
           const char **place,
           const char  *class)
{
  if (*place != NULL)
    gtk_widget_remove_css_class (widget, *place);
  if (class != NULL)
    gtk_widget_add_css_class (widget, class);
  *place = class;
}

static void
set_look (EoAgendaRow *self,
          const char  *kind,
          const char  *colour,
          gboolean     compact)
{
  set_class (GTK_WIDGET (self), &self->kind, kind);
  set_class (self->bar, &self->colour, colour);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
show_line (EoAgendaRow  *self,
           EoDiaryData  *data,
           EoAgendaItem *item,
           gboolean      compact)
{
  EoOccurrence *occurrence = item->occurrence;
  EoDiary *diary = eo_diary_data_find_diary (data, occurrence->diary);
  const char *icon = eo_diary_words_icon (data, occurrence);
  gboolean hidden = eo_diary_data_is_hidden (data, occurrence);
  g_autofree char *title = eo_diary_words_title (data, occurrence);
  g_autofree char *times = eo_diary_words_times (data, occurrence, &item->day);
  g_autofree char *name = eo_diary_words_name (data, occurrence, &item->day);
  g_autofree char *day = item->is_first ? short_day (&item->day) : g_strdup ("");

  gtk_label_set_text (self->weekday, day);
  gtk_label_set_text (self->times, times);
  gtk_label_set_text (self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  set_text (self->whose, hidden ? NULL : eo_diary_data_get_tag (data, occurrence->diary));
  set_text (self->place, hidden ? NULL : occurrence->place);
  set_text (self->marks, item->marks);
  set_look (self, mark_classes[item->mark], eo_diary_colour_class (diary != NULL ? diary->colour : EO_COLOUR_BLUE),
            compact);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
note_class (EoDayNoteKind kind)
{
  return kind == EO_DAY_NOTE_HOLIDAY ? "n-holiday" : kind == EO_DAY_NOTE_SITTING ? "n-sitting"
         : kind == EO_DAY_NOTE_DUE ? "n-due" : kind == EO_DAY_NOTE_LATE ? "n-late" : "n-other";
}

static void
show_note (EoAgendaRow  *self,
           EoAgendaItem *item,
           gboolean      compact)
{
  const char *label = eo_day_note_get_label (item->note);
  g_autofree char *day = item->is_first ? short_day (&item->day) : g_strdup ("");
  g_autofree char *name = *label != '\0' ? g_strdup_printf ("%s, %s", item->marks, label) : g_strdup (item->marks);

  gtk_label_set_text (self->weekday, day);
  gtk_label_set_text (self->times, "");
  gtk_label_set_text (self->title, item->marks);
  gtk_image_set_from_icon_name (self->icon, eo_day_note_get_icon (item->note));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  set_text (self->whose, NULL);
  set_text (self->marks, NULL);
  set_text (self->place, label);
  set_look (self, note_class (item->note), NULL, compact);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkLabel *
make_label (const char *class,
            int         chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), chars == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), chars != 0 ? chars : -1);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, class);

  return GTK_LABEL (label);
}

static void
eo_agenda_row_dispose (GObject *object)
{
  eo_agenda_row_clear (EO_AGENDA_ROW (object));

  G_OBJECT_CLASS (eo_agenda_row_parent_class)->dispose (object);
}

static void
eo_agenda_row_class_init (EoAgendaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_agenda_row_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "agendarow");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_heading (EoAgendaRow *self)
{
  self->heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->day = make_label ("heading", 0);
  self->tally = make_label ("tally", 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->day), TRUE);
  gtk_box_append (GTK_BOX (self->heading), GTK_WIDGET (self->day));
  gtk_box_append (GTK_BOX (self->heading), GTK_WIDGET (self->tally));
  gtk_widget_add_css_class (self->heading, "agenda-heading");
  gtk_box_append (GTK_BOX (self), self->heading);
}

static void
make_texts (EoAgendaRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->title = make_label ("title", 0);
  self->whose = make_label ("whose", 0);
  self->place = make_label ("place", 0);
  self->marks = make_label ("marks", 0);
  gtk_label_set_ellipsize (self->whose, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->whose));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->marks));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->place));
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->texts, TRUE);
  gtk_box_append (GTK_BOX (self->texts), head);
  gtk_box_append (GTK_BOX (self->texts), below);
}

static void
make_line (EoAgendaRow *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->weekday = make_label ("weekday", 6);
  self->bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->bar, "diary-bar");
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->times = make_label ("times", 12);
  make_texts (self);
  gtk_widget_set_valign (GTK_WIDGET (self->times), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->weekday), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (self->times));
  gtk_box_append (GTK_BOX (self->line), self->texts);
  gtk_widget_set_hexpand (self->line, TRUE);
  gtk_box_append (GTK_BOX (outer), GTK_WIDGET (self->weekday));
  gtk_box_append (GTK_BOX (outer), self->bar);
  gtk_box_append (GTK_BOX (outer), self->line);
  gtk_widget_add_css_class (outer, "agenda-line");
  gtk_box_append (GTK_BOX (self), outer);
}

static void
eo_agenda_row_init (EoAgendaRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  make_heading (self);
  make_line (self);
}

/* Public functions */

GtkWidget *
eo_agenda_row_new (void)
{
  return g_object_new (EO_TYPE_AGENDA_ROW, NULL);
}

void
eo_agenda_row_show (EoAgendaRow  *self,
                    EoDiaryData  *data,
                    EoAgendaItem *item,
                    gboolean      by_week,
                    gboolean      compact)
{
  gboolean is_line;

  g_return_if_fail (EO_IS_AGENDA_ROW (self) && EO_IS_AGENDA_ITEM (item));

  is_line = item->kind == EO_AGENDA_APPOINTMENT || item->kind == EO_AGENDA_NOTE;
  g_set_object (&self->item, item);
  gtk_widget_set_visible (self->heading, !is_line);
  gtk_widget_set_visible (GTK_WIDGET (self->weekday), by_week);
  gtk_widget_set_visible (gtk_widget_get_last_child (GTK_WIDGET (self)), is_line);
  if (item->kind == EO_AGENDA_NOTE)
    show_note (self, item, compact);
  else if (is_line)
    show_line (self, data, item, compact);
  else
    show_heading (self, data, item);
}

EoAgendaItem *
eo_agenda_row_get_item (EoAgendaRow *self)
{
  g_return_val_if_fail (EO_IS_AGENDA_ROW (self), NULL);

  return self->item;
}

void
eo_agenda_row_clear (EoAgendaRow *self)
{
  g_return_if_fail (EO_IS_AGENDA_ROW (self));

  g_clear_object (&self->item);
}
