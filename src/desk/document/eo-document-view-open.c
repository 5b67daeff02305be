/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/document/eo-document-view-private.h"
#include "paper/eo-mail-sheet.h"
#include "reader/eo-office.h"

#define SPINNER_MS 300 /* most documents are open before that */

/* An opening under way: another document may be asked for before it is done. */
typedef struct
{
  EoDocumentView *view;
  GCancellable   *cancellable;
  char           *password;
  gboolean        is_converted; /* by way of LibreOffice */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->view);
  g_object_unref (opening->cancellable);
  g_free (opening->password);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static const char *const page_names[] = {
  [EO_DOCUMENT_EMPTY] = "empty",   [EO_DOCUMENT_LOADING] = "loading", [EO_DOCUMENT_SHOWN] = "pages",
  [EO_DOCUMENT_LOCKED] = "locked", [EO_DOCUMENT_FAILED] = "failed",
};

static gboolean
on_spinner (gpointer user_data)
{
  EoDocumentView *self = user_data;

  self->spinner_source = 0;
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  return G_SOURCE_REMOVE;
}

static void
set_state (EoDocumentView  *self,
           EoDocumentState  state)
{
  self->state = state;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page_names[state]);
  gtk_widget_set_visible (self->page_tools, state == EO_DOCUMENT_SHOWN);
  gtk_widget_set_visible (self->more_button, self->source != NULL);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  if (state == EO_DOCUMENT_LOADING)
    self->spinner_source = g_timeout_add (SPINNER_MS, on_spinner, self);
  _eo_document_view_update_actions (self);
  _eo_document_view_tell_changed (self);
}

/* The pages go; what is shown instead is the caller's. */
void
_eo_document_view_drop_pages (EoDocumentView *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  _eo_document_view_forget_find (self);
  gtk_popover_popdown (GTK_POPOVER (self->send_bar));
  eo_page_canvas_set_pages (self->canvas, NULL);
  eo_thumbnails_set_pages (EO_THUMBNAILS (self->thumbnail_list), NULL);
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->pages);
}

static void
show_locked (EoDocumentView *self)
{
  const char *wrong = _("That password does not open the document. Capitals and small letters count.");

  gtk_widget_set_visible (self->password_label, self->was_asked);
  gtk_label_set_text (GTK_LABEL (self->password_label), wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->password_row), GTK_ACCESSIBLE_STATE_INVALID,
                               self->was_asked ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (self->was_asked)
    gtk_widget_add_css_class (self->password_row, "error");
  set_state (self, EO_DOCUMENT_LOCKED);
  if (self->was_asked)
    gtk_widget_grab_focus (self->password_row);
  self->was_asked = TRUE;
}

static void
show_failed (EoDocumentView *self,
             const GError   *error,
             gboolean        may_convert)
{
  static const struct
  {
    int         code;
    const char *title;
    gboolean    can_retry;
  } failures[] = {
    { EO_ERROR_CRASHED, N_("This Document Could Not Be Shown"), TRUE },
    { EO_ERROR_LIMIT, N_("This Document Could Not Be Shown"), TRUE },
    { EO_ERROR_UNSUPPORTED, N_("This Kind of Document Is Not Shown Here"), FALSE },
    { EO_ERROR_TOO_LARGE, N_("This Document Is Too Large to Show"), FALSE },
    { EO_ERROR_NO_CAGE, N_("Documents Cannot Be Shown on This Computer"), FALSE },
    { EO_ERROR_DAMAGED, N_("This Document Is Damaged"), FALSE },
  };
  const char *title = _("This Document Could Not Be Opened");
  g_autofree char *text = g_markup_escape_text (error->message, -1);
  const char *name = eo_document_source_get_name (self->source);
  gboolean is_office = may_convert && g_error_matches (error, EO_ERROR, EO_ERROR_UNSUPPORTED) &&
                       eo_office_can_convert (name);
  gboolean can_retry = TRUE;

  self->is_risky = FALSE;
  for (guint i = 0; error->domain == EO_ERROR && i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == error->code)
      {
        title = _(failures[i].title);
        can_retry = failures[i].can_retry;
        self->is_risky = error->code == EO_ERROR_CRASHED || error->code == EO_ERROR_LIMIT;
      }
  if (is_office)
    {
      title = _("Office Document");
      g_free (text);
      text = g_markup_printf_escaped (_("“%s” can be shown as a PDF, made in the background, or opened in another "
                                        "program."), name);
    }
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->failed_page),
                                 is_office ? "x-office-document-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->failed_page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failed_page), text);
  gtk_widget_set_visible (self->retry_button, can_retry);
  gtk_widget_set_visible (self->convert_button, is_office);
  set_state (self, EO_DOCUMENT_FAILED);
}

static void
on_pages_failed (EoDocumentView *self,
                 const GError   *error)
{
  g_autoptr (GError) copy = g_error_copy (error);

  _eo_document_view_drop_pages (self);
  show_failed (self, copy, FALSE);
}

static void
show_pages (EoDocumentView *self,
            EoReader       *reader)
{
  const char *icon = eo_reader_is_image (reader) ? "image-x-generic-symbolic" : "x-office-document-symbolic";
  const EoAttachment *attachment = eo_document_source_get_attachment (self->source);
  g_autoptr (EoScanText) scans = attachment != NULL ? eo_scan_text_new (self->store, attachment->document) : NULL;

  self->pages = eo_pages_new (reader, scans);
  g_signal_connect_swapped (self->pages, "failed", G_CALLBACK (on_pages_failed), self);
  eo_page_canvas_set_pages (self->canvas, self->pages);
  if (self->has_thumbnails)
    eo_thumbnails_set_pages (EO_THUMBNAILS (self->thumbnail_list), self->pages);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  set_state (self, EO_DOCUMENT_SHOWN);
  _eo_document_view_opened (self);
}

static gboolean
is_current (Opening *opening)
{
  return opening->cancellable == opening->view->opening;
}

static void
on_reader_open (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  EoDocumentView *self = opening->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = eo_reader_open_finish (result, &error);

  if (!is_current (opening))
    return;
  g_clear_object (&self->opening);
  if (reader != NULL)
    show_pages (self, reader);
  else if (g_error_matches (error, EO_ERROR, EO_ERROR_PASSWORD))
    show_locked (self);
  else
    show_failed (self, error, !opening->is_converted);
}

/* Takes @opening. */
static void
open_reader (Opening *opening,
             int      fd)
{
  eo_reader_open_async (fd, eo_document_source_get_name (opening->view->source), opening->password,
                        opening->cancellable, on_reader_open, opening);
}

static void
on_converted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  int fd = eo_office_convert_finish (result, &error);

  if (is_current (opening) && fd >= 0)
    open_reader (g_steal_pointer (&opening), fd);
  else if (is_current (opening))
    {
      g_clear_object (&opening->view->opening);
      show_failed (opening->view, error, FALSE);
    }
  if (fd >= 0)
    close (fd);
}

/* Takes @opening. */
static void
convert (Opening *opening,
         int      fd)
{
  eo_office_convert_async (fd, eo_document_source_get_name (opening->view->source), opening->cancellable,
                           on_converted, opening);
}

static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  int fd = eo_mail_sheet_convert_finish (result, &error);

  if (is_current (opening) && fd >= 0)
    open_reader (g_steal_pointer (&opening), fd);
  else if (is_current (opening))
    {
      g_clear_object (&opening->view->opening);
      show_failed (opening->view, error, FALSE);
    }
  if (fd >= 0)
    close (fd);
}

/* Takes @opening. */
static void
draw_message (Opening *opening,
              int      fd)
{
  eo_mail_sheet_convert_async (fd, eo_document_source_get_name (opening->view->source), opening->cancellable, on_drawn,
                               opening);
}

static gboolean
is_message (EoDocumentSource *source)
{
  const EoAttachment *attachment = eo_document_source_get_attachment (source);

  return eo_message_is_called (eo_document_source_get_name (source))
         || (attachment != NULL && g_str_equal (attachment->media_type, "message/rfc822"));
}

static void
on_source_open (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  int fd = eo_document_source_open_finish (EO_DOCUMENT_SOURCE (source), result, &error);

  if (is_current (opening) && fd >= 0)
    {
      if (opening->is_converted)
        convert (g_steal_pointer (&opening), fd);
      else if (is_message (opening->view->source))
        draw_message (g_steal_pointer (&opening), fd);
      else
        open_reader (g_steal_pointer (&opening), fd);
    }
  else if (is_current (opening))
    {
      g_clear_object (&opening->view->opening);
      show_failed (opening->view, error, FALSE);
    }
  if (fd >= 0)
    close (fd);
}

static void
start (EoDocumentView *self,
       const char     *password,
       gboolean        is_converted)
{
  Opening *opening = g_new0 (Opening, 1);

  _eo_document_view_drop_pages (self);
  self->opening = g_cancellable_new ();
  gtk_widget_set_visible (self->loading_label, is_converted);
  set_state (self, EO_DOCUMENT_LOADING);
  opening->view = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  opening->password = g_strdup (password);
  opening->is_converted = is_converted;
  eo_document_source_open_async (self->source, self->opening, on_source_open, opening);
}

void
_eo_document_view_open (EoDocumentView *self,
                        const char     *password)
{
  start (self, password, FALSE);
}

void
_eo_document_view_convert (EoDocumentView *self)
{
  start (self, NULL, TRUE);
}

void
_eo_document_view_set_source (EoDocumentView   *self,
                              EoDocumentSource *source)
{
  _eo_document_view_drop_pages (self);
  g_clear_object (&self->source);
  self->source = source;
  g_clear_pointer (&self->wanted_words, g_free);
  g_clear_pointer (&self->wanted_marks, g_strfreev);
  self->was_asked = FALSE;
  self->is_risky = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), "x-office-document-symbolic");
  gtk_label_set_text (GTK_LABEL (self->name_label),
                      source != NULL ? eo_document_source_get_name (source) : "");
  gtk_widget_set_tooltip_text (self->name_label,
                               source != NULL ? eo_document_source_get_name (source) : NULL);
  _eo_document_view_update_scan (self);
  if (source != NULL)
    _eo_document_view_open (self, NULL);
  else
    set_state (self, EO_DOCUMENT_EMPTY);
}
