/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view-private.h"

static void
update_label (EoDocumentView *self)
{
  guint n = self->find != NULL ? eo_find_get_n (self->find) : 0;
  gboolean is_busy = self->find != NULL && eo_find_is_busy (self->find);
  g_autofree char *text = NULL;

  if (self->find == NULL)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (is_busy ? _("Looking…") : _("Not found"));
  else if (is_busy)
    text = g_strdup_printf (_("%u of %u…"), eo_find_get_position (self->find), n);
  else if (n >= EO_FIND_MAX_MATCHES)
    text = g_strdup_printf (_("%u of more than %u"), eo_find_get_position (self->find), n);
  else
    text = g_strdup_printf (_("%u of %u"), eo_find_get_position (self->find), n);
  gtk_label_set_text (GTK_LABEL (self->find_label), text);
  if (self->find != NULL && n == 0 && !is_busy)
    gtk_widget_add_css_class (self->find_entry, "error");
  else
    gtk_widget_remove_css_class (self->find_entry, "error");
}

static void
on_changed (EoDocumentView *self)
{
  update_label (self);
  _eo_document_view_update_actions (self);
}

static void
go_to_current (EoDocumentView *self)
{
  const EoPageMatch *match = self->find != NULL ? eo_find_get_current (self->find) : NULL;

  if (match != NULL && match->n_rects > 0)
    eo_page_canvas_go_to (self->canvas, match->page, &match->rects[0]);
}

void
_eo_document_view_forget_find (EoDocumentView *self)
{
  EoFind *finds[] = { self->find, self->marks };

  for (guint i = 0; i < G_N_ELEMENTS (finds); i++)
    if (finds[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (finds[i], self);
        eo_find_stop (finds[i]);
      }
  eo_page_canvas_set_find (self->canvas, NULL);
  eo_page_canvas_set_marks (self->canvas, NULL);
  g_clear_object (&self->find);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->find_text, g_free);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->find_revealer), FALSE);
}

/* Takes @terms. */
static void
start (EoDocumentView *self,
       const char     *text,
       char          **terms,
       guint           page)
{
  g_auto (GStrv) owned = terms;

  if (self->find != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->find, self);
      eo_find_stop (self->find);
    }
  eo_page_canvas_set_find (self->canvas, NULL);
  g_clear_object (&self->find);
  g_free (self->find_text);
  self->find_text = g_strdup (text);
  if (owned[0] != NULL && self->pages != NULL)
    {
      self->find = eo_find_new (self->pages, (const char *const *) owned, page);
      eo_page_canvas_set_find (self->canvas, self->find);
      g_signal_connect_swapped (self->find, "changed", G_CALLBACK (on_changed), self);
      g_signal_connect_swapped (self->find, "found", G_CALLBACK (go_to_current), self);
    }
  on_changed (self);
}

static void
on_find_changed (EoDocumentView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  g_autofree char *phrase = g_strstrip (g_strdup (text));
  const char *terms[] = { phrase[0] != '\0' ? phrase : NULL, NULL };

  if (g_strcmp0 (text, self->find_text) != 0)
    start (self, text, g_strdupv ((char **) terms), eo_page_canvas_get_page (self->canvas));
}

static void
on_find_next (EoDocumentView *self)
{
  _eo_document_view_step_find (self, 1);
}

static void
on_find_previous (EoDocumentView *self)
{
  _eo_document_view_step_find (self, -1);
}

static void
on_find_stopped (EoDocumentView *self)
{
  _eo_document_view_close_find (self);
}

/* White space parts the words; quotes and stars belong to the search they come from. */
static char **
split_words (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n\"*()", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

static void
find_wanted (EoDocumentView *self)
{
  g_autofree char *words = g_steal_pointer (&self->wanted_words);
  g_auto (GStrv) parts = split_words (words);
  g_autofree char *text = g_strjoinv (" ", parts);
  guint page = (guint) CLAMP (self->wanted_page, 0, (int) eo_document_view_get_n_pages (self) - 1);

  eo_page_canvas_go_to (self->canvas, page, NULL);
  if (parts[0] == NULL)
    return;
  start (self, text, g_steal_pointer (&parts), page);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->find_revealer), TRUE);
}

static void
light_wanted (EoDocumentView *self)
{
  if (self->marks != NULL)
    eo_find_stop (self->marks);
  eo_page_canvas_set_marks (self->canvas, NULL);
  g_clear_object (&self->marks);
  if (self->wanted_marks == NULL || self->wanted_marks[0] == NULL)
    return;
  self->marks = eo_find_new (self->pages, (const char *const *) self->wanted_marks, 0);
  eo_page_canvas_set_marks (self->canvas, self->marks);
}

void
_eo_document_view_opened (EoDocumentView *self)
{
  if (self->wanted_words != NULL)
    find_wanted (self);
  if (self->wanted_marks != NULL)
    light_wanted (self);
}

void
_eo_document_view_open_find (EoDocumentView *self)
{
  const char *selection = eo_page_canvas_get_selection (self->canvas);

  if (selection != NULL && strchr (selection, '\n') == NULL && g_utf8_strlen (selection, -1) < 60)
    gtk_editable_set_text (GTK_EDITABLE (self->find_entry), selection);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->find_revealer), TRUE);
  gtk_widget_grab_focus (self->find_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->find_entry), 0, -1);
  on_find_changed (self);
}

/* What was found last is selected: the way to send it without a mouse. */
gboolean
_eo_document_view_close_find (EoDocumentView *self)
{
  g_autoptr (EoFind) find = NULL;
  const EoPageMatch *match;

  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->find_revealer)))
    return FALSE;
  find = self->find != NULL ? g_object_ref (self->find) : NULL;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->find_revealer), FALSE);
  start (self, NULL, g_new0 (char *, 1), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  match = find != NULL ? eo_find_get_current (find) : NULL;
  if (match != NULL && match->page == eo_page_canvas_get_page (self->canvas))
    eo_page_canvas_select_match (self->canvas, match);
  return TRUE;
}

void
_eo_document_view_step_find (EoDocumentView *self,
                             int             direction)
{
  on_find_changed (self);
  if (self->find == NULL)
    return;
  eo_find_step (self->find, direction);
  go_to_current (self);
}

void
_eo_document_view_class_init_find (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_find_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_find_next);
  gtk_widget_class_bind_template_callback (widget_class, on_find_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_find_stopped);
}

void
eo_document_view_find (EoDocumentView *self,
                       const char     *words,
                       int             page)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self) && words != NULL);

  g_free (self->wanted_words);
  self->wanted_words = g_strdup (words);
  self->wanted_page = page;
  if (self->state == EO_DOCUMENT_SHOWN)
    find_wanted (self);
}

void
eo_document_view_set_marks (EoDocumentView    *self,
                            const char *const *texts)
{
  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self));

  g_strfreev (self->wanted_marks);
  self->wanted_marks = g_strdupv ((char **) texts);
  if (self->state == EO_DOCUMENT_SHOWN)
    light_wanted (self);
}

guint
eo_document_view_get_n_matches (EoDocumentView *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_VIEW (self), 0);

  return self->find != NULL ? eo_find_get_n (self->find) : 0;
}
