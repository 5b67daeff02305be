/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view.h"
#include "desk/eo-desk.h"
#include "desk/record/eo-saving.h"
#include "sections/correspondence/eo-reply-texts.h"
#include "sections/correspondence/eo-reply-window-private.h"

#define DRAFT_DELAY 900 /* ms after the first key: well within the two seconds promised */
#define SIMILAR 60

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

/* What stands above and below the text */

static gboolean
may_write (EoReplyWindow *self)
{
  EoLetter *letter = EO_LETTER (self->letter);

  return !eo_store_is_read_only (self->store) && self->letter->deleted_at.iso[0] == '\0'
         && (letter->status <= EO_LETTER_DRAFTING || letter->status == EO_LETTER_RETURNED
             || letter->status == EO_LETTER_QUALITY_CHECK || letter->status == EO_LETTER_PRIVATE_OFFICE);
}

static const EoTransition *
next_step (EoReplyWindow *self)
{
  EoLetterStatus status = EO_LETTER (self->letter)->status;

  return status == EO_LETTER_DRAFTING || status == EO_LETTER_RETURNED
           ? eo_kind_find_step (self->letter, "quality-check") : NULL;
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_paper (EoReplyWindow *self)
{
  g_autoptr (EoRecord) edited = _eo_reply_window_get_edited (self);
  g_autoptr (EoLetterSheet) sheet = eo_letter_sheet_new_for (self->store, edited);
  g_autoptr (GString) address = g_string_new (sheet->address);
  g_autoptr (GString) references = g_string_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      const char *line = i == 0 ? sheet->phone : sheet->email;
      if (*line != '\0')
        g_string_append_printf (address, "%s%s", address->len > 0 ? "\n" : "", line);
    }
  g_string_append_printf (references, "%s: %s", sheet->our_label, sheet->our_reference);
  if (*sheet->their_reference != '\0')
    g_string_append_printf (references, "   ·   %s: %s", sheet->their_label, sheet->their_reference);
  g_string_append_printf (references, "   ·   %s", sheet->date);
  set_text (self->office, sheet->office);
  set_text (self->motto, sheet->motto);
  set_text (self->address, address->str);
  set_text (self->references, references->str);
  set_text (self->addressee, sheet->addressee);
  set_text (self->salutation, sheet->salutation);
  set_text (self->subject, sheet->subject);
  set_text (self->closing, sheet->closing);
  set_text (self->signatory, *sheet->signed_off != '\0' ? sheet->signed_off : sheet->signatory);
  set_text (self->post, sheet->post);
}

static void
show_facts (EoReplyWindow *self)
{
  EoLetter *letter = EO_LETTER (self->letter);
  const EoTransition *step = next_step (self);
  g_autofree char *title = g_strdup (self->letter->reference);
  g_autofree char *answers = NULL;
  g_autoptr (GString) facts = g_string_new (NULL);

  if (self->answered != NULL)
    answers = g_strdup_printf (_("Answers %s"), self->answered->reference);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, answers != NULL ? answers : "");
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->heading, letter->subject);
  eo_status_pill_set_record (self->pill, self->letter);
  if (letter->assigned_to.id != 0)
    g_string_append_printf (facts, _("With %s"), letter->assigned_to.title);
  if (self->answered != NULL && EO_LETTER (self->answered)->reply_due.iso[0] != '\0')
    {
      g_autofree char *due = eo_date_format (&EO_LETTER (self->answered)->reply_due);
      g_string_append_printf (facts, "%s%s %s", facts->len > 0 ? "  ·  " : "", _("Reply due"), due);
    }
  if (letter->status == EO_LETTER_RETURNED)
    g_string_append_printf (facts, "%s%s%s%s", facts->len > 0 ? "  ·  " : "",
                            eo_choice_label (eo_return_reason_get_type (), letter->return_reason),
                            *letter->return_note != '\0' ? ": " : "", letter->return_note);
  gtk_label_set_text (self->facts, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->step_button), step != NULL && may_write (self));
  if (step != NULL)
    gtk_button_set_label (self->step_button, _(step->label));
  gtk_text_view_set_editable (self->editor, may_write (self));
}

static void
mark_one (gsize    start,
          gsize    end,
          gpointer user_data)
{
  EoReplyWindow *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, g_utf8_pointer_to_offset (self->marked, self->marked + start));
  gtk_text_buffer_get_iter_at_offset (buffer, &to, g_utf8_pointer_to_offset (self->marked, self->marked + end));
  gtk_text_buffer_apply_tag_by_name (buffer, "placeholder", &from, &to);
  self->n_unfilled++;
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean within = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean word = g_unichar_isalnum (g_utf8_get_char (p));
      n += word && !within;
      within = word || (within && (*p == '-' || *p == '\''));
    }
  return n;
}

/* Placeholders that nobody filled in are lit in the text, and counted under it. */
static void
show_marks (EoReplyWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autofree char *text = _eo_reply_window_get_text (self);
  guint n = count_words (text);
  g_autofree char *count = g_strdup_printf (ngettext ("%u word", "%u words", n), n);
  g_autofree char *unfilled = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "placeholder", &start, &end);
  self->marked = text;
  self->n_unfilled = 0;
  eo_letter_find_placeholders (text, mark_one, self);
  self->marked = NULL;
  gtk_label_set_text (self->count, count);
  unfilled = g_strdup_printf (ngettext ("⚠ %u place to be filled in", "⚠ %u places to be filled in", self->n_unfilled),
                              self->n_unfilled);
  set_text (self->unfilled, self->n_unfilled > 0 ? unfilled : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unfilled), TRUE);
}

/* Texts to begin from */

static void
add_card (EoReplyWindow *self,
          GtkBox        *box,
          EoRecord      *record,
          const char    *text)
{
  g_autofree char *filled = eo_letter_fill (self->store, self->letter, text);

  gtk_box_append (box, eo_reply_texts_card (record, filled));
}

static void
say_none (GtkBox     *box,
          const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_top (label, 24);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

static void
fill_standard (EoReplyWindow *self)
{
  g_autoptr (GPtrArray) replies = eo_reply_texts_standard (self->store, EO_LETTER (self->letter));

  for (guint i = 0; i < replies->len; i++)
    {
      EoRecord *reply = g_ptr_array_index (replies, i);
      g_autofree char *body = NULL;

      g_object_get (reply, "body", &body, NULL);
      add_card (self, self->standard, reply, body);
    }
  if (replies->len == 0)
    say_none (self->standard, _("No standard replies yet. They are written in the section of that name."));
}

static void
on_similar (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoReplyWindow) self = user_data;
  g_autoptr (EoSearchResult) similar = eo_store_search_finish (EO_STORE (source), result, NULL);
  g_autoptr (GPtrArray) letters = NULL;

  if (self->store == NULL)
    return;
  letters = eo_reply_texts_past (self->store, EO_LETTER (self->letter), similar);
  for (guint i = 0; i < letters->len; i++)
    {
      EoLetter *past = g_ptr_array_index (letters, i);
      gtk_box_append (self->past, eo_reply_texts_card (EO_RECORD (past), past->body));
    }
  if (letters->len == 0)
    say_none (self->past, _("No reply on this file or matter has been written here yet."));
}

static void
fill_past (EoReplyWindow *self)
{
  g_autofree char *words = eo_reply_texts_words (EO_LETTER (self->letter));

  eo_store_search_async (self->store, words, &eo_letter_kind, SIMILAR, self->cancellable, on_similar,
                         g_object_ref (self));
}

/* The letter it answers */

static void
show_answered (EoReplyWindow *self)
{
  g_autoptr (GPtrArray) attachments = NULL;
  GtkWidget *child;

  if (self->answered != NULL)
    attachments = eo_store_get_attachments (self->store, &eo_letter_kind, self->answered->id);
  if (attachments != NULL && attachments->len > 0)
    {
      child = eo_document_view_new ();
      eo_document_view_set_attachments (EO_DOCUMENT_VIEW (child), self->store, attachments);
    }
  else
    {
      child = adw_status_page_new ();
      gtk_widget_add_css_class (child, "compact");
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (child), "x-office-document-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (child), _("No Document"));
      adw_status_page_set_description (ADW_STATUS_PAGE (child),
                                       self->answered != NULL ? _("The letter that this one answers has no scan.")
                                                              : _("This letter answers none."));
      gtk_toggle_button_set_active (self->document_button, self->answered != NULL);
    }
  gtk_stack_add_child (self->document_stack, child);
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
  show_marks (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reply.save", may_write (self) && !self->saving && is_changed (self));
  if (may_write (self) && self->draft_source == 0 && !self->filling)
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
  show_facts (self);
  show_paper (self);
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

  if (self->saving || !may_write (self))
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

  if (draft == NULL || !may_write (self))
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
  if (self->letter == NULL || !may_write (self) || !is_changed (self))
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
  self = g_object_new (EO_TYPE_REPLY_WINDOW, NULL);
  self->store = g_object_ref (store);
  use (self, record);
  fill_editor (self, EO_LETTER (record)->body);
  show_answered (self);
  fill_standard (self);
  fill_past (self);
  offer_draft (self);
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
