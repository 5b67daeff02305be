/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "desk/eo-fit.h"

GtkSizeRequestMode
eo_fit_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

void
eo_fit_allocate (GtkWidget *child,
                 int        x,
                 int        width,
                 int        height)
{
  GskTransform *transform;
  int least_width, least_height;

  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, 0));
  gtk_widget_allocate (child, width, MAX (height, least_height), -1, transform);
}

void
eo_fit_place (GtkWidget *child,
              int        x,
              int        y,
              int        width,
              int        height)
{
  int least_width, least_height;

  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_child_visible (child, width > 0 && height > 0);
  if (width <= 0 || height <= 0)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, MAX (height, least_height) }, -1);
}

double
eo_fit_get_text_scale (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96, 1, 2) : 1;
}

void
eo_fit_scale_clamps (GtkWidget *widget)
{
  double scale = eo_fit_get_text_scale (widget);

  if (ADW_IS_CLAMP (widget))
    {
      AdwClamp *clamp = ADW_CLAMP (widget);

      adw_clamp_set_maximum_size (clamp, (int) (adw_clamp_get_maximum_size (clamp) * scale));
      adw_clamp_set_tightening_threshold (clamp, (int) (adw_clamp_get_tightening_threshold (clamp) * scale));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    eo_fit_scale_clamps (child);
}
