/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-window-private.h"

/* What was done last can be taken back: by the toast that tells of it, or by Ctrl+Z. */

typedef struct
{
  EoWindow *window;
  EoUndo   *undo;
} Button;

static void
button_free (gpointer  data,
             GClosure *closure)
{
  Button *button = data;

  eo_undo_unref (button->undo);
  g_free (button);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (EoWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_undo_finish (EO_STORE (source), result, &error) && self->store != NULL)
    eo_window_toast (self, error->message);
}

static void
undo (EoWindow *self,
      EoUndo   *what)
{
  eo_store_undo_async (self->store, what, NULL, on_undone, g_object_ref (self));
  if (self->undo == what)
    eo_window_set_undo (self, NULL);
}

static void
on_button (AdwToast *toast,
           gpointer  data)
{
  Button *button = data;

  undo (button->window, button->undo);
}

/* One toast at a time offers a way back: an older one would come up again behind it, and Undo there would take back
   something else than what was done last. */
void
eo_window_show_way_back (EoWindow *self,
                         AdwToast *toast)
{
  AdwToast *before = self->way_back;

  if (before != NULL)
    {
      g_clear_weak_pointer (&self->way_back);
      adw_toast_dismiss (before);
    }
  g_set_weak_pointer (&self->way_back, toast);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
eo_window_set_undo (EoWindow *self,
                    EoUndo   *what)
{
  g_clear_pointer (&self->undo, eo_undo_unref);
  self->undo = what != NULL ? eo_undo_ref (what) : NULL;
  eo_window_update_undo (self);
}

void
eo_window_undo (EoWindow *self)
{
  g_autoptr (EoUndo) what = self->undo != NULL ? eo_undo_ref (self->undo) : NULL;

  if (what != NULL)
    undo (self, what);
}

void
eo_window_undoable (EoWindow   *self,
                    const char *text,
                    EoUndo     *what)
{
  AdwToast *toast = adw_toast_new (text);
  Button *button;

  self->deleted_kind = NULL;
  eo_window_set_undo (self, what);

  button = g_new0 (Button, 1);
  button->window = self;
  button->undo = eo_undo_ref (what);
  /* The toast is the window's: it does not outlive it. */
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_button), button, button_free, 0);
  eo_window_show_way_back (self, toast);
}
