/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-grid-body.h"

#define GUTTER 48  /* px, for text of the usual size */
#define MARGIN 11  /* px right of the last day, where the scrollbar comes */
#define HALVES 40  /* px an hour from which on there are lines for halves */
#define QUARTERS 104

enum
{
  LINE_HOUR,
  LINE_HALF,
  LINE_QUARTER,
  LINE_THREE_QUARTERS,
  N_LINES,
};

struct _EoGridBody
{
  GtkWidget   parent_instance;

  GtkWidget  *hours[24];          /* their names */
  GtkWidget  *lines[24][N_LINES]; /* the quarters only once they are wanted */
  GPtrArray  *columns;            /* of EoDayColumn */
  GtkWidget  *end;                /* after the last day */
  GtkWidget  *now_line;
  GtkWidget  *now_dot;
  GtkWidget  *now_label;
  GtkWidget  *slot;
  GtkWidget  *ghost;

  int         hour;               /* px */
  int         now_day;            /* index; -1: not among the days */
  int         now_minute;
  EoGridSpot  slot_spot;
  EoGridSpot  ghost_spot;
};

G_DEFINE_FINAL_TYPE (EoGridBody, eo_grid_body, GTK_TYPE_WIDGET)

static GtkWidget *
add_line (EoGridBody *self,
          const char *css_class)
{
  GtkWidget *line = g_object_new (GTK_TYPE_SEPARATOR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (line, css_class);
  gtk_widget_set_can_target (line, FALSE);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  return line;
}

static void
add_hours (EoGridBody *self)
{
  for (int hour = 0; hour < 24; hour++)
    {
      char time[6];

      self->lines[hour][LINE_HALF] = add_line (self, "half-line");
      self->lines[hour][LINE_HOUR] = add_line (self, "hour-line");
      eo_block_put_time (time, hour * 60);
      /* Appointments say when they are; 24 more things to hear would help nobody. */
      self->hours[hour] = g_object_new (GTK_TYPE_LABEL, "label", time, "xalign", 1.f,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->hours[hour], "hour");
      gtk_widget_set_parent (self->hours[hour], GTK_WIDGET (self));
    }
}

/* Lines of quarters stand with the others, below the days. */
static void
want_quarters (EoGridBody *self)
{
  if (self->hour < QUARTERS || self->lines[0][LINE_QUARTER] != NULL)
    return;
  for (int hour = 0; hour < 24; hour++)
    for (int i = LINE_QUARTER; i < N_LINES; i++)
      {
        self->lines[hour][i] = add_line (self, "quarter-line");
        gtk_widget_insert_after (self->lines[hour][i], GTK_WIDGET (self), NULL);
      }
}

static int
get_y (EoGridBody *self,
       int         minute)
{
  return (int) round (minute * eo_grid_body_get_scale (self));
}

static void
place_hours (EoGridBody *self,
             int         width)
{
  static const int minutes[N_LINES] = { [LINE_HALF] = 30, [LINE_QUARTER] = 15, [LINE_THREE_QUARTERS] = 45 };
  int gutter = eo_grid_get_gutter (GTK_WIDGET (self));

  for (int hour = 0; hour < 24; hour++)
    {
      int y = get_y (self, hour * 60), height, now = get_y (self, self->now_minute);

      for (int i = 0; i < N_LINES; i++)
        if (self->lines[hour][i] != NULL)
          eo_fit_place (self->lines[hour][i], gutter, get_y (self, hour * 60 + minutes[i]), width - gutter,
                 i == LINE_HOUR || (i == LINE_HALF ? self->hour >= HALVES : self->hour >= QUARTERS) ? 1 : 0);
      gtk_widget_measure (self->hours[hour], GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      /* Midnight would be cut off, and where the time stands it is now. */
      if (hour == 0 || (self->now_day >= 0 && ABS (now - y) < height))
        eo_fit_place (self->hours[hour], 0, 0, 0, 0);
      else
        eo_fit_place (self->hours[hour], 0, y - height / 2, gutter - 7, height);
    }
}

static void
place_now (EoGridBody *self,
           int         width)
{
  int x, day_width, y = get_y (self, self->now_minute), natural, height;

  if (self->now_day < 0 || self->now_day >= (int) self->columns->len)
    {
      eo_fit_place (self->now_line, 0, 0, 0, 0);
      eo_fit_place (self->now_dot, 0, 0, 0, 0);
      eo_fit_place (self->now_label, 0, 0, 0, 0);
      return;
    }
  eo_grid_get_area (GTK_WIDGET (self), width, self->columns->len, (guint) self->now_day, &x, &day_width);
  eo_fit_place (self->now_line, x, y - 1, day_width, 2);
  eo_fit_place (self->now_dot, x - 3, y - 4, 8, 8);
  gtk_widget_measure (self->now_label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_measure (self->now_label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  eo_fit_place (self->now_label, eo_grid_get_gutter (GTK_WIDGET (self)) - 7 - natural, MAX (y - height / 2, 0), natural, height);
}

static void
place_spot (EoGridBody       *self,
            GtkWidget        *child,
            const EoGridSpot *spot,
            int               width)
{
  int x, day_width, section_x, section_width, top = get_y (self, spot->from);

  if (!gtk_widget_get_visible (child) || spot->day >= self->columns->len)
    return;
  eo_grid_get_area (GTK_WIDGET (self), width, self->columns->len, spot->day, &x, &day_width);
  eo_day_column_get_area (g_ptr_array_index (self->columns, spot->day), spot->section, &section_x, &section_width);
  eo_fit_place (child, x + section_x + 2, top, section_width - 4, MAX (get_y (self, spot->until) - top - 1, 4));
}

static void
eo_grid_body_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  EoGridBody *self = EO_GRID_BODY (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = get_y (self, EO_DAY_MINUTES) + 1;
  else
    *minimum = *natural = eo_grid_get_gutter (widget) + MARGIN + 24 * (int) self->columns->len;
}

static void
eo_grid_body_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  EoGridBody *self = EO_GRID_BODY (widget);

  place_hours (self, width);
  for (guint i = 0; i < self->columns->len; i++)
    {
      int x, day_width;

      eo_grid_get_area (widget, width, self->columns->len, i, &x, &day_width);
      eo_fit_place (g_ptr_array_index (self->columns, i), x, 0, day_width, get_y (self, EO_DAY_MINUTES));
    }
  eo_fit_place (self->end, width - MARGIN, 0, 1, height);
  place_now (self, width);
  place_spot (self, self->slot, &self->slot_spot, width);
  place_spot (self, self->ghost, &self->ghost_spot, width);
}

/* Text is written larger or smaller from now on, and everything with it. */
static void
on_text_scale (EoGridBody *self)
{
  eo_grid_body_set_hour (self, self->hour);
}

static void
eo_grid_body_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (eo_grid_body_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", G_CALLBACK (on_text_scale), widget,
                           G_CONNECT_SWAPPED);
  on_text_scale (EO_GRID_BODY (widget));
}

static void
eo_grid_body_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), on_text_scale, widget);
  GTK_WIDGET_CLASS (eo_grid_body_parent_class)->unroot (widget);
}

static void
eo_grid_body_dispose (GObject *object)
{
  EoGridBody *self = EO_GRID_BODY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (eo_grid_body_parent_class)->dispose (object);
}

static void
eo_grid_body_class_init (EoGridBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_grid_body_dispose;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_grid_body_measure;
  widget_class->size_allocate = eo_grid_body_size_allocate;
  widget_class->root = eo_grid_body_root;
  widget_class->unroot = eo_grid_body_unroot;

  gtk_widget_class_set_css_name (widget_class, "gridbody");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
eo_grid_body_init (EoGridBody *self)
{
  self->hour = 64;
  self->now_day = -1;
  self->columns = g_ptr_array_new ();
  add_hours (self);
  self->end = add_line (self, "section-edge");
  self->now_line = add_line (self, "now-line");
  self->now_dot = add_line (self, "now-dot");
  self->now_label = gtk_label_new ("");
  gtk_widget_add_css_class (self->now_label, "now");
  gtk_widget_set_parent (self->now_label, GTK_WIDGET (self));

  self->slot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_BUTTON, "focusable", TRUE,
                             "can-target", FALSE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->slot, "slot");
  gtk_widget_set_parent (self->slot, GTK_WIDGET (self));

  self->ghost = g_object_new (GTK_TYPE_LABEL, "xalign", 0.f, "yalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "ellipsize", PANGO_ELLIPSIZE_END, "lines", 2, "can-target", FALSE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->ghost, "ghost");
  gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
}

int
eo_grid_get_gutter (GtkWidget *widget)
{
  return (int) (GUTTER * eo_fit_get_text_scale (widget));
}

void
eo_grid_get_area (GtkWidget *widget,
                  int        width,
                  guint      n_days,
                  guint      index,
                  int       *x,
                  int       *day_width)
{
  int gutter, room, end;

  g_return_if_fail (GTK_IS_WIDGET (widget) && n_days > 0 && x != NULL && day_width != NULL);

  gutter = eo_grid_get_gutter (widget);
  room = MAX (width - gutter - MARGIN, 0);
  *x = gutter + room * (int) index / (int) n_days;
  end = gutter + room * (int) (index + 1) / (int) n_days;
  *day_width = end - *x;
}

GtkWidget *
eo_grid_body_new (void)
{
  return g_object_new (EO_TYPE_GRID_BODY, NULL);
}

void
eo_grid_body_show (EoGridBody        *self,
                   const EoGridModel *model,
                   const guint       *n_bars)
{
  g_return_if_fail (EO_IS_GRID_BODY (self) && model != NULL && n_bars != NULL);

  while (self->columns->len > model->n_days)
    gtk_widget_unparent (g_ptr_array_steal_index (self->columns, self->columns->len - 1));
  while (self->columns->len < model->n_days)
    {
      GtkWidget *column = eo_day_column_new ();

      eo_day_column_set_scale (EO_DAY_COLUMN (column), eo_grid_body_get_scale (self));
      /* Below the line of now, and what is being dragged. */
      gtk_widget_insert_before (column, GTK_WIDGET (self), self->now_line);
      g_ptr_array_add (self->columns, column);
    }
  for (guint i = 0; i < model->n_days; i++)
    eo_day_column_show (g_ptr_array_index (self->columns, i), model, i, n_bars[i]);
  eo_grid_body_set_now (self, model);
}

void
eo_grid_body_set_now (EoGridBody        *self,
                      const EoGridModel *model)
{
  char time[6];
  g_autofree char *name = NULL;

  g_return_if_fail (EO_IS_GRID_BODY (self) && model != NULL);

  self->now_day = -1;
  for (guint i = 0; i < self->columns->len; i++)
    {
      EoDate day = eo_grid_model_get_day (model, i);
      gint64 minute = eo_day_minute (model->zone, &day, model->now);

      eo_day_column_set_now (g_ptr_array_index (self->columns, i), minute);
      if (minute >= 0 && minute < EO_DAY_MINUTES)
        {
          self->now_day = (int) i;
          self->now_minute = (int) minute;
        }
    }
  eo_block_put_time (time, self->now_minute);
  gtk_label_set_label (GTK_LABEL (self->now_label), time);
  name = g_strdup_printf (_("Now: %s"), time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->now_label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
eo_grid_body_set_hour (EoGridBody *self,
                       int         pixels)
{
  g_return_if_fail (EO_IS_GRID_BODY (self) && pixels > 0);

  self->hour = pixels;
  want_quarters (self);
  for (guint i = 0; i < self->columns->len; i++)
    eo_day_column_set_scale (g_ptr_array_index (self->columns, i), eo_grid_body_get_scale (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
eo_grid_body_get_scale (EoGridBody *self)
{
  g_return_val_if_fail (EO_IS_GRID_BODY (self), 1);

  return self->hour * eo_fit_get_text_scale (GTK_WIDGET (self)) / 60;
}

EoDayColumn *
eo_grid_body_get_column (EoGridBody *self,
                         guint       index)
{
  g_return_val_if_fail (EO_IS_GRID_BODY (self) && index < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, index);
}

gboolean
eo_grid_body_get_spot (EoGridBody *self,
                       double      x,
                       double      y,
                       EoGridSpot *spot)
{
  g_return_val_if_fail (EO_IS_GRID_BODY (self) && spot != NULL, FALSE);

  for (guint i = 0; i < self->columns->len; i++)
    {
      int day_x, day_width;

      eo_grid_get_area (GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self)), self->columns->len, i, &day_x,
                        &day_width);
      if (x < day_x || x >= day_x + day_width)
        continue;
      spot->day = i;
      spot->section = eo_day_column_get_section (g_ptr_array_index (self->columns, i), x - day_x);
      spot->from = spot->until = CLAMP ((int) floor (y / eo_grid_body_get_scale (self)), 0, EO_DAY_MINUTES - 1);
      return TRUE;
    }
  return FALSE;
}

void
eo_grid_body_set_slot (EoGridBody       *self,
                       const EoGridSpot *spot,
                       const char       *name)
{
  g_return_if_fail (EO_IS_GRID_BODY (self));

  gtk_widget_set_visible (self->slot, spot != NULL);
  if (spot == NULL)
    return;
  self->slot_spot = *spot;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slot), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
eo_grid_body_get_slot (EoGridBody *self)
{
  g_return_val_if_fail (EO_IS_GRID_BODY (self), NULL);

  return self->slot;
}

void
eo_grid_body_set_ghost (EoGridBody       *self,
                        const EoGridSpot *spot,
                        const char       *words)
{
  g_return_if_fail (EO_IS_GRID_BODY (self));

  gtk_widget_set_visible (self->ghost, spot != NULL);
  if (spot == NULL)
    return;
  self->ghost_spot = *spot;
  gtk_label_set_label (GTK_LABEL (self->ghost), words);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

const char *
eo_grid_body_get_ghost (EoGridBody *self)
{
  g_return_val_if_fail (EO_IS_GRID_BODY (self), NULL);

  return gtk_widget_get_visible (self->ghost) ? gtk_label_get_label (GTK_LABEL (self->ghost)) : NULL;
}
