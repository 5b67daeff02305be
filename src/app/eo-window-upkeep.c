/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-upkeep-window.h"
#include "app/eo-window-private.h"
#include "base/eo-text.h"
#include "desk/eo-compat.h"

static void
on_target_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_compat_save_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (error != NULL)
    eo_window_toast (self, error->message);
  else if (file != NULL && path == NULL)
    eo_window_toast (self, _("A backup goes to a disk of this computer or one that is mounted."));
  else if (path != NULL)
    eo_upkeep_window_back_up (GTK_WINDOW (self), self->store, path);
}

/* Asks where the copy goes; the name proposed says which office and which day. */
void
eo_window_back_up (EoWindow *self)
{
  g_autofree char *office = eo_store_get_setting (self->store, "office-name");
  EoDate today = eo_date_today ();
  g_autofree char *name = g_strdup_printf ("%s %s.db", *office != '\0' ? office : _("Office"), today.iso);
  g_autofree char *safe = eo_text_safe_filename (name);

  eo_compat_save_async (GTK_WIDGET (self), _("Back Up the Office"), safe, NULL, on_target_chosen,
                        g_object_ref (self));
}

void
eo_window_check (EoWindow *self)
{
  eo_upkeep_window_check (GTK_WINDOW (self), self->store);
}
