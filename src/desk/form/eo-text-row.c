/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-text.h"
#include "desk/form/eo-text-row.h"

typedef struct
{
  GtkWidget *entry;   /* a bare GtkText has no Text interface for a screen reader on 4.8 */
  GtkWidget *reading; /* over the entry while it is not edited: that cuts a long line off, a label says "…" */
  gboolean   unread;  /* what stands there could not be read into the record */
  gboolean   showing;
} EoTextRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (EoTextRow, eo_text_row, EO_TYPE_FORM_ROW)

#define PRIVATE(self) ((EoTextRowPrivate *) eo_text_row_get_instance_private (self))

static gboolean
is_plain_text (EoTextRow *self)
{
  const EoField *field = eo_form_row_get_field (EO_FORM_ROW (self));

  return (field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT) && field->wording == NULL;
}

static gboolean
write_typed (EoTextRow  *self,
             GError    **error)
{
  EoTextRowPrivate *priv = PRIVATE (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (priv->entry));

  priv->unread = !eo_form_row_write (EO_FORM_ROW (self), typed, error);
  return !priv->unread;
}

static void
on_changed (EoTextRow *self)
{
  gtk_label_set_text (GTK_LABEL (PRIVATE (self)->reading), gtk_editable_get_text (GTK_EDITABLE (PRIVATE (self)->entry)));
  if (PRIVATE (self)->showing || eo_form_row_get_record (EO_FORM_ROW (self)) == NULL)
    return;
  EO_TEXT_ROW_GET_CLASS (self)->typed (self);
  eo_form_row_edited (EO_FORM_ROW (self));
}

/* Enter goes on to the next field, as a clerk's hand expects; the last one's goes round. In a small window that asks for
 * something it is the answer. */
static void
on_activate (EoTextRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_get_default_widget (GTK_WINDOW (root)) != NULL)
    gtk_widget_activate_default (GTK_WIDGET (self));
  else
    g_signal_emit_by_name (PRIVATE (self)->entry, "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
set_reading (EoTextRow *self,
             gboolean   reading)
{
  EoTextRowPrivate *priv = PRIVATE (self);

  gtk_widget_set_visible (priv->reading, reading);
  if (reading)
    gtk_widget_add_css_class (priv->entry, "covered");
  else
    gtk_widget_remove_css_class (priv->entry, "covered");
}

static void
on_focus_entered (EoTextRow *self)
{
  set_reading (self, FALSE);
}

static void
on_focus_left (EoTextRow *self)
{
  EoTextRowPrivate *priv = PRIVATE (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr(GError) error = NULL;

  /* Another window was looked at: the caret stays, and nothing is judged yet. */
  if (eo_form_row_get_record (EO_FORM_ROW (self)) == NULL || root == NULL || eo_text_row_has_focus (self))
    return;
  set_reading (self, TRUE);
  if (priv->unread && !write_typed (self, &error))
    eo_form_row_show_problem (EO_FORM_ROW (self), error->message, NULL, NULL);
  else if (!is_plain_text (self))
    eo_form_row_refresh (EO_FORM_ROW (self));
  /* A long line is read from its beginning. */
  gtk_editable_set_position (GTK_EDITABLE (priv->entry), 0);
}

/* Half a date is no error yet: it is one when the focus leaves. */
static void
eo_text_row_typed (EoTextRow *self)
{
  write_typed (self, NULL);
}

static void
eo_text_row_refresh (EoFormRow *row)
{
  EoTextRow *self = EO_TEXT_ROW (row);
  const EoField *field = eo_form_row_get_field (row);
  EoRecord *record = eo_form_row_get_record (row);

  PRIVATE (self)->unread = FALSE;
  if (is_plain_text (self))
    {
      eo_text_row_set_text (self, eo_field_get_string (field, record));
    }
  else
    {
      g_autofree char *display = eo_field_is_empty (field, record) ? g_strdup ("") : eo_field_display (field, record);

      eo_text_row_set_text (self, display);
    }
}

static gboolean
eo_text_row_commit (EoFormRow  *row,
                    GError    **error)
{
  EoTextRow *self = EO_TEXT_ROW (row);

  return !PRIVATE (self)->unread || write_typed (self, error);
}

static gboolean
eo_text_row_is_ahead (EoFormRow *row)
{
  return PRIVATE (EO_TEXT_ROW (row))->unread;
}

static void
eo_text_row_take_text (EoFormRow  *row,
                       const char *text)
{
  EoTextRow *self = EO_TEXT_ROW (row);
  g_autofree char *line = eo_text_one_line (text);

  eo_text_row_set_text (self, line);
  write_typed (self, NULL);
}

/* In grey letters no more: the words are what the page says, and are read before Enter takes them. */
static void
eo_text_row_show_offer (EoFormRow  *row,
                        const char *text)
{
  EoTextRowPrivate *priv = PRIVATE (EO_TEXT_ROW (row));

  g_object_set (priv->entry, "placeholder-text", text, NULL);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER);
}

static void
eo_text_row_class_init (EoTextRowClass *klass)
{
  EoFormRowClass *row_class = EO_FORM_ROW_CLASS (klass);

  row_class->refresh = eo_text_row_refresh;
  row_class->commit = eo_text_row_commit;
  row_class->is_ahead = eo_text_row_is_ahead;
  row_class->take_text = eo_text_row_take_text;
  row_class->show_offer = eo_text_row_show_offer;
  klass->typed = eo_text_row_typed;
}

static void
eo_text_row_init (EoTextRow *self)
{
  EoTextRowPrivate *priv = PRIVATE (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  priv->entry = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (priv->entry), FALSE);
  gtk_widget_set_hexpand (priv->entry, TRUE);
  g_signal_connect_swapped (priv->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (priv->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (priv->entry, focus);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_entered), self);

  priv->reading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "can-target", FALSE, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), priv->entry);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), priv->reading);
  set_reading (self, TRUE);
  eo_form_row_set_value (EO_FORM_ROW (self), overlay, priv->entry);
}

GtkEditable *
eo_text_row_get_editable (EoTextRow *self)
{
  g_return_val_if_fail (EO_IS_TEXT_ROW (self), NULL);
  return GTK_EDITABLE (PRIVATE (self)->entry);
}

gboolean
eo_text_row_has_focus (EoTextRow *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (EO_IS_TEXT_ROW (self), FALSE);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return focus != NULL && gtk_widget_is_ancestor (focus, PRIVATE (self)->entry);
}

void
eo_text_row_set_text (EoTextRow  *self,
                      const char *text)
{
  EoTextRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (EO_IS_TEXT_ROW (self) && text != NULL);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (priv->entry)), text))
    return;
  priv->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), text);
  priv->showing = FALSE;
}
