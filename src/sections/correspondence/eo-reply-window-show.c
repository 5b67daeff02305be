/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view.h"
#include "sections/correspondence/eo-reply-texts.h"
#include "sections/correspondence/eo-reply-window-private.h"

/* What the window shows around the text: the letter as it will stand on paper, what it answers, and texts to begin
 * from. */

#define SIMILAR 60

gboolean
_eo_reply_window_may_write (EoReplyWindow *self)
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

void
_eo_reply_window_show_paper (EoReplyWindow *self)
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

/* "Facts: name the month": why it came back, as far as that was said. */
static void
add_return (GString  *facts,
            EoLetter *letter)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *why = NULL;

  if (letter->return_reason != EO_RETURN_NONE)
    g_ptr_array_add (parts, (gpointer) eo_choice_label (eo_return_reason_get_type (), letter->return_reason));
  if (*letter->return_note != '\0')
    g_ptr_array_add (parts, letter->return_note);
  g_ptr_array_add (parts, NULL);
  why = g_strjoinv (": ", (char **) parts->pdata);
  if (*why != '\0')
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? "  ·  " : "", why);
}

void
_eo_reply_window_show_facts (EoReplyWindow *self)
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
    add_return (facts, letter);
  gtk_label_set_text (self->facts, facts->str);
  if (step == NULL && gtk_window_get_focus (GTK_WINDOW (self)) == GTK_WIDGET (self->step_button))
    gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->editor));
  gtk_widget_set_visible (GTK_WIDGET (self->step_button), step != NULL && _eo_reply_window_may_write (self));
  if (step != NULL)
    gtk_button_set_label (self->step_button, _(step->label));
  gtk_text_view_set_editable (self->editor, _eo_reply_window_may_write (self));
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
void
_eo_reply_window_show_marks (EoReplyWindow *self)
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

void
_eo_reply_window_fill_standard (EoReplyWindow *self)
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

void
_eo_reply_window_fill_past (EoReplyWindow *self)
{
  g_autofree char *words = eo_reply_texts_words (EO_LETTER (self->letter));

  eo_store_search_async (self->store, words, &eo_letter_kind, SIMILAR, self->cancellable, on_similar,
                         g_object_ref (self));
}

/* The letter it answers */

void
_eo_reply_window_show_answered (EoReplyWindow *self)
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
