/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-day-note-chip.h"
#include "sections/diary/view/eo-diary-words.h"
#include "sections/diary/view/eo-month-cell.h"

struct _EoMonthCell
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *number;
  GtkWidget *head;
  GPtrArray *notes;   /* of GtkWidget: the first one in the head, any other below it */
  GPtrArray *lines;   /* of GtkWidget; the first of them are shown */
  GtkWidget *more;
  EoDate     day;
};

enum
{
  ACTIVATE_BLOCK,
  MENU_BLOCK,
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoMonthCell, eo_month_cell, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
on_line_clicked (EoMonthCell *self,
                 GtkWidget   *line)
{
  EoOccurrence *occurrence = eo_month_line_get (line);

  if (occurrence != NULL)
    g_signal_emit (self, signals[ACTIVATE_BLOCK], 0, occurrence);
}

static void
on_more_clicked (EoMonthCell *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
on_pressed (EoMonthCell *self,
            int          n_press,
            double       x,
            double       y,
            GtkGesture  *gesture)
{
  GtkWidget *found = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *line = found != NULL ? gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON) : NULL;
  EoOccurrence *occurrence = line != NULL ? eo_month_line_get (line) : NULL;

  if (occurrence == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU_BLOCK], 0, occurrence, x, y);
}

static GtkWidget *
ensure_line (EoMonthCell *self,
             guint        index)
{
  GtkWidget *line;

  if (index < self->lines->len)
    return g_ptr_array_index (self->lines, index);
  line = eo_month_line_new ();
  /* The day is what keys go to; Space opens what stands on it. */
  gtk_widget_set_focusable (line, FALSE);
  g_signal_connect_swapped (line, "clicked", G_CALLBACK (on_line_clicked), self);
  gtk_box_insert_child_after (GTK_BOX (self->box), line,
                              index == 0 ? gtk_widget_get_prev_sibling (self->more)
                                         : g_ptr_array_index (self->lines, index - 1));
  g_ptr_array_add (self->lines, line);

  return line;
}

static void
show_notes (EoMonthCell *self,
            GArray      *notes)
{
  GtkWidget *above = self->head;

  for (guint i = 0; i < self->notes->len; i++)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (g_ptr_array_index (self->notes, i))),
                    g_ptr_array_index (self->notes, i));
  g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < notes->len && g_array_index (notes, EoDayNote, i).due == NULL; i++)
    {
      GtkWidget *chip = eo_day_note_chip_new (&g_array_index (notes, EoDayNote, i));

      if (i == 0)
        gtk_box_append (GTK_BOX (self->head), chip);
      else
        {
          gtk_box_insert_child_after (GTK_BOX (self->box), chip, above);
          above = chip;
        }
      g_ptr_array_add (self->notes, chip);
    }
}

static void
show_head (EoMonthCell  *self,
           EoDiaryData  *data,
           const EoDate *month,
           guint         n)
{
  EoDate today = eo_diary_data_get_today (data);
  g_autoptr (GArray) notes = eo_diary_data_get_notes (data, &self->day);
  g_autofree char *number = NULL;
  g_autofree char *words = eo_diary_words_day (data, &self->day);
  g_autofree char *count = g_strdup_printf (ngettext ("%u appointment", "%u appointments", n), n);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, count);
  int year, of_year, of_month = 0;

  eo_date_get_ymd (&self->day, &year, &of_year, &of_month);
  number = of_month == 1 ? eo_date_format_short (&self->day, &self->day) : g_strdup_printf ("%d", of_month);
  gtk_label_set_text (self->number, number);
  show_notes (self, notes);
  set_class (GTK_WIDGET (self), "today", g_str_equal (today.iso, self->day.iso));
  set_class (GTK_WIDGET (self), "outside", strncmp (month->iso, self->day.iso, 7) != 0);
  set_class (GTK_WIDGET (self), "off", eo_day_notes_have (notes, EO_DAY_NOTE_HOLIDAY) || eo_date_weekday (&self->day) > 5);
  set_class (GTK_WIDGET (self), "past", g_strcmp0 (self->day.iso, today.iso) < 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Those from @first on have no room; that one of them clashes is not hidden with them. */
static void
show_rest (EoMonthCell *self,
           EoDiaryData *data,
           GPtrArray   *found,
           guint        first)
{
  guint rest = found->len - first, n_clashes = 0;
  g_autofree char *text = NULL;
  g_autofree char *clashes = NULL;

  for (guint i = first; i < found->len; i++)
    n_clashes += eo_diary_data_get_clash (data, g_ptr_array_index (found, i)) != NULL;
  text = first == 0 ? g_strdup_printf (ngettext ("%u appointment", "%u appointments", rest), rest)
                    : g_strdup_printf (ngettext ("+%u more", "+%u more", rest), rest);
  clashes = n_clashes > 0 ? g_strdup_printf (ngettext ("%u in a clash", "%u in clashes", n_clashes), n_clashes) : NULL;
  if (clashes != NULL)
    {
      g_autofree char *name = g_strdup_printf ("▲ %s", text);

      gtk_button_set_label (GTK_BUTTON (self->more), name);
    }
  else
    gtk_button_set_label (GTK_BUTTON (self->more), text);
  gtk_widget_set_tooltip_text (self->more, clashes);
  set_class (self->more, "clash", clashes != NULL);
  gtk_widget_set_visible (self->more, rest > 0);
}

/* GtkWidget: as high as it is given, whatever would stand in it. */

static void
eo_month_cell_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? EO_MONTH_HEAD : 24;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? 4 * EO_MONTH_HEAD : 120;
}

static void
eo_month_cell_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  eo_fit_allocate (EO_MONTH_CELL (widget)->box, 0, width, height);
}

static void
eo_month_cell_dispose (GObject *object)
{
  EoMonthCell *self = EO_MONTH_CELL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);

  G_OBJECT_CLASS (eo_month_cell_parent_class)->dispose (object);
}

static void
eo_month_cell_class_init (EoMonthCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_month_cell_dispose;
  widget_class->measure = eo_month_cell_measure;
  widget_class->size_allocate = eo_month_cell_size_allocate;
  widget_class->get_request_mode = eo_fit_get_request_mode;

  signals[ACTIVATE_BLOCK] = g_signal_new ("activate-block", EO_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MENU_BLOCK] = g_signal_new ("menu-block", EO_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MORE] = g_signal_new ("more", EO_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "monthcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_month_cell_init (EoMonthCell *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  self->lines = g_ptr_array_new ();
  self->number = GTK_LABEL (gtk_label_new (NULL));
  self->notes = g_ptr_array_new ();
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "number");
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->number));
  gtk_widget_add_css_class (self->head, "month-head");

  self->more = gtk_button_new_with_label ("");
  gtk_widget_set_focusable (self->more, FALSE);
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "month-more");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more_clicked), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* Public functions */

GtkWidget *
eo_month_cell_new (void)
{
  return g_object_new (EO_TYPE_MONTH_CELL, NULL);
}

void
eo_month_cell_show (EoMonthCell  *self,
                    EoDiaryData  *data,
                    const EoDate *day,
                    const EoDate *month,
                    GPtrArray    *found,
                    guint         n_lines)
{
  guint n;

  g_return_if_fail (EO_IS_MONTH_CELL (self) && EO_IS_DIARY_DATA (data) && day != NULL && month != NULL && found != NULL);

  self->day = *day;
  show_head (self, data, month, found->len);
  if (self->notes->len > 1)
    n_lines -= MIN (self->notes->len - 1, n_lines);
  /* Where not all have room, the last line says how many are left. */
  n = found->len <= n_lines ? found->len : MAX (n_lines, 1) - 1;
  for (guint i = 0; i < n; i++)
    eo_month_line_show (ensure_line (self, i), data, g_ptr_array_index (found, i), day);
  for (guint i = 0; i < self->lines->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->lines, i), i < n);
  show_rest (self, data, found, n);
}

EoDate
eo_month_cell_get_day (EoMonthCell *self)
{
  g_return_val_if_fail (EO_IS_MONTH_CELL (self), (EoDate) { "" });

  return self->day;
}
