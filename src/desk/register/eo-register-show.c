/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-words.h"
#include "desk/register/eo-register-columns.h"
#include "desk/register/eo-register-private.h"

gboolean
_eo_register_is_date (const EoField *field)
{
  return field->type == EO_FIELD_DATE || field->type == EO_FIELD_INSTANT || field->type == EO_FIELD_TIME;
}

void
_eo_register_show_summary (EoRegister *self)
{
  guint n = eo_record_list_get_n (self->list);
  guint chosen = eo_id_selection_get_n (self->selection);
  g_autofree char *count = eo_format_count (chosen > 1 ? chosen : n);
  g_autofree char *things = eo_words_things (self->kind, n);
  g_autofree char *order = eo_register_describe_sort (self);
  g_autofree char *text = NULL;

  if (chosen > 1)
    /* Translators: "12 selected" */
    text = g_strdup_printf (_("%s selected"), count);
  else
    /* Translators: "1 284 letters · newest first" */
    text = g_strdup_printf (_("%s %s · %s"), count, things, order);

  gtk_label_set_label (self->summary, text);
}

void
_eo_register_show_page (EoRegister *self)
{
  const char *page = self->layout == EO_REGISTER_TABLE ? "table" : "list";
  gboolean all = self->filter == NULL || self->filter->where == NULL;

  if (self->answered && eo_record_list_get_n (self->list) == 0)
    {
      if (self->match[0] != '\0')
        page = "no-results";
      else if (all || self->total == 0)
        page = "none";
      else
        page = "no-match";
    }

  if (g_strcmp0 (page, gtk_stack_get_visible_child_name (self->stack)) != 0)
    {
      gtk_stack_set_visible_child_name (self->stack, page);
      g_object_notify (G_OBJECT (self), "page");
    }
  gtk_widget_set_visible (self->foot, self->layout != EO_REGISTER_COMPACT
                                      && (g_str_equal (page, "table") || g_str_equal (page, "list")));
  _eo_register_show_summary (self);
}

void
_eo_register_name_pages (EoRegister *self)
{
  g_autofree char *things = eo_words_things (self->kind, 2);
  g_autofree char *no_results = NULL;
  g_autofree char *no_match = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *quoted_match = NULL;

  no_results = g_strdup_printf (_("No %s match “%s”."), things, self->match);
  quoted = g_markup_escape_text (no_results, -1);
  adw_status_page_set_description (self->no_results, quoted);

  if (self->filter == NULL)
    return;
  /* Translators: the things, and the name of a saved filter: "There are no letters under “Overdue”." */
  no_match = g_strdup_printf (_("There are no %s under “%s”."), things, _(self->filter->label));
  quoted_match = g_markup_escape_text (no_match, -1);
  adw_status_page_set_description (self->no_match, quoted_match);
}

/* Public functions */

void
eo_register_set_total (EoRegister *self,
                       gint64      total)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->total == total)
    return;

  self->total = total;
  _eo_register_show_page (self);
}

void
eo_register_set_empty (EoRegister *self,
                       const char *icon,
                       const char *title,
                       const char *description,
                       GtkWidget  *buttons)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  adw_status_page_set_icon_name (self->none, icon);
  adw_status_page_set_title (self->none, title);
  adw_status_page_set_description (self->none, description);
  adw_status_page_set_child (self->none, buttons);
}

char *
eo_register_describe_sort (EoRegister *self)
{
  const EoField *field = NULL;
  gboolean descending = TRUE;
  const char *label;

  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  eo_register_columns_get_sort (self->table, &field, &descending);
  if (field == NULL || (_eo_register_is_date (field) && g_strcmp0 (field->name, self->kind->sort) == 0))
    return g_strdup (descending ? _("newest first") : _("oldest first"));

  label = eo_field_get_label (field);
  switch (field->type)
    {
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
    case EO_FIELD_TIME:
      return g_strdup_printf (descending ? _("by %s, latest first") : _("by %s, earliest first"), label);
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    case EO_FIELD_MONEY:
      return g_strdup_printf (descending ? _("by %s, highest first") : _("by %s, lowest first"), label);
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_LINK:
      return g_strdup_printf (descending ? _("by %s, Z to A") : _("by %s, A to Z"), label);
    case EO_FIELD_BOOLEAN:
    case EO_FIELD_CHOICE:
    default:
      return g_strdup_printf (_("by %s"), label);
    }
}
