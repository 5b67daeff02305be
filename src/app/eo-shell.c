/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/eo-shell.h"
#include "desk/eo-fit.h"

/* Below these widths (px) the sidebar hides by itself: always, and while a document stands open. */
#define NARROW  940
#define CROWDED 1430

struct _EoShell
{
  GtkWidget  parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *scrim;

  gboolean   wanted;   /* what the person set with F9 where there is room */
  gboolean   crowded;
  gboolean   peek;     /* asked for although there is no room */
  gboolean   visible;
  int        width;
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_SIDEBAR_WANTED,
  PROP_SIDEBAR_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EoShell, eo_shell, GTK_TYPE_WIDGET)

static int
get_sidebar_width (EoShell *self)
{
  return (int) (EO_SHELL_SIDEBAR_WIDTH * eo_fit_get_text_scale (GTK_WIDGET (self)));
}

static gboolean
is_narrow (EoShell *self)
{
  return self->width < NARROW * eo_fit_get_text_scale (GTK_WIDGET (self));
}

static gboolean
has_room (EoShell *self)
{
  return self->width >= (self->crowded ? CROWDED : NARROW) * eo_fit_get_text_scale (GTK_WIDGET (self));
}

/* Shows or hides; child visibility and not visibility, so that it may change while sizes are being given out. */
static void
update (EoShell *self)
{
  gboolean visible = has_room (self) ? self->wanted : self->peek;

  if (self->sidebar != NULL)
    gtk_widget_set_child_visible (self->sidebar, visible);
  gtk_widget_set_child_visible (self->scrim, visible && is_narrow (self));

  if (self->visible == visible)
    return;

  self->visible = visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_VISIBLE]);
}

static void
set_child (EoShell    *self,
           GtkWidget **place,
           GtkWidget  *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child == NULL)
    return;

  /* Lies over the content and the scrim where the window is narrow: the last child is drawn last. */
  if (place == &self->sidebar)
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  update (self);
}

static void
on_scrim_pressed (EoShell *self)
{
  eo_shell_drop_peek (self);
}

static void
eo_shell_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  EoShell *self = EO_SHELL (widget);
  int content_minimum = 0, content_natural = 0;

  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL, NULL);

  /* The sidebar's width is no part of the minimum: it lies over the content where they do not fit side by side. */
  *minimum = content_minimum;
  *natural = content_natural + (orientation == GTK_ORIENTATION_HORIZONTAL ? get_sidebar_width (self) : 0);
}

static void
eo_shell_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  EoShell *self = EO_SHELL (widget);
  int beside, content_minimum = 0;

  if (self->width != width)
    {
      gboolean had_room = has_room (self);

      self->width = width;
      if (had_room != has_room (self))
        self->peek = FALSE;
      update (self);
    }

  if (self->content != NULL)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content_minimum, NULL, NULL, NULL);

  beside = self->visible && !is_narrow (self) ? get_sidebar_width (self) : 0;
  if (beside + content_minimum > width)
    beside = MAX (width - content_minimum, 0);

  eo_fit_allocate (self->content, beside, width - beside, height);
  if (self->visible)
    eo_fit_allocate (self->sidebar, 0, get_sidebar_width (self), height);
  if (gtk_widget_get_child_visible (self->scrim))
    eo_fit_allocate (self->scrim, 0, width, height);
}

static void
eo_shell_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EoShell *self = EO_SHELL (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDEBAR_WANTED:
      g_value_set_boolean (value, self->wanted);
      break;
    case PROP_SIDEBAR_VISIBLE:
      g_value_set_boolean (value, self->visible);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_shell_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  EoShell *self = EO_SHELL (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WANTED:
      if (self->wanted == g_value_get_boolean (value))
        break;
      self->wanted = g_value_get_boolean (value);
      update (self);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_shell_dispose (GObject *object)
{
  EoShell *self = EO_SHELL (object);

  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->scrim, gtk_widget_unparent);

  G_OBJECT_CLASS (eo_shell_parent_class)->dispose (object);
}

static void
eo_shell_class_init (EoShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eo_shell_dispose;
  object_class->get_property = eo_shell_get_property;
  object_class->set_property = eo_shell_set_property;

  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_shell_measure;
  widget_class->size_allocate = eo_shell_size_allocate;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDEBAR_WANTED] = g_param_spec_boolean ("sidebar-wanted", NULL, NULL, TRUE, flags);
  properties[PROP_SIDEBAR_VISIBLE] = g_param_spec_boolean ("sidebar-visible", NULL, NULL, FALSE,
                                                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "eo-shell");
}

static void
eo_shell_init (EoShell *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  self->wanted = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->scrim = g_object_new (GTK_TYPE_BOX, "css-classes", (const char *[]) { "scrim", NULL },
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->scrim, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->scrim, FALSE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_scrim_pressed), self);
  gtk_widget_add_controller (self->scrim, GTK_EVENT_CONTROLLER (press));
}

gboolean
eo_shell_get_sidebar_visible (EoShell *self)
{
  g_return_val_if_fail (EO_IS_SHELL (self), FALSE);

  return self->visible;
}

/**
 * eo_shell_set_crowded:
 * @crowded: whether a document stands open in the content
 *
 * While one does, the sidebar gives way to it in windows below 1430 px.
 */
void
eo_shell_set_crowded (EoShell  *self,
                      gboolean  crowded)
{
  g_return_if_fail (EO_IS_SHELL (self));

  if (self->crowded == crowded)
    return;

  self->crowded = crowded;
  self->peek = FALSE;
  update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * eo_shell_toggle_sidebar:
 *
 * What F9 does: where there is room it changes what is wanted (and remembered), elsewhere it only shows the
 * sidebar for now.
 */
void
eo_shell_toggle_sidebar (EoShell *self)
{
  g_return_if_fail (EO_IS_SHELL (self));

  if (has_room (self))
    {
      g_object_set (self, "sidebar-wanted", !self->wanted, NULL);
      return;
    }

  self->peek = !self->peek;
  update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
eo_shell_drop_peek (EoShell *self)
{
  g_return_if_fail (EO_IS_SHELL (self));

  if (!self->peek || !is_narrow (self))
    return;

  self->peek = FALSE;
  update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
