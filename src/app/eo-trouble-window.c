/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-trouble-window.h"
#include "base/eo-error.h"

struct _EoTroubleWindow
{
  AdwApplicationWindow  parent_instance;

  AdwStatusPage        *page;
  GtkLabel             *path;
};

enum
{
  TRY_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTroubleWindow, eo_trouble_window, ADW_TYPE_APPLICATION_WINDOW)

/* What is said beside the error's own message, which names what went wrong. */
static const struct
{
  EoError     code;
  const char *title;
  const char *cure;
} troubles[] = {
  { EO_ERROR_DAMAGED, N_("The Office Is Damaged"),
    N_("Nothing was changed. Put the last backup in its place with “execoffice restore”, and keep the damaged file.") },
  { EO_ERROR_NEWER, N_("The Office Was Made by a Newer Program"),
    N_("Nothing was changed. Install the newer ExecOffice on this computer to open it.") },
  { EO_ERROR_NOT_OFFICE, N_("This File Is No Office"),
    N_("Nothing was changed. Choose the file that the office was kept in, usually office.db.") },
  { EO_ERROR_READ_ONLY, N_("The Office Cannot Be Opened Here"),
    N_("Nothing was changed. Ask for the right to write in its folder.") },
  { EO_ERROR_FULL, N_("The Disk Is Full"),
    N_("Nothing was changed. Make some room, then try again.") },
  { EO_ERROR_NOT_FOUND, N_("There Is No Such File"),
    N_("Nothing was made. Look whether its disk or share is connected, then try again.") },
};

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, signals[TRY_AGAIN], 0);
}

static void
eo_trouble_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), EO_TYPE_TROUBLE_WINDOW);

  G_OBJECT_CLASS (eo_trouble_window_parent_class)->dispose (object);
}

static void
eo_trouble_window_class_init (EoTroubleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_trouble_window_dispose;

  signals[TRY_AGAIN] = g_signal_new ("try-again", EO_TYPE_TROUBLE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/trouble-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EoTroubleWindow, page);
  gtk_widget_class_bind_template_child (widget_class, EoTroubleWindow, path);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
eo_trouble_window_init (EoTroubleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eo_trouble_window_new:
 * @database: the file that could not be opened
 * @error: why
 */
GtkWindow *
eo_trouble_window_new (GtkApplication *application,
                       const char     *database,
                       const GError   *error)
{
  EoTroubleWindow *self;
  const char *title = _("The Office Cannot Be Opened"), *cure = _("Nothing was changed.");
  g_autofree char *text = NULL;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (database != NULL && error != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_error_matches (error, EO_ERROR, troubles[i].code))
      {
        title = _(troubles[i].title);
        cure = _(troubles[i].cure);
      }

  self = g_object_new (EO_TYPE_TROUBLE_WINDOW, "application", application, NULL);
  text = g_markup_printf_escaped ("%s\n\n%s", error->message, cure);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, text);
  gtk_label_set_text (self->path, database);

  return GTK_WINDOW (self);
}
