/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-compat.h"
#include "desk/page/eo-print-pages.h"
#include "sections/correspondence/eo-letter-mailing.h"
#include "sections/correspondence/eo-reply-window-private.h"

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_reply_window_save (EO_REPLY_WINDOW (widget), NULL);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->step_button)))
    _eo_reply_window_save (self, "quality-check");
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* A text begins a paragraph of its own, and can be taken back in one. */
static void
insert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter at;

  if (!gtk_text_view_get_editable (self->editor))
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_starts_line (&at))
    gtk_text_buffer_insert (buffer, &at, "\n\n", -1);
  gtk_text_buffer_insert (buffer, &at, g_variant_get_string (parameter, NULL), -1);
  if (!gtk_text_iter_is_end (&at))
    gtk_text_buffer_insert (buffer, &at, "\n\n", -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
toggle (GtkToggleButton *button)
{
  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
toggle_document_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  toggle (EO_REPLY_WINDOW (widget)->document_button);
}

static void
toggle_texts_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  toggle (EO_REPLY_WINDOW (widget)->texts_button);
}

/* On paper: as it stands in the window, saved or not */

static EoLetterSheet *
make_sheet (EoReplyWindow *self)
{
  g_autoptr (EoRecord) edited = _eo_reply_window_get_edited (self);

  return eo_letter_sheet_new_for (self->store, edited);
}

static gboolean
draw (cairo_t   *cr,
      guint      page,
      gpointer   user_data,
      GError   **error)
{
  eo_letter_paper_draw_page (user_data, cr, page);
  return TRUE;
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    eo_notice_show (EO_REPLY_WINDOW (widget)->notice, EO_NOTICE_ERROR, _("Not printed"), error->message, NULL, NULL);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);
  g_autoptr (EoLetterSheet) sheet = make_sheet (self);
  EoPaper paper = eo_paper_letter ();
  EoLetterPaper *letter = eo_letter_paper_new (sheet, &paper);

  eo_print_pages (widget, self->letter->reference, eo_letter_paper_get_n_pages (letter), draw, letter,
                  (GDestroyNotify) eo_letter_paper_free, on_printed);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoReplyWindow) self = user_data;
  g_autoptr (GFile) file = eo_compat_save_finish (result, NULL);
  g_autoptr (EoLetterSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->store == NULL || g_file_peek_path (file) == NULL)
    return;
  sheet = make_sheet (self);
  if (eo_letter_paper_write_pdf (sheet, g_file_peek_path (file), &error))
    _eo_reply_window_say (self, _("Copy saved"));
  else
    eo_notice_show (self->notice, EO_NOTICE_ERROR, _("No copy was saved"), error->message, NULL, NULL);
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);
  g_autofree char *proposed = g_strdelimit (g_strconcat (self->letter->reference, ".pdf", NULL), "/", '-');

  eo_compat_save_async (widget, _("Save a Copy"), proposed, self->cancellable, on_chosen, g_object_ref (self));
}

static void
tell_mail (GtkWidget  *widget,
           const char *text)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);

  if (self->store != NULL)
    eo_notice_show (self->notice, EO_NOTICE_INFO, text, NULL, NULL, NULL);
}

static void
mail_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoReplyWindow *self = EO_REPLY_WINDOW (widget);

  eo_letter_send_by_mail (widget, self->store, self->letter, tell_mail);
}

void
_eo_reply_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reply.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "reply.step", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "reply.insert", "s", insert_action);
  gtk_widget_class_install_action (widget_class, "reply.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "reply.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "reply.mail", NULL, mail_action);
  gtk_widget_class_install_action (widget_class, "reply.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "reply.toggle-document", NULL, toggle_document_action);
  gtk_widget_class_install_action (widget_class, "reply.toggle-texts", NULL, toggle_texts_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "reply.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "reply.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "reply.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "reply.toggle-document", NULL);
}

/* Before the text and the panes around it have them: Ctrl+Enter would be a line there, F8 a pane's handle. */
void
_eo_reply_window_add_keys (EoReplyWindow *self)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } bindings[] = {
    { GDK_KEY_Return, GDK_CONTROL_MASK, "reply.step" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "reply.step" },
    { GDK_KEY_F8, 0, "reply.toggle-texts" },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (bindings[i].key, bindings[i].modifiers),
                                                            gtk_named_action_new (bindings[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
