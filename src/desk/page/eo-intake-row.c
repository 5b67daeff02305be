/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/page/eo-intake-row.h"
#include "desk/register/eo-status-pill.h"

struct _EoIntakeRow
{
  GtkWidget     parent_instance;

  EoIntakeItem *item;
  gulong        changed;
  gboolean      worked;

  GtkWidget    *name;
  GtkWidget    *facts;
  GtkWidget    *bar;
  GtkWidget    *state;
  GtkWidget    *button;
};

G_DEFINE_FINAL_TYPE (EoIntakeRow, eo_intake_row, GTK_TYPE_WIDGET)

char *
eo_intake_describe_same (EoIntakeItem *item)
{
  const char *name = item->first.name;

  switch (item->first.same)
    {
    case EO_SAME_REGISTERED:
    case EO_SAME_WAITING:
      return g_strdup_printf (_("Same file as %s"), name);
    case EO_SAME_DELETED:
      return g_strdup_printf (_("Same file as %s, deleted"), name);
    case EO_SAME_DESTROYED:
      return g_strdup_printf (_("Same file as %s, destroyed (%s)"), name, item->first.run);
    case EO_SAME_NONE:
    default:
      return g_strdup ("");
    }
}

/* "2 pages · 412 kB", "2 pages · IN/2026/00419", or what is wrong */
static char *
describe_facts (EoIntakeItem *item)
{
  g_autofree char *size = item->size > 0 ? eo_format_size (item->size) : NULL;
  g_autofree char *pages = NULL;
  const char *last = item->state == EO_INTAKE_DONE ? item->reference : size;

  if (item->state == EO_INTAKE_ATTENTION)
    return g_strdup (item->why);
  if (item->n_pages > 0)
    pages = g_strdup_printf (ngettext ("%u page", "%u pages", item->n_pages), item->n_pages);
  if (pages != NULL && last != NULL)
    return g_strdup_printf ("%s · %s", pages, last);
  return g_strdup (pages != NULL ? pages : last != NULL ? last : "");
}

/* "Reading page 7 of 11" */
static char *
describe_reading (EoIntakeItem *item)
{
  if (item->n_scanned >= item->n_scans)
    return g_strdup (_("Being read"));
  return g_strdup_printf (_("Reading page %u of %u"), item->n_scanned + 1, item->n_scans);
}

static char *
describe_state (EoIntakeRow *self,
                EoTone      *tone)
{
  EoIntakeItem *item = self->item;

  switch (item->state)
    {
    case EO_INTAKE_STORING:
      *tone = EO_TONE_WORK;
      return g_strdup (_("Being stored"));
    case EO_INTAKE_READING:
    case EO_INTAKE_READY:
      *tone = self->worked || item->state == EO_INTAKE_READING ? EO_TONE_WORK : EO_TONE_NEW;
      if (item->state == EO_INTAKE_READING && (!self->worked || item->n_scans > 0))
        return describe_reading (item);
      return g_strdup (self->worked ? _("Being registered") : _("Not registered"));
    case EO_INTAKE_SAME:
      *tone = EO_TONE_RETURNED;
      return eo_intake_describe_same (item);
    case EO_INTAKE_ATTENTION:
      *tone = EO_TONE_LATE;
      return g_strdup (_("Not taken"));
    case EO_INTAKE_DONE:
      *tone = EO_TONE_DONE;
      return g_strdup (_("Registered"));
    case EO_INTAKE_WAITING:
    default:
      *tone = EO_TONE_NEW;
      return g_strdup (_("Waiting"));
    }
}

static void
show_button (EoIntakeRow *self)
{
  EoIntakeState state = self->item->state;
  gboolean scans = state == EO_INTAKE_READING && self->item->n_scanned < self->item->n_scans;
  gboolean stops = state == EO_INTAKE_WAITING || state == EO_INTAKE_STORING || scans;
  gboolean retries = state == EO_INTAKE_ATTENTION && (self->item->path != NULL || self->item->bytes != NULL);
  const char *label = stops ? _("Stop") : retries ? _("Try Again") : _("Remove");

  gtk_widget_set_visible (self->button, stops || state == EO_INTAKE_ATTENTION);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                  stops ? "intake.stop" : retries ? "intake.retry" : "intake.remove");
}

static void
show (EoIntakeRow *self)
{
  EoTone tone;
  g_autofree char *facts = describe_facts (self->item);
  g_autofree char *state = describe_state (self, &tone);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", self->item->name, facts, state);

  gtk_label_set_label (GTK_LABEL (self->name), self->item->name);
  gtk_label_set_label (GTK_LABEL (self->facts), facts);
  gtk_widget_set_visible (self->facts, *facts != '\0');
  gtk_widget_set_visible (self->bar, self->item->n_scanned < self->item->n_scans
                                       && self->item->state == EO_INTAKE_READING);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 self->item->n_scans > 0 ? (double) self->item->n_scanned / self->item->n_scans : 0);
  eo_status_pill_set (EO_STATUS_PILL (self->state), tone, state);
  gtk_widget_set_tooltip_text (self->state, state);
  if (self->worked)
    gtk_widget_add_css_class (self->name, "heading");
  else
    gtk_widget_remove_css_class (self->name, "heading");
  show_button (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
eo_intake_row_dispose (GObject *object)
{
  EoIntakeRow *self = EO_INTAKE_ROW (object);
  GtkWidget *child;

  eo_intake_row_set_item (self, NULL, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_intake_row_parent_class)->dispose (object);
}

static void
eo_intake_row_class_init (EoIntakeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_intake_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_label (EoIntakeRow        *self,
           PangoEllipsizeMode  mode,
           int                 lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
eo_intake_row_init (EoIntakeRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  self->name = add_label (self, PANGO_ELLIPSIZE_MIDDLE, 1);
  self->facts = add_label (self, PANGO_ELLIPSIZE_END, 3);
  gtk_widget_add_css_class (self->facts, "dim-label");
  gtk_widget_add_css_class (self->facts, "small");
  gtk_widget_add_css_class (self->facts, "num");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->state = eo_status_pill_new ();
  gtk_widget_add_css_class (self->state, "small");
  gtk_widget_set_hexpand (self->state, TRUE);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "small");
  gtk_box_append (GTK_BOX (last), self->state);
  gtk_box_append (GTK_BOX (last), self->button);
  gtk_widget_set_parent (last, GTK_WIDGET (self));
}

GtkWidget *
eo_intake_row_new (void)
{
  return g_object_new (EO_TYPE_INTAKE_ROW, NULL);
}

void
eo_intake_row_set_item (EoIntakeRow  *self,
                        EoIntakeItem *item,
                        guint         position)
{
  g_return_if_fail (EO_IS_INTAKE_ROW (self));

  g_clear_signal_handler (&self->changed, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (show), self);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", position);
  show (self);
}

void
eo_intake_row_set_worked (EoIntakeRow *self,
                          gboolean     worked)
{
  g_return_if_fail (EO_IS_INTAKE_ROW (self));

  self->worked = worked;
  if (self->item != NULL)
    show (self);
}
