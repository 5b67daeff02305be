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
  GtkWidget            *again_button;
};

enum
{
  TRY_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTroubleWindow, eo_trouble_window, ADW_TYPE_APPLICATION_WINDOW)

/* The error's own message names the file and what to do. */
static const struct
{
  EoError     code;
  const char *title;
} troubles[] = {
  { EO_ERROR_DAMAGED, N_("The Office Is Damaged") },
  { EO_ERROR_NEWER, N_("The Office Was Made by a Newer Program") },
  { EO_ERROR_NOT_OFFICE, N_("This File Is No Office") },
  { EO_ERROR_NOT_REGULAR, N_("This Is No File") },
  { EO_ERROR_READ_ONLY, N_("The Office Cannot Be Written Here") },
  { EO_ERROR_FULL, N_("The Disk Is Full") },
  { EO_ERROR_NOT_FOUND, N_("It Is Not Here") },
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
  gtk_widget_class_bind_template_child (widget_class, EoTroubleWindow, again_button);
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
  const char *title = _("The Office Cannot Be Opened");
  g_autofree char *text = NULL;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (database != NULL && error != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_error_matches (error, EO_ERROR, troubles[i].code))
      title = _(troubles[i].title);

  self = g_object_new (EO_TYPE_TROUBLE_WINDOW, "application", application, NULL);
  text = g_markup_printf_escaped ("%s\n\n%s", error->message, _("Nothing was changed."));
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, text);
  gtk_label_set_text (self->path, database);
  gtk_window_set_focus (GTK_WINDOW (self), self->again_button);

  return GTK_WINDOW (self);
}
