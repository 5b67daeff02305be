/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "desk/form/eo-long-text-row.h"

/* Past this the view scrolls: laying out a megabyte at full height would hold up the window. */
#define MAX_HEIGHT 400

struct _EoLongTextRow
{
  EoFormRow      parent_instance;

  GtkTextBuffer *buffer;
  GtkWidget     *scroller;
  guint          resize;   /* source */
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (EoLongTextRow, eo_long_text_row, EO_TYPE_FORM_ROW)

static char *
get_text (EoLongTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static gboolean
on_resize (gpointer data)
{
  EoLongTextRow *self = data;
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  int height;

  self->resize = 0;
  gtk_widget_measure (gtk_scrolled_window_get_child (scroller), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (scroller, MIN (height, MAX_HEIGHT));
  return G_SOURCE_REMOVE;
}

/* A page that scrolls gives its rows as little height as they take, so this one takes what its text needs. The view knows
 * that only once it was given its width; within that pass nothing can be asked anew. */
static void
on_height (EoLongTextRow *self)
{
  if (self->resize == 0)
    self->resize = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_resize, self, NULL);
}

static void
on_changed (EoLongTextRow *self)
{
  EoFormRow *row = EO_FORM_ROW (self);
  g_autofree char *text = NULL;

  on_height (self);
  if (self->showing || eo_form_row_get_record (row) == NULL)
    return;
  text = get_text (self);
  eo_form_row_write (row, text, NULL);
  eo_form_row_edited (row);
}

static void
eo_long_text_row_refresh (EoFormRow *row)
{
  EoLongTextRow *self = EO_LONG_TEXT_ROW (row);
  const char *text = eo_field_get_string (eo_form_row_get_field (row), eo_form_row_get_record (row));
  g_autofree char *shown = get_text (self);

  if (g_str_equal (shown, text))
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->showing = FALSE;
}

static void
eo_long_text_row_take_text (EoFormRow  *row,
                            const char *text)
{
  EoLongTextRow *self = EO_LONG_TEXT_ROW (row);
  g_autofree char *valid = eo_text_make_valid (text, strlen (text));
  g_autofree char *shown = get_text (self);
  g_autofree char *both = *shown == '\0' ? g_strdup (valid) : g_strconcat (shown, "\n", valid, NULL);

  gtk_text_buffer_set_text (self->buffer, both, -1);
}

static void
eo_long_text_row_dispose (GObject *object)
{
  g_clear_handle_id (&EO_LONG_TEXT_ROW (object)->resize, g_source_remove);

  G_OBJECT_CLASS (eo_long_text_row_parent_class)->dispose (object);
}

static void
eo_long_text_row_class_init (EoLongTextRowClass *klass)
{
  EoFormRowClass *row_class = EO_FORM_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_long_text_row_dispose;

  row_class->refresh = eo_long_text_row_refresh;
  row_class->take_text = eo_long_text_row_take_text;
}

static void
eo_long_text_row_init (EoLongTextRow *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *height = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  self->scroller = scroller;
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* Tab goes on to the next field: nobody indents a note, and the keyboard must get out. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "inline");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_object (height, "notify::upper", G_CALLBACK (on_height), self, G_CONNECT_SWAPPED);
  eo_form_row_set_value (EO_FORM_ROW (self), scroller, view);
}
