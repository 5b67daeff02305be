/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view-private.h"
#include "desk/eo-compat.h"

enum
{
  SEND_TEXT,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoDocumentView, eo_document_view, GTK_TYPE_WIDGET)

static void
set_picker (EoDocumentView *self,
            GPtrArray      *attachments)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean is_choice = attachments != NULL && attachments->len > 1;

  for (guint i = 0; is_choice && i < attachments->len; i++)
    gtk_string_list_append (names, ((EoAttachment *) g_ptr_array_index (attachments, i))->name);
  self->in_pick = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->picker), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->picker, is_choice);
  gtk_widget_set_visible (self->name_label, !is_choice);
  self->in_pick = FALSE;
}

static const EoAttachment *
shown_attachment (EoDocumentView *self)
{
  return self->source != NULL ? eo_document_source_get_attachment (self->source) : NULL;
}

/* The place of an attachment in the picker, -1 if it is not there. */
static int
find_attachment (EoDocumentView     *self,
                 const EoAttachment *attachment)
{
  for (guint i = 0; attachment != NULL && self->attachments != NULL && i < self->attachments->len; i++)
    if (((EoAttachment *) g_ptr_array_index (self->attachments, i))->id == attachment->id)
      return (int) i;
  return -1;
}

static void
pick (EoDocumentView     *self,
      const EoAttachment *attachment)
{
  int at = find_attachment (self, attachment);

  if (at < 0)
    {
      g_clear_pointer (&self->attachments, g_ptr_array_unref);
      set_picker (self, NULL);
    }
  self->in_pick = TRUE;
  if (at >= 0 && self->attachments->len > 1)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->picker), (guint) at);
  self->in_pick = FALSE;
}

static void
on_picked (EoDocumentView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->picker));

  if (!self->in_pick && self->attachments != NULL && selected < self->attachments->len)
    eo_document_view_show (self, self->store, g_ptr_array_index (self->attachments, selected));
}

void
_eo_document_view_toast (EoDocumentView *self,
                         const char     *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (title));
}

void
_eo_document_view_tell_sent (EoDocumentView *self,
                             const char     *field,
                             const char     *text)
{
  g_signal_emit (self, signals[SEND_TEXT], 0, field, text);
}

void
_eo_document_view_tell_changed (EoDocumentView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_page (EoDocumentView *self)
{
  guint page = eo_page_canvas_get_page (self->canvas), n = eo_document_view_get_n_pages (self);
  g_autofree char *place = g_strdup_printf (_("%u of %u"), page + 1, n);
  g_autofree char *spoken = g_strdup_printf (_("Page %u of %u"), page + 1, n);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->page_label)), place) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->page_label), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (self->page_label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  eo_thumbnails_set_page (EO_THUMBNAILS (self->thumbnail_list), page);
}

static void
update_zoom (EoDocumentView *self)
{
  g_autofree char *zoom = NULL;
  g_autofree char *spoken = NULL;

  if (eo_page_canvas_get_zoom_mode (self->canvas) == EO_ZOOM_TEXT)
    zoom = g_strdup (_("Text"));
  else
    zoom = g_strdup_printf (_("%.0f %%"), eo_page_canvas_get_zoom (self->canvas) * 100);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->zoom_label)), zoom) == 0)
    return;
  spoken = g_strdup_printf (_("Zoom: %s"), zoom);
  gtk_label_set_text (GTK_LABEL (self->zoom_label), zoom);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_notify (G_OBJECT (self), "zoom-mode");
}

static void
on_canvas_changed (EoDocumentView *self)
{
  update_page (self);
  update_zoom (self);
  _eo_document_view_update_actions (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_thumbnail_activated (EoDocumentView *self,
                        guint           page)
{
  eo_page_canvas_go_to (self->canvas, page, NULL);
}

static void
leave_page_entry (EoDocumentView *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->page_stack), "label");
}

static void
on_page_entered (EoDocumentView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->page_entry));
  guint64 page = g_ascii_strtoull (text, NULL, 10);

  if (page > 0)
    eo_page_canvas_go_to (self->canvas, (guint) MIN (page, eo_document_view_get_n_pages (self)) - 1, NULL);
  leave_page_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
on_page_left (EoDocumentView *self)
{
  leave_page_entry (self);
}

static void
on_link_answered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree char *uri = user_data;

  if (eo_compat_ask_finish (result))
    eo_compat_launch_async (GTK_WIDGET (source), uri, NULL, NULL, NULL);
}

static void
on_link (EoDocumentView *self,
         const char     *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  /* Also checked where it came from; a link is the sender's, and opens nothing else. */
  if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0
      && g_strcmp0 (scheme, "mailto") != 0)
    return;
  eo_compat_ask_async (GTK_WIDGET (self), _("Open This Link Outside?"), uri, _("_Open"), FALSE, NULL,
                       on_link_answered, g_strdup (uri));
}

static void
on_unlock (EoDocumentView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "document.unlock", NULL);
}

static void
on_password_changed (EoDocumentView *self)
{
  gtk_widget_remove_css_class (self->password_row, "error");
  gtk_widget_set_visible (self->password_label, FALSE);
  _eo_document_view_update_actions (self);
}

static gboolean
eo_document_view_grab_focus (GtkWidget *widget)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (widget);

  if (self->state == EO_DOCUMENT_SHOWN)
    return gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  return gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
eo_document_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (object);

  switch (prop_id)
    {
    case EO_DOCUMENT_PROP_ZOOM_MODE:
      /* The menu asks while the template is being built. */
      g_value_set_enum (value,
                        self->canvas != NULL ? eo_page_canvas_get_zoom_mode (self->canvas) : EO_ZOOM_WIDTH);
      break;
    case EO_DOCUMENT_PROP_THUMBNAILS:
      g_value_set_boolean (value, self->has_thumbnails);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_document_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (object);

  switch (prop_id)
    {
    case EO_DOCUMENT_PROP_ZOOM_MODE:
      eo_page_canvas_set_zoom (self->canvas, (EoZoomMode) g_value_get_enum (value),
                               eo_page_canvas_get_zoom (self->canvas));
      break;
    case EO_DOCUMENT_PROP_THUMBNAILS:
      self->has_thumbnails = g_value_get_boolean (value);
      eo_thumbnails_set_pages (EO_THUMBNAILS (self->thumbnail_list),
                               self->has_thumbnails ? self->pages : NULL);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->thumbnails_revealer), self->has_thumbnails);
      eo_thumbnails_set_page (EO_THUMBNAILS (self->thumbnail_list), eo_page_canvas_get_page (self->canvas));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_document_view_dispose (GObject *object)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (object);
  GtkWidget *child;

  if (self->canvas != NULL)
    _eo_document_view_drop_pages (self);
  self->canvas = NULL;
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->source);
  g_clear_object (&self->store);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_document_view_parent_class)->dispose (object);
}

static void
eo_document_view_finalize (GObject *object)
{
  EoDocumentView *self = EO_DOCUMENT_VIEW (object);

  g_free (self->marking);
  g_free (self->find_text);
  g_free (self->wanted_words);
  g_strfreev (self->wanted_marks);
  g_strfreev (self->target_names);
  g_strfreev (self->target_labels);

  G_OBJECT_CLASS (eo_document_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, EoDocumentView, child)
  BIND (icon);
  BIND (name_label);
  BIND (picker);
  BIND (page_tools);
  BIND (page_stack);
  BIND (page_label);
  BIND (page_entry);
  BIND (zoom_label);
  BIND (zoom_button);
  BIND (more_button);
  BIND (find_revealer);
  BIND (find_entry);
  BIND (find_label);
  BIND (toasts);
  BIND (stack);
  BIND (spinner);
  BIND (loading_label);
  BIND (thumbnails_revealer);
  BIND (thumbnail_list);
  BIND (canvas);
  BIND (password_row);
  BIND (password_label);
  BIND (failed_page);
  BIND (retry_button);
  BIND (convert_button);
  BIND (send_bar);
  BIND (send_box);
  BIND (context_menu);
#undef BIND
}

static void
eo_document_view_class_init (EoDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = eo_document_view_get_property;
  object_class->set_property = eo_document_view_set_property;
  object_class->dispose = eo_document_view_dispose;
  object_class->finalize = eo_document_view_finalize;
  widget_class->grab_focus = eo_document_view_grab_focus;

  g_object_class_install_property (object_class, EO_DOCUMENT_PROP_ZOOM_MODE,
                                   g_param_spec_enum ("zoom-mode", NULL, NULL, EO_TYPE_ZOOM_MODE,
                                                      EO_ZOOM_WIDTH,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, EO_DOCUMENT_PROP_THUMBNAILS,
                                   g_param_spec_boolean ("thumbnails", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  signals[SEND_TEXT] = g_signal_new ("send-text", EO_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", EO_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (EO_TYPE_PAGE_CANVAS);
  g_type_ensure (EO_TYPE_THUMBNAILS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/ExecOffice/ui/desk/document/eo-document-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_canvas_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_thumbnail_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_page_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_page_left);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  _eo_document_view_class_init_find (widget_class);
  _eo_document_view_class_init_scan (widget_class);
  _eo_document_view_class_init_send (widget_class);
  _eo_document_view_class_init_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "documentview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_document_view_init (EoDocumentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Document"), -1);
  g_signal_connect_swapped (self->picker, "notify::selected", G_CALLBACK (on_picked), self);
  _eo_document_view_set_source (self, NULL);
}

GtkWidget *
eo_document_view_new (void)
{
  return g_object_new (EO_TYPE_DOCUMENT_VIEW, NULL);
}

void
eo_document_view_show (EoDocumentView     *self,
                       EoStore            *store,
                       const EoAttachment *attachment)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self) && EO_IS_STORE (store) && attachment != NULL);

  pick (self, attachment);
  _eo_document_view_watch_scans (self, store);
  _eo_document_view_set_source (self, eo_document_source_new_for_attachment (store, attachment));
}

void
eo_document_view_set_attachments (EoDocumentView *self,
                                  EoStore        *store,
                                  GPtrArray      *attachments)
{
  const EoAttachment *shown;

  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self) && EO_IS_STORE (store));

  if (attachments == NULL || attachments->len == 0)
    {
      eo_document_view_clear (self);
      return;
    }
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_attachment_free);
  for (guint i = 0; i < attachments->len; i++)
    g_ptr_array_add (self->attachments, eo_attachment_copy (g_ptr_array_index (attachments, i)));
  set_picker (self, self->attachments);
  shown = store == self->store ? shown_attachment (self) : NULL;
  if (find_attachment (self, shown) >= 0)
    pick (self, shown);
  else
    eo_document_view_show (self, store, g_ptr_array_index (self->attachments, 0));
}

void
eo_document_view_open_fd (EoDocumentView *self,
                          int             fd,
                          const char     *name)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self) && fd >= 0 && name != NULL);

  pick (self, NULL);
  _eo_document_view_set_source (self, eo_document_source_new_for_fd (fd, name));
}

void
eo_document_view_clear (EoDocumentView *self)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self));

  pick (self, NULL);
  _eo_document_view_set_source (self, NULL);
}

void
eo_document_view_set_marking (EoDocumentView *self,
                              const char     *marking)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self));

  g_free (self->marking);
  self->marking = g_strdup (marking);
}

EoDocumentState
eo_document_view_get_state (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), EO_DOCUMENT_EMPTY);

  return self->state;
}

guint
eo_document_view_get_n_pages (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), 0);

  return self->pages != NULL ? eo_pages_get_n (self->pages) : 0;
}

guint
eo_document_view_get_page (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), 0);

  return eo_page_canvas_get_page (self->canvas);
}

void
eo_document_view_go_to_page (EoDocumentView *self,
                             guint           page)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self));

  eo_page_canvas_go_to (self->canvas, page, NULL);
}

double
eo_document_view_get_zoom (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), 1);

  return eo_page_canvas_get_zoom (self->canvas);
}
