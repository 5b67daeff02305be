/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-menu.h"
#include "desk/eo-words.h"
#include "desk/page/eo-section-page-private.h"
#include "paper/eo-register-table.h"

static void
on_filter (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  eo_register_set_filter (priv->register_, eo_filter_chips_get_filter (priv->chips));
  _eo_section_page_arrange (self);
  _eo_section_page_use_filter (self);
}

/* "37 open · 4 overdue", or how many there are. */
static void
on_counted (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gint64 all = eo_filter_chips_get_count (priv->chips, "all");
  gint64 open = eo_filter_chips_get_count (priv->chips, "open");
  gint64 overdue = eo_filter_chips_get_count (priv->chips, "overdue");
  g_autofree char *all_text = eo_format_count (MAX (all, 0));
  g_autofree char *open_text = eo_format_count (MAX (open, 0));
  g_autofree char *overdue_text = eo_format_count (MAX (overdue, 0));
  g_autofree char *things = eo_words_things (priv->kind, all);
  g_autofree char *text = NULL;

  eo_register_set_total (priv->register_, all);
  if (all <= 0)
    text = g_strdup ("");
  else if (open < 0)
    text = g_strdup_printf ("%s %s", all_text, things);
  else if (overdue <= 0)
    text = g_strdup_printf (_("%s open"), open_text);
  else
    text = g_strdup_printf (_("%s open · %s overdue"), open_text, overdue_text);
  adw_window_title_set_subtitle (priv->title, text);
}

static void
on_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);


  eo_register_set_match (priv->register_, gtk_editable_get_text (GTK_EDITABLE (priv->search)));
  _eo_section_page_arrange (self);
}

void
_eo_section_page_stop_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->search_button), FALSE);
  eo_register_focus_cursor (priv->register_);
}

static void
on_search_activate (EoSectionPage *self)
{
  eo_register_focus_cursor (PRIVATE (self)->register_);
}

static void
on_order (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autofree char *sort = NULL;
  const EoField *field;
  gboolean descending;

  g_object_get (priv->register_, "sort", &sort, "descending", &descending, NULL);
  field = eo_kind_find_field (priv->kind, sort);
  gtk_label_set_label (priv->order_label, field != NULL ? eo_field_get_label (field) : _("Ref"));
  gtk_image_set_from_icon_name (priv->order_icon, descending ? "view-sort-descending-symbolic"
                                                             : "view-sort-ascending-symbolic");
}

/* What the headers of the table do, for where there are none. */
void
_eo_section_page_build_order (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) sort = g_property_action_new ("sort", priv->register_, "sort");
  g_autoptr (GPropertyAction) descending = g_property_action_new ("descending", priv->register_, "descending");
  g_autoptr (GPtrArray) fields = eo_register_table_columns (priv->kind);
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (sort));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (descending));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "order", G_ACTION_GROUP (group));

  for (guint i = 0; i < fields->len; i++)
    {
      const EoField *field = fields->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (field != NULL ? eo_field_get_label (field) : _("Ref"), NULL);

      g_menu_item_set_action_and_target (item, "order.sort", "s", field != NULL ? field->name : "reference");
      g_menu_append_item (by, item);
    }
  g_menu_append (direction, _("_Descending"), "order.descending");

  priv->order_menu = g_menu_new ();
  g_menu_append_section (priv->order_menu, NULL, G_MENU_MODEL (by));
  g_menu_append_section (priv->order_menu, NULL, G_MENU_MODEL (direction));
  eo_menu_attach (GTK_MENU_BUTTON (priv->order_button), G_MENU_MODEL (priv->order_menu));
  g_menu_append_submenu (priv->order_section, _("_Order"), G_MENU_MODEL (priv->order_menu));
  on_order (self);
}

void
_eo_section_page_bind_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_counted);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_stop_search",
                                                G_CALLBACK (_eo_section_page_stop_search));
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_order);
}

/* Public functions */

void
eo_section_page_show_filter (EoSectionPage *self,
                             const char    *name)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  eo_filter_chips_set_filter (PRIVATE (self)->chips, name);
}

void
eo_section_page_focus_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  if (EO_SECTION_PAGE_GET_CLASS (self)->search != NULL)
    {
      EO_SECTION_PAGE_GET_CLASS (self)->search (self);
      return;
    }
  priv = PRIVATE (self);
  if (gtk_widget_get_visible (priv->search_button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->search_button), TRUE);
  gtk_widget_grab_focus (priv->search);
}
