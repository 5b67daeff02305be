/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-grid-body.h"
#include "sections/diary/view/eo-grid-head.h"

struct _EoGridHead
{
  GtkWidget   parent_instance;

  GPtrArray  *days;        /* of GtkButton */
  GPtrArray  *tags;        /* of GtkLabel: of each day's sections */
  guint       n_sections;  /* of each day that have a name */
};

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoGridHead, eo_grid_head, GTK_TYPE_WIDGET)

static const char *const colour_classes[] = { "d-blue", "d-green", "d-purple", "d-amber", "d-teal", "d-brown" };

static void
on_clicked (GtkButton  *button,
            EoGridHead *self)
{
  guint index;

  if (g_ptr_array_find (self->days, button, &index))
    g_signal_emit (self, signals[OPEN], 0, index);
}

static GtkWidget *
add_day (EoGridHead *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 7, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *weekday = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *number = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dayhead");
  gtk_widget_add_css_class (weekday, "weekday");
  gtk_widget_add_css_class (number, "number");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), weekday);
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
set_number (GPtrArray *widgets,
            guint      n)
{
  while (widgets->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (widgets, widgets->len - 1));
}

static void
show_day (EoGridHead        *self,
          const EoGridModel *model,
          guint              index)
{
  GtkWidget *button = g_ptr_array_index (self->days, index);
  GtkWidget *weekday = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  EoDate day = eo_grid_model_get_day (model, index), today = eo_grid_model_get_today (model);
  g_autofree char *number = g_strdup_printf ("%d", atoi (day.iso + 8));
  g_autofree char *name = eo_grid_model_name_day (model, index, NULL);
  gboolean is_today = strcmp (day.iso, today.iso) == 0;

  gtk_label_set_label (GTK_LABEL (weekday), eo_date_short_weekday (eo_date_weekday (&day)));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (weekday)), number);
  if (is_today != gtk_widget_has_css_class (button, "today"))
    (is_today ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (button, "today");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* One day alone has the width for the diaries' names; of several there are the tags. */
static void
show_sections (EoGridHead        *self,
               const EoGridModel *model)
{
  self->n_sections = model->side_by_side ? eo_grid_model_get_n_visible (model) : 0;
  set_number (self->tags, self->n_sections * model->n_days);
  while (self->tags->len < self->n_sections * model->n_days)
    {
      GtkWidget *tag = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.f, NULL);

      gtk_widget_add_css_class (tag, "section");
      gtk_widget_set_parent (tag, GTK_WIDGET (self));
      g_ptr_array_add (self->tags, tag);
    }
  for (guint i = 0; i < self->tags->len; i++)
    {
      const EoGridDiary *diary = eo_grid_model_get_visible (model, i % self->n_sections);
      GtkWidget *tag = g_ptr_array_index (self->tags, i);
      const char *classes[] = { "section", colour_classes[diary->colour], NULL };

      const char *head = diary->head != NULL && diary->head[0] != '\0' ? diary->head : diary->tag;

      gtk_label_set_label (GTK_LABEL (tag), model->n_days > 1 && head[0] != '\0' ? head : diary->name);
      gtk_widget_set_tooltip_text (tag, diary->name);
      gtk_widget_set_css_classes (tag, classes);
    }
}

static int
get_tag_height (EoGridHead *self)
{
  int height = 0;

  if (self->tags->len > 0)
    gtk_widget_measure (g_ptr_array_index (self->tags, 0), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height > 0 ? height + 4 : 0;
}

static void
eo_grid_head_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  EoGridHead *self = EO_GRID_HEAD (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < self->days->len && orientation == GTK_ORIENTATION_VERTICAL; i++)
    {
      int least;

      gtk_widget_measure (g_ptr_array_index (self->days, i), orientation, -1, &least, NULL, NULL, NULL);
      *minimum = *natural = MAX (*minimum, least);
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural += get_tag_height (self);
}

static void
eo_grid_head_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  EoGridHead *self = EO_GRID_HEAD (widget);
  int tag_height = get_tag_height (self);

  for (guint i = 0; i < self->days->len; i++)
    {
      GtkWidget *day = g_ptr_array_index (self->days, i);
      int x, day_width, least;

      eo_grid_get_area (widget, width, self->days->len, i, &x, &day_width);
      gtk_widget_measure (day, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      eo_fit_place (day, x, 0, MIN (day_width, least), height - tag_height);
      for (guint j = 0; j < self->n_sections; j++)
        {
          int left = day_width * (int) j / (int) self->n_sections, right = day_width * (int) (j + 1) / (int) self->n_sections;

          eo_fit_place (g_ptr_array_index (self->tags, i * self->n_sections + j), x + left + 2, height - tag_height,
                        right - left - 4, tag_height - 4);
        }
    }
}

static void
eo_grid_head_dispose (GObject *object)
{
  EoGridHead *self = EO_GRID_HEAD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);

  G_OBJECT_CLASS (eo_grid_head_parent_class)->dispose (object);
}

static void
eo_grid_head_class_init (EoGridHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_grid_head_dispose;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_grid_head_measure;
  widget_class->size_allocate = eo_grid_head_size_allocate;

  signals[OPEN] = g_signal_new ("open", EO_TYPE_GRID_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "gridhead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_grid_head_init (EoGridHead *self)
{
  self->days = g_ptr_array_new ();
  self->tags = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days"), -1);
}

GtkWidget *
eo_grid_head_new (void)
{
  return g_object_new (EO_TYPE_GRID_HEAD, NULL);
}

void
eo_grid_head_show (EoGridHead        *self,
                   const EoGridModel *model)
{
  g_return_if_fail (EO_IS_GRID_HEAD (self) && model != NULL);

  set_number (self->days, model->n_days);
  while (self->days->len < model->n_days)
    g_ptr_array_add (self->days, add_day (self));
  eo_grid_head_set_now (self, model);
  show_sections (self, model);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
eo_grid_head_set_now (EoGridHead        *self,
                      const EoGridModel *model)
{
  g_return_if_fail (EO_IS_GRID_HEAD (self) && model != NULL);

  for (guint i = 0; i < self->days->len; i++)
    show_day (self, model, i);
}

GtkWidget *
eo_grid_head_get_day (EoGridHead *self,
                      guint       index)
{
  g_return_val_if_fail (EO_IS_GRID_HEAD (self) && index < self->days->len, NULL);

  return g_ptr_array_index (self->days, index);
}
