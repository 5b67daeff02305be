/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/form/eo-notice.h"
#include "desk/page/eo-name-dialog.h"

struct _EoNameDialog
{
  AdwWindow  parent_instance;

  GtkWidget *title;
  GtkWidget *notice;
  GtkWidget *entry;
  GtkWidget *button;
};

enum
{
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoNameDialog, eo_name_dialog, ADW_TYPE_WINDOW)

static void
update (EoNameDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "name.done", *name != '\0');
  eo_notice_hide (EO_NOTICE (self->notice));
}

static void
done_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  EoNameDialog *self = EO_NAME_DIALOG (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_signal_emit (self, signals[NAMED], 0, name);
}

static void
eo_name_dialog_class_init (EoNameDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "name.done", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (EoNameDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->title = adw_window_title_new ("", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "name.done");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static void
eo_name_dialog_init (EoNameDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_widget_add_css_class (column, "formpane");
  self->notice = eo_notice_new ();
  gtk_box_append (GTK_BOX (column), self->notice);
  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (column), self->entry);
  gtk_box_append (GTK_BOX (box), column);

  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 420, -1);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->button);
}

EoNameDialog *
eo_name_dialog_new (GtkWidget  *parent,
                    const char *title,
                    const char *hint,
                    const char *name,
                    const char *button)
{
  EoNameDialog *self = g_object_new (EO_TYPE_NAME_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                                     "title", title, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), hint != NULL ? hint : "");
  gtk_button_set_label (GTK_BUTTON (self->button), button);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  update (self);
  eo_button_names_mend (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->entry);
  return self;
}

void
eo_name_dialog_fail (EoNameDialog *self,
                     const char   *text)
{
  g_return_if_fail (EO_IS_NAME_DIALOG (self) && text != NULL);

  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, _("Not done"), text, NULL, NULL);
}
