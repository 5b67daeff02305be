/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/eo-compat.h"

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* GtkFileDialog, AdwAlertDialog and AdwDialog are newer than the floor. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           GTask           *task)
{
  gboolean is_chosen = response == GTK_RESPONSE_ACCEPT;
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (!is_chosen)
    g_task_return_pointer (task, NULL, NULL);
  else if (gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_SAVE)
    g_task_return_pointer (task, gtk_file_chooser_get_file (chooser), g_object_unref);
  else
    g_task_return_pointer (task, gtk_file_chooser_get_files (chooser), g_object_unref);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  g_object_unref (task);
}

static GtkFileChooserNative *
choose (GtkWidget            *widget,
        const char           *title,
        GtkFileChooserAction  action)
{
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (title, window_of (widget), action,
                                        action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open"),
                                        _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

void
eo_compat_save_async (GtkWidget           *widget,
                      const char          *title,
                      const char          *name,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && title != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_save_async);
  dialog = choose (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
eo_compat_open_async (GtkWidget           *widget,
                      const char          *title,
                      GtkFileFilter       *filter,
                      gboolean             multiple,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && title != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_open_async);
  dialog = choose (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), multiple);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
eo_compat_choose_folder_async (GtkWidget           *widget,
                               const char          *title,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && title != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_open_async);
  dialog = choose (widget, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_answered (GtkWidget  *dialog,
             const char *response,
             GTask      *task)
{
  g_task_return_boolean (task, g_strcmp0 (response, "go-on") == 0);
  g_object_unref (task);
}

static GtkWidget *
message (GtkWidget  *widget,
         const char *heading,
         const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (widget), heading, body);

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  return dialog;
}

void
eo_compat_ask_async (GtkWidget           *widget,
                     const char          *heading,
                     const char          *body,
                     const char          *label,
                     gboolean             destructive,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && heading != NULL && label != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_ask_async);
  dialog = ADW_MESSAGE_DIALOG (message (widget, heading, body));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "go-on", label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go-on",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "go-on");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
eo_compat_tell (GtkWidget  *widget,
                const char *heading,
                const char *body)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget) && heading != NULL);

  dialog = ADW_MESSAGE_DIALOG (message (widget, heading, body));
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
eo_compat_show_about (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  adw_show_about_window (window_of (widget),
                         "application-name", _("ExecOffice"),
                         "application-icon", EO_APP_ID,
                         "version", EO_VERSION,
                         "comments", _("The office of a political executive: letters, and all that is to be done."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "developer-name", _("The ExecOffice authors"),
                         NULL);
}

G_GNUC_END_IGNORE_DEPRECATIONS

GFile *
eo_compat_save_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GListModel *
eo_compat_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
eo_compat_ask_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
on_way_chosen (GtkWidget  *dialog,
               const char *response,
               GTask      *task)
{
  guint64 index;

  g_task_return_int (task, g_ascii_string_to_unsigned (response, 10, 0, G_MAXINT, &index, NULL) ? (gssize) index : -1);
  g_object_unref (task);
}

void
eo_compat_choose_async (GtkWidget           *widget,
                        const char          *heading,
                        const char          *body,
                        const char *const   *labels,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && heading != NULL && labels != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_choose_async);
  dialog = ADW_MESSAGE_DIALOG (message (widget, heading, body));
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      adw_message_dialog_add_response (dialog, name, labels[i]);
    }
  adw_message_dialog_set_default_response (dialog, "0");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_way_chosen), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

int
eo_compat_choose_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), -1);

  return (int) g_task_propagate_int (G_TASK (result), NULL);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_UNSUPPORTED, "%s",
                             _("No program on this computer is set up to open this. Ask whoever looks after the "
                               "computer to install one."));
  else
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_FAILED, "%s", error->message);
}

void
eo_compat_launch_async (GtkWidget           *widget,
                        const char          *uri,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_compat_launch_async);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), cancellable, on_launched, task);
}

gboolean
eo_compat_launch_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
