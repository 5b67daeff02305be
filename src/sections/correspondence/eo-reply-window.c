/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-desk.h"
#include "desk/record/eo-saving.h"
#include "sections/correspondence/eo-reply-window-private.h"

#define DRAFT_DELAY 900 /* ms after the first key: well within the two seconds promised */
#define THREE_PANES 1050 /* px that the document, the letter and the texts take beside each other */

G_DEFINE_FINAL_TYPE (EoReplyWindow, eo_reply_window, ADW_TYPE_WINDOW)

void
_eo_reply_window_say (EoReplyWindow *self,
                      const char    *text)
{
  gtk_label_set_text (self->kept, text);
}

static void
say_at (EoReplyWindow *self,
        const char    *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], time, parts[1], NULL);

  _eo_reply_window_say (self, text);
}

static void
tell (EoReplyWindow *self,
      const char    *heading,
      const char    *text)
{
  self->asks = FALSE;
  eo_notice_show (self->notice, EO_NOTICE_ERROR, heading, text, NULL, NULL);
}

char *
_eo_reply_window_get_text (EoReplyWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What is written, as it would be saved. */
EoRecord *
_eo_reply_window_get_edited (EoReplyWindow *self)
{
  g_autofree char *text = _eo_reply_window_get_text (self);
  EoRecord *edited = eo_record_copy (self->letter);

  g_object_set (edited, "body", text, NULL);
  return edited;
}

static gboolean
is_changed (EoReplyWindow *self)
{
  g_autofree char *text = _eo_reply_window_get_text (self);

  return strcmp (text, EO_LETTER (self->letter)->body) != 0;
}

/* Drafts and saving */

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EoReplyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 draft = eo_store_keep_draft_finish (EO_STORE (source), result, &error);

  self->keeping = FALSE;
  if (draft == 0)
    {
      tell (self, _("Not kept as a draft"), error->message);
      return;
    }
  if (self->saved_meanwhile)
    {
      self->saved_meanwhile = FALSE;
      eo_store_discard_draft_async (EO_STORE (source), draft, NULL, NULL);
      return;
    }
  self->draft = draft;
  say_at (self, _("Draft kept %s"));
}

static gboolean
on_draft_time (gpointer user_data)
{
  EoReplyWindow *self = user_data;
  g_autoptr (EoRecord) edited = NULL;

  if (self->keeping || self->saving)
    return G_SOURCE_CONTINUE;
  self->draft_source = 0;
  if (!is_changed (self))
    return G_SOURCE_REMOVE;
  edited = _eo_reply_window_get_edited (self);
  self->keeping = TRUE;
  eo_store_keep_draft_async (self->store, self->draft, edited, on_kept, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
on_edited (EoReplyWindow *self)
{
  if (self->letter == NULL)
    return;
  _eo_reply_window_show_marks (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reply.save",
                                 _eo_reply_window_may_write (self) && !self->saving && is_changed (self));
  if (_eo_reply_window_may_write (self) && self->draft_source == 0 && !self->filling)
    self->draft_source = g_timeout_add (DRAFT_DELAY, on_draft_time, self);
}

static void
fill_editor (EoReplyWindow *self,
             const char    *text)
{
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->editor), text, -1);
  self->filling = FALSE;
  on_edited (self);
}

static void
use (EoReplyWindow *self,
     EoRecord      *letter)
{
  g_set_object (&self->letter, letter);
  g_clear_object (&self->answered);
  if (EO_LETTER (letter)->answers.id != 0)
    self->answered = eo_store_get (self->store, &eo_letter_kind, EO_LETTER (letter)->answers.id, NULL);
  _eo_reply_window_show_facts (self);
  _eo_reply_window_show_paper (self);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EoReplyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) sent = NULL;
  g_autoptr (EoRecord) saved = eo_saving_finish (EO_STORE (source), result, &sent, NULL, &error);

  self->saving = FALSE;
  if (self->store == NULL)
    return;
  if (saved == NULL)
    {
      tell (self, _("Not saved"), error->message);
      self->closing_down = FALSE;
      on_edited (self);
      return;
    }
  self->draft = 0;
  self->saved_meanwhile = self->keeping;
  use (self, saved);
  on_edited (self);
  eo_notice_hide (self->notice);
  say_at (self, _("Saved %s"));
  if (self->closing_down)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* @step: (nullable): taken in the same transaction */
void
_eo_reply_window_save (EoReplyWindow *self,
                       const char    *step)
{
  g_autoptr (EoRecord) edited = NULL;

  if (self->saving || !_eo_reply_window_may_write (self))
    return;
  edited = _eo_reply_window_get_edited (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->saving = TRUE;
  eo_saving_async (self->store, edited, NULL, self->draft, step, on_saved, g_object_ref (self));
}

/* What was typed here before and not saved is taken up again at a click. */
static void
offer_draft (EoReplyWindow *self)
{
  g_autoptr (EoDraft) draft = eo_store_get_draft_of (self->store, &eo_letter_kind, self->letter->id);
  g_autofree char *when = NULL;
  g_autofree char *heading = NULL;

  if (draft == NULL || !_eo_reply_window_may_write (self))
    return;
  self->offered = draft->id;
  self->asks = TRUE;
  when = eo_instant_format (&draft->kept_at);
  heading = g_strdup_printf (_("You were writing this on %s"), when);
  eo_notice_show (self->notice, EO_NOTICE_INFO, heading, _("What was typed then is kept, and not saved."),
                  _("Take It Up Again"), _("Discard"));
}

static void
on_answered (EoReplyWindow *self,
             int            button)
{
  g_autoptr (EoRecord) edited = NULL;
  g_autoptr (GError) error = NULL;

  eo_notice_hide (self->notice);
  if (!self->asks)
    return;
  self->asks = FALSE;
  if (button != 0)
    {
      eo_store_discard_draft_async (self->store, self->offered, NULL, NULL);
      return;
    }
  edited = eo_store_open_draft (self->store, self->offered, &error);
  if (edited == NULL)
    {
      tell (self, _("The draft could not be opened"), error->message);
      return;
    }
  self->draft = self->offered;
  fill_editor (self, EO_LETTER (edited)->body);
}

static gboolean
on_close (EoReplyWindow *self)
{
  if (self->letter == NULL || !_eo_reply_window_may_write (self) || !is_changed (self))
    return GDK_EVENT_PROPAGATE;
  self->closing_down = TRUE;
  _eo_reply_window_save (self, NULL);
  return GDK_EVENT_STOP;
}

/* A step that the letter took elsewhere, or a change to it, is shown where nothing is being typed here. */
static void
on_store_changed (EoReplyWindow *self,
                  const char    *kind,
                  gint64         id)
{
  g_autoptr (EoRecord) letter = NULL;
  gboolean ours = *kind == '\0' || (g_str_equal (kind, "letter") && (id == 0 || id == self->letter->id));

  if (!ours || self->saving || is_changed (self))
    return;
  letter = eo_store_get (self->store, &eo_letter_kind, self->letter->id, NULL);
  if (letter == NULL || letter->version == self->letter->version)
    return;
  use (self, letter);
  fill_editor (self, EO_LETTER (letter)->body);
}

/* Three panes want more than a small screen has: there the texts and what is answered give way to each other. */
static void
on_pane_shown (EoReplyWindow   *self,
               GParamSpec      *pspec,
               GtkToggleButton *button)
{
  GtkToggleButton *other = button == self->texts_button ? self->document_button : self->texts_button;

  if (self->small && gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
}

static gboolean
is_screen_small (EoReplyWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area = { 0 };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  return monitor != NULL && area.width < THREE_PANES;
}

static void
eo_reply_window_dispose (GObject *object)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->letter);
  g_clear_object (&self->answered);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_REPLY_WINDOW);

  G_OBJECT_CLASS (eo_reply_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, document_button);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, texts_button);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, pill);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, step_button);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, document_stack);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, office);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, motto);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, address);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, references);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, addressee);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, salutation);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, closing);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, signatory);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, post);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, count);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, unfilled);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, kept);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, texts);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, standard);
  gtk_widget_class_bind_template_child (widget_class, EoReplyWindow, past);
}

static void
eo_reply_window_class_init (EoReplyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_reply_window_dispose;

  g_type_ensure (EO_TYPE_NOTICE);
  g_type_ensure (EO_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/sections/correspondence/reply-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_answered);
  _eo_reply_window_install_actions (widget_class);
}

static void
eo_reply_window_init (EoReplyWindow *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  buffer = gtk_text_view_get_buffer (self->editor);
  gtk_text_buffer_create_tag (buffer, "placeholder", "background", "#f6d32d", "foreground", "#3d3846", NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close), NULL);
  _eo_reply_window_add_keys (self);
  self->small = is_screen_small (self);
  if (self->small)
    gtk_toggle_button_set_active (self->texts_button, FALSE);
  g_signal_connect_object (self->document_button, "notify::active", G_CALLBACK (on_pane_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->texts_button, "notify::active", G_CALLBACK (on_pane_shown), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->document_button, "active", self->document_stack, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->texts_button, "active", self->texts, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * eo_reply_window_new:
 * @letter: id of an outgoing letter
 *
 * Returns: the window; %NULL where there is no such letter
 */
GtkWindow *
eo_reply_window_new (EoStore *store,
                     gint64   letter)
{
  g_autoptr (EoRecord) record = NULL;
  EoReplyWindow *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  record = eo_store_get (store, &eo_letter_kind, letter, NULL);
  if (record == NULL || EO_LETTER (record)->direction != EO_OUTGOING)
    return NULL;
  self = g_object_new (EO_TYPE_REPLY_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL);
  self->store = g_object_ref (store);
  use (self, record);
  fill_editor (self, EO_LETTER (record)->body);
  _eo_reply_window_show_answered (self);
  _eo_reply_window_fill_standard (self);
  _eo_reply_window_fill_past (self);
  offer_draft (self);
  eo_button_names_mend (GTK_WIDGET (self));
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->editor));
  return GTK_WINDOW (self);
}

gint64
eo_reply_window_get_id (EoReplyWindow *self)
{
  g_return_val_if_fail (EO_IS_REPLY_WINDOW (self), 0);

  return self->letter->id;
}

const char *
eo_reply_window_get_kept (EoReplyWindow *self)
{
  g_return_val_if_fail (EO_IS_REPLY_WINDOW (self), NULL);

  return gtk_label_get_text (self->kept);
}
