/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-fit.h"
#include "sections/diary/view/eo-triage-panes.h"

#define SMALLEST       360
#define FACTS_WIDTH    366 /* px, for text of the usual size */
#define LEAST_DOCUMENT 300
#define MOST_DOCUMENT  460
#define LEAST_DAYS     300

struct _EoTriagePanes
{
  GtkWidget     parent_instance;

  GtkWidget    *panes[EO_TRIAGE_N_PANES];
  gboolean      empty[EO_TRIAGE_N_PANES];
  EoTriagePane  chosen;
  int           n_shown;
  int           width;    /* seen last */
  guint         idle;
};

enum
{
  PROP_0,
  PROP_N_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EoTriagePanes, eo_triage_panes, GTK_TYPE_WIDGET)

static int
scaled (EoTriagePanes *self,
        int            width)
{
  return (int) (width * eo_fit_get_text_scale (GTK_WIDGET (self)));
}

static int
count_fitting (EoTriagePanes *self,
               int            width)
{
  int others = (self->empty[EO_TRIAGE_DOCUMENT] ? 0 : LEAST_DOCUMENT) + (self->empty[EO_TRIAGE_DAYS] ? 0 : LEAST_DAYS);

  if (width >= scaled (self, FACTS_WIDTH + others))
    return EO_TRIAGE_N_PANES;
  return width >= scaled (self, FACTS_WIDTH + MAX (LEAST_DOCUMENT, LEAST_DAYS)) ? 2 : 1;
}

static gboolean
is_shown (EoTriagePanes *self,
          EoTriagePane   pane)
{
  EoTriagePane other = self->chosen == EO_TRIAGE_FACTS ? EO_TRIAGE_DAYS : self->chosen;

  if (self->empty[pane])
    return FALSE;
  if (self->n_shown == EO_TRIAGE_N_PANES)
    return TRUE;
  if (self->n_shown == 2)
    return pane == EO_TRIAGE_FACTS || pane == other;
  return pane == self->chosen;
}

/* Shows what fits, and says so. Never called within an allocation. */
static void
arrange (EoTriagePanes *self)
{
  int n = self->width > 0 ? count_fitting (self, self->width) : EO_TRIAGE_N_PANES;
  gboolean changed = n != self->n_shown;

  self->n_shown = n;
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    gtk_widget_set_visible (self->panes[i], is_shown (self, i));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

static gboolean
arrange_in_idle (gpointer data)
{
  EoTriagePanes *self = data;

  self->idle = 0;
  arrange (self);

  return G_SOURCE_REMOVE;
}

static void
eo_triage_panes_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
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
      *natural = MAX (*natural, 3 * FACTS_WIDTH);
    }
}

static void
eo_triage_panes_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  EoTriagePanes *self = EO_TRIAGE_PANES (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean document = gtk_widget_get_visible (self->panes[EO_TRIAGE_DOCUMENT]);
  gboolean facts = gtk_widget_get_visible (self->panes[EO_TRIAGE_FACTS]);
  gboolean days = gtk_widget_get_visible (self->panes[EO_TRIAGE_DAYS]);
  int widths[EO_TRIAGE_N_PANES] = { 0 };
  int x = 0;

  if (self->idle == 0 && (self->width == 0 || self->n_shown != count_fitting (self, width)))
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_in_idle, self, NULL);
  self->width = width;

  widths[EO_TRIAGE_FACTS] = !facts ? 0 : document || days ? MIN (scaled (self, FACTS_WIDTH), width) : width;
  if (document)
    widths[EO_TRIAGE_DOCUMENT] = !days ? width - widths[EO_TRIAGE_FACTS]
                                       : MIN (scaled (self, MOST_DOCUMENT), (width - widths[EO_TRIAGE_FACTS]) / 2);
  if (days)
    widths[EO_TRIAGE_DAYS] = width - widths[EO_TRIAGE_FACTS] - widths[EO_TRIAGE_DOCUMENT];
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    {
      eo_fit_allocate (self->panes[i], rtl ? width - x - widths[i] : x, widths[i], height);
      x += widths[i];
    }
}

static void
eo_triage_panes_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (property_id == PROP_N_SHOWN)
    g_value_set_int (value, EO_TRIAGE_PANES (object)->n_shown);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
eo_triage_panes_dispose (GObject *object)
{
  EoTriagePanes *self = EO_TRIAGE_PANES (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);

  G_OBJECT_CLASS (eo_triage_panes_parent_class)->dispose (object);
}

static void
eo_triage_panes_class_init (EoTriagePanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_triage_panes_dispose;
  object_class->get_property = eo_triage_panes_get_property;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_triage_panes_measure;
  widget_class->size_allocate = eo_triage_panes_size_allocate;

  properties[PROP_N_SHOWN] = g_param_spec_int ("n-shown", NULL, NULL, 1, EO_TRIAGE_N_PANES, EO_TRIAGE_N_PANES,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "triagepanes");
}

static void
eo_triage_panes_init (EoTriagePanes *self)
{
  self->n_shown = EO_TRIAGE_N_PANES;
  self->chosen = EO_TRIAGE_FACTS;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Public functions */

GtkWidget *
eo_triage_panes_new (GtkWidget *document,
                     GtkWidget *facts,
                     GtkWidget *days)
{
  EoTriagePanes *self = g_object_new (EO_TYPE_TRIAGE_PANES, NULL);
  GtkWidget *panes[] = { document, facts, days };

  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    {
      self->panes[i] = panes[i];
      gtk_widget_set_parent (panes[i], GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}

int
eo_triage_panes_get_n_shown (EoTriagePanes *self)
{
  g_return_val_if_fail (EO_IS_TRIAGE_PANES (self), 0);

  return self->n_shown;
}

void
eo_triage_panes_choose (EoTriagePanes *self,
                        EoTriagePane   pane)
{
  g_return_if_fail (EO_IS_TRIAGE_PANES (self));

  self->chosen = pane;
  arrange (self);
}

EoTriagePane
eo_triage_panes_get_chosen (EoTriagePanes *self)
{
  g_return_val_if_fail (EO_IS_TRIAGE_PANES (self), EO_TRIAGE_FACTS);

  return self->chosen;
}

void
eo_triage_panes_set_empty (EoTriagePanes *self,
                           EoTriagePane   pane,
                           gboolean       empty)
{
  g_return_if_fail (EO_IS_TRIAGE_PANES (self));

  self->empty[pane] = empty;
  if (empty && self->chosen == pane)
    self->chosen = EO_TRIAGE_FACTS;
  arrange (self);
}
