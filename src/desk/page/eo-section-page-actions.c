/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-compat.h"
#include "desk/page/eo-print.h"
#include "desk/page/eo-register-report.h"
#include "desk/page/eo-register-save.h"
#include "desk/page/eo-report-dialog.h"
#include "desk/page/eo-section-page-private.h"

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (widget, "toast", error->message);
}

static void
on_place_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_compat_save_finish (result, &error);
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (widget));
  const char *title = adw_window_title_get_title (priv->title);
  EoReportJob *job = NULL;

  if (file != NULL)
    job = eo_register_save_new (priv->store, priv->register_, title, eo_filter_chips_get_label (priv->chips),
                                g_file_peek_path (file), &error);
  if (error != NULL)
    g_signal_emit_by_name (widget, "toast", error->message);
  else if (job != NULL)
    eo_report_dialog_run (widget, title, job);
}

static void
save_register_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (widget));
  g_autofree char *name = g_strdup_printf ("%s, %s", adw_window_title_get_title (priv->title),
                                           eo_filter_chips_get_label (priv->chips));
  g_autofree char *safe = eo_text_safe_filename (name);
  g_autofree char *proposed = g_strdup_printf ("%s.%s", safe, g_variant_get_string (parameter, NULL));

  eo_compat_save_async (widget, _("Save Register"), proposed, NULL, on_place_chosen, g_object_ref (widget));
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  eo_section_page_new_record (EO_SECTION_PAGE (widget), NULL, 0);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_section_page_print (EO_SECTION_PAGE (widget));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  eo_section_page_focus_search (EO_SECTION_PAGE (widget));
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  _eo_section_page_stop_search (EO_SECTION_PAGE (widget));
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  eo_section_page_show_filter (EO_SECTION_PAGE (widget), "all");
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  EoIdSelection *selection = _eo_section_page_get_selection (EO_SECTION_PAGE (widget));

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_section_page_close_record (EO_SECTION_PAGE (widget));
}

static void
toggle_list_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoPanes *panes = PRIVATE (EO_SECTION_PAGE (widget))->panes;

  eo_panes_set_list_hidden (panes, !eo_panes_get_list_hidden (panes));
}

void
_eo_section_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "section.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "section.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "section.save-register", "s", save_register_action);
  gtk_widget_class_install_action (widget_class, "section.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "section.clear-search", NULL, clear_search_action);
  gtk_widget_class_install_action (widget_class, "section.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "section.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "page.toggle-list", NULL, toggle_list_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.close", NULL);
}

/* Public functions */

void
eo_section_page_print (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;
  g_autoptr (EoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const char *title;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  if (EO_SECTION_PAGE_GET_CLASS (self)->print != NULL)
    {
      EO_SECTION_PAGE_GET_CLASS (self)->print (self);
      return;
    }
  priv = PRIVATE (self);
  title = adw_window_title_get_title (priv->title);
  report = eo_register_report_new (priv->store, priv->register_, title,
                                   eo_filter_chips_get_label (priv->chips), &error);
  if (report == NULL)
    g_signal_emit_by_name (self, "toast", error->message);
  else
    eo_print_report (GTK_WIDGET (self), report, title, TRUE, on_printed);
}
