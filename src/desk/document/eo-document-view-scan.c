/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view-private.h"
#include "store/eo-page-scan.h"

/* The line under the document's bar that tells how far the reading of a scan is, and stops it. */

typedef struct
{
  gint64   document;
  gboolean stop;
} Stop;

static gboolean
write_stop (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Stop *stop = data;

  return eo_writer_stop_scans (writer, stop->document, stop->stop, error);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    _eo_document_view_toast (self, error->message);
}

static const EoAttachment *
shown (EoDocumentView *self)
{
  return self->source != NULL ? eo_document_source_get_attachment (self->source) : NULL;
}

static void
on_scan_clicked (EoDocumentView *self)
{
  const EoAttachment *attachment = shown (self);
  g_auto (EoReadingState) state = { 0 };
  Stop *stop;

  if (attachment == NULL)
    return;
  eo_store_get_reading (self->store, attachment->document, &state);
  stop = g_new (Stop, 1);
  *stop = (Stop) { attachment->document, state.n_queued > 0 };
  eo_store_write_async (self->store, write_stop, stop, g_free, NULL, on_stopped, g_object_ref (self));
}

/* @button: (out): what can be done about it, or NULL. NULL: there is nothing to tell. */
static char *
describe (const EoReadingState  *state,
          const char           **button)
{
  *button = NULL;
  if (state->n_queued > 0 && state->why[0] != '\0')
    return g_strdup (state->why);
  if (state->n_queued > 0)
    {
      *button = _("_Stop");
      if (state->n_before > 0)
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The scan waits to be read, after %u other document",
                                             "The scan waits to be read, after %u other documents", state->n_before),
                                state->n_before);
      return g_strdup_printf (_("Reading the scan: page %u of %u"), state->n_scans - state->n_queued + 1,
                              state->n_scans);
    }
  if (state->n_stopped > 0)
    {
      *button = _("_Go On");
      return g_strdup_printf (_("Reading the scan was stopped: %u of %u pages are read"), state->n_read,
                              state->n_scans);
    }
  if (state->n_failed == 0)
    return NULL;
  *button = _("_Try Again");
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page of the scan could not be read",
                                       "%u pages of the scan could not be read", state->n_failed), state->n_failed);
}

void
_eo_document_view_update_scan (EoDocumentView *self)
{
  const EoAttachment *attachment = shown (self);
  g_auto (EoReadingState) state = { 0 };
  g_autofree char *text = NULL;
  const char *button = NULL;

  if (attachment != NULL)
    {
      eo_store_get_reading (self->store, attachment->document, &state);
      text = describe (&state, &button);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->scan_revealer), text != NULL);
  if (text != NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->scan_label), text);
      gtk_widget_set_tooltip_text (self->scan_label, text);
    }
  gtk_widget_set_visible (self->scan_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->scan_button), button);
  if (self->pages != NULL)
    eo_pages_refresh_text (self->pages);
}

void
_eo_document_view_watch_scans (EoDocumentView *self,
                               EoStore        *store)
{
  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, _eo_document_view_update_scan, self);
  g_set_object (&self->store, store);
  g_signal_connect_object (store, "attachments-changed", G_CALLBACK (_eo_document_view_update_scan), self,
                           G_CONNECT_SWAPPED);
}

void
_eo_document_view_class_init_scan (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EoDocumentView, scan_revealer);
  gtk_widget_class_bind_template_child (widget_class, EoDocumentView, scan_label);
  gtk_widget_class_bind_template_child (widget_class, EoDocumentView, scan_button);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_clicked);
}
