/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-upkeep-window.h"

#define MAX_FAULTS 200 /* lines shown; the command line's check prints all */

struct _EoUpkeepWindow
{
  AdwWindow       parent_instance;

  AdwStatusPage  *page;
  GtkProgressBar *bar;
  GtkWidget      *faults;
  GtkLabel       *faults_label;
  GtkButton      *button;

  EoStore        *store;
  char           *path;      /* of a backup; NULL: a check */
  GCancellable   *cancellable;
  int             permille;  /* written by the worker */
  guint           tick;
};

G_DEFINE_FINAL_TYPE (EoUpkeepWindow, eo_upkeep_window, ADW_TYPE_WINDOW)

static void
on_progress (double   fraction,
             gpointer user_data)
{
  EoUpkeepWindow *self = user_data;

  g_atomic_int_set (&self->permille, (int) (fraction * 1000));
}

static gboolean
on_tick (gpointer user_data)
{
  EoUpkeepWindow *self = user_data;

  gtk_progress_bar_set_fraction (self->bar, CLAMP (g_atomic_int_get (&self->permille), 0, 1000) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  EoUpkeepWindow *self = source;
  GError *error = NULL;
  GPtrArray *faults;

  if (self->path != NULL)
    {
      if (eo_store_backup (self->store, self->path, on_progress, self, cancellable, &error))
        g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      else
        g_task_return_error (task, error);
      return;
    }

  faults = eo_store_check (self->store, on_progress, self, cancellable, &error);
  if (faults != NULL)
    g_task_return_pointer (task, faults, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_end (EoUpkeepWindow *self,
          const char     *icon,
          const char     *title,
          const char     *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  adw_status_page_set_icon_name (self->page, icon);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, markup);
  gtk_button_set_label (self->button, _("Close"));
}

static void
show_faults (EoUpkeepWindow *self,
             GPtrArray      *faults)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Fault Was Found", "%u Faults Were Found", faults->len),
                                            faults->len);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (faults->len, MAX_FAULTS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (faults, i));
  gtk_label_set_text (self->faults_label, text->str);
  gtk_widget_set_visible (self->faults, TRUE);
  show_end (self, "dialog-warning-symbolic", title,
            _("Make a copy of the file before anything else, then look at the last backup."));
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  EoUpkeepWindow *self = EO_UPKEEP_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->cancellable);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (error != NULL)
    show_end (self, "dialog-warning-symbolic",
              self->path != NULL ? _("No Backup Was Made") : _("The Check Could Not Be Finished"), error->message);
  else if (self->path != NULL)
    {
      text = g_strdup_printf (_("The office is in %s. Keep it on another disk than this one."), self->path);
      show_end (self, "emblem-ok-symbolic", _("The Backup Is Made and Checked"), text);
    }
  else if (faults->len == 0)
    show_end (self, "emblem-ok-symbolic", _("Everything Is in Order"),
              _("Records, history and documents are as they were saved."));
  else
    show_faults (self, faults);
}

static void
on_button_clicked (EoUpkeepWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* While it works, closing stops it; the window goes when the worker has answered. */
static gboolean
eo_upkeep_window_close_request (GtkWindow *window)
{
  EoUpkeepWindow *self = EO_UPKEEP_WINDOW (window);

  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (eo_upkeep_window_parent_class)->close_request (window);

  g_cancellable_cancel (self->cancellable);
  return GDK_EVENT_STOP;
}

static void
eo_upkeep_window_dispose (GObject *object)
{
  EoUpkeepWindow *self = EO_UPKEEP_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_UPKEEP_WINDOW);

  G_OBJECT_CLASS (eo_upkeep_window_parent_class)->dispose (object);
}

static void
eo_upkeep_window_finalize (GObject *object)
{
  g_clear_pointer (&EO_UPKEEP_WINDOW (object)->path, g_free);

  G_OBJECT_CLASS (eo_upkeep_window_parent_class)->finalize (object);
}

static void
eo_upkeep_window_class_init (EoUpkeepWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_upkeep_window_dispose;
  object_class->finalize = eo_upkeep_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = eo_upkeep_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/upkeep-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EoUpkeepWindow, page);
  gtk_widget_class_bind_template_child (widget_class, EoUpkeepWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, EoUpkeepWindow, faults);
  gtk_widget_class_bind_template_child (widget_class, EoUpkeepWindow, faults_label);
  gtk_widget_class_bind_template_child (widget_class, EoUpkeepWindow, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eo_upkeep_window_init (EoUpkeepWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWindow *
start (GtkWindow  *parent,
       EoStore    *store,
       const char *path,
       const char *title)
{
  EoUpkeepWindow *self = g_object_new (EO_TYPE_UPKEEP_WINDOW, "transient-for", parent,
                                       "application", gtk_window_get_application (parent), NULL);
  g_autoptr (GTask) task = NULL;

  self->store = g_object_ref (store);
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  self->tick = g_timeout_add (100, on_tick, self);
  adw_status_page_set_title (self->page, title);

  task = g_task_new (self, self->cancellable, on_done, NULL);
  g_task_set_source_tag (task, start);
  g_task_run_in_thread (task, work);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}

GtkWindow *
eo_upkeep_window_back_up (GtkWindow  *parent,
                          EoStore    *store,
                          const char *path)
{
  g_return_val_if_fail (EO_IS_STORE (store), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return start (parent, store, path, _("Backing Up the Office"));
}

GtkWindow *
eo_upkeep_window_check (GtkWindow *parent,
                        EoStore   *store)
{
  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  return start (parent, store, NULL, _("Checking the Office"));
}
