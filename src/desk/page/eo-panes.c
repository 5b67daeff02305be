/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-fit.h"
#include "desk/page/eo-panes.h"

#define SMALLEST 360 /* px: what a phone-wide window still shows; children that want more are cut off */

struct _EoPanes
{
  GtkWidget  parent_instance;

  GtkWidget *list;
  GtkWidget *rule;
  GtkWidget *record;
  gboolean   open;
  gboolean   list_hidden;
  gboolean   narrow;
  gboolean   wide;
  gboolean   show_list;
  int        list_width; /* px, beside the record */
  int        width;     /* seen last; 0 before the first allocation */
  guint      idle;
};

enum
{
  PROP_0,
  PROP_LIST,
  PROP_RECORD,
  PROP_OPEN,
  PROP_LIST_HIDDEN,
  PROP_LIST_WIDTH,
  PROP_NARROW,
  PROP_SHOW_LIST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EoPanes, eo_panes, GTK_TYPE_WIDGET)

/* Shows what fits, and says so. Never called within an allocation. */
static void
arrange (EoPanes *self)
{
  double scale = eo_fit_get_text_scale (GTK_WIDGET (self));
  gboolean narrow = self->width > 0 && self->width < EO_PANES_NARROW * scale;
  gboolean wide = self->width == 0 || self->width >= EO_PANES_WIDE * scale;
  gboolean show_list = !self->open || (wide && !self->list_hidden);

  self->wide = wide;
  if (self->list != NULL)
    gtk_widget_set_visible (self->list, show_list);
  if (self->record != NULL)
    gtk_widget_set_visible (self->record, self->open);
  gtk_widget_set_visible (self->rule, self->open && show_list);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  if (self->narrow != narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }
  if (self->show_list != show_list)
    {
      self->show_list = show_list;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LIST]);
    }
}

static gboolean
arrange_in_idle (gpointer user_data)
{
  EoPanes *self = user_data;

  self->idle = 0;
  arrange (self);

  return G_SOURCE_REMOVE;
}

static void
set_child (EoPanes    *self,
           GtkWidget **place,
           GtkWidget  *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    {
      /* In reading order, also for Tab: list, rule, record. */
      gtk_widget_insert_before (child, GTK_WIDGET (self), place == &self->list ? self->rule : NULL);
      arrange (self);
    }
}

/* GtkWidget */

static void
eo_panes_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST;
      *natural = MAX (*natural, EO_PANES_WIDE);
    }
}

static void
eo_panes_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  EoPanes *self = EO_PANES (widget);
  gboolean first = self->width == 0;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double scale = eo_fit_get_text_scale (widget);
  int beside = self->open && self->show_list ? (int) (self->list_width * scale) : 0;

  self->width = width;
  if (self->idle == 0
      && (first || self->narrow != (width < EO_PANES_NARROW * scale) || self->wide != (width >= EO_PANES_WIDE * scale)))
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_in_idle, self, NULL);

  if (!self->open)
    {
      eo_fit_allocate (self->list, 0, width, height);
      return;
    }

  eo_fit_allocate (self->list, rtl ? width - beside : 0, beside, height);
  eo_fit_allocate (self->rule, rtl ? width - beside - 1 : beside, 1, height);
  beside += beside > 0;
  eo_fit_allocate (self->record, rtl ? 0 : beside, width - beside, height);
}

/* GObject */

static void
eo_panes_get_property (GObject    *object,
                       guint       property_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EoPanes *self = EO_PANES (object);

  switch (property_id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_LIST_HIDDEN:
      g_value_set_boolean (value, self->list_hidden);
      break;
    case PROP_LIST_WIDTH:
      g_value_set_int (value, self->list_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SHOW_LIST:
      g_value_set_boolean (value, self->show_list);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_panes_set_property (GObject      *object,
                       guint         property_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  EoPanes *self = EO_PANES (object);

  switch (property_id)
    {
    case PROP_LIST:
      set_child (self, &self->list, g_value_get_object (value));
      break;
    case PROP_RECORD:
      set_child (self, &self->record, g_value_get_object (value));
      break;
    case PROP_OPEN:
      eo_panes_set_open (self, g_value_get_boolean (value));
      break;
    case PROP_LIST_HIDDEN:
      eo_panes_set_list_hidden (self, g_value_get_boolean (value));
      break;
    case PROP_LIST_WIDTH:
      self->list_width = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_panes_dispose (GObject *object)
{
  EoPanes *self = EO_PANES (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rule, gtk_widget_unparent);
  g_clear_pointer (&self->record, gtk_widget_unparent);

  G_OBJECT_CLASS (eo_panes_parent_class)->dispose (object);
}

static void
eo_panes_class_init (EoPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = eo_panes_get_property;
  object_class->set_property = eo_panes_set_property;
  object_class->dispose = eo_panes_dispose;

  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_panes_measure;
  widget_class->size_allocate = eo_panes_size_allocate;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, writable);
  properties[PROP_LIST_HIDDEN] = g_param_spec_boolean ("list-hidden", NULL, NULL, FALSE, writable);
  properties[PROP_LIST_WIDTH] = g_param_spec_int ("list-width", NULL, NULL, 1, G_MAXINT, EO_PANES_LIST_WIDTH,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, readable);
  properties[PROP_SHOW_LIST] = g_param_spec_boolean ("show-list", NULL, NULL, TRUE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
eo_panes_init (EoPanes *self)
{
  self->list_width = EO_PANES_LIST_WIDTH;
  self->wide = TRUE;
  self->show_list = TRUE;
  self->rule = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->rule, FALSE);
  gtk_widget_set_parent (self->rule, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
eo_panes_get_open (EoPanes *self)
{
  g_return_val_if_fail (EO_IS_PANES (self), FALSE);

  return self->open;
}

void
eo_panes_set_open (EoPanes  *self,
                   gboolean  open)
{
  g_return_if_fail (EO_IS_PANES (self));

  if (self->open == open)
    return;

  self->open = open;
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

gboolean
eo_panes_get_narrow (EoPanes *self)
{
  g_return_val_if_fail (EO_IS_PANES (self), FALSE);

  return self->narrow;
}

gboolean
eo_panes_get_show_list (EoPanes *self)
{
  g_return_val_if_fail (EO_IS_PANES (self), FALSE);

  return self->show_list;
}

gboolean
eo_panes_get_list_hidden (EoPanes *self)
{
  g_return_val_if_fail (EO_IS_PANES (self), FALSE);

  return self->list_hidden;
}

void
eo_panes_set_list_hidden (EoPanes  *self,
                          gboolean  hidden)
{
  g_return_if_fail (EO_IS_PANES (self));

  if (self->list_hidden == hidden)
    return;

  self->list_hidden = hidden;
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST_HIDDEN]);
}
