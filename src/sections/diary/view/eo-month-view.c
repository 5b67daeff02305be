/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-diary-span.h"
#include "sections/diary/view/eo-diary-words.h"
#include "sections/diary/view/eo-month-cell.h"
#include "sections/diary/view/eo-month-view.h"

#define N_WEEKS 6
#define N_CELLS (N_WEEKS * 7)

struct _EoMonthView
{
  GtkWidget    parent_instance;

  EoDiaryData *data;
  GtkWidget   *box;
  GtkWidget   *head;
  GtkGrid     *grid;
  GtkLabel    *weeks[N_WEEKS];
  GtkWidget   *cells[N_CELLS];
  GtkWidget   *popover;   /* what stands on a day; or NULL */
  EoDate       date;
  guint        n_weeks;
  guint        n_lines;   /* of appointments, in a cell */
  guint        idle;      /* another number of lines fits */
};

enum
{
  ACTIVATE_BLOCK,
  MENU_BLOCK,
  OPEN_DAY,
  SELECT_DAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoMonthView, eo_month_view, GTK_TYPE_WIDGET)

static GPtrArray *
find_on_day (EoMonthView  *self,
             const EoDate *day)
{
  GPtrArray *all = eo_diary_data_get_occurrences (self->data);
  GPtrArray *found = g_ptr_array_new ();
  guint n_all_day = 0;

  for (guint i = 0; i < all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (all, i);
      int from, until;

      if (!eo_diary_data_on_day (self->data, one, day, &from, &until))
        continue;
      if (one->all_day)
        g_ptr_array_insert (found, (int) n_all_day++, one);
      else
        g_ptr_array_add (found, one);
    }

  return found;
}

static void
show_cells (EoMonthView *self)
{
  EoDate first = eo_diary_data_get_first (self->data);

  self->n_weeks = MIN (eo_diary_data_get_n_days (self->data) / 7, N_WEEKS);
  for (guint i = 0; i < N_CELLS; i++)
    {
      EoDate day = eo_date_add_days (&first, (int) i);
      gboolean shown = i / 7 < self->n_weeks && day.iso[0] != '\0';
      g_autoptr (GPtrArray) found = NULL;

      gtk_widget_set_visible (self->cells[i], shown);
      if (i % 7 == 0)
        gtk_widget_set_visible (GTK_WIDGET (self->weeks[i / 7]), shown);
      if (!shown)
        continue;
      if (i % 7 == 0)
        {
          g_autofree char *week = g_strdup_printf ("%d", eo_diary_week_number (&day));

          gtk_label_set_text (self->weeks[i / 7], week);
        }
      found = find_on_day (self, &day);
      eo_month_cell_show (EO_MONTH_CELL (self->cells[i]), self->data, &day, &self->date, found, self->n_lines);
      gtk_widget_set_focusable (self->cells[i], g_str_equal (day.iso, self->date.iso));
    }
}

static int
find_cell (EoMonthView  *self,
           const EoDate *day)
{
  for (guint i = 0; i < self->n_weeks * 7; i++)
    {
      EoDate other = eo_month_cell_get_day (EO_MONTH_CELL (self->cells[i]));

      if (g_str_equal (other.iso, day->iso))
        return (int) i;
    }

  return -1;
}

/* What stands on a day */

static void
close_popover (EoMonthView *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
on_line_clicked (EoMonthView *self,
                 GtkWidget   *line)
{
  g_autoptr (EoOccurrence) occurrence = eo_occurrence_ref (eo_month_line_get (line));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[ACTIVATE_BLOCK], 0, occurrence);
}

static GtkWidget *
make_day_list (EoMonthView  *self,
               const EoDate *day)
{
  g_autoptr (GPtrArray) found = find_on_day (self, day);
  g_autofree char *title = eo_diary_words_day (self->data, day);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (list), heading);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *line = eo_month_line_new ();

      eo_month_line_show (line, self->data, g_ptr_array_index (found, i), day);
      g_signal_connect_swapped (line, "clicked", G_CALLBACK (on_line_clicked), self);
      gtk_box_append (GTK_BOX (list), line);
    }
  if (found->len == 0)
    gtk_box_append (GTK_BOX (list), gtk_label_new (_("Nothing stands on this day.")));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_size_request (scroller, 300, -1);

  return scroller;
}

static void
show_day (EoMonthView *self,
          GtkWidget   *cell)
{
  EoDate day = eo_month_cell_get_day (EO_MONTH_CELL (cell));
  graphene_rect_t area;

  close_popover (self);
  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &area))
    return;
  self->popover = gtk_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), make_day_list (self, &day));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width,
                                                 (int) area.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Signals of the cells, and keys */

static void
on_activate_block (EoMonthView  *self,
                   EoOccurrence *occurrence)
{
  g_signal_emit (self, signals[ACTIVATE_BLOCK], 0, occurrence);
}

static void
on_menu_block (EoMonthView  *self,
               EoOccurrence *occurrence,
               double        x,
               double        y,
               GtkWidget    *cell)
{
  double at_x = x, at_y = y;

  if (gtk_widget_translate_coordinates (cell, GTK_WIDGET (self), x, y, &at_x, &at_y))
    g_signal_emit (self, signals[MENU_BLOCK], 0, occurrence, at_x, at_y);
}

static void
on_more (EoMonthView *self,
         GtkWidget   *cell)
{
  show_day (self, cell);
}

static void
go_to (EoMonthView *self,
       int          days)
{
  EoDate day = eo_date_add_days (&self->date, days);
  int index;

  if (day.iso[0] == '\0')
    return;
  index = find_cell (self, &day);
  self->date = day;
  for (guint i = 0; i < N_CELLS; i++)
    gtk_widget_set_focusable (self->cells[i], (int) i == index);
  if (index >= 0)
    gtk_widget_grab_focus (self->cells[index]);
  g_signal_emit (self, signals[SELECT_DAY], 0, day.iso);
}

static gboolean
on_key (EoMonthView     *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  int index = find_cell (self, &self->date);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || index < 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      go_to (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      go_to (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      go_to (self, -7);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      go_to (self, 7);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      show_day (self, self->cells[index]);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      g_signal_emit (self, signals[OPEN_DAY], 0, self->date.iso);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_pressed (EoMonthView *self,
            int          n_press,
            double       x,
            double       y)
{
  GtkWidget *found = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = found != NULL ? gtk_widget_get_ancestor (found, EO_TYPE_MONTH_CELL) : NULL;
  EoDate day;

  if (cell == NULL || gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON) != NULL)
    return;
  day = eo_month_cell_get_day (EO_MONTH_CELL (cell));
  if (n_press == 1)
    go_to (self, eo_date_diff (&day, &self->date));
  else
    g_signal_emit (self, signals[OPEN_DAY], 0, day.iso);
}

/* GtkWidget */

static gboolean
on_idle (gpointer data)
{
  EoMonthView *self = data;

  self->idle = 0;
  show_cells (self);

  return G_SOURCE_REMOVE;
}

static void
eo_month_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  gtk_widget_measure (EO_MONTH_VIEW (widget)->box, orientation, -1, minimum, natural, NULL, NULL);
}

static void
eo_month_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  EoMonthView *self = EO_MONTH_VIEW (widget);
  double scale = eo_fit_get_text_scale (widget);
  int head = 0, cell;
  guint n_lines;

  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, -1, &head, NULL, NULL, NULL);
  cell = (height - head) / (int) MAX (self->n_weeks, 1);
  n_lines = (guint) MAX ((cell - EO_MONTH_HEAD * scale) / (EO_MONTH_LINE * scale), 0);
  if (n_lines != self->n_lines && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
  self->n_lines = n_lines;
  eo_fit_allocate (self->box, 0, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
eo_month_view_grab_focus (GtkWidget *widget)
{
  EoMonthView *self = EO_MONTH_VIEW (widget);
  int index = find_cell (self, &self->date);

  return index >= 0 && gtk_widget_grab_focus (self->cells[index]);
}

static void
eo_month_view_dispose (GObject *object)
{
  EoMonthView *self = EO_MONTH_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  close_popover (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (eo_month_view_parent_class)->dispose (object);
}

static void
eo_month_view_class_init (EoMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_month_view_dispose;
  widget_class->measure = eo_month_view_measure;
  widget_class->size_allocate = eo_month_view_size_allocate;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->grab_focus = eo_month_view_grab_focus;

  signals[ACTIVATE_BLOCK] = g_signal_new ("activate-block", EO_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MENU_BLOCK] = g_signal_new ("menu-block", EO_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[OPEN_DAY] = g_signal_new ("open-day", EO_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_STRING);
  signals[SELECT_DAY] = g_signal_new ("select-day", EO_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "monthview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_cells (EoMonthView *self)
{
  self->head = gtk_label_new (_("Wk"));
  gtk_widget_add_css_class (self->head, "week");
  gtk_grid_attach (self->grid, self->head, 0, 0, 1, 1);
  for (int day = 0; day < 7; day++)
    {
      GtkWidget *label = gtk_label_new (eo_date_weekday_name (day + 1));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (label, "weekday");
      gtk_grid_attach (self->grid, label, day + 1, 0, 1, 1);
    }
  for (int i = 0; i < N_CELLS; i++)
    {
      if (i % 7 == 0)
        {
          self->weeks[i / 7] = GTK_LABEL (gtk_label_new (NULL));
          gtk_widget_set_valign (GTK_WIDGET (self->weeks[i / 7]), GTK_ALIGN_START);
          gtk_widget_add_css_class (GTK_WIDGET (self->weeks[i / 7]), "week");
          gtk_grid_attach (self->grid, GTK_WIDGET (self->weeks[i / 7]), 0, i / 7 + 1, 1, 1);
        }
      self->cells[i] = eo_month_cell_new ();
      gtk_widget_set_hexpand (self->cells[i], TRUE);
      gtk_widget_set_vexpand (self->cells[i], TRUE);
      g_signal_connect_swapped (self->cells[i], "activate-block", G_CALLBACK (on_activate_block), self);
      g_signal_connect_swapped (self->cells[i], "menu-block", G_CALLBACK (on_menu_block), self);
      g_signal_connect_swapped (self->cells[i], "more", G_CALLBACK (on_more), self);
      gtk_grid_attach (self->grid, self->cells[i], i % 7 + 1, i / 7 + 1, 1, 1);
    }
}

static void
eo_month_view_init (EoMonthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->date = eo_date_today ();
  self->n_weeks = 5;
  self->n_lines = 3;
  self->grid = GTK_GRID (gtk_grid_new ());
  self->box = GTK_WIDGET (self->grid);
  make_cells (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Month"), -1);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->box, keys);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* Public functions */

GtkWidget *
eo_month_view_new (EoDiaryData *data)
{
  EoMonthView *self;

  g_return_val_if_fail (EO_IS_DIARY_DATA (data), NULL);

  self = g_object_new (EO_TYPE_MONTH_VIEW, NULL);
  self->data = g_object_ref (data);

  return GTK_WIDGET (self);
}

void
eo_month_view_update (EoMonthView  *self,
                      const EoDate *date)
{
  g_return_if_fail (EO_IS_MONTH_VIEW (self) && date != NULL);

  self->date = *date;
  close_popover (self);
  show_cells (self);
}
