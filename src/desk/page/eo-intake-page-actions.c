/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-intake-page-private.h"
#include "desk/page/eo-intake-row.h"

/* From file to file, and what is done with the one at hand. */

void
_eo_intake_page_select (EoIntakePage *self,
                        guint         n)
{
  gtk_single_selection_set_selected (self->selection, n);
  if (n < g_list_model_get_n_items (G_LIST_MODEL (self->intake)))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n);
}

/* From @from on in steps of @by: one whose form can be opened; failing that, where @any, whichever is there. */
gboolean
_eo_intake_page_go_to (EoIntakePage *self,
                       int           from,
                       int           by,
                       gboolean      any)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->intake));

  for (int i = from; i >= 0 && i < n; i += by)
    {
      g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->intake), i);

      if (any || eo_intake_item_is_open (item))
        {
          _eo_intake_page_select (self, i);
          return TRUE;
        }
    }
  return FALSE;
}

int
_eo_intake_page_get_at (EoIntakePage *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  return at == GTK_INVALID_LIST_POSITION ? -1 : (int) at;
}

/* After the last comes the first that was skipped. */
void
_eo_intake_page_go_on (EoIntakePage *self)
{
  if (!_eo_intake_page_go_to (self, _eo_intake_page_get_at (self) + 1, 1, FALSE)
      && !_eo_intake_page_go_to (self, 0, 1, FALSE))
    g_signal_emit_by_name (self, "toast", _("Everything is registered"));
}

/* Actions */

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  if (self->item != NULL && !eo_panes_get_show_list (self->panes))
    _eo_intake_page_select (self, GTK_INVALID_LIST_POSITION);
  else
    g_signal_emit_by_name (self, "close");
}

static void
skip_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  if (!_eo_intake_page_go_to (self, _eo_intake_page_get_at (self) + 1, 1, TRUE))
    _eo_intake_page_go_to (self, 0, 1, FALSE);
}

static void
register_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  self->go_on = FALSE;
  self->registering = eo_record_view_save (self->view);
}

static void
register_next_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  if (self->item == NULL || self->item->state == EO_INTAKE_DONE)
    {
      _eo_intake_page_go_on (self);
      return;
    }
  self->go_on = TRUE;
  self->registering = eo_record_view_save (self->view);
}

static void
second_copy_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  eo_intake_decide (self->intake, self->item, FALSE);
}

static void
tie_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  eo_intake_decide (self->intake, self->item, TRUE);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);
  g_autoptr (EoIntakeItem) item = self->item != NULL ? g_object_ref (self->item) : NULL;

  if (item == NULL)
    return;
  if (!_eo_intake_page_go_to (self, _eo_intake_page_get_at (self) + 1, 1, TRUE)
      && !_eo_intake_page_go_to (self, _eo_intake_page_get_at (self) - 1, -1, TRUE))
    _eo_intake_page_select (self, GTK_INVALID_LIST_POSITION);
  eo_intake_remove (self->intake, item);
}

static void
open_first_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  if (self->item != NULL && self->item->first.record != 0)
    g_signal_emit_by_name (self, "open-record", "letter", self->item->first.record);
}

static void
add_files_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "add-files");
}

static void
clear_done_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  eo_intake_clear_done (EO_INTAKE_PAGE (widget)->intake);
}

static void
row_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);
  g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->intake), g_variant_get_uint32 (parameter));

  if (item == NULL)
    return;
  if (g_str_equal (name, "intake.stop"))
    eo_intake_stop (self->intake, item);
  else if (g_str_equal (name, "intake.retry"))
    eo_intake_retry (self->intake, item);
  else
    eo_intake_remove (self->intake, item);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoIntakePage *self = EO_INTAKE_PAGE (widget);

  if (self->item != NULL)
    eo_intake_retry (self->intake, self->item);
}

/* Private functions */

void
_eo_intake_page_update_actions (EoIntakePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  EoIntakeState state = self->item != NULL ? self->item->state : EO_INTAKE_WAITING;
  gboolean same = self->item != NULL && state == EO_INTAKE_SAME;
  gboolean open = self->item != NULL && eo_intake_item_is_open (self->item);

  gtk_widget_action_set_enabled (widget, "intake.register", open && !same);
  gtk_widget_action_set_enabled (widget, "intake.register-next", (open && !same) || state == EO_INTAKE_DONE);
  gtk_widget_action_set_enabled (widget, "intake.second-copy", same);
  gtk_widget_action_set_enabled (widget, "intake.tie", same && self->item->draft != 0 && self->item->first.record != 0);
  gtk_widget_action_set_enabled (widget, "intake.discard", self->item != NULL && state != EO_INTAKE_DONE);
  gtk_widget_set_visible (self->same, same);
  gtk_widget_set_visible (self->same_open, same && self->item->first.record != 0);
  if (same)
    {
      g_autofree char *text = eo_intake_describe_same (self->item);

      gtk_label_set_label (self->same_label, text);
    }
}

void
_eo_intake_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "intake.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "intake.skip", NULL, skip_action);
  gtk_widget_class_install_action (widget_class, "intake.register", NULL, register_action);
  gtk_widget_class_install_action (widget_class, "intake.register-next", NULL, register_next_action);
  gtk_widget_class_install_action (widget_class, "intake.second-copy", NULL, second_copy_action);
  gtk_widget_class_install_action (widget_class, "intake.tie", NULL, tie_action);
  gtk_widget_class_install_action (widget_class, "intake.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "intake.open-first", NULL, open_first_action);
  gtk_widget_class_install_action (widget_class, "intake.add-files", NULL, add_files_action);
  gtk_widget_class_install_action (widget_class, "intake.clear-done", NULL, clear_done_action);
  gtk_widget_class_install_action (widget_class, "intake.retry-this", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "intake.stop", "u", row_action);
  gtk_widget_class_install_action (widget_class, "intake.retry", "u", row_action);
  gtk_widget_class_install_action (widget_class, "intake.remove", "u", row_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "intake.back", NULL);
}
