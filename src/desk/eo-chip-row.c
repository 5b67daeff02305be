/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "desk/eo-chip-row.h"

#define SPACING 6 /* px */

struct _EoChipRow
{
  GtkWidget  parent_instance;

  GtkWidget *current;  /* or NULL */
  GtkWidget *more;     /* the last child */
};

G_DEFINE_FINAL_TYPE (EoChipRow, eo_chip_row, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Of all chips, with what stands between them. */
static int
get_whole (EoChipRow *self)
{
  int whole = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self)); chip != self->more;
       chip = gtk_widget_get_next_sibling (chip))
    whole += get_width (chip) + SPACING;
  return MAX (whole - SPACING, 0);
}

static void
place (EoChipRow *self,
       GtkWidget *child,
       int        x,
       int        child_width,
       int        width,
       int        height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - child_width : x, 0, child_width, MAX (height, least) },
                            -1);
}

static void
eo_chip_row_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  EoChipRow *self = EO_CHIP_ROW (widget);

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = get_whole (self);
      *minimum = MIN (*natural, get_width (self->more) + (self->current != NULL ? SPACING + get_width (self->current) : 0));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
eo_chip_row_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  EoChipRow *self = EO_CHIP_ROW (widget);
  gboolean all = get_whole (self) <= width;
  int more = get_width (self->more);
  int kept = self->current != NULL ? get_width (self->current) + SPACING : 0; /* for the current one, still to come */
  int room = all ? width : width - more - SPACING;
  gboolean full = FALSE;
  int x = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (widget); chip != self->more; chip = gtk_widget_get_next_sibling (chip))
    {
      int chip_width = get_width (chip);

      if (chip == self->current)
        kept = 0;
      full = full || (chip != self->current && x + chip_width + kept > room);
      if (full && !all && chip != self->current)
        {
          gtk_widget_set_child_visible (chip, FALSE);
          continue;
        }
      place (self, chip, x, chip_width, width, height);
      x += chip_width + SPACING;
    }
  gtk_widget_set_child_visible (self->more, !all);
  if (!all)
    place (self, self->more, x, more, width, height);
}

static void
eo_chip_row_dispose (GObject *object)
{
  EoChipRow *self = EO_CHIP_ROW (object);
  GtkWidget *child;

  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_chip_row_parent_class)->dispose (object);
}

static void
eo_chip_row_class_init (EoChipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_chip_row_dispose;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_chip_row_measure;
  widget_class->size_allocate = eo_chip_row_size_allocate;
}

static void
eo_chip_row_init (EoChipRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("More")));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->more), box);
  gtk_widget_add_css_class (self->more, "chip");
  gtk_widget_set_tooltip_text (self->more, _("More Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More filters"), -1);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

void
eo_chip_row_set_menu_func (EoChipRow                    *self,
                           GtkMenuButtonCreatePopupFunc  func,
                           gpointer                      user_data)
{
  g_return_if_fail (EO_IS_CHIP_ROW (self));

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), func, user_data, NULL);
}

void
eo_chip_row_append (EoChipRow *self,
                    GtkWidget *chip)
{
  g_return_if_fail (EO_IS_CHIP_ROW (self) && GTK_IS_WIDGET (chip));

  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->more);
}

void
eo_chip_row_prepend (EoChipRow *self,
                     GtkWidget *chip)
{
  g_return_if_fail (EO_IS_CHIP_ROW (self) && GTK_IS_WIDGET (chip));

  gtk_widget_insert_after (chip, GTK_WIDGET (self), NULL);
}

void
eo_chip_row_clear (EoChipRow *self)
{
  GtkWidget *chip;

  g_return_if_fail (EO_IS_CHIP_ROW (self));

  self->current = NULL;
  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self))) != self->more)
    gtk_widget_unparent (chip);
}

void
eo_chip_row_set_current (EoChipRow *self,
                         GtkWidget *chip)
{
  g_return_if_fail (EO_IS_CHIP_ROW (self));

  self->current = chip;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
