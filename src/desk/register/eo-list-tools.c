/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/register/eo-list-tools.h"

/* The list item a row (of a list or a column view) shows, by its cells. */
static GtkListItem *
get_item (GtkWidget *widget)
{
  for (guint depth = 0; widget != NULL && depth < 3; depth++)
    {
      GtkListItem *item = g_object_get_data (G_OBJECT (widget), EO_LIST_ITEM_KEY);

      if (item != NULL)
        return item;
      widget = gtk_widget_get_first_child (widget);
    }

  return NULL;
}

GtkWidget *
eo_list_get_base (GtkWidget *view)
{
  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  if (!GTK_IS_COLUMN_VIEW (view))
    return view;

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;

  g_return_val_if_reached (NULL);
}

void
eo_list_scroll_to (GtkWidget *view,
                   guint      position)
{
  gtk_widget_activate_action (eo_list_get_base (view), "list.scroll-to-item", "u", position);
}

gboolean
eo_list_focus (GtkWidget *view,
               guint      position)
{
  for (GtkWidget *row = gtk_widget_get_first_child (eo_list_get_base (view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkListItem *item = get_item (row);

      if (item != NULL && gtk_list_item_get_position (item) == position)
        return gtk_widget_grab_focus (row);
    }

  return FALSE;
}

GtkListItem *
eo_list_pick (GtkWidget *view,
              double     x,
              double     y)
{
  GtkWidget *base = eo_list_get_base (view);
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != base && widget != view)
    {
      if (gtk_widget_get_parent (widget) == base)
        return get_item (widget);
      widget = gtk_widget_get_parent (widget);
    }

  return NULL;
}

GtkListItem *
eo_list_get_top (GtkWidget *view)
{
  GtkWidget *base = eo_list_get_base (view);
  double top = gtk_widget_get_height (base);
  GtkListItem *found = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (base); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkListItem *item = get_item (row);
      graphene_rect_t bounds;

      if (item == NULL || !gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, base, &bounds))
        continue;
      if (bounds.origin.y > -1 && bounds.origin.y < top)
        {
          top = bounds.origin.y;
          found = item;
        }
    }

  return found;
}

/* Rows are widgets of GTK's own, and nameless in 4.8. */
void
eo_list_name_row (GtkWidget  *cell,
                  const char *name)
{
  GtkWidget *parent;

  for (GtkWidget *widget = cell; widget != NULL; widget = parent)
    {
      parent = gtk_widget_get_parent (widget);
      if (GTK_IS_LIST_VIEW (parent))
        gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}
